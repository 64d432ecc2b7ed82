"""``kirmash reconcile``: Gomel's known answer, lists beside lists, files of findings."""

import csv
import io
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from builders import a_place
from kirmash.agreements.reconciling import End, Listed, Name, Scope, State, read_register, reconcile, tally
from kirmash.registry.models.place import Place

PUBLIC = Path(os.environ.get("FAIRPLAN_DATA", "../shared")) / "evaluation" / "wikidata_p190_2016_edges.tsv"
GOMEL = End(names=(Name(text="Гомель", language="ru"),), wikidata="Q2678", country="BY")
needs_the_export = pytest.mark.skipif(not PUBLIC.exists(), reason="FAIRPLAN_DATA has no export of P190")


@needs_the_export
def test_gomel_has_33_links_of_which_14_are_confirmed_from_both_ends() -> None:
    export = read_register(PUBLIC, Listed(name="P190", scope=Scope.ALL)).register

    counted = tally(export, GOMEL)

    assert (counted.links, counted.both_ends, counted.own_end_only, counted.other_end_only) == (33, 14, 19, 0)


@needs_the_export
def test_the_whole_export_beside_itself_is_one_sided_where_one_end_is_silent() -> None:
    export = read_register(PUBLIC, Listed(name="P190", scope=Scope.ALL)).register

    comparison = reconcile(export, export)

    assert {state.value: total for state in State if (total := comparison.count(state))} == {
        "one-sided": 624,
        "reciprocal": 16_777,
    }


@needs_the_export
@pytest.mark.django_db
def test_the_command_tells_gomels_answer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    a_place("gomel", en="Gomel")
    Place.objects.update(wikidata="Q2678", country_code="BY")

    call_command("reconcile", place="gomel", edges=PUBLIC, out=tmp_path / "findings.csv")

    said = " ".join(capsys.readouterr().out.split())
    rows = list(csv.DictReader(io.StringIO((tmp_path / "findings.csv").read_text(encoding="utf-8"))))
    assert "33 links of Gomel; 14 confirmed from both ends, 19 stated by its own end only, 0 by the other" in said
    assert (len(rows), {row["state"] for row in rows}) == (33, {"missing-ours"})
    assert sum(row["their_end_states"] == "yes" for row in rows) == 14


@pytest.mark.django_db
def test_two_lists_are_compared_without_a_register_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    ours.write_text("name,kind\nКурск,побратим\nУфа,протокол о намерениях\n", encoding="utf-8")
    theirs.write_text("name,kind\nKursk,partner\nRadom,\nX,Y,Z\n", encoding="utf-8")

    call_command("reconcile", lists=[ours, theirs], place="Гомель", out=tmp_path / "f.csv")

    rows = csv.DictReader(io.StringIO((tmp_path / "f.csv").read_text(encoding="utf-8")))
    assert [(row["partner"], row["state"], row["differences"]) for row in rows] == [
        ("Radom", "missing-ours", ""),
        ("Уфа", "missing-theirs", ""),
        ("Курск", "other-kind", "kind"),
    ]
    assert (tmp_path / "theirs.csv.rejected.csv").read_text(encoding="utf-8").count("\n") == 2
    assert "Lines that could not be taken: 1" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"place": "gomel"}, "Name a list to compare with: a file, or --edges FILE."),
        ({"edges": Path("nowhere.tsv")}, "Say whose register it is"),
        ({"place": "gomel", "edges": Path("nowhere.tsv")}, "nowhere.tsv: cannot be read: No such file or directory"),
    ],
)
def test_what_is_missing_is_said(options: dict[str, object], sentence: str) -> None:
    a_place("gomel", en="Gomel")

    with pytest.raises(CommandError, match=sentence):
        call_command("reconcile", **options)
