"""Every background task of the product is known to the workers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import kirmash
from kirmash import tasks

MARKS = {"job", "long_job"}


def declared() -> Iterator[str]:
    """Return the names of the functions that the code declares to be tasks."""
    for file in Path(kirmash.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield from (
                    node.name
                    for mark in node.decorator_list
                    if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id in MARKS
                )


def test_the_workers_know_every_task() -> None:
    assert sorted(declared()) == tasks.__all__
