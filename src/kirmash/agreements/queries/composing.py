"""The text of an instrument with the signature blocks of those who are to sign."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from kirmash.agreements.alternat.composing import Original, originals
from kirmash.agreements.alternat.faults import check
from kirmash.agreements.alternat.markup import read_version
from kirmash.agreements.alternat.text import Block, Fault, Name, Status, Text, TextRefused, Version
from kirmash.agreements.alternat.text import Party as TextParty
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.signature import Authority
from kirmash.agreements.models.signing import Signatory
from kirmash.agreements.models.text import TextVersion
from kirmash.registry.queries import name_of, title_of

Content = Mapping[str, Any]  # JSON
#: How a block names the side that signs, where the text does not say it.
FOR = {"en": "For %s", "de": "Für %s", "ru": "За %s", "be": "За %s", "pl": "Za %s", "kk": "%s"}
#: How it is said that somebody signs by a paper.
BY_PAPER = {
    "en": "under power of attorney %s",
    "de": "aufgrund der Vollmacht %s",
    "ru": "по доверенности %s",
    "be": "па даверанасці %s",
    "pl": "na podstawie pełnomocnictwa %s",
    "kk": "%s сенімхаты бойынша",
}
#: The blank line on which the date or the name is written by hand where nobody is named yet.


def originals_of(version: TextVersion) -> tuple[Original, ...]:
    """Return the originals of a version with those who are to sign it; raise ``TextRefused`` where it has faults."""
    return originals(text_of(version.content, signatories_of(version.instrument)))


def signatories_of(instrument: Instrument) -> dict[int, Signatory | None]:
    """Return who is to sign, by the position of the party."""
    parties = instrument.parties.select_related(
        "signatory__office__person", "signatory__office__body"
    ).prefetch_related(
        "signatory__office__person__names", "signatory__office__body__names", "signatory__office__role__names"
    )
    return {party.position: getattr(party, "signatory", None) for party in parties}


def text_of(content: Content, signatories: Mapping[int, Signatory | None]) -> Text:
    """Return the structured text that a version holds; raise ``TextRefused`` with all its faults."""
    versions, faults = _versions(content)
    if faults:
        raise TextRefused(tuple(faults))
    languages = [version.language for version in versions]
    text = Text(
        parties=tuple(
            TextParty(
                key=str(party["position"]),
                language=party["language"],
                names=tuple(
                    Name(language=language, forms=tuple(forms)) for language, forms in party["names"].items() if forms
                ),
                blocks=tuple(_block(party, language, signatories.get(party["position"])) for language in languages),
            )
            for party in content["parties"]
        ),
        versions=tuple(versions),
    )
    check(text)
    return text


def _versions(content: Content) -> tuple[list[Version], list[Fault]]:
    versions: list[Version] = []
    faults: list[Fault] = []
    for one in content["versions"]:
        try:
            versions.append(read_version(one["text"], one["language"], status=Status(one["status"])))
        except TextRefused as refused:
            faults += refused.faults
    return versions, faults


def _block(party: Mapping[str, Any], language: str, signatory: Signatory | None) -> Block:
    name = next(iter(party["names"].get(language, ())), "")
    side = party.get("sides", {}).get(language) or FOR.get(language, "%s") % name
    if signatory is None:
        return Block(language=language, body=side)
    person = name_of(signatory.office.person.names.all(), language)
    return Block(language=language, body=side, office=_office(signatory, language), person=person)


def _office(signatory: Signatory, language: str) -> str:
    with override(language):
        title = title_of(signatory.office, language)
    title = title[:1].upper() + title[1:]
    if signatory.authority == Authority.POWER_OF_ATTORNEY and signatory.paper:
        return f"{title}, {BY_PAPER.get(language, '%s') % signatory.paper}"
    return title


def party_name(party: Party) -> str:
    """Return the name of a party in the reader's language."""
    named = party.place or party.organisation
    return name_of(named.names.all()) if named else ""
