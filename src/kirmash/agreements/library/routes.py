"""Ways of approval as templates: who must agree before a text is signed, how long before, and what is due after it.

They are examples from acts that are named with each step; whoever uses one checks the rules of the own city first.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSource:
    """The act or the custom from which a step is taken; ``address`` is empty for a custom."""

    texts: Mapping[str, str]
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    """One who must agree so many calendar days before the signature; ``is_own`` says on whose side."""

    kind: str
    is_own: bool
    offices: Mapping[str, str]
    lead_days: int
    is_of_text: bool
    must: bool
    source: RouteSource


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What is due after the signature: so many days later, or every year by a month and day."""

    names: Mapping[str, str]
    source: RouteSource
    within_days: int | None = None
    are_working_days: bool = False
    every_year_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way of approval; ``caution`` says that it is an example, in every language."""

    key: str
    names: Mapping[str, str]
    caution: Mapping[str, str]
    steps: tuple[RouteStep, ...]
    after: tuple[After, ...]

    @property
    def longest_lead_days(self) -> int:
        """The days before the signature on which the first step is due."""
        return max(step.lead_days for step in self.steps)


@cache
def routes() -> tuple[Route, ...]:
    """Return the ways of approval, each with its steps from the first due to the last."""
    content = tomllib.loads(Path(__file__).with_name("routes.toml").read_text(encoding="utf-8"))
    sources = {key: _source(row) for key, row in content["sources"].items()}
    return tuple(
        Route(
            key=row["key"],
            names=row["names"],
            caution=content["caution"],
            steps=tuple(sorted((_step(step, sources) for step in row["steps"]), key=lambda one: -one.lead_days)),
            after=tuple(_after(one, sources) for one in row.get("after", [])),
        )
        for row in content["route"]
    )


def _source(row: Mapping[str, Any]) -> RouteSource:
    return RouteSource(texts=row["texts"], address=row.get("address", ""))


def _step(row: Mapping[str, Any], sources: Mapping[str, RouteSource]) -> RouteStep:
    return RouteStep(
        kind=row["kind"], is_own=row["side"] == "own", offices=row["offices"], lead_days=row["lead_days"],
        is_of_text=row["is_of_text"], must=row["must"], source=sources[row["source"]],
    )  # fmt: skip


def _after(row: Mapping[str, Any], sources: Mapping[str, RouteSource]) -> After:
    return After(
        names=row["names"], source=sources[row["source"]], within_days=row.get("within_days"),
        are_working_days=row.get("are_working_days", False), every_year_by=row.get("every_year_by", ""),
    )  # fmt: skip
