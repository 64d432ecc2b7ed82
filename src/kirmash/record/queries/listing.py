"""The list of claims: filtered, searched, sorted."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, FloatField, OrderBy, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import get_language

from kirmash.record.models import Claim, Property, Source
from kirmash.record.queries.conflict import states_of
from kirmash.record.queries.naming import labels_of

_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
_SEARCHED = ("key", "value", "quotation", "note", "definition", "counted_by")
#: The columns by which the list can be sorted, with what the database sorts by.
SORTS: dict[str, tuple[str, ...]] = {
    "subject": ("subject",),
    "property": ("sort_label",),
    "value": ("sort_number", "value"),
    "as_of": ("as_of",),
    "source": ("sort_place",),
    "stated": ("created",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader asks the list for; empty: everything."""

    subject: str = ""
    property: str = ""
    source: str = ""
    comparator: str = ""
    state: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""
    sort: str = ""


def find_claims(wanted: Wanted) -> QuerySet[Claim]:
    """Return the claims that fit, in the order asked for."""
    found = Claim.objects.select_related("about", "source")
    columns = {
        "subject": wanted.subject,
        "about__key": wanted.property,
        "source__key": wanted.source,
        "comparator": wanted.comparator,
        "as_of__gte": wanted.first,
        "as_of__lte": wanted.last,
    }
    found = found.filter(**{column: value for column, value in columns.items() if value})
    if wanted.text:
        names = _names()
        for word in wanted.text.split():
            found = found.filter(_mentions(word, names))
    if wanted.state:
        found = found.filter(pk__in=[pk for pk, state in states_of(found).items() if state == wanted.state])
    return _sorted(found, wanted.sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What claims name, with the words to search for it by, ready to compare."""

    properties: list[tuple[int, str]]
    sources: list[tuple[int, str]]
    references: list[tuple[str, str]]


def _names() -> _Names:
    rows = Claim.objects.order_by().values_list("subject", "part").distinct()
    labels = labels_of(text for row in rows for text in row if text)
    return _Names(
        properties=[(p.pk, f"{p.key} {' '.join(p.labels.values())}".casefold()) for p in Property.objects.all()],
        sources=[(s.pk, f"{s.title} {s.publisher} {s.url}".casefold()) for s in Source.objects.all()],
        references=[(text, f"{text} {label}".casefold()) for text, label in labels.items()],
    )


def _mentions(word: str, names: _Names) -> Q:
    """Return the question whether a claim, or what it names, mentions a word."""
    said = word.casefold()
    named = [text for text, words in names.references if said in words]
    found = Q(about__in=[pk for pk, words in names.properties if said in words])
    found |= Q(source__in=[pk for pk, words in names.sources if said in words])
    found |= Q(subject__in=named) | Q(part__in=named)
    for column in _SEARCHED:
        found |= Q(**{f"{column}__iregex": re.escape(word)})
    return found


def _sorted(found: QuerySet[Claim], sort: str) -> QuerySet[Claim]:
    column = sort.removeprefix("-")
    if column not in SORTS:
        return found
    language = (get_language() or "en").split("-")[0]
    found = found.annotate(
        sort_label=Coalesce(
            NullIf(KeyTextTransform(language, "about__labels"), Value("")), F("about__key"), output_field=TextField()
        ),
        sort_number=Case(When(value__regex=_NUMBER, then=Cast("value", FloatField()))),
        sort_place=Coalesce(NullIf(F("source__publisher"), Value("")), F("source__title"), output_field=TextField()),
    )
    return found.order_by(*(_order(name, is_down=sort.startswith("-")) for name in SORTS[column]), "key")


def _order(name: str, *, is_down: bool) -> OrderBy:
    return F(name).desc(nulls_last=True) if is_down else F(name).asc(nulls_last=True)
