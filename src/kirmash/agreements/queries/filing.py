"""The file of an instrument as a page shows it: its text, its approval, who signs, what was handed out."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.alternat import compare_languages, named_outside_groups
from kirmash.agreements.alternat.composing import Section
from kirmash.agreements.alternat.markup import read_version, write_version
from kirmash.agreements.alternat.text import TextRefused
from kirmash.agreements.alternat.wording import say_fault, say_finding
from kirmash.agreements.approval import Clearance, ClearanceState, Judged, StepState
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.route import Decision, Step
from kirmash.agreements.models.signing import Signatory
from kirmash.agreements.models.text import TextVersion
from kirmash.agreements.queries.clearance import clearance
from kirmash.agreements.queries.composing import originals_of, party_name, text_of
from kirmash.agreements.rights import sees_remarks
from kirmash.base.differences import changes
from kirmash.base.models import Change
from kirmash.registry.models.name import Case
from kirmash.registry.queries import forms_of, name_of, title_of

CLEARANCES = {
    ClearanceState.CLEARED: _("cleared for signature"),
    ClearanceState.OVERRIDDEN: _("cleared by an override"),
    ClearanceState.NO_TEXT: _("no text yet"),
    ClearanceState.NOT_FROZEN: _("text not frozen"),
    ClearanceState.OPEN_STEPS: _("steps are open"),
}
STATES = {
    StepState.WAITING: _("waiting"),
    StepState.APPROVED: _("approved"),
    StepState.RETURNED: _("returned with remarks"),
    StepState.REFUSED: _("refused"),
    StepState.ANEW: _("to be approved anew"),
}
#: The tables whose history belongs to a file.
TABLES = ("text", "route", "step", "signing", "signatory", "papers", "slot", "signature")
_CASES = (Case.NOMINATIVE, Case.INSTRUMENTAL, Case.GENITIVE, Case.DATIVE, Case.LOCATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step in words: who decides, how it stands, what was said."""

    step: Step
    judged: Judged
    side: str
    who: str
    stands: str
    decisions: Sequence[Decision]
    hides_remarks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSide:
    """A party with whoever is to sign for it."""

    party: Party
    name: str
    signatory: Signatory | None
    person: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An instrument with all that its file says."""

    instrument: Instrument
    title: str
    clearance: Clearance
    clearance_words: str
    steps: Sequence[ShownStep]
    sides: Sequence[ShownSide]
    texts: Sequence[TextVersion]

    @property
    def latest(self) -> TextVersion | None:
        """The last version of the text."""
        return self.texts[-1] if self.texts else None


def files() -> QuerySet[Instrument]:
    """Return instruments with all that their files are read from."""
    return Instrument.objects.select_related(
        "fair", "signing__place", "signing__space", "signing__host"
    ).prefetch_related(
        "parties__place__names",
        "parties__organisation__names",
        "parties__signatory__office__person__names",
        "parties__signatory__office__body__names",
        "parties__signatory__office__role__names",
        "texts__freeze__account",
        "texts__account",
        "steps__party__place__names",
        "steps__party__organisation__names",
        "steps__body__names",
        "steps__decisions__version",
        "steps__decisions__account",
        "overrides__version",
        "overrides__account",
        "issues__account",
    )


def filed(instrument: Instrument, reader: object, today: datetime.date) -> Filed:
    """Return the file of an instrument, without the remarks that are the other side's own."""
    stands = clearance(instrument, today)
    judged = {one.facts.position: one for one in stands.steps}
    sides = [_side(party) for party in instrument.parties.all()]
    return Filed(
        instrument=instrument,
        title=" – ".join(side.name for side in sides),
        clearance=stands,
        clearance_words=str(CLEARANCES[stands.state]),
        steps=[_step(step, judged[step.position], reader) for step in instrument.steps.all()],
        sides=sides,
        texts=list(instrument.texts.all()),
    )


def history_of(instrument: Instrument) -> QuerySet[Change]:
    """Return what was done to a file, newest first."""
    return Change.objects.filter(table__in=TABLES, record=instrument.key).select_related("account").order_by("-pk")


def _step(step: Step, judged: Judged, reader: object) -> ShownStep:
    body = name_of(step.body.names.all()) if step.body else ""
    return ShownStep(
        step=step,
        judged=judged,
        side=party_name(step.party) if step.party else "",
        who=", ".join(word for word in (step.office, body) if word),
        stands=str(STATES[judged.state]),
        decisions=list(step.decisions.all()),
        hides_remarks=not sees_remarks(reader, step),
    )


def _side(party: Party) -> ShownSide:
    signatory = getattr(party, "signatory", None)
    return ShownSide(
        party=party,
        name=party_name(party),
        signatory=signatory,
        person=name_of(signatory.office.person.names.all()) if signatory else "",
        title=title_of(signatory.office) if signatory else "",
    )


def names_for(party: Party, language: str) -> list[str]:
    """Return the forms of a party's name that the registry knows in a language, the plain one first."""
    named = party.place or party.organisation
    if named is None:
        return []
    forms = forms_of(named.names.all(), language)
    return list(dict.fromkeys(forms[case] for case in _CASES if case in forms))


def differences(before: TextVersion, after: TextVersion) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return by language what a version changed in the one before it."""
    old, new = _markups(before.content), _markups(after.content)
    return [
        (language, changes(old.get(language, ""), new.get(language, "")))
        for language in dict.fromkeys((*old, *new))
        if old.get(language, "") != new.get(language, "")
    ]


def _markups(content: Mapping[str, Any]) -> dict[str, str]:  # Any: JSON
    return {one["language"]: one["text"] for one in content["versions"]}


def beside(version: TextVersion) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return a version article by article, each with its words in every language, as the first party's original."""
    sections = originals_of(version)[0].sections
    by_language = {section.language: dict(_units(section)) for section in sections}
    order = max((list(units) for units in by_language.values()), key=len)
    return [
        (str(label), [(language, units.get(label, [])) for language, units in by_language.items()]) for label in order
    ]


def doubts_about(version: TextVersion) -> list[str]:
    """Return in sentences where the languages of a version do not say the same, or a group may be missing."""
    text = text_of(version.content, {})
    return [
        *(say_finding(finding) for finding in compare_languages(text)),
        *(say_fault(fault) for fault in named_outside_groups(text)),
    ]


def _units(section: Section) -> Iterator[tuple[str, list[str]]]:
    yield str(_("Title")), [section.title, *section.dateline]
    if section.preamble:
        yield str(_("Preamble")), list(section.preamble)
    for article in section.articles:
        lines = [f"{line.number} {line.text}".strip() for line in article.lines]
        yield str(_("Article %(number)s") % {"number": article.number}), [*filter(None, [article.heading]), *lines]
    if section.closing:
        yield str(_("Closing")), list(section.closing)


def tidied(markup: str, language: str) -> str:
    """Return a markup as it is kept: the same text always with the same spaces; one with faults as it is."""
    try:
        return write_version(read_version(markup, language))
    except TextRefused:
        return markup
