"""The papers of a signature: everything that says who signs, written anew from the same plan."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kirmash.agreements.alternat.composing import Original
from kirmash.agreements.alternat.text import TextRefused
from kirmash.agreements.ceremony.scene import (
    Scene,
    Side,
    interpreters_needed,
    languages_unknown,
    script,
    seating,
    table_cards,
)
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.signature import Authority, Mode
from kirmash.agreements.models.signing import Issue, Signing
from kirmash.agreements.queries.composing import originals_of, party_name
from kirmash.base.differences import changes
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.models import Delegation, Engagement, EngagementKind
from kirmash.registry.queries import name_of, title_of

Papers = dict[str, dict[str, list[str]]]
#: The papers in the order in which they are handed out.
TITLES = {
    "originals": gettext_lazy("Originals"),
    "authority": gettext_lazy("Authority to sign"),
    "seating": gettext_lazy("Seating and flags"),
    "script": gettext_lazy("Announcer's script"),
    "cards": gettext_lazy("Table cards"),
    "interpreters": gettext_lazy("Interpreters"),
    "programme": gettext_lazy("Programme of the delegations"),
    "press": gettext_lazy("Press draft"),
}
#: Papers that a later chapter writes: each takes the instrument and a language.
WRITERS: dict[str, Callable[[Instrument, str], list[str]]] = {}


def papers_of(instrument: Instrument) -> Papers:
    """Return every paper in every language of the site, as it would be handed out now."""
    return {code: _papers(instrument, code) for code, _name in settings.LANGUAGES}


def hash_of(papers: Papers) -> str:
    """Return the SHA-256 of papers, over their JSON with sorted keys."""
    return hashlib.sha256(json.dumps(papers, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed(before: Issue | None, after: Issue, language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return each paper of an issue: its key, its title, and its words with what changed since another issue."""
    old = before.papers.get(language, {}) if before else {}
    new: Mapping[str, list[str]] = after.papers.get(language, {})
    return [
        (key, str(title), changes("\n".join(old.get(key, new[key])), "\n".join(new[key])))
        for key, title in TITLES.items()
        if key in new
    ]


def _papers(instrument: Instrument, language: str) -> dict[str, list[str]]:
    with override(language):
        scene = scene_of(instrument, language)
        written = {
            "originals": list(_originals(instrument, scene)),
            "authority": list(_authority(scene)),
            "seating": [
                _("Seat %(number)s from the left, seen from the hall: %(name)s, with its flag: %(who)s")
                % {"number": seat.number, "name": seat.side.name, "who": seat.side.who or _("nobody is named yet")}
                for seat in seating(scene)
            ],
            "script": script(scene),
            "cards": table_cards(scene),
            "interpreters": list(_interpreters(scene)),
            "programme": list(_programme(instrument, scene)),
        }
        return {**written, **{key: write(instrument, language) for key, write in WRITERS.items()}}


def scene_of(instrument: Instrument, language: str) -> Scene:
    """Return the planned signature in a language."""
    signing: Signing | None = getattr(instrument, "signing", None)
    last = instrument.texts.last()
    zone = zone_of(instrument.fair) if instrument.fair else None
    with override(language):
        return Scene(
            kind=instrument.get_kind_display(),
            sides=[_side(party, signing) for party in instrument.parties.all()],
            languages=[one["language"] for one in last.content["versions"]] if last else [],
            planned_on=signing.planned_on if signing else None,
            begins_at=signing.begins_at.astimezone(zone) if signing and signing.begins_at else None,
            room=signing.room if signing else "",
            is_by_video=signing is not None and signing.mode == Mode.VIDEO,
        )


def _side(party: Party, signing: Signing | None) -> Side:
    is_host = signing is not None and signing.host_id == party.pk
    signatory = getattr(party, "signatory", None)
    if signatory is None:
        return Side(position=party.position, name=party_name(party), is_host=is_host)
    return Side(
        position=party.position,
        name=party_name(party),
        person=name_of(signatory.office.person.names.all()),
        title=title_of(signatory.office),
        by_right=", ".join(word for word in (signatory.get_authority_display(), signatory.paper) if word),
        languages=signatory.languages,
        is_host=is_host,
    )


def _originals(instrument: Instrument, scene: Scene) -> Iterator[str]:
    last = instrument.texts.last()
    if last is None:
        yield _("There is no text yet.")
        return
    try:
        found = originals_of(last)
    except TextRefused:
        yield _("The text has faults; no originals can be made of it.")
        return
    names = {str(side.position): side.name for side in scene.sides}
    for original in found:
        blocks = [
            "; ".join(word for word in (block.body, block.office, block.person) if word)
            for section in original.sections
            for block in section.signatures
        ]
        yield _("Kept by %(name)s: %(hash)s") % {"name": names[original.keeper], "hash": _print_of(original)}
        yield from (f"— {block}" for block in blocks)


def _print_of(original: Original) -> str:
    """Return the first signs of the SHA-256 of all that an original says."""
    return hashlib.sha256(repr(original).encode()).hexdigest()[:16]


def _authority(scene: Scene) -> Iterator[str]:
    for side in scene.sides:
        if not side.person:
            yield f"{side.name}: {_('nobody is named yet')}"
            continue
        yield f"{side.name}: {side.who} ({side.by_right})"
        if side.by_right == str(Authority.DEPUTY.label):
            yield _("%(name)s: the paper by which the deputy signs is missing.") % {"name": side.name}


def _interpreters(scene: Scene) -> Iterator[str]:
    for one, other in interpreters_needed(scene):
        yield _("An interpreter is needed between %(one)s (%(ones)s) and %(other)s (%(others)s).") % {
            "one": one.person,
            "ones": ", ".join(one.languages),
            "other": other.person,
            "others": ", ".join(other.languages),
        }
    for side in languages_unknown(scene):
        yield _("It is not known which languages %(who)s speaks.") % {"who": side.person}
    if not list(interpreters_needed(scene)) and not languages_unknown(scene):
        yield _("No interpreter is needed.")


def _programme(instrument: Instrument, scene: Scene) -> Iterator[str]:
    begins = scene.begins_at
    if begins:
        day = date_format(begins, "DATETIME_FORMAT")
        yield ", ".join(word for word in (day, scene.room, scene.kind) if word)
    elif scene.planned_on:
        yield date_format(scene.planned_on, "DATE_FORMAT")
    signs = {side.position: side.who for side in scene.sides}
    for party, delegation in delegations_of(instrument):
        signer = signs[party.position] or _("nobody is named yet")
        yield _("Delegation %(name)s: signs %(who)s") % {"name": name_of_delegation(delegation, party), "who": signer}


def name_of_delegation(delegation: Delegation, party: Party) -> str:
    """Return how a delegation is called: its own name, or that of the party."""
    return delegation.names.get(settings.LANGUAGE_CODE, "") or party_name(party)


def delegations_of(instrument: Instrument) -> list[tuple[Party, Delegation]]:
    """Return the delegations of the parties at the instrument's fair."""
    if instrument.fair is None:
        return []
    found = Delegation.objects.filter(fair=instrument.fair).order_by("pk")
    by_origin: dict[tuple[int | None, int | None], Delegation] = {}
    for one in found:
        by_origin.setdefault((one.place_id, one.organisation_id), one)
    parties = [(party, by_origin.get((party.place_id, party.organisation_id))) for party in instrument.parties.all()]
    return [(party, delegation) for party, delegation in parties if delegation]


def engagement_of(instrument: Instrument, delegation: Delegation) -> Engagement | None:
    """Return the signing slot of an instrument in a delegation's programme."""
    return delegation.engagements.filter(kind=EngagementKind.SIGNING, key=engagement_key(instrument)).first()


def engagement_key(instrument: Instrument) -> str:
    """Return the key under which a signing slot stands in a programme."""
    return f"signing-{instrument.key}"[:120]


def slot_of(signing: Signing, minutes: int) -> tuple[datetime.datetime, datetime.datetime] | None:
    """Return when a signature begins and ends; None where only its day is planned."""
    if signing.begins_at is None:
        return None
    return signing.begins_at, signing.begins_at + datetime.timedelta(minutes=minutes)
