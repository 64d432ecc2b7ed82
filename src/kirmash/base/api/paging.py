"""Pages of lists: a number and a size, both bounded, with links to the neighbours."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from pydantic import Field

from kirmash.base.api.words import In, Out

Row = TypeVar("Row")
Table = TypeVar("Table", bound=Model)
LARGEST, USUAL, FURTHEST = 200, 50, 10_000


class Paging(In):
    """Which page of a list is wanted."""

    page: Annotated[int, Field(ge=1, le=FURTHEST, description="Number of the page, from 1.")] = 1
    limit: Annotated[int, Field(ge=1, le=LARGEST, description="Items on a page.")] = USUAL

    @property
    def start(self) -> int:
        """How many items come before the page."""
        return (self.page - 1) * self.limit


class Page(Out):
    """A page of a list; the header ``Link`` leads to its neighbours (RFC 8288)."""

    total: int = Field(description="Items in the whole list.")
    page: int = Field(description="Number of this page, from 1.")
    pages: int = Field(description="Number of pages.")
    limit: int = Field(description="Items on a page.")


def cut(
    request: HttpRequest, response: HttpResponse, found: Sequence[Row], paging: Paging
) -> tuple[list[Row], dict[str, int]]:
    """Return the rows of a page of a sequence, and what the page says of itself."""
    return list(found[paging.start : paging.start + paging.limit]), numbers(request, response, len(found), paging)


def fetch(
    request: HttpRequest, response: HttpResponse, found: "QuerySet[Table]", paging: Paging
) -> tuple[list[Table], dict[str, int]]:
    """Return the rows of a page of a question to the database, and what the page says of itself."""
    total = found.order_by().count()
    rows = list(found[paging.start : paging.start + paging.limit]) if paging.start < total else []
    return rows, numbers(request, response, total, paging)


def numbers(request: HttpRequest, response: HttpResponse, total: int, paging: Paging) -> dict[str, int]:
    """Return what a page says of itself, and lead to the first, previous, next and last one by ``Link``."""
    page, pages = paging.page, max(1, -(-total // paging.limit))
    places = {"first": 1, "prev": min(page - 1, pages), "next": page + 1, "last": pages}
    links = []
    for rel, number in places.items():
        if 1 <= number <= pages:
            query = request.GET.copy()
            query["page"] = str(number)
            links.append(f'<{request.path}?{query.urlencode()}>; rel="{rel}"')
    response["Link"] = ", ".join(links)
    return {"total": total, "page": page, "pages": pages, "limit": paging.limit}
