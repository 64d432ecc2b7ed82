"""A fair folder with invented exhibitors and delegations beside the founding fair's public facts."""

import csv
import math
import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random

from kirmash.base.web import csv_text
from kirmash.folder.tables import BY_NAME
from kirmash.scenarios import FOUNDING_FAIR
from kirmash.scenarios.companies import Company, companies
from kirmash.scenarios.delegations import delegations
from kirmash.scenarios.offers import exhibits, goods_lines
from kirmash.scenarios.words import Row, words

SEED = 2025
SOURCE = "invented for the demo"
LANGUAGES = ("en", "de", "ru", "be")
HOME_LANGUAGES = {"RU": ["ru"], "BY": ["ru", "be"], "KZ": ["kk", "ru"], "KG": ["ky", "ru"], "UZ": ["uz", "ru"]}
FURTHER_LANGUAGES = {"en": 0.45, "de": 0.12, "zh": 0.08, "pl": 0.05}
DAYS = ("2025-09-29", "2025-09-30", "2025-10-01")


def write_invented(target: Path, *, seed: int = SEED) -> Path:
    """Write the founding fair with invented exhibitors as a fair folder; return the folder."""
    shutil.copytree(FOUNDING_FAIR, target, dirs_exist_ok=True)
    for name, rows in invented(seed).items():
        table = BY_NAME[name]
        path = target / table.file
        known: list[Row] = []
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                known = list(csv.DictReader(file))
        keys = {row["key"] for row in known if "key" in row}
        fresh = [row for row in rows if "key" not in row or row["key"] not in keys or name == "exhibits"]
        lines = [[row.get(column, "") for column in table.header] for row in (*known, *fresh)]
        path.write_text(csv_text(table.header, lines), encoding="utf-8")
    return target


def invented(seed: int) -> dict[str, list[Row]]:
    """Return the rows of the invented exhibitors and delegations by table; the same seed, the same rows."""
    chance = Random(seed)  # noqa: S311  # a demo that can be repeated, no secret
    found = companies(chance)
    shown = exhibits(found, chance)
    rows = {
        **_places(),
        **_organisations(found),
        "exhibitors": _exhibitors(found, chance),
        "stand_wishes": _wishes(found, chance),
        "exhibits": shown,
        **_people(found, chance),
        "goods_lines": goods_lines(found, shown, chance),
    }
    for name, further in delegations(found, DAYS).items():
        rows[name] = [*rows.get(name, []), *further]
    return rows


def _places() -> dict[str, list[Row]]:
    """Return the places that the founding fair does not know, with their names."""
    with (FOUNDING_FAIR / "places.csv").open(encoding="utf-8", newline="") as file:
        known = {row["key"] for row in csv.DictReader(file)}
    fresh = [place for place in words("places") if place["key"] not in known]
    names = []
    for place in fresh:
        forms = [(language, "nominative", place[language]) for language in LANGUAGES]
        forms += [("ru", "genitive", place["ru_genitive"]), ("be", "genitive", place["be_genitive"])]
        names += [
            {"place": place["key"], "language": language, "case": case, "text": text, "source": "editor"}
            for language, case, text in forms
        ]
    return {"places": [dict(place) for place in fresh], "place_names": names}


def _organisations(found: Sequence[Company]) -> dict[str, list[Row]]:
    rows, names = [], []
    for number, company in enumerate(found, start=1):
        register = f"DEMO-{company.country}-{number:04}"
        rows.append({"key": company.key, "kind": "company", "place": company.city, "registration_number": register,
                     "demo": "yes"})  # fmt: skip
        names += [
            {"organisation": company.key, "language": language, "case": "nominative", "text": text, "source": SOURCE}
            for language, text in company.names.items()
        ]
    return {"organisations": rows, "organisation_names": names}


def _exhibitors(found: Sequence[Company], chance: Random) -> list[Row]:
    rows = []
    for company in found:
        staff = {"main": 1.0, "co": 0.92, "represented": 0.0}[company.standing]
        goods = {"main": 1.0, "co": 0.85, "represented": 1.0}[company.standing]
        rows.append({
            "key": company.key, "organisation": company.key, "standing": company.standing, "host": company.host,
            "section": company.section, "pavilion": company.pavilion,
            "own_staff": "yes" if chance.random() < staff else "no",
            "own_goods": "yes" if chance.random() < goods else "no",
        })  # fmt: skip
    return rows


def _wishes(found: Sequence[Company], chance: Random) -> list[Row]:
    mains = [company for company in found if company.standing == "main"]
    rows = []
    for main in mains:
        guests = sum(company.host == main.key for company in found)
        area = min(216, max(9, 3 * round(chance.lognormvariate(math.log(20), 0.7) / 3))) + 6 * guests
        shapes = ("row", "row", "corner") if area < 24 else ("corner", "head") if area < 72 else ("head", "island")
        neighbours = [other for other in mains if other.region == main.region and other is not main]
        rivals = [other for other in mains if other.area == main.area and other is not main]
        near = chance.choice(neighbours).key if neighbours and chance.random() < 0.06 else ""
        away = chance.choice(rivals).key if chance.random() < 0.06 else ""
        rows.append({
            "exhibitor": main.key, "area_m2": str(area), "shape": chance.choice(shapes),
            "build": "shell" if area <= 36 and chance.random() < 0.75 else "space-only",
            "power_kw": str(chance.choice((2, 3, 5, 5, 10, 20 if main.area == "machinery" else 5))),
            "water": "yes" if chance.random() < 0.07 else "no",
            "compressed_air": "yes" if chance.random() < 0.06 else "no",
            "near": near, "away_from": away if away != near else "",
        })  # fmt: skip
    return rows


def _people(found: Sequence[Company], chance: Random) -> dict[str, list[Row]]:
    people: list[Row] = []
    names: list[Row] = []
    stands: list[Row] = []
    for company in found:
        number = {"main": (1, 2, 2, 3, 4), "co": (1, 1, 2), "represented": (0,)}[company.standing]
        for position in range(chance.choice(number)):
            key = f"demo-person-{len(people) + 1:04}"
            origin = "RU" if company.country in {"RU", "BY"} else "KZ"
            given = chance.choice([row for row in words("given_names") if row["country"] == origin])
            family = chance.choice(words("surnames"))
            mark = {"en": "Demo-", "de": "Demo-", "ru": "Демо-", "be": "Дэма-"}
            people.append({"key": key, "gender": given["gender"], "demo": "yes"})
            names += [
                {"person": key, "language": language, "case": "nominative",
                 "text": f"{given[language]} {mark[language]}{family[language]}", "source": SOURCE}
                for language in LANGUAGES
            ]  # fmt: skip
            spoken = HOME_LANGUAGES[company.country]
            spoken = spoken + [word for word, share in FURTHER_LANGUAGES.items() if chance.random() < share]
            days = DAYS if chance.random() < 0.7 else sorted(chance.sample(DAYS, chance.choice((1, 2))))
            stands.append({"exhibitor": company.key, "person": key, "languages": " ".join(spoken),
                           "days": " ".join(days), "contact": "yes" if position == 0 else "no"})  # fmt: skip
    return {"people": people, "person_names": names, "representatives": stands}
