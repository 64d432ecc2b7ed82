"""Every figure in its words, with the number of its definition and of its source, in the order in which they stand."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from babel.dates import format_skeleton
from django.utils.translation import gettext as _

from kirmash.base.texts import locale_of
from kirmash.bulletin.exports.charts import Value
from kirmash.bulletin.wording.style import NBSP
from kirmash.record.models import Claim, Comparator, Source, SourceKind
from kirmash.record.queries import Shown, definition_of, show
from kirmash.record.queries.naming import digits_of, unit_of

Block = Mapping[str, Any]  # Any: JSON, as the template takes it


class Notes:
    """What has been cited so far: definitions by §, sources by number in brackets."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._definitions: dict[tuple[int, str], tuple[int, Claim]] = {}
        self._sources: dict[int, tuple[int, Source]] = {}

    def definition(self, claim: Claim) -> str:
        """Return the sign of a claim's definition; another for the same figure where its source defines it itself."""
        own = claim.definition if claim.definition != claim.about.definition else ""
        key = (claim.about_id, own)
        number = self._definitions.setdefault(key, (len(self._definitions) + 1, claim))[0]
        return f"§{NBSP}{number}"

    def source(self, claim: Claim) -> str:
        """Return the sign of a claim's source."""
        return self.of_source(claim.source)

    def of_source(self, source: Source) -> str:
        """Return the sign of a source."""
        return f"[{self._sources.setdefault(source.pk, (len(self._sources) + 1, source))[0]}]"

    def sources_of(self, claims: Iterable[Claim]) -> str:
        """Return the signs of the sources of several claims, each once."""
        return " ".join(dict.fromkeys(self.source(claim) for claim in claims))

    def definitions(self) -> list[Block]:
        """Return the definitions as they were cited."""
        return [
            {
                "mark": f"§{NBSP}{number}",
                "head": shown.about,
                "text": definition_of(claim.about, self.language),
                "quote": claim.definition if own else "",
            }
            for (_about, own), (number, claim) in self._definitions.items()
            for shown in show([claim], self.language)
        ]

    def sources(self) -> list[Block]:
        """Return the sources as they were cited; what was counted or decided here is no document."""
        return [
            {
                "mark": f"[{number}]",
                "head": source.get_kind_display() if _is_ours(source) else source.publisher or source.title,
                "text": "" if _is_ours(source) else _cited(source),
                "link": source.url,
            }
            for number, source in self._sources.values()
        ]

    def figure(self, shown: Shown) -> Block:
        """Return a figure with all that must stand beside it."""
        claim = shown.claim
        by = _("stated by: %(who)s") % {"who": shown.counted_by} if shown.counted_by else ""
        exact = claim.comparator == Comparator.EXACTLY
        return {
            "words": "" if exact else str(claim.get_comparator_display()),
            "digits": digits_of(claim.number, self.language) if claim.number is not None else shown.value,
            "unit": unit_of(claim.about),
            "label": shown.about + (f" ({shown.part})" if shown.part else ""),
            "day": _("as of %(day)s") % {"day": day_of(claim.as_of)} if claim.as_of else _("day not stated"),
            "by": "" if _is_ours(claim.source) else by,
            "definition": self.definition(claim),
            "source": self.source(claim),
            "demo": claim.is_demo,
        }

    def value(self, shown: Shown, note: str = "") -> Value:
        """Return a figure as a chart draws it."""
        figure = self.figure(shown)
        return Value(
            number=shown.claim.number or Decimal(),
            comparator=shown.claim.comparator,
            text=" ".join(filter(None, (figure["words"], figure["digits"], figure["unit"]))),
            note=" ".join(filter(None, (note, figure["definition"], figure["source"]))),
            is_demo=shown.claim.is_demo,
        )


def day_of(day: datetime.date | None) -> str:
    """Return a day with its month in letters, so that it has the same numbers in every language; empty for none."""
    return format_skeleton("yMMMd", day, locale=locale_of()) if day else ""


def _is_ours(source: Source) -> bool:
    return source.kind in {SourceKind.OWN_COUNT, SourceKind.EDITOR}


def _cited(source: Source) -> str:
    title = source.title if source.publisher else ""
    return ", ".join(filter(None, (title, day_of(source.published_on))))
