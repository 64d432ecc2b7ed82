"""Names: records behind references, claims as a reader sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kirmash.base.texts import choose, locale_of
from kirmash.record.models import Claim, Comparator, Datatype, Property, Source, SourceKind, Verdict
from kirmash.registry.queries import name_of, title_of

#: What a reference names: the kind before the colon, and the table that holds the key.
TABLE_OF_KIND = {
    "fair": "Fair",
    "place": "Place",
    "organisation": "Organisation",
    "person": "Person",
    "office": "Office",
    "edition": "Edition",
    "section": "Section",
    "venue": "Venue",
    "space": "Space",
    "instrument": "Instrument",
    "topic": "Topic",
    "trade-direction": "TradeDirection",
    "property": "Property",
}


def labels_of(references: Iterable[str], language: str | None = None) -> dict[str, str]:
    """Return the name of each reference in a language; a few queries for any number of them.

    A reference of several parts joined by "+" is named by all of them. What has no name of its
    own keeps its key.
    """
    wanted = set(references)
    keys: dict[str, set[str]] = {}
    for reference in (part for joined in wanted for part in joined.split("+")):
        kind, colon, key = reference.partition(":")
        if colon and (kind in TABLE_OF_KIND or kind in WORDS):
            keys.setdefault(kind, set()).add(key)
    single: dict[str, str] = {}
    for kind in sorted(WORDS.keys() & keys.keys()):
        del keys[kind]
        single |= {f"{kind}:{word}": label for word, label in _words(kind)}
    for kind, found in keys.items():
        model = apps.get_model("kirmash", TABLE_OF_KIND[kind])
        rows = model._default_manager.filter(key__in=found)
        if kind == "instrument":
            rows = rows.prefetch_related("parties__place__names", "parties__organisation__names")
            single |= {f"instrument:{row.key}": _parties(row, language) for row in rows}
        elif kind in {"place", "organisation", "person"}:
            single |= {
                f"{kind}:{row.key}": name_of(row.names.all(), language) for row in rows.prefetch_related("names")
            }
        elif kind == "office":
            rows = rows.prefetch_related("person__names", "body__names", "role__names")
            single |= {f"office:{row.key}": _holder(row, language) for row in rows}
        else:
            single |= {f"{kind}:{row.key}": _own_name(row, language) for row in rows}
    return {
        joined: ", ".join(single.get(part) or part.partition(":")[2] or part for part in joined.split("+"))
        for joined in wanted
    }


def _parties(row: Any, language: str | None) -> str:  # Any: a model of a later chapter
    sides = [party.place or party.organisation for party in row.parties.all()]
    return " – ".join(name_of(side.names.all(), language) for side in sides)


def _holder(row: Any, language: str | None) -> str:  # Any: the table was found by its name
    return f"{name_of(row.person.names.all(), language)}, {title_of(row, language)}"


def _own_name(row: Model, language: str | None) -> str:
    texts = getattr(row, "names", None) or getattr(row, "labels", None)
    return choose(texts, language) if isinstance(texts, dict) else ""


#: Longer numbers are written as they were claimed.
MOST_DIGITS = 20
#: The property under which decisions are claims.
RESOLUTION = "resolution"
#: Units that stand behind a number; things that are counted are named by the property.
UNITS = {"m2": "m²", "billion RUB": _("billion roubles"), "million USD": _("million US dollars")}
#: What is counted, where the unit itself is told.
COUNTED = {
    "companies": _("companies"),
    "countries": _("countries"),
    "documents": _("documents"),
    "meetings": _("meetings"),
    "cities": _("cities"),
    "applications": _("applications"),
    "regions": _("regions"),
    "persons": _("persons"),
    "sessions": _("sessions"),
    "enterprises": _("enterprises"),
    "sections": _("sections"),
    "expositions": _("expositions"),
}
#: Words of claims that are no text of a source.
ANSWERS = {"yes": _("yes"), "no": _("no"), "organisers": _("organisers")}
WORDS = {"instrument-kind": "Instrument.kind", "act": "LifeEvent.act"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim as a reader sees it: everything named in one language."""

    claim: Claim
    about: str
    subject: str
    part: str
    value: str
    counted_by: str
    where: str


def definition_of(about: Property, language: str | None = None) -> str:
    """Return a property's definition in a language; the one without a language counts as English."""
    return choose({"en": about.definition, **about.definitions}, language)


def label_of(about: Property, language: str | None = None) -> str:
    """Return a property's name in a language."""
    return choose(about.labels, language) or about.key


def unit_of(about: Property) -> str:
    """Return the unit that stands behind a number; things that are counted have none of their own."""
    return str(UNITS.get(about.unit, ""))


def unit_name_of(about: Property) -> str:
    """Return what the numbers of a property count or measure, in words."""
    return unit_of(about) or str(COUNTED.get(about.unit, about.unit))


def words_of(about: Property) -> list[tuple[str, str]]:
    """Return the closed list of words that a property takes, with their names; empty: any word."""
    return _words(about.key)


def _words(key: str) -> list[tuple[str, str]]:
    if key not in WORDS:
        return []
    model, field = WORDS[key].split(".")
    choices = apps.get_model("kirmash", model)._meta.get_field(field).flatchoices
    return [(str(word), str(label)) for word, label in choices]


def digits_of(number: Decimal, language: str | None = None) -> str:
    """Return a number as a language writes it, with every digit that was claimed."""
    if number.adjusted() > MOST_DIGITS:
        return str(number)
    return format_decimal(number, locale=locale_of(language), decimal_quantization=False)


def show(claims: Iterable[Claim], language: str | None = None) -> list[Shown]:
    """Return claims as a reader of a language sees them, in the order given."""
    found = list(claims)
    references = {c.subject for c in found} | {c.part for c in found if c.part}
    references |= {c.value for c in found if c.about.datatype == Datatype.REFERENCE}
    references |= {c.counted_by for c in found if ":" in c.counted_by}
    labels = labels_of(references, language) | _upheld(found, language)
    return [
        Shown(
            claim=claim,
            about=label_of(claim.about, language),
            subject=labels[claim.subject],
            part=labels.get(claim.part, ""),
            value=_value(claim, labels, language) + (f" ({_('demo')})" if claim.is_demo else ""),
            counted_by=labels.get(claim.counted_by) or str(ANSWERS.get(claim.counted_by, claim.counted_by)),
            where=_where(claim.source),
        )
        for claim in found
    ]


def _upheld(claims: Iterable[Claim], language: str | None) -> dict[str, str]:
    """Return in words what decisions among the claims uphold."""
    keys = {key for claim in claims if claim.about.key == RESOLUTION for key in claim.value.split()[1:]}
    if not keys:
        return {}
    found = Claim.objects.filter(key__in=keys).exclude(about__key=RESOLUTION).select_related("about", "source")
    return {shown.claim.key: f"{shown.value} ({shown.where})" for shown in show(found, language)}


def _where(source: Source) -> str:
    if source.kind in {SourceKind.OWN_COUNT, SourceKind.EDITOR}:
        return source.get_kind_display()
    return source.publisher or source.title


def _value(claim: Claim, labels: dict[str, str], language: str | None) -> str:
    about = claim.about
    locale = locale_of(language)
    if about.datatype == Datatype.NUMBER and claim.number is not None:
        number = digits_of(claim.number, language)
        words = "" if claim.comparator == Comparator.EXACTLY else claim.get_comparator_display()
        return " ".join(filter(None, [words, number, unit_of(about)]))
    if about.datatype == Datatype.REFERENCE:
        return labels.get(claim.value, claim.value)
    if about.datatype == Datatype.DATE:
        return format_date(date.fromisoformat(claim.value), "long", locale=locale)
    if about.key == RESOLUTION:
        verdict, *upheld = claim.value.split()
        named = "; ".join(labels.get(key, key) for key in upheld)
        return f"{Verdict(verdict).label}: {named}" if named else str(Verdict(verdict).label)
    return dict(words_of(about)).get(claim.value) or str(ANSWERS.get(claim.value, claim.value))
