"""Reads of the record: figures as they hold, conflicts, what can be true together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from django.apps import apps
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from kirmash.base.texts import choose, locale_of
from kirmash.record.models import (
    Cardinality,
    Claim,
    Comparator,
    Datatype,
    Property,
    Resolution,
    Source,
    SourceKind,
    Verdict,
)
from kirmash.registry.queries import name_of

About = tuple[str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Claims about the same property that state different things, and the decision on them."""

    subject: str
    about: Property
    part: str
    claims: tuple[Claim, ...]
    resolution: Resolution | None

    @property
    def may_all_hold(self) -> bool:
        """Whether one number satisfies every claim as worded ("more than 500", "more than 510", "520")."""
        return may_hold_together(self.claims)

    @property
    def upheld(self) -> frozenset[int]:
        """The ids of the claims that hold: those the editor upheld, and those that say the same as the one."""
        held = holding(self.claims, [self.resolution] if self.resolution else [])
        return frozenset(claim.pk for claim in held)


def claims_about(subject: str) -> QuerySet[Claim]:
    """Return the claims about a subject."""
    return Claim.objects.filter(subject=subject).select_related("about", "source")


def conflicts(subjects: Iterable[str] | None = None) -> list[Conflict]:
    """Return every conflict, of all subjects or of the ones given."""
    claims = Claim.objects.filter(about__cardinality=Cardinality.ONE)
    if subjects is not None:
        claims = claims.filter(subject__in=list(subjects))
    ordered = claims.select_related("about", "source").order_by(
        "subject", "about_id", "part", F("as_of").asc(nulls_first=True), "key"
    )
    resolutions = {
        (resolution.subject, resolution.about_id, resolution.part): resolution
        for resolution in Resolution.objects.prefetch_related("upheld").select_related("claim")
    }
    found = []
    for about, members in groupby(ordered, key=about_of):
        group = tuple(members)
        if len({claim.statement for claim in group}) > 1 or about in resolutions:
            found.append(
                Conflict(
                    subject=group[0].subject,
                    about=group[0].about,
                    part=group[0].part,
                    claims=group,
                    resolution=resolutions.get(about),
                )
            )
    return found


def about_of(claim: Claim) -> About:
    """Return what a claim is about, to group claims by."""
    return claim.subject, claim.about_id, claim.part


def holding(claims: Sequence[Claim], resolutions: Iterable[Resolution]) -> list[Claim]:
    """Return the claims that hold: those upheld where there was a conflict, all others as they stand.

    Where one claim was upheld, those that say the same hold with it.

    A property with one value whose claims conflict without a resolution has none that holds.
    """
    decided = {(r.subject, r.about_id, r.part): ({c.pk for c in r.upheld.all()}, r.verdict) for r in resolutions}
    result = []
    for about, members in groupby(sorted(claims, key=about_of), key=about_of):
        group = list(members)
        if about in decided:
            upheld, verdict = decided[about]
            said = {claim.statement for claim in group if claim.pk in upheld and verdict == Verdict.ONE}
            result += [claim for claim in group if claim.pk in upheld or claim.statement in said]
        elif group[0].about.cardinality == Cardinality.MANY or len({c.statement for c in group}) == 1:
            result += group
    return result


def may_hold_together(claims: Iterable[Claim]) -> bool:
    """Say whether one number satisfies all claims as worded; "about" and forecasts bind nothing."""
    low, is_low_open = Decimal("-Infinity"), False
    exact: set[Decimal] = set()
    for claim in claims:
        number = claim.number
        if number is None:
            return False
        if claim.comparator == Comparator.EXACTLY:
            exact.add(number)
        elif claim.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}:
            is_open = claim.comparator == Comparator.MORE_THAN
            low, is_low_open = max((low, is_low_open), (number, is_open))
    if len(exact) > 1:
        return False
    return all(number > low or (number == low and not is_low_open) for number in exact)


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
        if colon and kind in TABLE_OF_KIND:
            keys.setdefault(kind, set()).add(key)
    single: dict[str, str] = {}
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
        else:
            single |= {f"{kind}:{row.key}": _own_name(row, language) for row in rows}
    return {
        joined: ", ".join(single.get(part) or part.partition(":")[2] or part for part in joined.split("+"))
        for joined in wanted
    }


def _parties(row: Any, language: str | None) -> str:  # Any: a model of a later chapter
    sides = [party.place or party.organisation for party in row.parties.all()]
    return " – ".join(name_of(side.names.all(), language) for side in sides)


def _own_name(row: Model, language: str | None) -> str:
    texts = getattr(row, "names", None) or getattr(row, "labels", None)
    return choose(texts, language) if isinstance(texts, dict) else ""


#: The property under which decisions are claims.
RESOLUTION = "resolution"
#: Units that stand behind a number; things that are counted are named by the property.
UNITS = {"m2": "m²", "billion RUB": _("billion roubles"), "million USD": _("million US dollars")}
WORDS = {"instrument-kind": "Instrument.kind", "act": "LifeEvent.act"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim as a reader sees it: everything named in one language."""

    claim: Claim
    about: str
    subject: str
    part: str
    value: str
    where: str


def show(claims: Iterable[Claim], language: str | None = None) -> list[Shown]:
    """Return claims as a reader of a language sees them, in the order given."""
    found = list(claims)
    references = {c.subject for c in found} | {c.part for c in found if c.part}
    references |= {c.value for c in found if c.about.datatype == Datatype.REFERENCE}
    labels = labels_of(references, language)
    return [
        Shown(
            claim=claim,
            about=choose(claim.about.labels, language) or claim.about.key,
            subject=labels[claim.subject],
            part=labels.get(claim.part, ""),
            value=_value(claim, labels, language),
            where=_where(claim.source),
        )
        for claim in found
    ]


def _where(source: Source) -> str:
    if source.kind in {SourceKind.OWN_COUNT, SourceKind.EDITOR}:
        return source.get_kind_display()
    return source.publisher or source.title


def _value(claim: Claim, labels: dict[str, str], language: str | None) -> str:
    about = claim.about
    locale = locale_of(language)
    if about.datatype == Datatype.NUMBER and claim.number is not None:
        number = format_decimal(claim.number, locale=locale)
        words = "" if claim.comparator == Comparator.EXACTLY else claim.get_comparator_display()
        return " ".join(filter(None, [words, number, str(UNITS.get(about.unit, ""))]))
    if about.datatype == Datatype.REFERENCE:
        return labels[claim.value]
    if about.datatype == Datatype.DATE:
        return format_date(date.fromisoformat(claim.value), "long", locale=locale)
    if about.key == RESOLUTION:
        verdict, *upheld = claim.value.split()
        return f"{Verdict(verdict).label}: {', '.join(upheld)}" if upheld else str(Verdict(verdict).label)
    if about.key in WORDS:
        model, field = WORDS[about.key].split(".")
        choices = dict(apps.get_model("kirmash", model)._meta.get_field(field).flatchoices)
        return str(choices.get(claim.value, claim.value))
    return claim.value
