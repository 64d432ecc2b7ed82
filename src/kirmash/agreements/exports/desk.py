"""The running register and the closing figures of a fair's desk as tables."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from kirmash.agreements.ceremony.counting import Figures
from kirmash.agreements.models.instrument import Kind
from kirmash.agreements.queries.signed import Line

HEADER = ("key", "kind", "parties", "signed_for", "person", "office", "authority", "mode", "day", "room", "recorded_at",
          "state")  # fmt: skip
VALUES = ("value", "currency")
FIGURES = ("as_of", "group", "kind", "number", "with_value", "currency", "sum")


def register_rows(lines: Iterable[Line], *, with_values: bool) -> Iterator[Sequence[object]]:
    """Yield a row for each signature; values only for those who may know them."""
    for line in lines:
        one, request = line.instrument, line.request
        values = [request.value, request.currency] if request and request.value is not None else ["", ""]
        for by in line.by:
            signature = by.signature
            at = signature.recorded_at
            yield [
                one.key, one.get_kind_display(), line.parties, by.party, by.person, by.title,
                signature.get_authority_display(), signature.get_mode_display(), signature.signed_on.isoformat(),
                signature.room, at.isoformat(timespec="minutes") if at else "",
                _("every party has signed") if line.is_whole else _("partly signed"),
                *(values if with_values else ()),
            ]  # fmt: skip


def figure_rows(found: Figures, *, with_values: bool) -> Iterator[Sequence[object]]:
    """Yield a row for each kind, and for each currency where a value is stated; nothing is added up over kinds."""
    at = found.at.isoformat(timespec="minutes")
    for line in found.lines:
        head = [at, str(line.group), str(Kind(line.kind).label), line.count]
        sums: list[tuple[object, object]] = [*line.values] if with_values else []
        stated = line.with_value if with_values else ""
        yield from ([*head, stated, currency, total] for currency, total in sums or [("", "")])
