"""What chosen clauses mean for the register: the term with its deadlines, and the promises that fall due again."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kirmash.agreements.deadlines import Renewal, Term, months_later
from kirmash.agreements.library.clause import Chosen
from kirmash.agreements.library.drafting import articles_of
from kirmash.agreements.library.numbers import Unit, YearDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A duty of the parties: in which field it lies, until when, how often again, where the text says so."""

    clause: str
    field: str
    names: Mapping[str, str]
    article: int
    due_on: datetime.date
    every_months: int | None = None


def term_of(clauses: Sequence[Chosen], *, signed_on: datetime.date | None = None) -> Term:
    """Return what the chosen clauses say of the term.

    It begins on the stated day, or on the day of signature; where internal procedures come first its beginning is
    not known. Without a clause about the term its renewal is unknown.
    """
    term, termination = _of(clauses, "term"), _of(clauses, "termination")
    begins_on = begins_on_of(clauses, signed_on=signed_on)
    termination_days = termination.duration("days").number if termination else None
    if term is None:
        return Term(begins_on=begins_on, termination_days=termination_days)
    notice = term.duration("notice") if "notice" in term.values else None
    return Term(
        begins_on=begins_on,
        months=term.duration("length").months if "length" in term.values else None,
        renewal=Renewal(term.text("renewal")),
        renewal_months=term.duration("again").months if "again" in term.values else None,
        notice_months=notice.months or 0 if notice else 0,
        notice_days=notice.number if notice and notice.unit is Unit.DAYS else 0,
        termination_days=termination_days,
    )


def begins_on_of(clauses: Sequence[Chosen], *, signed_on: datetime.date | None) -> datetime.date | None:
    """Return the day of entry into force; None where it is not known.

    A text that is silent on it enters into force when it is signed.
    """
    entry = _of(clauses, "entry")
    if entry is None or entry.text("from") == "signature":
        return signed_on
    return entry.date("day") if entry.text("from") == "day" else None


def promises_of(clauses: Sequence[Chosen], begins_on: datetime.date) -> tuple[Promised, ...]:
    """Return the duties that fall due on days, for a text that enters into force on a day, in the order of articles."""
    return tuple(
        Promised(
            clause=one.clause.key, field=one.clause.field, names=one.clause.promise, article=number,
            due_on=due_on, every_months=every_months,
        )
        for number, one in enumerate(articles_of(clauses), start=1)
        if one.clause.key in _DUE
        for due_on, every_months in [_DUE[one.clause.key](one, begins_on)]
    )  # fmt: skip


def article_of(clauses: Sequence[Chosen], key: str) -> int | None:
    """Return the number of the article that a clause becomes; None if it was not chosen."""
    keys = [one.clause.key for one in articles_of(clauses)]
    return keys.index(key) + 1 if key in keys else None


def _of(clauses: Sequence[Chosen], key: str) -> Chosen | None:
    return next((one for one in clauses if one.clause.key == key), None)


type_of_due = tuple[datetime.date, int | None]


def _again_and_again(chosen: Chosen, begins_on: datetime.date) -> type_of_due:
    """Return when something is due that happens every so many months, the first time within as many."""
    months = chosen.duration("every").months or 1
    return months_later(begins_on, months), months


def _plan(chosen: Chosen, begins_on: datetime.date) -> type_of_due:
    return _next(chosen.year_day("day"), begins_on), chosen.duration("length").months


def _report(chosen: Chosen, begins_on: datetime.date) -> type_of_due:
    """Return the day in the year after the entry into force: a report is about a calendar year that has passed."""
    return chosen.year_day("day").in_year(begins_on.year + 1), 12


def _negotiations(chosen: Chosen, _begins_on: datetime.date) -> type_of_due:
    return chosen.date("until"), None


def _next(day: YearDay, after: datetime.date) -> datetime.date:
    own = day.in_year(after.year)
    return own if own > after else day.in_year(after.year + 1)


_DUE: Mapping[str, Callable[[Chosen, datetime.date], type_of_due]] = {
    "business-missions": _again_and_again,
    "youth": _again_and_again,
    "working-group": _again_and_again,
    "action-plan": _plan,
    "report": _report,
    "negotiations": _negotiations,
}
