"""Figures, conflicts and unknowns of a fair as tables: CSV for machines, XLSX for people."""

import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.base.texts import choose
from kirmash.base.web import csv_text
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Datatype, Unknown
from kirmash.record.queries import conflicts, definition_of, labels_of, show

Cell = str | int | Decimal | datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table for people: a title, the columns with their widths, the rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


def subjects_of(fair: Fair) -> list[str]:
    """Return the subjects of a fair's claims: the fair, its instruments, the editions it is compared with."""
    instruments = fair.instruments.values_list("key", flat=True)
    editions = fair.compared.values_list("key", flat=True)
    return [f"fair:{fair.key}", *(f"instrument:{key}" for key in instruments), *(f"edition:{key}" for key in editions)]


def _figures(fair: Fair) -> list[Claim]:
    stated = Claim.objects.filter(subject__in=subjects_of(fair), about__datatype=Datatype.NUMBER)
    claims = stated.filter(is_withdrawn=False)
    return list(claims.select_related("about", "source"))


def figures_csv(fair: Fair) -> str:
    """Return every figure about a fair and its instruments with definition and source."""
    rows: list[Sequence[object]] = [
        (
            claim.subject, claim.about.key, claim.part, claim.comparator, claim.value, claim.about.unit, claim.as_of,
            claim.definition or definition_of(claim.about),
            "stated" if claim.definition else "not stated by the source",
            claim.counted_by, claim.source.publisher or claim.source.title, claim.source.url, claim.language,
            "yes" if claim.is_demo else "no", claim.key,
        )
        for claim in _figures(fair)
    ]  # fmt: skip
    header = ("subject", "property", "part", "comparator", "value", "unit", "as_of", "definition",
              "definition_is", "counted_by", "source", "url", "language", "demo", "claim")  # fmt: skip
    return csv_text(header, rows)


def conflicts_csv(fair: Fair) -> str:
    """Return every claim in conflict, with the editor's decision."""
    rows: list[Sequence[object]] = []
    for number, conflict in enumerate(conflicts(subjects_of(fair)), start=1):
        decision = conflict.resolution
        decided = (decision.reason, decision.decided_by, decision.decided_on) if decision else ("", "", "")
        verdict = decision.verdict if decision else "open"
        rows += [
            (
                number, conflict.subject, conflict.about.key, conflict.part, claim.key, claim.comparator,
                claim.value, conflict.about.unit, claim.as_of, claim.source.publisher or claim.source.title,
                claim.source.url, "yes" if conflict.may_all_hold else "no", verdict,
                ("yes" if claim.pk in conflict.upheld else "no") if decision else "", *decided,
            )
            for claim in conflict.claims
        ]  # fmt: skip
    header = ("conflict", "subject", "property", "part", "claim", "comparator", "value", "unit", "as_of", "source",
              "url", "may_all_hold", "verdict", "upheld", "reason", "decided_by", "decided_on")  # fmt: skip
    return csv_text(header, rows)


def unknown_csv(fair: Fair) -> str:
    """Return what no source says about a fair and its instruments."""
    rows = [
        (unknown.subject, unknown.matter, choose(unknown.texts, "en"), unknown.noted_on)
        for unknown in Unknown.objects.filter(subject__in=subjects_of(fair), closed_on=None)
    ]
    return csv_text(("subject", "property", "what_is_not_known", "noted_on"), rows)


CSV: dict[str, Callable[[Fair], str]] = {
    "figures.csv": figures_csv,
    "conflicts.csv": conflicts_csv,
    "unknown.csv": unknown_csv,
}


def figures_xlsx(fair: Fair, language: str) -> bytes:
    """Return figures, conflicts and unknowns as a workbook that a person of a language reads."""
    with override(language):
        return _workbook(
            choose(fair.names), [_figure_sheet(fair, language), _conflict_sheet(fair, language), _unknown_sheet(fair)]
        )


def _figure_sheet(fair: Fair, language: str) -> Sheet:
    claims = _figures(fair)
    rows: list[Sequence[Cell]] = [
        (
            seen.about, seen.subject, seen.part, claim.get_comparator_display(), claim.number, claim.about.unit,
            claim.as_of, claim.definition or definition_of(claim.about), _("yes") if claim.definition else _("no"),
            seen.counted_by, seen.where, claim.source.url, claim.quotation, _("yes") if claim.is_demo else _("no"),
            claim.key,
        )
        for claim, seen in zip(claims, show(claims, language), strict=True)
    ]  # fmt: skip
    columns = ((_("Figure"), 34), (_("Subject"), 28), (_("Part"), 24), (_("Comparator"), 14), (_("Value"), 12),
               (_("Unit"), 14), (_("As of"), 12), (_("Definition"), 50), (_("Stated by the source"), 12),
               (_("Counted by"), 18), (_("Source"), 24), (_("Address"), 40), (_("Quotation"), 50), (_("demo"), 8),
               (_("Claim"), 26))  # fmt: skip
    return Sheet(title=_("Figures"), columns=columns, rows=rows)


def _conflict_sheet(fair: Fair, language: str) -> Sheet:
    rows: list[Sequence[Cell]] = []
    for number, conflict in enumerate(conflicts(subjects_of(fair)), start=1):
        decision = conflict.resolution
        verdict = decision.get_verdict_display() if decision else _("open")
        reason = (choose(decision.reasons, language) or decision.reason) if decision else ""
        rows += [
            (number, seen.about, seen.subject, seen.part, seen.value, claim.as_of, seen.where, verdict,
             (_("yes") if claim.pk in conflict.upheld else _("no")) if decision else "", reason,
             decision.decided_on if decision else None)
            for claim, seen in zip(conflict.claims, show(conflict.claims, language), strict=True)
        ]  # fmt: skip
    columns = ((_("No."), 6), (_("Matter"), 34), (_("Subject"), 28), (_("Part"), 24), (_("Value"), 34),
               (_("As of"), 12), (_("Source"), 24), (_("Decision"), 24), (_("Holds"), 8), (_("Reason"), 60),
               (_("Decided on"), 12))  # fmt: skip
    return Sheet(title=_("Conflicts"), columns=columns, rows=rows)


def _unknown_sheet(fair: Fair) -> Sheet:
    found = list(Unknown.objects.filter(subject__in=subjects_of(fair), closed_on=None))
    labels = labels_of(unknown.subject for unknown in found)
    rows = [(labels[u.subject], choose(u.texts), u.noted_on) for u in found]
    columns = ((_("Subject"), 34), (_("What is not known"), 60), (_("Noted on"), 12))
    return Sheet(title=_("Unknown"), columns=columns, rows=rows)


def _workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    buffer = io.BytesIO()
    # Texts from outside stay texts: no formula, no link is made of them.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "company": "Kirmash", "created": datetime.datetime(2025, 1, 1)})  # noqa: DTZ001  # the same rows, the same file
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "#,##0.######", "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title[:31])
            page.freeze_panes(1, 0)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
            for column, (name, width) in enumerate(sheet.columns):
                page.set_column(column, column, width)
                page.write_string(0, column, name, head)
            for line, row in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime.date):
                        page.write_datetime(line, column, datetime.datetime.combine(cell, datetime.time()), day)
                    elif isinstance(cell, int | Decimal):
                        page.write_number(line, column, float(cell), number)
                    elif cell:
                        page.write_string(line, column, cell, body)
    return buffer.getvalue()
