"""What a text says is what the register computes: terms and promises, read back from the drafts."""

import datetime
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import CITIES, LANGUAGES, MINSK, SIGNED, everything_for, random_choice
from kirmash.agreements.deadlines import DeadlineKind, Renewal, Term, course, months_later
from kirmash.agreements.library import Chosen, article_of, begins_on_of, choose, draft, library, promises_of, term_of

#: How a length of time is read in a text: the digits, what lawyers write around them, and the unit.
LENGTHS = {
    "en": re.compile(r"\((\d+)\) (day|month|year)s?\b"),
    "de": re.compile(r"\b(\d+) (Tag|Monat|Jahr)(?:en|e)?\b"),
    "ru": re.compile(r"\b(\d+) \([^)]+\) (д[а-я]+|месяц|год|лет)"),
    "be": re.compile(r"\b(\d+) \([^)]+\) (д[а-яёі]+|месяц|год|гад)"),
}
UNITS = {"d": "days", "T": "days", "д": "days", "m": "months", "M": "months", "м": "months",
         "y": "years", "J": "years", "г": "years", "л": "years"}  # fmt: skip


def lengths(text: str, language: str) -> list[tuple[int, str]]:
    return [(int(number), UNITS[unit[0]]) for number, unit in LENGTHS[language].findall(text)]


def months(number: int, unit: str) -> int | None:
    return {"months": number, "years": 12 * number}.get(unit)


def read_back(text: str, language: str, renewal: str) -> Term:
    """Return the term as a reader takes it from articles 1 and 2 of a draft: its length, renewal and notices."""
    first, second = re.split(r"^## 2", text, flags=re.MULTILINE)
    found, ending = lengths(first, language), lengths(second, language)
    again = found[1] if renewal in {"tacit", "on-notice"} else None
    notice = found[-1] if renewal in {"tacit", "on-notice", "on-new-signature"} else (0, "days")
    return Term(
        begins_on=SIGNED,
        months=months(*found[0]) if found else None,
        renewal=Renewal(renewal),
        renewal_months=months(*again) if again else None,
        notice_months=months(*notice) or 0,
        notice_days=notice[0] if notice[1] == "days" else 0,
        termination_days=ending[0][0],
    )


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_term_is_what_every_language_says(chance: random.Random) -> None:
    clauses = [random_choice("term", chance), random_choice("termination", chance)]

    texts = draft(CITIES, clauses, LANGUAGES, MINSK)

    term = term_of(clauses, signed_on=SIGNED)
    assert {n: read_back(texts[n], n, clauses[0].text("renewal")) for n in LANGUAGES} == dict.fromkeys(LANGUAGES, term)


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["working-group", "business-missions", "youth"]))
def test_what_happens_again_is_promised_as_often_as_every_language_says(chance: random.Random, key: str) -> None:
    chosen = random_choice(key, chance)
    every = {
        "en": {"once a month": 1, "once a year": 12}, "de": {"einmal im Monat": 1, "einmal im Jahr": 12},
        "ru": {"раза в месяц": 1, "раза в год": 12}, "be": {"раз у месяц": 1, "раз у год": 12},
    }  # fmt: skip

    texts = draft(CITIES, [chosen], LANGUAGES, MINSK)

    (promise,) = promises_of([chosen], SIGNED)
    said = {
        n: next((m for words, m in every[n].items() if words in texts[n]), None)
        or months(*next(iter(lengths(texts[n], n))))
        for n in LANGUAGES
    }
    assert said == dict.fromkeys(LANGUAGES, promise.every_months)
    assert promise.due_on == months_later(SIGNED, promise.every_months or 0)


def only(key: str, **values: object) -> list[Chosen]:
    return [choose(library()[key], values)]


@pytest.mark.parametrize(
    ("begins_on", "day", "due_on"),
    [
        (datetime.date(2025, 9, 29), "01-15", datetime.date(2026, 1, 15)),
        (datetime.date(2025, 1, 10), "01-15", datetime.date(2026, 1, 15)),
        (datetime.date(2025, 9, 29), "12-01", datetime.date(2026, 12, 1)),
    ],
)
def test_the_first_report_is_about_a_year_that_has_passed(
    begins_on: datetime.date, day: str, due_on: datetime.date
) -> None:
    (promise,) = promises_of(only("report", day=day), begins_on)

    assert (promise.field, promise.due_on, promise.every_months, promise.names["ru"]) == (
        "formal", due_on, 12, "Ежегодный отчёт о сотрудничестве",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("begins_on", "due_on"),
    [
        (datetime.date(2025, 9, 29), datetime.date(2025, 12, 1)),
        (datetime.date(2025, 12, 1), datetime.date(2026, 12, 1)),
        (datetime.date(2025, 12, 31), datetime.date(2026, 12, 1)),
    ],
)
def test_the_first_plan_is_due_on_the_next_such_day(begins_on: datetime.date, due_on: datetime.date) -> None:
    (promise,) = promises_of(only("action-plan", length="3 years"), begins_on)

    assert (promise.due_on, promise.every_months) == (due_on, 36)


def test_promises_name_the_article_that_makes_them() -> None:
    clauses = everything_for("public")

    promised = {one.clause: one.article for one in promises_of(clauses, SIGNED)}

    assert promised == {"business-missions": 3, "youth": 9, "working-group": 11, "action-plan": 12, "report": 13}
    assert article_of(clauses, "term") == 20


def test_the_text_of_an_article_is_where_its_number_says() -> None:
    clauses = everything_for("public")

    text = draft(CITIES, clauses, LANGUAGES, MINSK)["en"]

    headings = {int(n): title for n, title in re.findall(r"^## (\d+)\. (.+)$", text, flags=re.MULTILINE)}
    assert {one.article: headings[one.article] for one in promises_of(clauses, SIGNED)} == {
        3: "Business missions and contacts between companies", 9: "Youth and exchange", 11: "Working group",
        12: "Action plans", 13: "Report",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "begins_on"),
    [
        ({"from": "signature"}, SIGNED),
        ({"from": "day", "day": "2026-01-01"}, datetime.date(2026, 1, 1)),
        ({"from": "notices"}, None),
    ],
)
def test_a_term_begins_when_the_text_enters_into_force(
    values: dict[str, object], begins_on: datetime.date | None
) -> None:
    clauses = [choose(library()["entry"], values), *only("term")]

    assert (begins_on_of(clauses, signed_on=SIGNED), term_of(clauses, signed_on=SIGNED).begins_on) == (begins_on,) * 2


def test_clauses_without_a_term_leave_the_renewal_unknown() -> None:
    assert term_of(only("costs"), signed_on=SIGNED) == Term(begins_on=SIGNED)


def test_the_register_computes_the_deadlines_of_the_text() -> None:
    values = {"renewal": "on-notice", "length": "5 years", "again": "2 years", "notice": "90 days"}

    deadlines = course(term_of(only("term", **values), signed_on=SIGNED), [], SIGNED).deadlines

    assert [(one.on, one.kind) for one in deadlines] == [
        (datetime.date(2030, 7, 1), DeadlineKind.RENEW_BY_NOTICE),
        (datetime.date(2030, 9, 29), DeadlineKind.LAST_DAY),
    ]
