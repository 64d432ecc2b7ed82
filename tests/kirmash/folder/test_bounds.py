"""Memory has a bound, whatever the size of a table; what was refused comes back whole all the same."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.db.models import QuerySet

from kirmash.folder.loading import FolderRefused, import_folder
from kirmash.folder.reading import read_folder
from kirmash.registry.models.place import Place
from kirmash.scenarios import FOUNDING_FAIR
from workbooks import workbook_of

pytestmark = pytest.mark.once

MILLION = 1_000_000
#: Megabytes that a million rows may take; Django alone takes 60.
MOST_MB = 250
MEASURE = """
import sys, django
django.setup()
from pathlib import Path
from kirmash.folder.reading import read_folder
reading = read_folder(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text().split()
print(reading.refusals.count, reading.problems[0])
print(int(status[status.index("VmHWM:") + 1]) // 1000)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOUNDING_FAIR, tmp_path / "fair")


def measured(folder: Path) -> tuple[str, int]:
    """Read a folder in a process of its own; return what it says first, and its peak in megabytes."""
    run = subprocess.run([sys.executable, "-c", MEASURE, folder], capture_output=True, text=True, check=True)
    said, megabytes = run.stdout.splitlines()
    return said, int(megabytes)


def test_a_million_rows_of_csv_are_refused_in_bounded_memory(folder: Path) -> None:
    with (folder / "sections.csv").open("w") as file:
        file.write("key,position\n")
        file.writelines(f"section-{n},1\n" for n in range(MILLION))

    said, megabytes = measured(folder)

    assert said == "1 sections.csv: has more than 200000 rows, the most that a table may have; none of it was read"
    assert megabytes < MOST_MB


def test_a_million_rows_of_a_workbook_are_refused_in_bounded_memory(folder: Path) -> None:
    (folder / "sections.csv").unlink()
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, MILLION + 1))
    (folder / "sections.xlsx").write_bytes(workbook_of({"sections": f"<sheetData>{rows}</sheetData>"}))

    said, megabytes = measured(folder)

    assert said == "1 sections.xlsx: has more than 200000 rows, the most that a table may have; none of it was read"
    assert megabytes < MOST_MB


def test_a_great_many_refused_rows_are_kept_on_disk(folder: Path) -> None:
    with (folder / "sections.csv").open("w") as file:
        file.write("key,position\n")
        file.writelines(f"Section {n},first\n" for n in range(20_000))

    said, megabytes = measured(folder)

    assert said.startswith("40000 sections.csv, row 2, column key: is no key")
    assert megabytes < MOST_MB


@pytest.mark.django_db
def test_the_terminal_lists_fifty_and_the_files_have_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "sections.csv").open("w") as file:
        file.write("key,position\n")
        file.writelines(f"Section {n},first\n" for n in range(2_000))

    with pytest.raises(
        CommandError, match=r"4000 problems; nothing was imported\. The refused rows are in "
    ) as refused:
        call_command("import_folder", folder=folder)

    shown = [line for line in capsys.readouterr().out.splitlines() if "column" in line or "more" in line]
    rejected = folder.with_name("fair.rejected")
    rows = list(csv.DictReader((rejected / "sections.csv").read_text().splitlines()))
    problems = list(csv.DictReader((rejected / "problems.csv").read_text().splitlines()))
    assert refused.value.returncode == 2
    assert (len(shown), shown[-1]) == (51, "… and 3950 more; all are in the rejected files")
    assert [(row["row"], row["key"]) for row in rows] == [(str(n + 2), f"Section {n}") for n in range(2_000)]
    assert [problem["column"] for problem in problems] == ["key", "position"] * 2_000


@pytest.mark.django_db
def test_rows_that_were_refused_before_are_not_overwritten(folder: Path) -> None:
    (folder / "sections.csv").write_text("key,position\nmachinery,first\n")
    for _again in range(2):
        with pytest.raises(CommandError):
            call_command("import_folder", folder=folder)

    assert sorted(path.name for path in folder.parent.iterdir()) == ["fair", "fair.rejected", "fair.rejected-2"]


@pytest.mark.django_db
def test_the_folder_one_stands_in_can_be_imported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sections.csv").write_text("key,position\nmachinery,first\n")
    monkeypatch.chdir(folder)

    with pytest.raises(CommandError):
        call_command("import_folder", folder=Path())

    assert (folder.parent / "fair.rejected" / "sections.csv").exists()


@pytest.mark.django_db
def test_a_place_where_nothing_can_be_written_is_said(folder: Path) -> None:
    (folder / "sections.csv").write_text("key,position\nmachinery,first\n")

    with pytest.raises(CommandError, match="could not be written to /proc/none: No such file or directory"):
        call_command("import_folder", folder=folder, rejected=Path("/proc/none"))


def test_one_mistake_is_one_problem(folder: Path) -> None:
    (folder / "places.csv").write_bytes((folder / "places.csv").read_bytes() + b"\xff\n")

    assert [str(problem) for problem in read_folder(folder).problems] == [
        "places.csv, row 36: is not written in UTF-8; save it as UTF-8 (“CSV UTF-8” in Excel)"
    ]


@pytest.mark.django_db
def test_places_stand_under_each_other_at_any_depth(folder: Path) -> None:
    chain = "".join(f"place-{n},region,place-{n + 1},,,\n" for n in range(300))
    with (folder / "places.csv").open("a") as file:
        file.write(chain + "place-300,region,,,,\n")

    import_folder(folder)

    assert Place.objects.get(key="place-0").parent == Place.objects.get(key="place-1")


TWICE = "key,organisation,standing\na,city-of-yekaterinburg,main\nb,city-of-yekaterinburg,main\n"
NO_CONFLICT = """key,subject,property,part,verdict,upheld,reason,decided_by,decided_on
nothing,fair:innoprom-belarus-2025,exhibitors,place:minsk,none,,None,The editors,2025-10-01
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "rows", "sentence"),
    [
        ("exhibitors.csv", TWICE, "row 3, column organisation: stands in row 2 already; keep one of the two"),
        ("resolutions.csv", NO_CONFLICT, "row 2: cannot be decided: There is no conflict about exhibitors"),
    ],
)
def test_what_the_database_would_refuse_is_a_sentence(name: str, rows: str, sentence: str, folder: Path) -> None:
    (folder / name).write_text(rows)

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    assert [str(problem).startswith(f"{name}, {sentence}") for problem in refused.value.problems] == [True]


@pytest.mark.django_db
def test_a_refusal_of_the_database_itself_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object, **_options: object) -> NoReturn:
        raise IntegrityError("constraint failed\nDETAIL: a row")

    monkeypatch.setattr(QuerySet, "bulk_create", refuse)

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    assert [str(p) for p in refused.value.problems] == ["places.csv: was refused by the database: constraint failed"]
