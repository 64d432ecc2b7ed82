"""A nomenclature as a table of its own: ``code, lang, label``, CSV or XLSX, checked like every other table."""

from pathlib import Path

from django.utils.translation import gettext as _

from kirmash.folder.finding import unreadable
from kirmash.folder.refusals import Refusals, shortened
from kirmash.registry.models.goods import GoodsCode
from kirmash.sheets.cells import RowReader
from kirmash.sheets.csv_files import read_csv
from kirmash.sheets.lines import TableRefused
from kirmash.sheets.spec import Code, Column, Language, Problem, Table
from kirmash.sheets.workbook import Workbook
from kirmash.sheets.xlsx_files import read_sheet

NOMENCLATURE = Table(name="nomenclature", model=GoodsCode, columns=(
    Code("code", required=True), Language("lang", required=True, longest=35),
    Column("label", required=True, longest=500)))  # fmt: skip
#: The chapters of the Harmonised System in four languages, in words of our own.
HS_CHAPTERS = Path(__file__).parents[1] / "nomenclatures" / "hs-chapters.csv"

Labels = dict[str, dict[str, str]]


def read_nomenclature(path: Path) -> tuple[Labels, Refusals]:
    """Return the labels by code and language, and what cannot be taken."""
    labels: Labels = {}
    refusals = Refusals()
    try:
        _read_rows(path, labels, refusals)
    except TableRefused as refused:
        for fault in refused.faults:
            value = shortened(fault.value)
            refusals.add(
                Problem(file=path.name, row=fault.row, column=fault.column, value=value, sentence=fault.sentence)
            )
    except OSError as wrong:
        refusals.add(Problem(file=str(path), sentence=unreadable(wrong)))
    return labels, refusals


def _read_rows(path: Path, labels: Labels, refusals: Refusals) -> None:
    reader = RowReader(NOMENCLATURE)
    rows: dict[tuple[str, str], int] = {}
    if path.suffix.lower() == ".xlsx":
        workbook = Workbook(path)
        lines = read_sheet(workbook, workbook.sheets[0], NOMENCLATURE) if workbook.sheets else iter(())
    else:
        lines = read_csv(path, NOMENCLATURE)
    for line in lines:
        row, faults = reader.read(line)
        code, language = str(row.values.get("code", "")), str(row.values.get("lang", ""))
        first = rows.setdefault((code, language), row.number)
        if not faults and first != row.number:
            faults["code"] = _("stands in row %(first)s already; keep one of the two") % {"first": first}
        for column, sentence in faults.items():
            value = shortened(row.cells.get(column, ""))
            problem = Problem(file=path.name, row=row.number, column=column, value=value, sentence=sentence)
            refusals.add(problem, NOMENCLATURE.name, row.cells)
        if not faults:
            labels.setdefault(code, {})[language] = str(row.values["label"])
