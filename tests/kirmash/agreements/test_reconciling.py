"""Registers beside each other: every state, and silence only where a register speaks."""

from dataclasses import replace

import pytest

from kirmash.agreements.models.instrument import Kind
from kirmash.agreements.reconciling import (
    Difference,
    End,
    Entry,
    Gazetteer,
    Name,
    Register,
    Scope,
    State,
    Tie,
    reconcile,
    tally,
    tie_of,
)
from kirmash.agreements.reconciling.keeping import tie_of_words, words_of_tie
from kirmash.agreements.reconciling.kinds import KINDS


def a_city(name: str, **ids: str) -> End:
    return End(names=(Name(text=name, language="ru"),), **ids)


GOMEL, KURSK, UFA, BREST = (a_city(name, country="BY") for name in ("Гомель", "Курск", "Уфа", "Брест"))


def a_tie(
    first: End,
    second: End,
    *,
    row: int = 1,
    kind: str = "",
    date: str = "",
    a_says: bool | None = True,
    b_says: bool | None = None,
) -> Tie:
    entry = Entry(name=second.label, country=second.country, kind=kind, date=date, row=row)
    return replace(tie_of(entry, of=first, scope=Scope.OWN), a_says=a_says, b_says=b_says)


def ours(*ties: Tie) -> Register:
    return Register(name="ours", scope=Scope.OWN, of=GOMEL, ties=ties)


def said(register: Register, *ties: Tie) -> dict[str, State]:
    """Return the states of Gomel's partners, our ties beside a register."""
    comparison = reconcile(ours(*ties), register, about=GOMEL)
    return {finding.second.label: finding.state for finding in comparison.findings}


def an_export(*ties: Tie) -> Register:
    return Register(name="export", scope=Scope.ALL, ties=ties)


def a_partners(of: End, *ties: Tie) -> Register:
    return Register(name="theirs", scope=Scope.OWN, of=of, ties=ties)


def a_list_about_us(*ties: Tie) -> Register:
    spoken = tuple(replace(tie, a_says=None) for tie in ties)
    return Register(name="about", scope=Scope.ABOUT, of=GOMEL, ties=spoken)


@pytest.mark.parametrize(
    ("own_end", "other_end", "state"),
    [(True, True, State.RECIPROCAL), (True, False, State.ONE_SIDED), (False, True, State.RECIPROCAL)],
)
def test_an_export_speaks_for_both_ends(own_end: bool, other_end: bool, state: State) -> None:
    export = an_export(a_tie(GOMEL, KURSK, a_says=own_end, b_says=other_end))

    assert said(export, a_tie(GOMEL, KURSK)) == {"Курск": state}


def test_what_an_export_lacks_is_missing_from_theirs() -> None:
    assert said(an_export(), a_tie(GOMEL, KURSK)) == {"Курск": State.MISSING_FROM_THEIRS}


def test_a_partners_own_list_confirms_from_its_end() -> None:
    assert said(a_partners(KURSK, a_tie(KURSK, GOMEL)), a_tie(GOMEL, KURSK)) == {"Курск": State.RECIPROCAL}


def test_a_partners_own_list_that_lacks_us_is_missing_us() -> None:
    assert said(a_partners(KURSK, a_tie(KURSK, UFA)), a_tie(GOMEL, KURSK)) == {"Курск": State.MISSING_FROM_THEIRS}


def test_a_partners_list_says_nothing_of_our_other_partners() -> None:
    theirs = a_partners(KURSK, a_tie(KURSK, GOMEL))

    assert said(theirs, a_tie(GOMEL, KURSK), a_tie(GOMEL, UFA, row=2)) == {
        "Курск": State.RECIPROCAL,
        "Уфа": State.UNTOLD,
    }


def test_ties_of_a_partner_with_others_are_only_counted() -> None:
    theirs = a_partners(KURSK, a_tie(KURSK, GOMEL), a_tie(KURSK, UFA, row=2), a_tie(KURSK, BREST, row=3))

    assert reconcile(ours(a_tie(GOMEL, KURSK)), theirs, about=GOMEL).beside == 2


def test_somebody_elses_list_about_us_confirms_no_end() -> None:
    about = a_list_about_us(a_tie(GOMEL, KURSK), a_tie(GOMEL, UFA, row=2))

    assert said(about, a_tie(GOMEL, KURSK), a_tie(GOMEL, BREST, row=2)) == {
        "Уфа": State.MISSING_FROM_OURS,
        "Брест": State.MISSING_FROM_THEIRS,
        "Курск": State.IN_BOTH,
    }


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("побратим", State.IN_BOTH),
        ("Städtepartnerschaft", State.IN_BOTH),
        ("партнёр", State.OTHER_KIND),
        ("", State.IN_BOTH),
    ],
)
def test_a_kind_differs_where_the_words_have_nothing_in_common(kind: str, state: State) -> None:
    about = a_list_about_us(a_tie(GOMEL, KURSK, kind=kind))

    assert said(about, a_tie(GOMEL, KURSK, kind="twinning")) == {"Курск": state}


def test_a_list_that_stayed_on_an_earlier_step_is_told_so() -> None:
    steps = (
        a_tie(GOMEL, KURSK, kind="partnership", date="2009"),
        a_tie(GOMEL, KURSK, row=2, kind="twinning", date="2025"),
    )
    about = a_list_about_us(a_tie(GOMEL, KURSK, kind="партнёр", date="2009"))

    (finding,) = reconcile(ours(*steps), about, about=GOMEL).findings

    assert (finding.state, finding.differences) == (State.OTHER_KIND, (Difference.EARLIER_KIND,))


@pytest.mark.parametrize(
    ("date", "state"),
    [
        ("2004", State.IN_BOTH),
        ("2004-05-01", State.IN_BOTH),
        ("2004-05-02", State.OTHER_DATE),
        ("2005", State.OTHER_DATE),
    ],
)
def test_a_year_says_as_much_as_a_day_in_it(date: str, state: State) -> None:
    about = a_list_about_us(a_tie(GOMEL, KURSK, date=date))

    assert said(about, a_tie(GOMEL, KURSK, date="2004-05-01")) == {"Курск": state}


def test_a_name_that_fits_two_places_is_asked_about_with_both() -> None:
    abroad = replace(BREST, country="FR", key="brest-fr")
    about = a_list_about_us(replace(a_tie(GOMEL, BREST), b=a_city("Brest")))
    register = ours(replace(a_tie(GOMEL, BREST), b=replace(BREST, key="brest-by")))

    comparison = reconcile(register, about, about=GOMEL, gazetteer=Gazetteer([replace(BREST, key="brest-by"), abroad]))

    own, asked = sorted(comparison.findings, key=lambda finding: bool(finding.candidates))
    assert [end.key for end, _match in asked.candidates] == ["brest-by", "brest-fr"]
    assert (own.state, own.differences) == (State.AMBIGUOUS, (Difference.DOUBTFUL,))


def test_what_a_person_chose_for_a_line_is_taken() -> None:
    at_home, abroad = replace(BREST, key="brest-by"), replace(BREST, country="FR", key="brest-fr")
    about = a_list_about_us(replace(a_tie(GOMEL, BREST, row=7), b=a_city("Brest")))
    known = Gazetteer([at_home, abroad])

    comparison = reconcile(ours(), about, about=GOMEL, gazetteer=known, chosen={(1, 7): abroad})

    assert [(finding.second.key, finding.state, str(finding.match)) for finding in comparison.findings] == [
        ("brest-fr", State.MISSING_FROM_OURS, "chosen by a person")
    ]


def test_a_partner_that_stands_twice_is_one_finding() -> None:
    about = a_list_about_us(a_tie(GOMEL, KURSK), a_tie(GOMEL, KURSK, row=2))

    (finding,) = reconcile(ours(a_tie(GOMEL, KURSK)), about, about=GOMEL).findings

    assert finding.differences == (Difference.TWICE,)


def test_several_registers_are_heard_together() -> None:
    export = an_export(a_tie(GOMEL, KURSK, a_says=True, b_says=False))
    theirs = a_partners(KURSK, a_tie(KURSK, GOMEL))

    (finding,) = reconcile(ours(a_tie(GOMEL, KURSK)), export, theirs, about=GOMEL).findings

    assert finding.state == State.RECIPROCAL


def test_an_export_is_counted_by_its_ends() -> None:
    export = an_export(
        a_tie(GOMEL, KURSK, a_says=True, b_says=True),
        a_tie(UFA, GOMEL, a_says=False, b_says=True),
        a_tie(BREST, GOMEL, a_says=True, b_says=False),
        a_tie(BREST, KURSK, a_says=True, b_says=True),
    )

    counted = tally(export, GOMEL)

    assert (counted.links, counted.both_ends, counted.own_end_only, counted.other_end_only) == (3, 1, 1, 1)


def test_a_tie_is_kept_as_words_and_comes_back_as_it_was() -> None:
    tie = replace(a_tie(GOMEL, KURSK, kind="побратим", date="2004-05-01", b_says=False), note="x")

    assert tie_of_words(words_of_tie(tie)) == tie


def test_a_list_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="whose list"):
        Register(name="x", scope=Scope.OWN)


def test_kinds_are_those_of_instruments() -> None:
    assert set(Kind.values) >= KINDS
