"""Invented companies: names that nobody bears, homes, branches, and how they stand at the fair."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from kirmash.scenarios.words import Row, words

#: How many companies of each country; the public figures of the founding fair, without their "more than".
COMPANIES = {"RU": 290, "BY": 190, "KZ": 12, "KG": 8, "UZ": 10}
PAVILIONS = {"KZ": "kazakhstan", "KG": "kyrgyzstan", "UZ": "uzbekistan"}
#: Of a hundred companies, how many show what.
AREAS = {
    "machinery": 21, "metallurgy": 14, "chemistry": 12, "industrial-it": 10, "automation": 12, "services": 8,
    "food": 5, "meat": 4, "confectionery": 4, "oil": 3, "light-industry": 4, "furniture": 3,
}  # fmt: skip
STANDINGS = {"main": 78, "co": 14, "represented": 8}
AT_HOME = {"minsk": 9, "gomel": 4, "yekaterinburg": 6}
IN_REGIONAL_PAVILION = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """An invented company and its part in the fair."""

    key: str
    country: str
    region: str
    city: str
    area: str
    section: str
    names: dict[str, str]
    standing: str
    host: str
    pavilion: str


def companies(chance: Random) -> list[Company]:
    """Return the companies of the demo; the same seed, the same companies."""
    names = _names(chance)
    found: list[Company] = []
    for country, number in COMPANIES.items():
        homes = _homes(country, number, chance)
        standings = _shares(STANDINGS, number)
        chance.shuffle(standings)
        standings.sort(key=lambda standing: standing != "main")
        areas = _shares(AREAS, number)
        chance.shuffle(areas)
        mains: list[Company] = []
        for home, area, standing in zip(homes, areas, standings, strict=True):
            host = _host(home, mains, chance) if standing != "main" else None
            company = _company(next(names[area]), country, home, standing, host, chance)
            found.append(company)
            if standing == "main":
                mains.append(company)
    return found


def _company(  # noqa: PLR0917  # one caller, above
    name: tuple[Row, Row], country: str, home: Row, standing: str, host: Company | None, chance: Random
) -> Company:
    animal, branch = name
    form = chance.choice([form for form in words("legal_forms") if form["country"] == country])
    pavilion = PAVILIONS.get(country, "")
    if home["parent"] == "sverdlovsk-region" and chance.random() < IN_REGIONAL_PAVILION:
        pavilion = "sverdlovsk"
    return Company(
        key=f"demo-{animal['key']}-{branch['en'].lower()}",
        country=country,
        region=home["parent"],
        city=home["key"],
        area=branch["area"],
        section=branch["section"],
        names={
            "en": f"{form['en']} Demo {animal['en']} {branch['en']}",
            "de": f"{form['de']} Demo-{animal['de']} {branch['de']}",
            "ru": f"{form['ru']} «Демо-{animal['ru']} {branch['ru']}»",
            "be": f"{form['be']} «Дэма-{animal['be']} {branch['be']}»",
        },
        standing=standing,
        host=host.key if host else "",
        pavilion=host.pavilion if host else pavilion,
    )


def _names(chance: Random) -> dict[str, Iterator[tuple[Row, Row]]]:
    names: dict[str, list[tuple[Row, Row]]] = {area: [] for area in AREAS}
    for animal, branch in product(words("animals"), words("branches")):
        names[branch["area"]].append((animal, branch))
    for pairs in names.values():
        chance.shuffle(pairs)
    return {area: iter(pairs) for area, pairs in names.items()}


def _homes(country: str, number: int, chance: Random) -> list[Row]:
    """Return the cities of a country's companies: every region has some, large cities have more."""
    cities = [place for place in words("places") if place["kind"] == "city" and place["country_code"] == country]
    first = {place["parent"]: place for place in reversed(cities)}
    homes = [chance.choice([c for c in cities if c["parent"] == region]) for region in sorted(first)]
    weights = [AT_HOME.get(city["key"], 1) for city in cities]
    homes += chance.choices(cities, weights=weights, k=number - len(homes))
    chance.shuffle(homes)
    return homes


def _shares(shares: dict[str, int], number: int) -> list[str]:
    """Deal a number of cards by shares in a hundred, the largest remainder first."""
    exact = {word: number * share / sum(shares.values()) for word, share in shares.items()}
    dealt = Counter({word: int(value) for word, value in exact.items()})
    by_remainder = sorted(exact, key=lambda word: (dealt[word] - exact[word], word))
    for word in by_remainder[: number - dealt.total()]:
        dealt[word] += 1
    return [word for word in shares for _card in range(dealt[word])]


def _host(home: Row, mains: Sequence[Company], chance: Random) -> Company:
    near = [main for main in mains if main.region == home["parent"]]
    return chance.choice(near or list(mains))
