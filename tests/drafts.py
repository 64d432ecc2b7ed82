"""Parties and chosen clauses for tests of drafts."""

import datetime
import random
from collections.abc import Sequence

from kirmash.agreements.library import Chosen, Dateline, DraftParty, Side, choose, library

LANGUAGES = ("en", "de", "ru", "be")
SIGNED = datetime.date(2025, 9, 29)

GOMEL = DraftParty(
    key="gomel",
    side=Side.CITY,
    language="be",
    names={
        "en": {"nominative": "Gomel"},
        "de": {"nominative": "Gomel"},
        "ru": {"nominative": "Гомель", "genitive": "Гомеля", "instrumental": "Гомелем"},
        "be": {"nominative": "Гомель", "genitive": "Гомеля", "instrumental": "Гомелем"},
    },
    bodies={"ru": "Гомельский городской исполнительный комитет"},
    countries={"ru": "Республика Беларусь"},
)
YEKATERINBURG = DraftParty(
    key="yekaterinburg",
    side=Side.CITY,
    language="ru",
    names={
        "en": {"nominative": "Yekaterinburg"},
        "de": {"nominative": "Jekaterinburg"},
        "ru": {"nominative": "Екатеринбург", "genitive": "Екатеринбурга", "instrumental": "Екатеринбургом"},
        "be": {"nominative": "Екацярынбург"},
    },
)
CITIES = (GOMEL, YEKATERINBURG)
COMPANIES = tuple(
    DraftParty(
        key=key, side=Side.COMPANY, language=own, names={language: {"nominative": name} for language in LANGUAGES}
    )
    for key, own, name in [("tractors", "be", "Трактары"), ("sweets", "ru", "Сладости")]
)
MINSK = Dateline(places={"en": "Minsk", "de": "Minsk", "ru": "г. Минск", "be": "г. Мінск"}, day=SIGNED)


def everything_for(side: str, parties: int = 2) -> list[Chosen]:
    """Return every clause for cities or for companies, with its defaults or with the plainest values."""
    texts = {language: f"text {language}" for language in LANGUAGES}
    given: dict[str, dict[str, object]] = {
        "contacts": {"bodies": [{name: f"office {n} {name}" for name in LANGUAGES} for n in range(parties)]},
        "intent": {"goods": texts},
        "negotiations": {"until": "2026-03-31"},
        "orders": {"goods": texts},
        "law": {"law": texts, "court": texts},
    }
    return [choose(clause, given.get(key, {})) for key, clause in library().items() if side in clause.sides]


def random_choice(key: str, chance: random.Random) -> Chosen:
    """Return a clause with values drawn from all that its parameters allow; texts and bodies stay short."""
    clause = library()[key]
    values: dict[str, object] = {}
    for parameter in clause.parameters:
        if parameter.bounds:
            unit = chance.choice(list(parameter.bounds))
            values[parameter.name] = f"{chance.randint(*parameter.bounds[unit])} {unit}"
        elif parameter.choices and parameter.type == "choice":
            values[parameter.name] = chance.choice(parameter.choices)
        elif parameter.choices:
            values[parameter.name] = chance.sample(parameter.choices, chance.randint(1, len(parameter.choices)))
        elif parameter.type == "day":
            values[parameter.name] = f"{chance.randint(1, 12)}-{chance.randint(1, 28)}"
        elif parameter.type == "date":
            values[parameter.name] = SIGNED + datetime.timedelta(days=chance.randint(0, 2000))
    return choose(clause, values)


def parties_of(number: int) -> Sequence[DraftParty]:
    """Return so many cities with names that no language bends."""
    return [
        DraftParty(
            key=f"city-{n}", side=Side.CITY, language=LANGUAGES[n % 4],
            names={language: {"nominative": f"{'ABCDEFGHIJKL'[n]}stadt"} for language in LANGUAGES},
        )
        for n in range(number)
    ]  # fmt: skip
