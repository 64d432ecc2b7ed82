"""The command ``fairplan``."""

import runpy

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
