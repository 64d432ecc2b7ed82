"""Lists that can be sorted, whose columns can be chosen, and that go out as files just as they are seen."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlencode

import xlsxwriter
from django.http import HttpResponse, QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from kirmash.base.web import csv_text, download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


#: What stands in a cell of which nothing is known.
NOTHING = mark_safe('<span class="quiet">–</span>')  # our own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its word in the address, its heading, and the field that sorts by it, if one does."""

    key: str
    label: str
    order: str = ""
    is_fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The heading of a shown column."""

    column: Column
    query: str
    sorted: str


@dataclass(slots=True, kw_only=True)
class Listing:
    """What the address says of a list: which columns, in which order."""

    columns: Sequence[Column]
    asked: QueryDict
    #: What is shown before somebody chooses.
    usual: Sequence[str]
    sort: str = field(init=False, default="")
    shown: list[Column] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Read the address; what it says wrongly is passed over."""
        sorts = {column.key for column in self.columns if column.order}
        wanted = self.asked.get("sort", "")
        self.sort = wanted if wanted.removeprefix("-") in sorts else ""
        chosen = set(self.asked.getlist("columns") or self.usual)
        self.shown = [column for column in self.columns if column.is_fixed or column.key in chosen]

    @property
    def order(self) -> list[str]:
        """The order for the database: as asked, then always the same."""
        key = self.sort.removeprefix("-")
        sign = "-" if self.sort.startswith("-") else ""
        return [f"{sign}{column.order}" for column in self.columns if column.key == key] + ["pk"]

    def query(self, **changes: str) -> str:
        """Return the question as the end of an address, with something changed; an empty word goes."""
        words = [(name, value) for name, values in self.asked.lists() for value in values if value]
        words = [(name, value) for name, value in words if name not in changes and name != "page"]
        return "?" + urlencode(words + [(name, value) for name, value in changes.items() if value])

    @property
    def heads(self) -> list[Head]:
        """The headings of the shown columns, with what a click on them asks for."""
        found = []
        for column in self.shown:
            state = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "")
            turned = f"-{column.key}" if state == "ascending" else column.key
            found.append(Head(column=column, query=self.query(sort=turned) if column.order else "", sorted=state))
        return found

    def cells(self, said: Mapping[str, str]) -> SafeString:
        """Return the cells of a row in the shown columns, but for the fixed ones; drawn here, as there are many."""
        shown = ((column.label, said.get(column.key) or NOTHING) for column in self.shown if not column.is_fixed)
        return format_html_join("", '<td data-label="{}">{}</td>', shown)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The words of the address that the choice of columns keeps."""
        return [
            (name, value) for name, values in self.asked.lists() if name not in {"columns", "page"} for value in values
        ]


Cells = Sequence[object]


def _csv(header: Sequence[str], rows: Iterable[Cells], _name: str) -> tuple[str | bytes, str]:
    return csv_text(header, rows), "text/csv"


def _json(header: Sequence[str], rows: Iterable[Cells], name: str) -> tuple[str | bytes, str]:
    made = datetime.now(tz=UTC).isoformat(timespec="seconds")
    content = {
        "format": f"kirmash-{name}",
        "version": 1,
        "made": made,
        "rows": [dict(zip(header, row, strict=True)) for row in rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str), "application/json"


def _xlsx(header: Sequence[str], rows: Iterable[Cells], name: str) -> tuple[str | bytes, str]:
    file = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for number, row in enumerate([header, *rows]):
            sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])
    return file.getvalue(), XLSX


FORMS: dict[str, Callable[[Sequence[str], Iterable[Cells], str], tuple[str | bytes, str]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}


def list_file(header: Sequence[str], rows: Iterable[Cells], *, name: str, kind: str) -> HttpResponse:
    """Return a list as a file: CSV, XLSX or JSON."""
    content, mime = FORMS[kind](header, rows, name)
    return download(content, name=f"{name}.{kind}", kind=mime)
