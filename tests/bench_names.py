"""How well places are found again by their names alone: precision and recall on names that others wrote.

Three sets, none of which lets the matcher see an id, and none of which gives it known forms:

* the exemplar cities of CLDR (Unicode), each known by its name in one language and sought by that of another, while
  the matcher, which has the same names as known forms, does without them;
* the cities of the founding fair and of its invented exhibitors, in en, de, ru and be;
* a Wikidata export of P190 (``FAIRPLAN_DATA``/evaluation), whose names are sought among themselves: a name that
  several items have must not be taken for one of them.

``found`` is the share of names that lead to their place (recall), ``right`` the share of answers that are their
place (precision); what is uncertain is no answer, and ``asked`` is its share. Run ``python tests/bench_names.py``.
"""

import csv
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from babel import Locale

ROOT = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kirmash.settings")
    django.setup()

from kirmash.agreements.reconciling import End, Gazetteer, Name  # noqa: E402

EXPORT = Path(os.environ.get("FAIRPLAN_DATA", "../shared")) / "evaluation" / "wikidata_p190_2016_edges.tsv"
ATTESTED = Path(os.environ.get("FAIRPLAN_DATA", "../shared")) / "facts" / "city_names_attested.tsv"
SCENARIOS = ROOT / "src" / "kirmash" / "scenarios"
#: Latin, Cyrillic, Georgian and Armenian: scripts whose letters are sounds.
LANGUAGES = ("en", "de", "ru", "be", "uk", "pl", "fr", "es", "cs", "lt", "lv", "kk", "ka", "hy")
Named = dict[str, dict[str, str]]


@dataclass(slots=True)
class Score:
    """Names that were sought: rightly found, wrongly found, uncertain with the place on offer, not found."""

    right: int = 0
    wrong: int = 0
    asked: int = 0
    lost: int = 0

    @property
    def sought(self) -> int:
        """All names."""
        return self.right + self.wrong + self.asked + self.lost

    @property
    def precision(self) -> float:
        """Share of the answers that are right; one where nothing was answered."""
        answers = self.right + self.wrong
        return self.right / answers if answers else 1.0

    @property
    def recall(self) -> float:
        """Share of the names that led to their place."""
        return self.right / self.sought if self.sought else 1.0

    @property
    def with_questions(self) -> float:
        """Share of the names that led to their place, or to a question that offers it."""
        return (self.right + self.asked) / self.sought if self.sought else 1.0


def exemplar_cities() -> Named:
    """Return the exemplar cities of CLDR by time zone and language; only names that CLDR gives itself."""
    found: Named = {}
    for language in LANGUAGES:
        for zone, words in Locale(language).time_zones.items():
            if "city" in words:
                found.setdefault(zone, {})[language] = words["city"]
    for zone, names in found.items():
        names.setdefault("en", zone.rpartition("/")[2].replace("_", " "))
    return found


def founding_places() -> Named:
    """Return the cities of the founding fair and of its invented exhibitors by key and language."""
    found: Named = {}
    for folder in sorted(path.parent for path in SCENARIOS.glob("*/place_names.csv")):
        cities = {row["key"] for row in _rows(folder / "places.csv", ",") if row["kind"] == "city"}
        for row in _rows(folder / "place_names.csv", ","):
            if row["place"] in cities and row["case"] == "nominative" and "-" not in row["language"]:
                found.setdefault(row["place"], {})[row["language"]] = row["text"]
    for row in _rows(SCENARIOS / "vocabulary" / "places.csv", ","):
        if row["kind"] == "city":
            found.setdefault(row["key"], {language: row[language] for language in ("en", "de", "ru", "be")})
    return found


def _rows(path: Path, separator: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=separator)


def attested() -> Named:
    """Return the attested names of cities by city and language."""
    found: Named = {}
    for row in _rows(ATTESTED, "\t"):
        found.setdefault(row["city"], {})[row["lang"]] = row["name"]
    return found


def between(named: Named, known: str, sought: str, *, knows_cities: bool = True) -> Score:
    """Seek the names of one language among those of another."""
    pairs = {key: names for key, names in named.items() if known in names and sought in names}
    ends = (End(key=key, names=(Name(text=names[known], language=known),)) for key, names in pairs.items())
    gazetteer = Gazetteer(ends, knows_cities=knows_cities)
    return _score(gazetteer, ((key, Name(text=names[sought], language=sought)) for key, names in pairs.items()))


def _score(gazetteer: Gazetteer, sought: Iterable[tuple[str, Name]]) -> Score:
    score = Score()
    for key, name in sought:
        only, several = gazetteer.find(End(names=(name,)))
        if only:
            is_right = gazetteer.places[only.place].key == key
            score.right += is_right
            score.wrong += not is_right
        elif any(gazetteer.places[each.place].key == key for each in several):
            score.asked += 1
        else:
            score.lost += 1
    return score


def among_themselves(path: Path) -> tuple[Score, Score]:
    """Seek the names of an export among its own items: those that one item has, and those that several have."""
    names = {row[f"qid_{side}"]: row[f"name_{side}"] for row in _rows(path, "\t") for side in "ab"}
    counts: dict[str, int] = {}
    for name in names.values():
        counts[name] = counts.get(name, 0) + 1
    gazetteer = Gazetteer(End(key=item, names=(Name(text=name),)) for item, name in names.items())
    lone = ((item, Name(text=name)) for item, name in names.items() if counts[name] == 1)
    shared = ((item, Name(text=name)) for item, name in names.items() if counts[name] > 1)
    return _score(gazetteer, lone), _score(gazetteer, shared)


def _line(label: str, score: Score) -> str:
    shares = f"{score.precision:7.1%} right {score.recall:7.1%} found {score.with_questions:7.1%} found or asked"
    return f"{label:34} {score.sought:6} names {shares}"


def main() -> None:
    """Print the figures."""
    cities = exemplar_cities()
    for known in ("en", "ru", "be"):
        for sought in LANGUAGES:
            if sought != known:
                print(_line(f"CLDR: {sought} among {known}", between(cities, known, sought, knows_cities=False)))
    places = founding_places()
    for known, sought in (("en", "de"), ("en", "ru"), ("en", "be"), ("be", "ru"), ("ru", "de"), ("be", "de")):
        print(_line(f"founding fair: {sought} among {known}", between(places, known, sought)))
    if ATTESTED.exists():
        names = attested()
        for sought in sorted({language for each in names.values() for language in each} - {"ru"}):
            print(_line(f"attested: {sought} among ru", between(names, "ru", sought)))
    if EXPORT.exists():
        lone, shared = among_themselves(EXPORT)
        print(_line("export: names of one item", lone))
        print(_line("export: names of several items", shared))


if __name__ == "__main__":
    main()
