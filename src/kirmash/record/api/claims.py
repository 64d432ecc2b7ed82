"""Claims, properties and sources by the API: listing, stating, withdrawing, reinstating."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from kirmash.base.api.paging import Page, Paging, fetch
from kirmash.base.api.words import NO_NUL, Day, In, Key, Long, Medium, Out, Reference, Short
from kirmash.connections.door import by, once
from kirmash.connections.models import Scope
from kirmash.record.actions import reinstate_claim, state_claim, withdraw_claim
from kirmash.record.api.words import (
    ClaimOut,
    PropertyOut,
    ReasonIn,
    SourceOut,
    claim_or_404,
    claims_out,
    editor_of,
    refuse,
)
from kirmash.record.forms.claim import ClaimForm, MatterForm
from kirmash.record.models import Claim, Comparator, Property, Source, SourceKind, Unknown, WithdrawalAct
from kirmash.record.queries import State
from kirmash.record.queries.listing import Wanted, find_claims
from kirmash.record.queries.subjects import known_subjects

router = Router(tags=["Claims"])
LanguageTag = Annotated[str, Field(max_length=35, pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$")]
Sort = Literal[
    "subject", "-subject", "property", "-property", "value", "-value", "as_of", "-as_of", "source", "-source",
    "stated", "-stated",
]  # fmt: skip


class ClaimFilter(In):
    """Which claims are wanted; the same as on the page of claims."""

    q: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = Field(default="", description="Words that all occur.")
    subject: Reference | None = None
    property: Key | None = None
    source: Key | None = None
    comparator: Comparator | None = None
    state: State | None = None
    since: Day | None = Field(default=None, description="As of this day or later.")
    until: Day | None = Field(default=None, description="As of this day or earlier.")
    sort: Sort | None = Field(default=None, description="Otherwise by subject and property.")

    def wanted(self) -> Wanted:
        """Return the question as the list of claims takes it."""
        return Wanted(
            subject=self.subject or "",
            property=self.property or "",
            source=self.source or "",
            comparator=str(self.comparator or ""),
            state=str(self.state or ""),
            first=self.since,
            last=self.until,
            text=self.q,
            sort=self.sort or "",
        )


class ClaimPage(Page):
    """A page of claims."""

    items: list[ClaimOut]


class WithdrawalOut(Out):
    """A claim taken back, or put back."""

    act: WithdrawalAct
    reason: str
    done_by: str
    done_on: datetime.date


class ClaimDetail(ClaimOut):
    """A claim with what was done with it, and what it answers."""

    withdrawals: list[WithdrawalOut]
    answers: list[str] = Field(description="Keys of the unknown matters that it answers.")
    upheld_by: list[str] = Field(description="Keys of the decisions in force that uphold it.")

    @classmethod
    def show(cls, claim: Claim) -> "ClaimDetail":
        """Return a claim with all that is said of it."""
        names = ("act", "reason", "done_by", "done_on")
        return cls(
            **dict(claims_out([claim])[0]),
            withdrawals=[WithdrawalOut(**{n: getattr(w, n) for n in names}) for w in claim.withdrawals.all()],
            answers=list(claim.answers.order_by("key").values_list("key", flat=True)),
            upheld_by=list(claim.upheld_by.filter(is_withdrawn=False).order_by("key").values_list("key", flat=True)),
        )


class SourceIn(In):
    """A source that is not here yet."""

    kind: SourceKind
    title: Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]
    publisher: Short = ""
    url: Annotated[str, Field(max_length=500, pattern=NO_NUL)] = ""
    language: LanguageTag = ""
    published_on: Day | None = None


class ClaimIn(In):
    """What a source states."""

    subject: Reference
    property: Key
    part: Reference | None = Field(default=None, description="The part of the subject that is meant.")
    comparator: Comparator = Field(default=Comparator.EXACTLY, description="As the source words it.")
    value: Annotated[str, Field(min_length=1, max_length=500, pattern=NO_NUL)]
    as_of: Day | None = Field(default=None, description="The day for which it is claimed.")
    definition: Medium = Field(default="", description="The counting rule in the source's own terms.")
    counted_by: Short = ""
    source: Key | None = Field(default=None, description="Key of a source that is here; or give `new_source`.")
    new_source: SourceIn | None = None
    language: LanguageTag = ""
    quotation: Long = ""
    note: Long = ""
    answers: Key | None = Field(default=None, description="Key of the unknown matter that the claim answers.")

    def said(self) -> dict[str, Any]:  # Any: what a form takes
        """Return the statement as the form of the page takes it."""
        names = ("part", "comparator", "value", "as_of", "definition", "counted_by", "language", "quotation", "note")
        said = {name: getattr(self, name) or "" for name in names}
        new = self.new_source.model_dump() if self.new_source else {}
        source = {f"source_{name}": value or "" for name, value in new.items()}
        return {**said, **source, "source_is": "new" if new else "stored", "source": self.source or "", "answers": "on"}


NEW_SOURCE = {f"source_{name}": f"new_source.{name}" for name in SourceIn.model_fields}


class PropertyPage(Page):
    """A page of properties."""

    items: list[PropertyOut]


class SourcePage(Page):
    """A page of sources."""

    items: list[SourceOut]


@router.get("/claims", response=ClaimPage, operation_id="list-claims", summary="List claims", **by(Scope.READ_RECORD))
def claims(
    request: HttpRequest, response: HttpResponse, wanted: Query[ClaimFilter], paging: Query[Paging]
) -> ClaimPage:
    """List claims with their sources, and how each stands: holds, in conflict, decided against, withdrawn."""
    rows, said = fetch(request, response, find_claims(wanted.wanted()), paging)
    return ClaimPage(items=claims_out(rows), **said)


@router.get(
    "/claims/{key}", response=ClaimDetail, operation_id="get-claim", summary="Show a claim", **by(Scope.READ_RECORD)
)
def claim(request: HttpRequest, key: Key) -> ClaimDetail:
    """Show a claim, its withdrawals, and what rests on it."""
    return ClaimDetail.show(claim_or_404(key))


@router.post(
    "/claims",
    response={201: ClaimDetail},
    operation_id="state-claim",
    summary="State a claim",
    **by(Scope.WRITE_RECORD),
)
@once
def state(request: HttpRequest, body: ClaimIn) -> Status[ClaimDetail]:
    """Add what a source states to the record; nothing that stands there is changed.

    The value is checked by the property's datatype. The key is made from what is claimed.
    """
    known = known_subjects()
    matter = MatterForm(known, {"subject": body.subject, "property": body.property})
    if not matter.is_valid():
        raise refuse(matter)
    about = Property.objects.get(key=body.property)
    unknown = get_object_or_404(Unknown, key=body.answers) if body.answers else None
    form = ClaimForm((body.subject, about), known, body.said(), unknown=unknown)
    if not form.is_valid():
        raise refuse(form, NEW_SOURCE)
    account = editor_of(request, body.subject)
    made = state_claim(**form.words(), property_=about, answers=form.answered(), account=account)
    return Status(201, ClaimDetail.show(claim_or_404(made.key)))


@router.post(
    "/claims/{key}/withdraw",
    response=ClaimDetail,
    operation_id="withdraw-claim",
    summary="Withdraw a claim",
    **by(Scope.WRITE_RECORD),
)
@once
def withdraw(request: HttpRequest, key: Key, body: ReasonIn) -> ClaimDetail:
    """Withdraw a claim that its source does not make; decisions and answers that rest on it open again."""
    found = claim_or_404(key)
    account = editor_of(request, found.subject)
    withdraw_claim(
        claim=found,
        reason=body.reason,
        done_by=body.done_by or str(account),
        done_on=timezone.localdate(),
        account=account,
    )
    return ClaimDetail.show(found)


@router.post(
    "/claims/{key}/reinstate",
    response=ClaimDetail,
    operation_id="reinstate-claim",
    summary="Reinstate a claim",
    **by(Scope.WRITE_RECORD),
)
@once
def reinstate(request: HttpRequest, key: Key, body: ReasonIn) -> ClaimDetail:
    """Let a withdrawn claim stand again."""
    found = claim_or_404(key)
    account = editor_of(request, found.subject)
    reinstate_claim(
        claim=found,
        reason=body.reason,
        done_by=body.done_by or str(account),
        done_on=timezone.localdate(),
        account=account,
    )
    return ClaimDetail.show(found)


@router.get(
    "/properties",
    response=PropertyPage,
    operation_id="list-properties",
    summary="List properties",
    **by(Scope.READ_RECORD),
)
def properties(request: HttpRequest, response: HttpResponse, paging: Query[Paging]) -> PropertyPage:
    """List what can be claimed: metrics with their units and definitions, and relations."""
    rows, said = fetch(request, response, Property.objects.order_by("key"), paging)
    return PropertyPage(items=[PropertyOut.of(about) for about in rows], **said)


@router.get(
    "/sources", response=SourcePage, operation_id="list-sources", summary="List sources", **by(Scope.READ_RECORD)
)
def sources(request: HttpRequest, response: HttpResponse, paging: Query[Paging]) -> SourcePage:
    """List the documents that claims come from."""
    rows, said = fetch(request, response, Source.objects.order_by("key"), paging)
    return SourcePage(items=[SourceOut.of(source) for source in rows], **said)
