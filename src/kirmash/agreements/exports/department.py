"""Funnels and refused rows of trade as files."""

from collections.abc import Iterable, Sequence

from kirmash.agreements.queries.funnels import Shown
from kirmash.agreements.tables.trade import Refusal
from kirmash.base.web import csv_text

HEADER = ("funnel", "denominator", "cut_off", "total", "undated", "stage", "definition", "reached", "per_mille", "keys")


def funnels_csv(found: Iterable[Shown]) -> str:
    """Return funnels as a table: a row for each stage, with its definition, denominator and cut-off day."""
    rows: list[Sequence[object]] = [
        (
            one.key, one.funnel.denominator, one.funnel.cut_off, one.funnel.total, one.funnel.undated,
            level.stage.label, level.stage.definition, level.count,
            "" if level.per_mille is None else level.per_mille, " ".join(level.keys),
        )
        for one in found for level in one.funnel.levels
    ]  # fmt: skip
    return "\ufeff" + csv_text(HEADER, rows)


def refused_trade_csv(refused: Iterable[Refusal]) -> str:
    """Return the rows of trade that were not taken, each with its number and the reason."""
    rows = [(one.number, " | ".join(filter(None, one.cells)), one.why) for one in refused]
    return "\ufeff" + csv_text(("row", "text", "why"), rows)
