"""Conflicts and figures over time by the API: listing, deciding, opening again."""

from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from kirmash.base.api.paging import Page, Paging, cut
from kirmash.base.api.words import NO_NUL, In, Key, Long, Out, Reference, Short
from kirmash.base.errors import Refused
from kirmash.connections.door import by, once
from kirmash.connections.models import Scope
from kirmash.record.actions import reopen_conflict, resolve_conflict
from kirmash.record.api.words import (
    ClaimOut,
    DecisionOut,
    Part,
    PropertyOut,
    ReasonIn,
    Ref,
    claims_out,
    editor_of,
    refuse,
)
from kirmash.record.forms.deciding import DecisionForm
from kirmash.record.models import Claim, Property, Verdict
from kirmash.record.queries import Conflict, conflicts, labels_of, show
from kirmash.record.queries.conflict import matter_or_404

router = Router(tags=["Conflicts"])
MATTER = "{subject}/{property}/{part}"


class ConflictFilter(In):
    """Which conflicts are wanted."""

    subject: Reference | None = None
    is_open: bool | None = Field(default=None, description="Only those without a decision, or with one.")


class ConflictOut(Out):
    """Claims about the same property that state different things, and the decision on them."""

    subject: Ref
    property: str
    part: Ref | None
    is_open: bool = Field(description="Whether the claims state different things and no decision stands.")
    may_all_hold: bool = Field(description="Whether one number satisfies every claim as worded.")
    claims: list[ClaimOut] = Field(description="The claims that stand; withdrawn ones contradict nothing.")
    decision: DecisionOut | None
    stated_since: list[str] = Field(description="Keys of claims that the decision did not weigh yet.")


class ConflictPage(Page):
    """A page of conflicts."""

    items: list[ConflictOut]


class ReasonsIn(In):
    """A reason in further languages."""

    en: Long = ""
    de: Long = ""
    ru: Long = ""
    be: Long = ""


class DecisionIn(In):
    """How a conflict is decided."""

    verdict: Verdict
    upheld: Annotated[list[Key], Field(max_length=50)] = Field(default=[], description="Keys of the claims that hold.")
    reason: Annotated[str, Field(min_length=1, max_length=5000, pattern=NO_NUL)]
    reasons: ReasonsIn = Field(default=ReasonsIn(), description="The reason in further languages.")
    decided_by: Short = Field(default="", description="In whose name; otherwise the account's.")


class FigureOut(Out):
    """What was claimed about a figure, day by day."""

    subject: Ref
    property: PropertyOut
    part: Ref | None
    claims: list[ClaimOut]


@router.get(
    "/conflicts",
    response=ConflictPage,
    operation_id="list-conflicts",
    summary="List conflicts",
    **by(Scope.READ_RECORD),
)
def overview(
    request: HttpRequest, response: HttpResponse, wanted: Query[ConflictFilter], paging: Query[Paging]
) -> ConflictPage:
    """List every conflict with its claims and the decision on it, if there is one."""
    found = conflicts([wanted.subject] if wanted.subject else None)
    if wanted.is_open is not None:
        found = [conflict for conflict in found if (conflict.resolution is None) == wanted.is_open]
    rows, said = cut(request, response, found, paging)
    return ConflictPage(items=_out(rows), **said)


@router.get(
    f"/conflicts/{MATTER}",
    response=ConflictOut,
    operation_id="get-conflict",
    summary="Show a conflict",
    **by(Scope.READ_RECORD),
)
def conflict(request: HttpRequest, subject: Reference, property: Key, part: Part) -> ConflictOut:  # noqa: A002  # its name
    """Show what stands about one matter, whether it is a conflict or not."""
    return _out([matter_or_404(subject, property, part)])[0]


@router.post(
    f"/conflicts/{MATTER}/resolve",
    response=ConflictOut,
    operation_id="resolve-conflict",
    summary="Decide a conflict",
    **by(Scope.WRITE_RECORD),
)
@once
def resolve(
    request: HttpRequest,
    subject: Reference,
    property: Key,  # noqa: A002  # the word of the address
    part: Part,
    body: DecisionIn,
) -> ConflictOut:
    """Uphold one claim, several side by side, or none, with a reason that a reader can check."""
    found = matter_or_404(subject, property, part)
    if found.resolution is not None:
        raise Refused("resolved-already", subject=subject, property=property)
    account = editor_of(request, subject)
    reasons = {f"reason_{language}": text for language, text in body.reasons.model_dump().items()}
    said = {**body.model_dump(exclude={"reasons"}), **reasons, "decided_by": body.decided_by or str(account)}
    form = DecisionForm(show(found.claims), said)
    if not form.is_valid():
        raise refuse(form, {f"reason_{language}": f"reasons.{language}" for language in ReasonsIn.model_fields})
    words = {**form.words(), "decided_on": timezone.localdate(), "account": account}
    resolve_conflict(subject=subject, about=found.about, part=part, **words)
    return _out([matter_or_404(subject, property, part)])[0]


@router.post(
    f"/conflicts/{MATTER}/reopen",
    response=ConflictOut,
    operation_id="reopen-conflict",
    summary="Open a conflict again",
    **by(Scope.WRITE_RECORD),
)
@once
def reopen(
    request: HttpRequest,
    subject: Reference,
    property: Key,  # noqa: A002  # the word of the address
    part: Part,
    body: ReasonIn,
) -> ConflictOut:
    """Take a decision back; it stays in the record, withdrawn."""
    decision = matter_or_404(subject, property, part).resolution
    if decision is None:
        raise Refused("nothing-to-reopen", subject=subject, property=property)
    account = editor_of(request, subject)
    words = {"reason": body.reason, "done_by": body.done_by or str(account)}
    reopen_conflict(resolution=decision, **words, done_on=timezone.localdate(), account=account)
    return _out([matter_or_404(subject, property, part)])[0]


@router.get(
    f"/figures/{MATTER}",
    response=FigureOut,
    operation_id="get-figure",
    summary="Show a figure over time",
    **by(Scope.READ_RECORD),
)
def figure(request: HttpRequest, subject: Reference, property: Key, part: Part) -> FigureOut:  # noqa: A002  # its name
    """Show what was claimed about a figure, day by day, withdrawn claims included."""
    about = get_object_or_404(Property, key=property)
    found = Claim.objects.filter(subject=subject, about=about, part=part).select_related("about", "source")
    claims = sorted(claims_out(found), key=lambda claim: (str(claim.as_of or ""), claim.stated_at, claim.key))
    if not claims:
        raise Http404
    return FigureOut(subject=claims[0].subject, property=PropertyOut.of(about), part=claims[0].part, claims=claims)


def _out(found: list[Conflict]) -> list[ConflictOut]:
    """Return conflicts as they go out; a few queries for any number of them."""
    claims = {claim.key: claim for claim in claims_out(claim for conflict in found for claim in conflict.claims)}
    labels = labels_of({conflict.subject for conflict in found} | {c.part for c in found if c.part})
    return [
        ConflictOut(
            subject=Ref(reference=conflict.subject, name=labels[conflict.subject]),
            property=conflict.about.key,
            part=Ref(reference=conflict.part, name=labels[conflict.part]) if conflict.part else None,
            is_open=conflict.is_open,
            may_all_hold=conflict.may_all_hold,
            claims=[claims[claim.key] for claim in conflict.claims],
            decision=DecisionOut.of(conflict.resolution) if conflict.resolution else None,
            stated_since=[claim.key for claim in conflict.claims if claim.pk in conflict.newer],
        )
        for conflict in found
    ]
