"""The watch list by the API: what no source says."""

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from kirmash.base.api.paging import Page, Paging, fetch
from kirmash.base.api.words import NO_NUL, In, Key, Medium, Out, Reference, Texts, texts_of
from kirmash.connections.door import by, once
from kirmash.connections.models import Scope
from kirmash.record.actions import answer_unknown, drop_unknown, note_unknown, reopen_unknown
from kirmash.record.api.words import ReasonIn, Ref, claim_or_404, editor_of, refuse
from kirmash.record.forms.watching import UnknownForm
from kirmash.record.models import Unknown
from kirmash.record.queries.subjects import known_subjects
from kirmash.record.queries.watch import FILTERS, Watched, WatchState, watched

router = Router(tags=["Watch list"])


class UnknownOut(Out):
    """Something that no source says."""

    key: str
    subject: Ref
    matter: str
    text: str = Field(description="What is not known, in the language of the request.")
    texts: Texts
    state: WatchState
    noted_on: datetime.date
    answered_by: str | None = Field(description="Key of the claim that answers it.")
    reason: str = Field(description="Why it was dropped.")
    closed_by: str
    closed_on: datetime.date | None

    @classmethod
    def of(cls, row: Watched) -> "UnknownOut":
        """Return an unknown matter as it goes out."""
        unknown = row.unknown
        return cls(
            key=unknown.key,
            subject=Ref(reference=unknown.subject, name=row.subject),
            matter=unknown.matter,
            text=row.text,
            texts=texts_of(unknown.texts),
            state=row.state,
            noted_on=unknown.noted_on,
            answered_by=row.answer.claim.key if row.answer else None,
            reason=unknown.reason,
            closed_by=unknown.closed_by,
            closed_on=unknown.closed_on,
        )


class UnknownPage(Page):
    """A page of the watch list."""

    items: list[UnknownOut]


class UnknownFilter(In):
    """Which unknown matters are wanted."""

    state: WatchState | None = Field(default=None, description="Otherwise all.")
    subject: Reference | None = None


class TextsIn(In):
    """A text by language; at least one."""

    en: Medium = ""
    de: Medium = ""
    ru: Medium = ""
    be: Medium = ""


class UnknownIn(In):
    """What should be known and no source says."""

    subject: Reference
    matter: Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL)] = Field(
        description="A property, or a short word in Latin letters; one matter stands once for each subject."
    )
    texts: TextsIn


class AnswerIn(In):
    """The claim that answers it."""

    claim: Key


class WhyIn(In):
    """Why it is watched again."""

    reason: Annotated[str, Field(min_length=1, max_length=5000, pattern=NO_NUL)]


@router.get(
    "/unknowns",
    response=UnknownPage,
    operation_id="list-unknowns",
    summary="List what no source says",
    **by(Scope.READ_RECORD),
)
def unknowns(
    request: HttpRequest, response: HttpResponse, wanted: Query[UnknownFilter], paging: Query[Paging]
) -> UnknownPage:
    """List what is watched: what is still unknown, what was answered, what was dropped."""
    found = Unknown.objects.filter(FILTERS[wanted.state]) if wanted.state else Unknown.objects.all()
    if wanted.subject:
        found = found.filter(subject=wanted.subject)
    rows, said = fetch(request, response, found, paging)
    return UnknownPage(items=[UnknownOut.of(row) for row in watched(rows, timezone.localdate())], **said)


@router.get(
    "/unknowns/{key}",
    response=UnknownOut,
    operation_id="get-unknown",
    summary="Show an unknown matter",
    **by(Scope.READ_RECORD),
)
def unknown(request: HttpRequest, key: Key) -> UnknownOut:
    """Show one unknown matter, and how it was closed."""
    return _out(get_object_or_404(Unknown, key=key))


@router.post(
    "/unknowns",
    response={201: UnknownOut},
    operation_id="note-unknown",
    summary="Put something on the watch list",
    **by(Scope.WRITE_RECORD),
)
@once
def note(request: HttpRequest, body: UnknownIn) -> Status[UnknownOut]:
    """Put something that no source says on the watch list."""
    texts = {f"text_{language}": text for language, text in body.texts.model_dump().items()}
    form = UnknownForm(known_subjects(), {"subject": body.subject, "matter": body.matter, **texts})
    if not form.is_valid():
        raise refuse(form, {f"text_{language}": f"texts.{language}" for language in TextsIn.model_fields})
    words = {"subject": body.subject, "matter": form.cleaned_data["matter"], "texts": form.texts()}
    made = note_unknown(**words, noted_on=timezone.localdate(), account=editor_of(request, body.subject))
    return Status(201, _out(made))


@router.post(
    "/unknowns/{key}/answer",
    response=UnknownOut,
    operation_id="answer-unknown",
    summary="Answer an unknown matter",
    **by(Scope.WRITE_RECORD),
)
@once
def answer(request: HttpRequest, key: Key, body: AnswerIn) -> UnknownOut:
    """Close an unknown matter with the standing claim that answers it."""
    found = get_object_or_404(Unknown, key=key)
    account = editor_of(request, found.subject)
    claim = claim_or_404(body.claim)
    made = answer_unknown(
        unknown=found, claim=claim, closed_by=str(account), closed_on=timezone.localdate(), account=account
    )
    return _out(made)


@router.post(
    "/unknowns/{key}/drop",
    response=UnknownOut,
    operation_id="drop-unknown",
    summary="Drop an unknown matter",
    **by(Scope.WRITE_RECORD),
)
@once
def drop(request: HttpRequest, key: Key, body: ReasonIn) -> UnknownOut:
    """Stop watching an unknown matter, with a reason."""
    found = get_object_or_404(Unknown, key=key)
    account = editor_of(request, found.subject)
    closed_by = body.done_by or str(account)
    return _out(
        drop_unknown(
            unknown=found, reason=body.reason, closed_by=closed_by, closed_on=timezone.localdate(), account=account
        )
    )


@router.post(
    "/unknowns/{key}/reopen",
    response=UnknownOut,
    operation_id="reopen-unknown",
    summary="Watch an unknown matter again",
    **by(Scope.WRITE_RECORD),
)
@once
def reopen(request: HttpRequest, key: Key, body: WhyIn) -> UnknownOut:
    """Watch an answered or dropped matter again, with a reason."""
    found = get_object_or_404(Unknown, key=key)
    return _out(reopen_unknown(unknown=found, reason=body.reason, account=editor_of(request, found.subject)))


def _out(found: Unknown) -> UnknownOut:
    return UnknownOut.of(watched([found], timezone.localdate())[0])
