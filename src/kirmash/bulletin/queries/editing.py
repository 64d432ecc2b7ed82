"""Edited bulletins: their versions, what the checker says of one, and what was changed between two."""

from dataclasses import dataclass

from django.db.models import QuerySet

from kirmash.bulletin.check.edited import check
from kirmash.bulletin.check.findings import Finding, Report
from kirmash.bulletin.models import FULL_QUALITY, Kept, Version
from kirmash.bulletin.queries.facts import facts_of
from kirmash.bulletin.wording.style import STYLES
from kirmash.exhibition.models.fair import Fair


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding with its number on the page, and the reason for which an editor lets it stand."""

    number: int
    finding: Finding
    kept: Kept | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text, and the finding that underlines it."""

    text: str
    shown: Shown | None = None


def versions_of(fair: Fair, style: str) -> QuerySet[Version]:
    """Return the versions of a bulletin, the latest first."""
    return Version.objects.filter(fair=fair, style=style).select_related("written_by").order_by("-number")


def checked(fair: Fair, style: str, text: str) -> tuple[Report, list[Shown], list[Piece]]:
    """Return what the checker says of a text, each finding numbered, and the text in pieces.

    No lexicon reads the languages of drafts: there it says nothing.
    """
    language = STYLES[style].language
    if language not in FULL_QUALITY:
        return Report(findings=(), supported=()), [], [Piece(text=text)]
    report = check(text, language, facts_of(fair))
    kept = {(one.slip, one.said): one for one in Kept.objects.filter(fair=fair, style=style)}
    shown = [
        Shown(number=number, finding=finding, kept=kept.get((finding.slip.value, finding.said[:500])))
        for number, finding in enumerate(report.findings, start=1)
    ]
    return report, shown, _pieces(text, shown)


def _pieces(text: str, shown: list[Shown]) -> list[Piece]:
    pieces, place = [], 0
    for one in shown:
        if one.finding.start >= place:
            pieces += [Piece(text=text[place : one.finding.start]), Piece(text=one.finding.said, shown=one)]
            place = one.finding.end
    return [piece for piece in [*pieces, Piece(text=text[place:])] if piece.text]
