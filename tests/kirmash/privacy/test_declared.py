"""Every column that may hold something personal is declared, or it is said why it is not personal."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from kirmash.base.models import Account
from kirmash.base.personal import YEAR, Event, PersonalData, Reach, Term, Way
from kirmash.privacy.personal import declared, not_personal
from kirmash.privacy.queries.portrait import LABELS
from kirmash.registry.models.person import Person

TELLING = re.compile(r"name|mail|phone|address|birth|gender|passport|contact|person|_by$|\bip\b|agent|session_")
FREE_TEXT = 200


def looks_personal(field: "models.Field[object, object]") -> bool:
    """Say whether a column may hold something of a person: by what it points to, by its name, by free text."""
    if isinstance(field, models.ForeignKey):
        return field.related_model in {Person, Account}
    if isinstance(field, models.BooleanField | models.DateField | models.AutoField) or field.choices:
        return False
    is_free = isinstance(field, models.TextField | models.JSONField) or (
        isinstance(field, models.CharField) and (field.max_length or 0) >= FREE_TEXT
    )
    return is_free or isinstance(field, models.EmailField) or TELLING.search(field.name) is not None


def found() -> set[str]:
    tables = [model for model in apps.get_models() if model._meta.managed]
    return {f"{t._meta.label}.{field.name}" for t in tables for field in t._meta.fields if looks_personal(field)}


def covered() -> set[str]:
    fields = {
        f"{data.table}.{name}" for data in declared() for name in (*data.fields, *data.secret, data.path.split("__")[0])
    }
    return fields | set(not_personal())


def test_every_column_that_looks_personal_is_declared() -> None:
    missing = found() - covered()

    assert missing == set(), "declare them in the chapter's personal.py, in PERSONAL or with a reason in NOT_PERSONAL"


def test_nothing_is_declared_that_is_not_there() -> None:
    wrong = []
    for data in declared():
        model = apps.get_model(data.table)
        for name in (*data.fields, *data.secret, *data.blanks, data.path.split("__")[0], data.begins.split("__")[0]):
            try:
                name in {"", "pk"} or model._meta.get_field(name)
            except FieldDoesNotExist:
                wrong.append(f"{data.table}.{name}")

    assert wrong == []


def test_no_reason_outlives_its_column() -> None:
    columns = {f"{t._meta.label}.{field.name}" for t in apps.get_models() for field in t._meta.fields}

    assert set(not_personal()) - columns == set()


def test_nothing_is_both_personal_and_not() -> None:
    personal = {f"{data.table}.{name}" for data in declared() for name in data.fields}

    assert personal & set(not_personal()) == set()


def test_every_way_of_blanking_says_what_stands_there_afterwards() -> None:
    assert [data.table for data in declared() if data.way == Way.BLANK and not data.blanks] == []


def test_every_term_with_days_has_a_day_on_which_it_begins() -> None:
    by_themselves = {"accounts"}  # by the last sign-in of whoever is no administrator
    timed = {d.activity.key for d in declared() if d.activity.term.days is not None} - by_themselves

    assert timed == {d.activity.key for d in declared() if d.begins}


def test_every_field_of_an_export_has_a_name_for_its_reader() -> None:
    wanted = {name for data in declared() for name in data.fields if data.table.startswith("kirmash.")}

    assert wanted - set(LABELS) == set()


def test_a_declaration_without_a_path_is_refused() -> None:
    data = declared()[0]

    with pytest.raises(ValueError, match="a path is for rows"):
        PersonalData(table="kirmash.Person", activity=data.activity, reach=Reach.PERSON, fields=(), way=Way.DELETE)


def test_what_is_kept_needs_a_reason() -> None:
    data = declared()[0]

    with pytest.raises(ValueError, match="needs a reason"):
        PersonalData(
            table="kirmash.Person", activity=data.activity, reach=Reach.PERSON, path="key", fields=(), way=Way.KEEP
        )


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(event=Event.FAIR_ENDED, days=3 * YEAR), "3 years after the end of the fair"),
        (Term(event=Event.SEEN, days=YEAR), "1 year after the page was seen"),
        (Term(event=Event.WITHDRAWN, days=90), "90 days after the consent was withdrawn"),
        (Term(event=Event.WITH_THE_RECORD), "as long as the record of the fair is kept"),
    ],
)
def test_a_term_is_said_in_words(term: Term, words: str) -> None:
    assert str(term) == words
