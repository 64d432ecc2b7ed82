"""The register of processing: every activity with its tables, from what the chapters declare."""

from dataclasses import dataclass

from kirmash.base.personal import Activity, Basis, Way
from kirmash.privacy.queries.dossier import everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """An activity, the tables it keeps, and what becomes of them when somebody is erased."""

    activity: Activity
    tables: tuple[str, ...]
    ways: tuple[Way, ...]


def register() -> list[Registered]:
    """Return the register in the order in which a fair happens."""
    found: dict[Activity, list[tuple[str, Way]]] = {}
    for data in reversed(everything()):
        found.setdefault(data.activity, []).append((data.table.split(".")[1], data.way))
    return [
        Registered(
            activity=activity,
            tables=tuple(dict.fromkeys(table for table, _way in uses)),
            ways=tuple(way for way in Way if any(way == used for _table, used in uses)),
        )
        for activity, uses in found.items()
    ]


def bases() -> list[Basis]:
    """Return the legal bases that are used."""
    used = {entry.activity.basis for entry in register()}
    return [basis for basis in Basis if basis in used]


def activities_of() -> dict[str, str]:
    """Return for each table the title of the activity that it belongs to first."""
    titles: dict[str, str] = {}
    for data in everything():
        titles.setdefault(data.table, str(data.activity.title))
    return titles
