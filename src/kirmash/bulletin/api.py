"""Bulletins by the API: releases, and the claims that carry each sentence."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from kirmash.base.access import demand, fair_word
from kirmash.base.api.paging import Page, Paging, fetch
from kirmash.base.api.words import Key, Out
from kirmash.bulletin.models import Release, Sentence
from kirmash.bulletin.queries import may_see, sees_embargoed, stale_sentences
from kirmash.bulletin.rights import READ_RELEASES
from kirmash.connections.door import by, visitor_of
from kirmash.connections.models import Scope
from kirmash.exhibition.models.fair import Fair

router = Router(tags=["Bulletins"])


class ReleaseOut(Out):
    """A bulletin in the style of an outlet, as it stands with those who make it."""

    key: str
    fair: str
    style: str
    language: str
    headline: str
    dateline: str
    filed_on: datetime.date
    written_at: datetime.datetime
    embargo_until: datetime.datetime | None

    @classmethod
    def words(cls, release: Release) -> dict[str, Any]:  # Any: fields of several kinds
        """Return what is said of a release everywhere."""
        names = ("key", "style", "language", "headline", "dateline", "filed_on", "written_at",
                 "embargo_until")  # fmt: skip
        return {"fair": release.fair.key, **{name: getattr(release, name) for name in names}}


class ReleasePage(Page):
    """A page of releases."""

    items: list[ReleaseOut]


class SentenceOut(Out):
    """One sentence, and the claims that carry it."""

    position: int
    paragraph: str
    text: str
    claims: list[str] = Field(description="Keys of the claims that carry it.")
    is_stale: bool = Field(description="Whether it rests on a claim that holds no more.")


class ReleaseDetail(ReleaseOut):
    """A release with its sentences."""

    sentences: list[SentenceOut]


@router.get(
    "/fairs/{key}/releases",
    response=ReleasePage,
    operation_id="list-releases",
    summary="List a fair's bulletins",
    **by(Scope.READ_RECORD),
)
def releases(request: HttpRequest, response: HttpResponse, key: Key, paging: Query[Paging]) -> ReleasePage:
    """List the bulletins of a fair, one for each style."""
    account = visitor_of(request).account
    demand(account, READ_RELEASES, fair_word(key))
    fair = get_object_or_404(Fair, key=key)
    found = fair.releases.select_related("fair")
    if not sees_embargoed(account, fair):
        found = found.exclude(embargo_until__gt=timezone.now())
    rows, said = fetch(request, response, found, paging)
    return ReleasePage(items=[ReleaseOut(**ReleaseOut.words(release)) for release in rows], **said)


@router.get(
    "/releases/{key}",
    response=ReleaseDetail,
    operation_id="get-release",
    summary="Show a bulletin",
    **by(Scope.READ_RECORD),
)
def release(request: HttpRequest, key: Key) -> ReleaseDetail:
    """Show a bulletin sentence by sentence, each with the claims that carry it."""
    found = get_object_or_404(Release.objects.select_related("fair"), key=key)
    account = visitor_of(request).account
    demand(account, READ_RELEASES, fair_word(found.fair.key))
    if not may_see(account, found):
        raise PermissionDenied
    stale = {sentence.pk for sentence in stale_sentences(found)}
    sentences = [_sentence(sentence, stale) for sentence in found.sentences.prefetch_related("claims")]
    return ReleaseDetail(**ReleaseOut.words(found), sentences=sentences)


def _sentence(sentence: Sentence, stale: set[int]) -> SentenceOut:
    return SentenceOut(
        position=sentence.position,
        paragraph=sentence.paragraph,
        text=sentence.text,
        claims=sorted(claim.key for claim in sentence.claims.all()),
        is_stale=sentence.pk in stale,
    )
