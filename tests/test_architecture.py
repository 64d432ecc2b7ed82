"""The rules that no linter states, and the proof that the stated ones catch what they should."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from machine import lacks

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
LONGEST_MODULE = 400
ENGINE_LIBRARIES = {"numpy", "scipy", "numba", "ortools", "pysat", "shapely", "ezdxf", "snowballstemmer", "anyascii"}
PRODUCT_LIBRARIES = {
    "django", "allauth", "csp", "babel", "dj_database_url", "pydantic", "pydantic_settings", "rich", "typer",
    "python_calamine", "xlsxwriter", "typst", "docx", "rules", "ninja", "django_htmx", "django_tasks", "asgiref",
    "procrastinate", "idna", "cryptography", "fido2", "pydantic_core", "pypdf",
}  # fmt: skip
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def imports_of(path: Path) -> set[str]:
    """Return the packages that a module imports."""
    names: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if "TYPE_CHECKING" not in ast.unparse(node).partition("\n")[0]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", sorted((SOURCE / "fairplan").rglob("*.py")), ids=lambda path: path.stem)
def test_engines_import_the_standard_library_and_the_white_list_only(path: Path) -> None:
    assert imports_of(path) - set(sys.stdlib_module_names) - ENGINE_LIBRARIES - {"fairplan"} == set()


@pytest.mark.parametrize("path", [path for path in MODULES if "kirmash" in path.parts], ids=lambda path: path.stem)
def test_the_product_imports_only_what_its_installation_brings(path: Path) -> None:
    allowed = set(sys.stdlib_module_names) | PRODUCT_LIBRARIES | {"kirmash", "fairplan"}

    assert imports_of(path) - allowed == set()


def test_importing_the_engines_does_not_load_django() -> None:
    code = "import sys, fairplan.cli; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_every_chapter_and_engine_is_held_by_the_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    held = {container for contract in contracts for container in contract.get("containers", [])}
    chapters = {f"kirmash.{path.parent.name}" for path in (SOURCE / "kirmash").glob("*/actions.py")}
    chapters |= {f"kirmash.{path.parent.parent.name}" for path in (SOURCE / "kirmash").glob("*/models/__init__.py")}
    engines = {f"fairplan.{path.parent.name}" for path in (SOURCE / "fairplan").glob("*/__init__.py")}

    assert (chapters | engines) - {"kirmash.base"} - held == set()


PLANTED = [
    ("an engine imports the product", "fairplan/goods.py", "import kirmash.settings"),
    ("an engine imports Django", "fairplan/goods.py", "import django"),
    ("registry imports a later chapter", "kirmash/registry/queries.py", "import kirmash.bulletin.models"),
    ("models import actions", "kirmash/record/models.py", "import kirmash.record.actions"),
    ("a drawer called helpers", "kirmash/record/helpers.py", "X = 1"),
]


@pytest.mark.parametrize(("what", "path", "line"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_violation_is_caught(what: str, path: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "src" / path
    target.write_text((target.read_text(encoding="utf-8") if target.exists() else "") + f"\n{line}\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    linter = Path(sys.executable).with_name("lint-imports")

    run = subprocess.run(
        [linter, "--no-cache"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert (run.returncode, "1 broken" in run.stdout) == (1, True), f"{what}: {run.stdout}"


def test_every_sentence_of_the_interface_is_translated() -> None:
    if shutil.which("xgettext") is None:
        lacks("gettext", "gettext")

    run = subprocess.run(
        [sys.executable, ROOT / "tests" / "messages.py", "--check"], capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stderr) == (0, "")
