"""The search by the API."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field, WithJsonSchema

from kirmash.base.api.paging import Page, Paging, numbers
from kirmash.base.api.words import NO_NUL, In, Out
from kirmash.connections.door import by, visitor_of
from kirmash.connections.models import Scope
from kirmash.search.models import Kind
from kirmash.search.queries import LONGEST, Hit, count_each, find

router = Router(tags=["Search"])
#: Kinds that a token finds only with a scope of its own.
SCOPE_OF = {Kind.PERSON: Scope.READ_PEOPLE, Kind.CLAIM: Scope.READ_RECORD}
#: Written out where it stands: another chapter has a table of kinds too, and a description takes each name once.
FoundKind = Annotated[Kind, WithJsonSchema({"type": "string", "enum": Kind.values})]


class SearchFilter(In):
    """What is looked for."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=NO_NUL, description="Words, in any script.")]
    kind: FoundKind | None = Field(default=None, description="Only things of this kind.")


class HitOut(Out):
    """Something that was found."""

    kind: FoundKind
    key: str = Field(description="Key of the record.")
    title: str = Field(description="Title in the language of the request.")
    note: str = Field(description="What else is said of it: where it is, which source.")
    matched: str = Field(description="The title that shows what was looked for, where it is not the one above.")
    is_demo: bool = Field(description="Whether it is invented for a demo.")

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        """Return a hit as it goes out."""
        matched = hit.matched[1] if hit.matched else ""
        kind, key, is_demo = Kind(hit.entry.kind), hit.entry.key, hit.entry.is_demo
        return cls(kind=kind, key=key, title=hit.title, note=hit.note, matched=matched, is_demo=is_demo)


class HitPage(Page):
    """A page of what was found, the best first."""

    items: list[HitOut]
    counts: dict[str, int] = Field(description="How much was found of each kind that may be seen.")


@router.get("/search", response=HitPage, operation_id="search", summary="Search everything", **by(Scope.READ_FAIRS))
def search(request: HttpRequest, response: HttpResponse, wanted: Query[SearchFilter], paging: Query[Paging]) -> HitPage:
    """Find records by words in any spelling, form and script: Гомель finds Gomel.

    People are found with the scope `read:people` only, claims with `read:record`.
    """
    visitor = visitor_of(request)
    seen = [kind for kind in Kind if kind not in SCOPE_OF or visitor.may(SCOPE_OF[kind])]
    found = count_each(wanted.q)
    counts = {str(kind): found[kind] for kind in seen if kind in found}
    kinds = [kind for kind in seen if wanted.kind in {None, kind}]
    hits = find(wanted.q, kinds=kinds, limit=paging.limit, offset=paging.start) if kinds else []
    said = numbers(request, response, sum(counts.get(kind, 0) for kind in kinds), paging)
    return HitPage(items=[HitOut.of(hit) for hit in hits], counts=counts, **said)
