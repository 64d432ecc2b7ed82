"""Taking people and accounts out of every table, as each table declares; for erasures and retention runs alike."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q

from kirmash.base.models import Change, Event, Viewing
from kirmash.base.personal import ERASED, PersonalData, Reach, Way
from kirmash.connections.models import KeptAnswer
from kirmash.privacy.queries.dossier import Dossier, everything, mentions, model_of, rows_about
from kirmash.privacy.redaction import Redactor
from kirmash.record.actions import put_claims
from kirmash.record.models import Claim, Resolution, Unknown
from kirmash.search.actions import forget_removed, remove_entries
from kirmash.search.models import Kind

Done = Counter[tuple[str, str]]


@transaction.atomic
def remove(who: Dossier) -> Done:
    """Delete, blank and strike out all of a dossier that no office keeps; return how many rows, by table and way."""
    _overwrite_what_is_freed()
    redactor = who.redactor()
    done: Done = Counter()
    gone = _gone(who)
    touched: set[str] = set()
    for data in everything():
        if data.reach != Reach.WORDS:
            _apply(data, who, done)
    _forget_answers(redactor, done)
    for data in everything():
        if data.reach == Reach.WORDS:
            touched |= _strike(data, redactor, done)
    _forget_changes(gone)
    _untell({key for keys in gone.values() for key in keys})
    remove_entries(kind=Kind.CLAIM, keys=gone["claim"])
    kept = Claim.objects.filter(key__in=touched)
    renamed = _rename(kept, who.erasable)
    put_claims(keys=[*kept.values_list("key", flat=True), *renamed])
    forget_removed()
    return done


def _overwrite_what_is_freed() -> None:
    """Leave nothing in the pages of SQLite's file that are free now, nor in the log of its last writes.

    PostgreSQL clears what is dead when it vacuums.
    """
    if connection.vendor == "sqlite":
        _tell("PRAGMA secure_delete = ON")
        transaction.on_commit(lambda: _tell("PRAGMA wal_checkpoint(TRUNCATE)"))


def _tell(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _gone(who: Dossier) -> dict[str, list[str]]:
    """Return the keys of claims, decisions and unknowns that are about people who go."""
    about = {"subject__in": who.references_of(who.erasable)}
    tables: tuple[tuple[str, type[models.Model]], ...] = (
        ("claim", Claim), ("conflict", Resolution), ("unknown", Unknown),
    )  # fmt: skip
    return {word: list(model._default_manager.filter(**about).values_list("key", flat=True)) for word, model in tables}


def _apply(data: PersonalData, who: Dossier, done: Done) -> None:
    people = who.erasable if data.with_office else None
    if data.with_office:
        _add(done, data.table, Way.KEEP, rows_about(data, who, who.officials).count())
    numbers = list(rows_about(data, who, people).values_list("pk", flat=True))
    _add(done, data.table, data.way, len(numbers))
    rows = model_of(data)._default_manager.filter(pk__in=numbers)
    if data.way == Way.DELETE:
        rows.delete()
    elif data.way == Way.BLANK:
        blank(data, numbers)
    elif data.reach == Reach.KEYS:
        _unlist(rows, data.path, who.erasable)


def blank(data: PersonalData, numbers: Iterable[Any]) -> None:  # Any: numbers of rows
    """Put what a declaration says in place of what stands in rows of its table."""
    for number in numbers:
        rows = model_of(data)._default_manager.filter(pk=number)
        rows.update(**{name: _filled(value, number) for name, value in data.blanks.items()})


def _add(done: Done, table: str, way: Way, rows: int) -> None:
    if rows:
        done[table, str(way)] += rows


def _filled(value: object, number: object) -> object:
    return value.format(pk=number) if isinstance(value, str) else value


def _unlist(rows: models.QuerySet[Any], path: str, people: Iterable[str]) -> None:  # Any: tables by their names
    for row in rows:
        keys = getattr(row, path).split()
        setattr(row, path, " " + " ".join(ERASED if key in people else key for key in keys) + " ")
        row.save(update_fields=[path])


def _strike(data: PersonalData, redactor: Redactor, done: Done) -> set[str]:
    """Strike the people out of the words of a table; return the keys of the claims that say less now."""
    model = model_of(data)
    touched = []
    for number, changed in list(mentions(data, redactor)):
        model._default_manager.filter(pk=number).update(
            **{name: _fitting(model, name, after) for name, (_before, after) in changed.items()}
        )
        touched.append(number)
    _add(done, data.table, data.way, len(touched))
    if model is Claim:
        return set(Claim.objects.filter(pk__in=touched).values_list("key", flat=True))
    if model is apps.get_model("kirmash.Source"):
        return set(Claim.objects.filter(source__in=touched).values_list("key", flat=True))
    return set()


def _fitting(model: type[models.Model], name: str, value: object) -> object:
    """Return a value cut to what its column holds: a struck-out name can be longer than the name was."""
    longest = getattr(model._meta.get_field(name), "max_length", None)
    return value[:longest] if longest and isinstance(value, str) else value


def _forget_changes(gone: dict[str, list[str]]) -> None:
    """Leave no key of what is gone in the history: that something was done stays, with what does not."""
    for table, keys in gone.items():
        Change.objects.filter(table=table, record__in=keys).update(record=ERASED, values={})


def _forget_answers(redactor: Redactor, done: Done) -> None:
    """Delete the kept answers that name the people: without them a program asks again, and is told what is true now."""
    rows = KeptAnswer.objects.values_list("pk", "key", "body").iterator()
    naming = [number for number, key, body in rows if redactor.value([key, body]) != [key, body]]
    KeptAnswer.objects.filter(pk__in=naming).delete()
    _add(done, "kirmash.KeptAnswer", Way.DELETE, len(naming))


def _untell(keys: Iterable[str]) -> None:
    """Delete events, their deliveries and kept answers that lead to what has gone or has another key."""
    gone = list(keys)
    Event.objects.filter(Q(values__claim__in=gone) | Q(values__decision__in=gone)).delete()
    KeptAnswer.objects.filter(body__key__in=gone).delete()


def _rename(claims: models.QuerySet[Claim], people: frozenset[str]) -> list[str]:
    """Give new keys to claims whose key was made from the key of a person who goes; return them."""
    renamed = []
    for claim in claims:
        key = claim.key
        for person in people:
            key = re.sub(rf"(?<![a-z0-9]){re.escape(person)}(?![a-z0-9])", ERASED, key, flags=re.IGNORECASE)
        if key == claim.key:
            continue
        fresh = f"{key[:100]}-{claim.pk}"
        remove_entries(kind=Kind.CLAIM, keys=[claim.key])
        Change.objects.filter(table="claim", record=claim.key).update(record=fresh)
        Viewing.objects.filter(subject=f"claim:{claim.key}").update(subject=f"claim:{fresh}")
        Claim.objects.filter(pk=claim.pk).update(key=fresh)
        _untell([claim.key])
        renamed.append(fresh)
    return renamed
