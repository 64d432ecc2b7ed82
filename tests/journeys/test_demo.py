"""A newcomer runs the demo; what it writes is the same on every database."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from machine import lacks
from postgres import find_postgres, running_postgres

KIRMASH = Path(sys.executable).with_name("kirmash")
LANGUAGES = ("de", "en", "ru", "be")
FILES = {"conflicts.csv", "figures.csv", "unknown.csv"} | {
    f"{name}.{language}.{kind}"
    for language in LANGUAGES
    for name, kinds in (("bulletin", ("md", "html", "pdf", "docx")), ("figures", ("xlsx",)), ("chart", ("svg", "png")))
    for kind in kinds
}


Demo = tuple[subprocess.CompletedProcess[str], Path]


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIRMASH_")}
    environment = {**kept, "COLUMNS": "200", **settings}
    return subprocess.run([KIRMASH, *words], env=environment, capture_output=True, text=True, check=False)


def day_of(folder: Path) -> str:
    """Return the latest day in the figures of a demo: the one on which it counted."""
    with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        return max(row["as_of"] for row in csv.DictReader(file))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A demo that was run."""
    out = tmp_path_factory.mktemp("once") / "demo"
    return run("demo", "--out", str(out)), out


def test_the_demo_runs_the_main_job_to_its_end(demo: Demo) -> None:
    ended, out = demo

    assert (ended.returncode, ended.stderr) == (0, "")
    assert FILES - {path.name for path in out.iterdir()} == set()
    assert [word in ended.stdout for word in ("5 resolved with a reason", "12 sentences in be")] == [True, True]
    assert (out / "accounts.txt").stat().st_mode & 0o077 == 0


def test_a_second_demo_replaces_the_first(demo: Demo) -> None:
    _ended, out = demo
    first = (out / "bulletin.de.md").read_text(encoding="utf-8")

    ended = run("demo", "--out", str(out))

    assert (ended.returncode, (out / "bulletin.de.md").read_text(encoding="utf-8")) == (0, first)


def test_the_demo_leaves_a_folder_alone_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("two years of work", encoding="utf-8")

    ended = run("demo", "--out", str(tmp_path))

    assert ended.returncode == 1
    assert "holds files that are not a demo's" in ended.stderr
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "two years of work"


def test_postgresql_writes_the_same_files_as_sqlite(demo: Demo, tmp_path: Path) -> None:
    if find_postgres() is None:
        lacks("PostgreSQL", "postgresql")
    with running_postgres() as address:
        ended = run("demo", "--out", str(tmp_path / "postgres"), KIRMASH_DATABASE_URL=address)
    out = demo[1]
    if day_of(out) != day_of(tmp_path / "postgres"):  # figures are counted on a day, and it was midnight
        out = tmp_path / "sqlite"
        run("demo", "--out", str(out))

    assert (ended.returncode, ended.stderr) == (0, "")
    for name in FILES:
        one, other = ((folder / name).read_bytes() for folder in (out, tmp_path / "postgres"))
        assert one == other, name


def test_a_folder_that_cannot_be_taken_is_a_list_of_sentences_and_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "fair"
    folder.mkdir()
    (folder / "fair.toml").write_text('format = 1\n[fair]\nkey = "x"\n', encoding="utf-8")
    (folder / "places.csv").write_text("key,kind\nminsk,town\n", encoding="utf-8")

    ended = run("import", str(folder), "--data", str(tmp_path / "data"))

    assert ended.returncode == 2
    assert "places.csv, row 2, column kind: is none of: country, region, city [town]" in ended.stdout
    assert "Traceback" not in ended.stderr
    rows = list(csv.reader((tmp_path / "fair.rejected" / "places.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[1][:2] == ["2", "kind: is none of: country, region, city"]


def test_the_search_is_made_again_from_the_command_line(demo: Demo) -> None:
    ended = run("reindex", "--data", str(demo[1]))

    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.search(r"Places .* 184/184", ended.stdout)
    assert "entries in the search." in ended.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("account", "nobody"), "'nobody' is no mail address"),
        (("account", "a@example.org", "--role", "king"), "'king' is no role; choose one of: administrator, organiser"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_a_sentence(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ended = run(*words, "--data", str(tmp_path))

    assert (ended.returncode, said in ended.stderr, "Traceback" in ended.stderr) == (1, True, False)


def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    ended = run("account", "a@example.org", "--data", str(tmp_path), KIRMASH_MODE="party")

    assert ended.returncode == 2
    assert re.search(r"the setting KIRMASH_MODE='party' cannot be used", ended.stderr)
