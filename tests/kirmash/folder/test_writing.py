"""A fair that is written as a folder comes back as it was."""

import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders import DAY
from kirmash.base.web import FORMULA_STARTS, disarm, rearm
from kirmash.bulletin.actions import write_releases
from kirmash.bulletin.exports.release import as_markdown
from kirmash.exhibition.models.fair import Fair
from kirmash.folder.loading import import_folder
from kirmash.folder.reading import read_folder
from kirmash.folder.tables import TABLES
from kirmash.folder.writing import Kind, export_folder
from kirmash.record.actions import (
    answer_unknown,
    drop_unknown,
    reinstate_claim,
    resolve_conflict,
    withdraw_claim,
)
from kirmash.record.models import Claim, Property, Resolution, Unknown, Verdict, Withdrawal
from kirmash.record.queries import states_of
from kirmash.scenarios import FOUNDING_FAIR

NOTES = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=60)


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.django_db(transaction=True)
def test_the_founding_fair_comes_back_word_for_word(tmp_path: Path) -> None:
    fair, _loading = import_folder(FOUNDING_FAIR)
    export_folder(fair, tmp_path / "first")
    bulletin = as_markdown(write_releases(fair=fair, styles=["de"])[0])
    call_command("flush", interactive=False, verbosity=0)

    again, _loading = import_folder(tmp_path / "first")

    export_folder(again, tmp_path / "second")
    assert files(tmp_path / "second") == files(tmp_path / "first")
    assert as_markdown(write_releases(fair=again, styles=["de"])[0]) == bulletin


def work_on(fair: Fair) -> None:
    """Withdraw, decide anew, reinstate, answer and drop, as an editor does over the weeks."""
    claims = {claim.key: claim for claim in Claim.objects.select_related("about")}
    signed: dict[str, Any] = {"done_by": "Chen", "done_on": DAY}  # Any: a name and a day
    withdraw_claim(claim=claims["exhibitors-510"], reason="Misread.\nTwice.", **signed)
    reinstate_claim(claim=claims["exhibitors-510"], reason="Read again.", **signed)
    withdraw_claim(claim=claims["exhibitors-500"], reason="=1+1", **signed)
    resolve_conflict(
        subject=f"fair:{fair.key}", about=claims["exhibitors-520"].about, upheld=[claims["exhibitors-520"]],
        verdict=Verdict.ONE, reason="The final figure.", decided_by="Chen", decided_on=DAY,
    )  # fmt: skip
    unknowns = {unknown.key: unknown for unknown in Unknown.objects.all()}
    closed: dict[str, Any] = {"closed_by": "Chen", "closed_on": DAY}  # Any: a name and a day
    answer_unknown(unknown=unknowns["regions"], claim=claims["regions-23"], **closed)
    drop_unknown(unknown=unknowns["agreement-term"], reason="It has none.\nReally.", **closed)


def standings(fair: Fair) -> object:
    """Return how everything stands that an editor worked on."""
    claims = list(Claim.objects.filter(subject=f"fair:{fair.key}").select_related("about"))
    states = states_of(claims)
    return (
        {claim.key: states[claim.pk] for claim in claims},
        sorted(Withdrawal.objects.values_list("claim__key", "number", "act", "reason", "done_by", "done_on")),
        sorted(Resolution.objects.values_list("key", "is_withdrawn")),
        sorted(Unknown.objects.filter(closed_on=DAY).values_list("key", "answered_by__key", "reason", "closed_by")),
        Property.objects.get(key="exhibitors").definitions,
    )


@pytest.mark.django_db(transaction=True)
def test_what_an_editor_did_comes_back(tmp_path: Path) -> None:
    fair, _loading = import_folder(FOUNDING_FAIR)
    work_on(fair)
    export_folder(fair, tmp_path / "first")
    before = standings(fair)
    call_command("flush", interactive=False, verbosity=0)

    again, _loading = import_folder(tmp_path / "first")

    export_folder(again, tmp_path / "second")
    assert files(tmp_path / "second") == files(tmp_path / "first")
    assert standings(again) == before


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(notes=st.lists(NOTES, min_size=3, max_size=3), kind=st.sampled_from(["csv", "xlsx"]))
@example(notes=["=1+1", "'=1", "_x0041_ \U0001f600"], kind="csv")
@example(notes=["=1+1", "'=1", "_x0041_ \U0001f600"], kind="xlsx")
def test_whatever_a_note_says_comes_back(
    notes: list[str], kind: Kind, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fair")
    call_command("flush", interactive=False, verbosity=0)
    fair, _loading = import_folder(FOUNDING_FAIR)
    keys = ["exhibitors-510", "exhibitors-520", "gross-area"]
    for key, note in zip(keys, notes, strict=True):
        Claim.objects.filter(key=key).update(note=note)
    export_folder(fair, folder / "first", kind)
    call_command("flush", interactive=False, verbosity=0)

    again, _loading = import_folder(folder / "first")

    export_folder(again, folder / "second", kind)
    assert tables(folder / "second") == tables(folder / "first")
    assert [Claim.objects.get(key=key).note.split() for key in keys] == [
        unicodedata.normalize("NFC", note).split() for note in notes
    ]


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Return the cells of all tables but the notes, which lose the blanks at their ends."""
    rows = read_folder(folder).rows
    return {
        name: [{column: cell for column, cell in row.cells.items() if column != "note"} for row in rows[name]]
        for name in rows
    }


@pytest.mark.django_db
def test_both_forms_of_a_folder_say_the_same(founding: Fair, tmp_path: Path) -> None:
    count = export_folder(founding, tmp_path / "csv")
    again = export_folder(founding, tmp_path / "xlsx", "xlsx")

    assert (count, [path.name for path in (tmp_path / "xlsx").iterdir()]) == (again, ["fair.xlsx"])
    assert values(tmp_path / "xlsx") == values(tmp_path / "csv")


def values(folder: Path) -> dict[str, list[dict[str, object]]]:
    return {name: [dict(row.values) for row in rows] for name, rows in read_folder(folder).rows.items()}


@pytest.mark.django_db
def test_every_cell_of_a_workbook_is_text_and_its_first_row_stays_in_sight(founding: Fair, tmp_path: Path) -> None:
    export_folder(founding, tmp_path, "xlsx")

    with zipfile.ZipFile(tmp_path / "fair.xlsx") as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
    assert len(sheets) == len(TABLES)
    assert {kind for sheet in sheets for kind in re.findall(r'<c r="\w+"(?: s="\d")?(?: t="(\w+)")?>', sheet)} == {
        "inlineStr"
    }
    assert {re.search(r'<pane ySplit="1".*?state="(\w+)"', sheet)[1] for sheet in sheets} == {"frozen"}  # type: ignore[index]  # a miss fails the test


@pytest.mark.django_db
def test_a_text_too_long_for_a_workbook_is_refused_and_leaves_no_file(founding: Fair, tmp_path: Path) -> None:
    Claim.objects.filter(key="gross-area").update(note="x" * 32_768)

    with pytest.raises(CommandError, match="of claims is too long for a workbook; export the fair as CSV"):
        call_command("export_folder", fair=founding.key, folder=tmp_path / "out", kind="xlsx")

    assert list((tmp_path / "out").iterdir()) == []


@given(st.text() | st.tuples(st.sampled_from(FORMULA_STARTS), st.text()).map("".join))
def test_a_disarmed_cell_is_no_formula_and_comes_back(cell: str) -> None:
    safe = disarm(cell)

    assert rearm(safe) == cell
    if safe.startswith(FORMULA_STARTS):
        assert isinstance(float(safe), float), "only a number may begin like a formula"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3+cmd", "\t=1", "'quoted"])
def test_formulas_are_disarmed(cell: str) -> None:
    assert disarm(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+7", "12.5", "text", ""])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert disarm(cell) == cell
