"""A fair folder: read, checked as a whole, written whole or not at all."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kirmash.folder.checking import check
from kirmash.folder.loading import FolderRefused, import_folder, write_rejected
from kirmash.folder.reading import read_folder
from kirmash.folder.tables import BY_NAME, TABLES
from kirmash.folder.writing import Kind, export_folder
from kirmash.scenarios import FOUNDING_FAIR
from workbooks import rows_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOUNDING_FAIR, tmp_path / "fair")


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def stored() -> int:
    return sum(model._default_manager.count() for model in apps.get_app_config("kirmash").get_models())


def add(name: str, *lines: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)

    return spoil


def close(key: str, cells: str) -> Callable[[Path], None]:
    """Close an unknown: answered_by, reason, closed_by, closed_on."""

    def spoil(folder: Path) -> None:
        path = folder / "unknowns.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        found = [f"{row},{cells}" if row.startswith(f"{key},") else f"{row},,,," for row in rows]
        text = "\n".join([f"{header},answered_by,reason,closed_by,closed_on", *found])
        path.write_text(text + "\n", encoding="utf-8")

    return spoil


OUT = "exhibitors-500,1,withdrawn,why,Chen,2025-10-02"
SPOILT = [
    (add("withdrawals.csv", "nobody,1,withdrawn,why,Chen,2025-10-02"), "column claim: is no claim of claims.csv"),
    (add("withdrawals.csv", OUT.replace("1,with", "2,with")), "column act: does not fit its number"),
    (add("withdrawals.csv", OUT, OUT), "column number: stands in row 2 already"),
    (add("withdrawals.csv", OUT.replace("1,with", "3,with")), "column number: has no row before it"),
    (add("withdrawals.csv", OUT.replace("why", "")), "column reason: is empty"),
    (
        add("withdrawals.csv", OUT.replace("exhibitors-500,1", "resolution-act,3")),
        "is a decision, which is withdrawn once",
    ),
    (add("withdrawals.csv", OUT.replace("500", "510")), "column upheld: upholds the claim exhibitors-510, which is"),
    (
        add("resolutions.csv", "again,instrument:gomel-yekaterinburg-2025,act,,none,,why,,,,,Chen,2025-10-02"),
        "resolutions.csv, row 7: decides what row 3 decides already",
    ),
    (close("regions", "nobody,,Chen,2025-10-02"), "column answered_by: is no key in claims.csv"),
    (close("regions", "act-date,,Chen,2025-10-02"), "column answered_by: is no standing claim about the same subject"),
    (close("regions", "regions-23,,Chen,"), "column closed_on: must be given for what is answered or dropped"),
    (close("regions", ",,Chen,2025-10-02"), "column closed_on: must be given for what is answered or dropped"),
    (close("regions", "regions-23,why,Chen,2025-10-02"), "column reason: is given beside an answer"),
    (replace("claims.csv", "fair:innoprom", "fair:inoprom"), "claims.csv, row 2, column subject: names no record"),
    (replace("claims.csv", ",20000,", ",viele,"), "column value: is no number"),
    (replace("claims.csv", ",2025-10-01,2025-09-29,", ",01.10.2025,2025-09-29,"), "column value: is no date"),
    (replace("claims.csv", "more_than", "mehr als"), "column comparator: is none of: exactly, more_than"),
    (replace("claims.csv", ",twinning,", ",friendship,"), "column value: is none of: agreement, protocol-of-intent"),
    (replace("claims.csv", "belta-de,de", "belta,de"), "column source: is no key in sources.csv"),
    (replace("claims.csv", "fair-end,", "fair-begin,"), "column key: stands in row 3 already"),
    (replace("sections.csv", "machinery,1", "machinery,first"), "column position: is no whole number"),
    (replace("sections.csv", "machinery,1", "Machinery!,1"), "column key: is no key"),
    (
        replace("sections.csv", "machinery,1", "machinery,1,2"),
        "sections.csv, row 2: has 7 cells, but the first row has 6",
    ),
    (replace("sections.csv", "key,position", "key,place"), "sections.csv, row 1, column place: is no column"),
    (replace("sections.csv", "machinery", "mach\x07inery"), "holds the control character U+0007"),
    (replace("places.csv", "gomel,city", "gomel,town"), "column kind: is none of: country, region, city"),
    (replace("organisations.csv", "body,city,gomel", "body,,gomel"), "column level: must be given for a public body"),
    (replace("goods.csv", "HS,02", "HS,2"), "column code: is no goods code"),
    (replace("resolutions.csv", "kind-kommersant", "kind-nobody"), "names the claim kind-nobody, which is not in"),
    (replace("resolutions.csv", "kind-kommersant", "exhibitors-510"), "exhibitors-510, which is about something else"),
    (replace("resolutions.csv", "exhibitors-510 exhibitors-520", ""), "column upheld: does not fit the verdict"),
    (replace("signatures.csv", "2025,1,", "2025,7,"), "column party: is no position in parties.csv"),
    (replace("sources.csv", "https://www.kommersant.ru/doc/8078406", "javascript:alert(1)"), "is no web address"),
    (replace("people.csv", ",no", ",nein"), "column demo: is neither yes nor no"),
    (replace("places.csv", "belarus,country,,", "belarus,country,gomel,"), "column parent: leads back to this row"),
    (replace("fair.toml", "format = 1", "format = 2"), "this version reads format 1 only"),
    (replace("fair.toml", "[fair]", "[fair"), "fair.toml: cannot be read"),
    (replace("fair.toml", "ends_on = 2025-10-01", "ends_on = 2025-09-01"), "column ends_on: is before the first day"),
    (replace("fair.toml", "edition = 1", "color = 'red'"), "column color: is no setting of a fair"),
    (lambda folder: (folder / "fair.toml").unlink(), "fair.toml: is missing"),
    (lambda folder: (folder / "stands.csv").write_text("key\n") and None, "stands.csv: is no table of a fair folder"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("spoil", "sentence"), SPOILT, ids=[row[1][:50] for row in SPOILT])
def test_a_spoilt_folder_is_a_sentence_and_nothing_is_written(
    spoil: Callable[[Path], None], sentence: str, folder: Path
) -> None:
    spoil(folder)

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    assert any(sentence in str(problem) for problem in refused.value.problems), refused.value.problems
    assert stored() == 0


@pytest.mark.django_db
def test_all_problems_are_reported_together_and_refused_rows_come_back(folder: Path, tmp_path: Path) -> None:
    replace("claims.csv", ",20000,", ",viele,")(folder)
    replace("claims.csv", ",290,", ",=cmd|calc,")(folder)
    replace("sections.csv", "machinery,1", "machinery,first")(folder)

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    files = write_rejected(refused.value.reading, tmp_path / "rejected")
    rows = list(csv.DictReader((tmp_path / "rejected" / "claims.csv").read_text(encoding="utf-8").splitlines()))
    assert [path.name for path in files] == ["sections.csv", "claims.csv"]
    assert [row["value"] for row in rows if "is no number" in row["problem"]] == ["viele", "'=cmd|calc"]


@pytest.mark.django_db
def test_the_founding_folder_is_written_with_every_row() -> None:
    fair, loading = import_folder(FOUNDING_FAIR)

    counts = {t.name: t.model._default_manager.count() for t in TABLES if t.name not in {"claims", "properties"}}
    assert fair.key == "innoprom-belarus-2025"
    assert counts == {name: loading.counts[name] for name in counts}


@pytest.mark.django_db
def test_a_second_import_of_the_same_fair_is_refused_and_changes_nothing() -> None:
    import_folder(FOUNDING_FAIR)
    before = stored()

    with pytest.raises(FolderRefused) as refused:
        import_folder(FOUNDING_FAIR)

    assert "fair.toml, row 1, column key: is in this database already" in str(refused.value.problems[0])
    assert stored() == before


@pytest.mark.django_db
def test_a_second_fair_shares_places_and_people_with_the_first(folder: Path) -> None:
    import_folder(FOUNDING_FAIR)
    for name in ("claims", "resolutions", "unknowns", "instruments", "parties", "events", "signatures", "topics"):
        (folder / f"{name}.csv").unlink()
    (folder / "trade_directions.csv").unlink()
    replace("fair.toml", "innoprom-belarus-2025", "innoprom-belarus-2026")(folder)

    fair, loading = import_folder(folder)

    assert (fair.key, loading.reused["places"], fair.sections.count()) == ("innoprom-belarus-2026", 34, 6)


@pytest.mark.django_db
def test_a_byte_order_mark_is_no_problem(folder: Path) -> None:
    path = folder / "sections.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert import_folder(folder)[0].sections.count() == 6


@pytest.mark.django_db
@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_other_separators_and_line_ends_are_no_problem(separator: str, end: str, folder: Path) -> None:
    path = folder / "sections.csv"
    rows = [[*row, "", ""] for row in rows_of(path)]
    path.write_text("".join(separator.join(row) + end for row in rows), encoding="utf-8", newline="")

    assert import_folder(folder)[0].sections.count() == 6


@pytest.mark.django_db
def test_the_case_of_a_file_name_is_no_problem(folder: Path) -> None:
    (folder / "sections.csv").rename(folder / "Sections.CSV")

    assert import_folder(folder)[0].sections.count() == 6


SCRIPTS = {
    "latin": "Ausstellung für Möbel",
    "russian": "Выставка",
    "belarusian": "Ўнутраны ўлік",
    "arabic": "معرض صناعي",
    "persian": "نمایشگاه\u200cها",
    "hebrew": "תערוכה",
    "chinese": "工业展览会",
    "georgian": "გამოფენა",
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_script_comes_back_letter_by_letter(kind: Kind, folder: Path, tmp_path: Path) -> None:
    with (folder / "sections.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{key},7,{name},,,\n" for key, name in SCRIPTS.items())

    fair, _loading = import_folder(folder)

    export_folder(fair, tmp_path / "out", kind)
    written = {row.cells["key"]: row.cells["name_en"] for row in read_folder(tmp_path / "out").rows["sections"]}
    assert {key: fair.sections.get(key=key).names["en"] for key in SCRIPTS} == SCRIPTS
    assert {key: written[key] for key in SCRIPTS} == SCRIPTS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(table=st.sampled_from([t.name for t in TABLES if t.name != "fair"]), junk=st.binary(max_size=300))
def test_no_bytes_in_a_table_raise_anything(table: str, junk: bytes, folder: Path) -> None:
    path = folder / f"{table}.csv"
    header = ",".join(BY_NAME[table].header).encode()
    path.write_bytes(header + b"\n" + junk)

    check(read_folder(folder))


@pytest.mark.django_db
def test_exhibitors_come_in_with_their_hierarchy(folder: Path) -> None:
    with (folder / "organisations.csv").open("a") as file:
        file.writelines(f"firm-{n},company,,minsk,,,yes\n" for n in "abc")
    (folder / "exhibitors.csv").write_text(
        "key,organisation,standing,host,section,pavilion,own_staff,own_goods\n"
        "c,firm-c,represented,a,,,no,no\nb,firm-b,co,a,chemistry,,yes,yes\na,firm-a,main,,chemistry,kazakhstan,yes,yes\n"
    )

    fair, _loading = import_folder(folder)

    guests = fair.exhibitors.get(key="a").guests.values_list("key", "standing", "section__key")
    assert list(guests) == [("b", "co", "chemistry"), ("c", "represented", None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("b,firm-a,co,,,,yes,yes", "row 2, column host: is empty; a co-exhibitor"),
        ("a,firm-a,main,a,,,yes,yes", "row 2, column host: is given, but a main exhibitor has no host"),
        ("a,firm-a,main,,,,,\nb,firm-b,co,a,,,,\nc,firm-c,co,b,,,,", "row 4, column host: is not a main exhibitor"),
        ("a,firm-a,main,,space,,,", "row 2, column section: is no key in sections.csv"),
    ],
)
def test_a_wrong_hierarchy_is_a_sentence(rows: str, sentence: str, folder: Path) -> None:
    with (folder / "organisations.csv").open("a") as file:
        file.writelines(f"firm-{n},company,,minsk,,,yes\n" for n in "abc")
    header = "key,organisation,standing,host,section,pavilion,own_staff,own_goods"
    (folder / "exhibitors.csv").write_text(f"{header}\n{rows}\n")

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    assert any(sentence in str(problem) for problem in refused.value.problems)


def test_settings_that_are_needed_and_missing_are_named_each(folder: Path) -> None:
    (folder / "fair.toml").write_text('format = 1\n[fair]\nkey = "x"\n', encoding="utf-8")

    reading = read_folder(folder)

    missing = [problem.column for problem in reading.problems if problem.file == "fair.toml"]
    assert sorted(missing) == ["begins_on", "dateline", "ends_on", "place", "reported_on", "time_zone"]
    assert {p.sentence for p in reading.problems if p.file == "fair.toml"} == {"is empty; it is needed"}
