"""What goes out of the record: claims with their sources and states, decisions, properties."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Annotated

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from pydantic import AfterValidator, Field

from kirmash.base.access import demand
from kirmash.base.api.problems import Problematic, Wrong
from kirmash.base.api.words import In, Out, Short, Texts, texts_of
from kirmash.base.models import Account
from kirmash.base.texts import choose
from kirmash.connections.door import visitor_of
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
from kirmash.record.queries import State, definition_of, show, states_of
from kirmash.record.queries.naming import Shown, label_of
from kirmash.record.rights import EDIT_RECORD, about

#: The part of an address that says a claim is about the whole.
WHOLE = "whole"


def _part_of(word: str) -> str:
    return "" if word == WHOLE else word


Part = Annotated[
    str,
    Field(
        max_length=140,
        pattern=r"^(whole|[a-z]+(-[a-z]+)*:[-a-zA-Z0-9_]+(\+[a-z]+(-[a-z]+)*:[-a-zA-Z0-9_]+)*)$",
        description="The part of the subject that is meant; `whole` for all of it.",
    ),
    AfterValidator(_part_of),
]


class Ref(Out):
    """What a claim is about: the word of a record, and its name in the language of the request."""

    reference: str
    name: str


class PropertyOut(Out):
    """A metric with its unit, or a relation."""

    key: str
    label: str = Field(description="Label in the language of the request.")
    labels: Texts
    datatype: Datatype
    cardinality: Cardinality
    unit: str
    definition: str = Field(description="The usual definition, in the language of the request.")

    @classmethod
    def of(cls, about: Property) -> "PropertyOut":
        """Return a property as it goes out."""
        return cls(
            key=about.key,
            label=label_of(about),
            labels=texts_of(about.labels),
            datatype=Datatype(about.datatype),
            cardinality=Cardinality(about.cardinality),
            unit=about.unit,
            definition=definition_of(about),
        )


class SourceOut(Out):
    """A document that states something."""

    key: str
    kind: SourceKind
    title: str
    publisher: str
    url: str
    language: str
    published_on: datetime.date | None

    @classmethod
    def of(cls, source: Source) -> "SourceOut":
        """Return a source as it goes out."""
        return cls(
            key=source.key,
            kind=SourceKind(source.kind),
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            language=source.language,
            published_on=source.published_on,
        )


class ClaimOut(Out):
    """One statement of one source."""

    key: str
    subject: Ref
    property: str = Field(description="Key of the property.")
    property_label: str
    part: Ref | None = Field(description="The part of the subject that is meant; null for the whole.")
    comparator: Comparator
    value: str = Field(description="As stored: digits and a point, a day, a word, the word of a record, or a text.")
    unit: str
    shown: str = Field(description="The value as people read it, in the language of the request.")
    as_of: datetime.date | None = Field(description="The day for which it is claimed.")
    definition: str = Field(description="The counting rule in the source's own terms; empty where it states none.")
    counted_by: str
    state: State
    source: SourceOut
    language: str
    quotation: str
    note: str
    is_demo: bool
    stated_at: datetime.datetime

    @classmethod
    def of(cls, shown: Shown, state: State) -> "ClaimOut":
        """Return a claim as it goes out."""
        claim = shown.claim
        return cls(
            key=claim.key,
            subject=Ref(reference=claim.subject, name=shown.subject),
            property=claim.about.key,
            property_label=shown.about,
            part=Ref(reference=claim.part, name=shown.part) if claim.part else None,
            comparator=Comparator(claim.comparator),
            value=claim.value,
            unit=claim.about.unit,
            shown=shown.value,
            as_of=claim.as_of,
            definition=claim.definition,
            counted_by=shown.counted_by,
            state=state,
            source=SourceOut.of(claim.source),
            language=claim.language,
            quotation=claim.quotation,
            note=claim.note,
            is_demo=claim.is_demo,
            stated_at=claim.created,
        )


class DecisionOut(Out):
    """An editor's decision on a conflict."""

    key: str
    claim: str = Field(description="Key of the claim as which the decision stands in the record.")
    verdict: Verdict
    upheld: list[str] = Field(description="Keys of the claims that it upholds.")
    reason: str = Field(description="The reason in the language of the request, or the nearest one.")
    decided_by: str
    decided_on: datetime.date

    @classmethod
    def of(cls, resolution: Resolution) -> "DecisionOut":
        """Return a decision as it goes out."""
        return cls(
            key=resolution.key,
            claim=resolution.claim.key,
            verdict=Verdict(resolution.verdict),
            upheld=sorted(claim.key for claim in resolution.upheld.all()),
            reason=choose(resolution.reasons) or resolution.reason,
            decided_by=resolution.decided_by,
            decided_on=resolution.decided_on,
        )


class ReasonIn(In):
    """Why something is taken back, and in whose name."""

    reason: Annotated[
        str, Field(min_length=1, max_length=5000, pattern=r"^[^\u0000]*$", description="What a reader can check.")
    ]
    done_by: Short = Field(default="", description="In whose name; otherwise the account's.")


def claims_out(claims: Iterable[Claim]) -> list[ClaimOut]:
    """Return claims as they go out, in the order given; a few queries for any number of them."""
    found = list(claims)
    states = states_of(found)
    return [ClaimOut.of(shown, states[shown.claim.pk]) for shown in show(found)]


def claim_or_404(key: str) -> Claim:
    """Return a claim with what it names."""
    return get_object_or_404(Claim.objects.select_related("about", "source"), key=key)


def refuse(form: forms.Form, names: Mapping[str, str] | None = None) -> Problematic:
    """Return what a form finds wrong, by the names that the API has for its fields."""
    names = names or {}
    errors = []
    for field, found in form.errors.get_json_data().items():
        place = "body" if field == "__all__" else f"body.{names.get(field, field)}"
        errors += [Wrong(field=place, code=error["code"] or "invalid", detail=error["message"]) for error in found]
    return Problematic("invalid", errors=errors)


def editor_of(request: HttpRequest, subject: str) -> Account:
    """Return who writes about a subject; who keeps the record of one fair writes about that fair only."""
    account = visitor_of(request).account
    demand(account, EDIT_RECORD, about(subject))
    return account
