"""The command ``fairplan``."""

import runpy
from pathlib import Path

import pytest

from fairplan.cli import main


def test_codes_are_explained_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["goods", "1806.31", "1704"])

    assert status == 0
    assert capsys.readouterr().out.splitlines() == [
        "code\tsection\tparents\tsteps from the first",
        "180631\tIV\t18 > 1806\t0",
        "1704\tIV\t17\t5",
    ]


def test_a_wrong_code_is_a_sentence_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["goods", "77"])

    assert status == 2
    assert capsys.readouterr().err == "fairplan: '77' is no goods code: the Harmonised System has no chapter 77\n"


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["fairplan", "goods", "94"])

    with pytest.raises(SystemExit) as end:
        runpy.run_module("fairplan", run_name="__main__")

    assert end.value.code == 0
    assert "94\tXX\t-\t0" in capsys.readouterr().out


FAIR = """{"version": 1, "sessions": [{"id": "s", "day": "Monday", "first": 1, "last": 2}],
"participants": [{"id": "Aigerim"}, {"id": "Bruno"}],
"requests": [{"id": "ab", "participants": ["Aigerim", "Bruno"]}]}"""


def test_a_fair_is_solved_and_its_plan_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fair, plan = tmp_path / "fair.json", tmp_path / "plan.json"
    fair.write_text(FAIR, encoding="utf-8")

    statuses = [
        main(["meetings", "solve", str(fair), "--seconds", "60", "-o", str(plan)]),
        main(["meetings", "check", str(fair), str(plan)]),
    ]

    output = capsys.readouterr().out.splitlines()
    assert (statuses, output[0].startswith("optimal, 0 breaks, bound 0, "), output[1]) == ([0, 0], True, "no breach")


def test_a_fair_without_a_plan_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fair = tmp_path / "fair.json"
    fair.write_text(FAIR.replace('"id": "ab"', '"id": "ab", "priority": "mandatory", "fixed": 9'), encoding="utf-8")

    status = main(["meetings", "solve", str(fair), "-o", str(tmp_path / "plan.json")])

    assert (status, capsys.readouterr().out.startswith("infeasible, ")) == (0, True)


def test_a_breach_is_listed_with_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fair, plan = tmp_path / "fair.json", tmp_path / "plan.json"
    fair.write_text(FAIR, encoding="utf-8")
    plan.write_text('{"meetings": [{"id": "ab", "slot": 3}]}', encoding="utf-8")

    status = main(["meetings", "check", str(fair), str(plan)])

    assert (status, capsys.readouterr().out) == (1, "only_when_allowed: ab\n")
