"""What invented companies offer and seek, in their own languages, and the machines they show."""

from collections.abc import Sequence
from itertools import cycle
from random import Random

from kirmash.scenarios.companies import AREAS, Company
from kirmash.scenarios.words import Row, words

LANGUAGES = {
    "RU": {"ru": 95, "en": 5},
    "BY": {"ru": 52, "be": 43, "en": 5},
    "KZ": {"kk": 50, "ru": 50},
    "KG": {"ky": 50, "ru": 50},
    "UZ": {"uz": 60, "ru": 40},
}
MACHINE_MAKERS = 44
WITH_CODE = 0.6
TWO_IN_ONE = 0.15


class Deck:
    """Goods lines of each area, dealt in turn, so that every line is offered by someone."""

    def __init__(self, chance: Random) -> None:
        self._cards = {}
        for area in AREAS:
            cards = [row for row in words("goods") if row["area"] == area]
            chance.shuffle(cards)
            self._cards[area] = cycle(cards)

    def draw(self, area: str, number: int) -> list[Row]:
        """Return the next lines of an area."""
        return [next(self._cards[area]) for _card in range(number)]


def exhibits(companies: Sequence[Company], chance: Random) -> list[Row]:
    """Return the machines on the ground; each maker shows up to three of a kind it makes."""
    makers = [c for c in companies if c.area == "machinery" and c.standing == "main"]
    machines = list(words("machines"))
    rows = []
    for maker in chance.sample(makers, min(MACHINE_MAKERS, len(makers))):
        for machine in chance.sample(machines, chance.choice((1, 1, 2, 3))):
            names = {f"name_{language}": machine[language] for language in ("en", "de", "ru", "be")}
            sizes = {name: machine[name] for name in ("length_mm", "width_mm", "height_mm", "mass_kg")}
            rows.append({"key": machine["key"], "exhibitor": maker.key, "shown_in": "ground", **sizes, **names})
    return rows


def goods_lines(companies: Sequence[Company], shown: Sequence[Row], chance: Random) -> list[Row]:
    """Return the offers and demands of the companies; who shows a machine offers it too."""
    offered, sought = Deck(chance), Deck(chance)
    goods = {row["key"]: row for row in words("goods")}
    machine_of = {row["key"]: goods[row["goods"]] for row in words("machines")}
    rows: list[Row] = []
    for company in companies:
        language = _draw(LANGUAGES[company.country], chance)
        offers = [machine_of[row["key"]] for row in shown if row["exhibitor"] == company.key]
        offers += offered.draw(company.area, chance.choice((2, 3, 3, 4, 5)))
        demands = []
        if company.standing != "represented":
            areas = {row["seeks"]: int(row["weight"]) for row in words("demands") if row["area"] == company.area}
            for _demand in range(chance.choice((1, 2, 2, 3))):
                demands += sought.draw(_draw(areas, chance), 1)
        for side, lines in (("offer", _unique(offers)), ("demand", _unique(demands))):
            rows += _said(company, side, language, lines, chance)
    return [{"key": f"line-{number:04}", **row} for number, row in enumerate(rows, start=1)]


def _said(company: Company, side: str, language: str, lines: list[Row], chance: Random) -> list[Row]:
    phrases = [row["text"] for row in words("phrases") if row["side"] == side and row["language"] == language]
    rows = []
    while lines:
        number = 2 if len(lines) > 1 and chance.random() < TWO_IN_ONE else 1
        said, lines = lines[:number], lines[number:]
        codes = {line["hs"] for line in said if line["hs"]} if chance.random() < WITH_CODE else set()
        text = chance.choice(phrases).format(goods="; ".join(line[language] for line in said))
        row = {"organisation": company.key, "side": side, "language": language, "text": text}
        rows.append({**row, "codes": " ".join(sorted(codes))})
    return rows


def _unique(lines: Sequence[Row]) -> list[Row]:
    return list({line["key"]: line for line in lines}.values())


def _draw(weights: dict[str, int], chance: Random) -> str:
    return chance.choices(list(weights), weights=list(weights.values()))[0]
