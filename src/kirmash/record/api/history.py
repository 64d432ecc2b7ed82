"""The history by the API: who did what to which record."""

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from kirmash.base.api.paging import Page, Paging, fetch
from kirmash.base.api.words import NO_NUL, Day, In, Out
from kirmash.connections.door import by, visitor_of
from kirmash.connections.models import Scope
from kirmash.record.queries.history import Line, changes_seen_by, lines_of

router = Router(tags=["History"])
Word = Annotated[str, Field(max_length=60, pattern="^[a-z-]+$")]


class ChangeFilter(In):
    """Which changes are wanted."""

    verb: Word | None = Field(default=None, description="What was done: state, withdraw, resolve …")
    table: Word | None = Field(default=None, description="With what: claim, conflict, unknown …")
    record: Annotated[str, Field(max_length=120, pattern=NO_NUL)] | None = Field(
        default=None, description="Key of the record."
    )
    account: Annotated[str, Field(max_length=254, pattern=NO_NUL)] | None = Field(
        default=None, description="Mail address of the account."
    )
    since: Day | None = None
    until: Day | None = None


class ChangeOut(Out):
    """One line of the history."""

    at: datetime.datetime
    account: str = Field(description="Mail address of the account; empty for the command line.")
    verb: str
    table: str
    record: str
    sentence: str = Field(description="What was done, in the language of the request.")
    why: str = Field(description="The reason, where one was given.")

    @classmethod
    def of(cls, line: Line) -> "ChangeOut":
        """Return a line as it goes out."""
        change = line.change
        return cls(
            at=change.at,
            account=change.account.email if change.account else "",
            verb=change.verb,
            table=change.table,
            record=change.record,
            sentence=f"{line.before}{line.what}{line.after}",
            why=line.why,
        )


class ChangePage(Page):
    """A page of the history, the newest first."""

    items: list[ChangeOut]


@router.get(
    "/history", response=ChangePage, operation_id="list-changes", summary="List changes", **by(Scope.READ_HISTORY)
)
def history(
    request: HttpRequest, response: HttpResponse, wanted: Query[ChangeFilter], paging: Query[Paging]
) -> ChangePage:
    """List who changed what, newest first; what concerns accounts is for administrators only."""
    columns = {
        "verb": wanted.verb,
        "table": wanted.table,
        "record": wanted.record,
        "account__email": wanted.account,
        "at__date__gte": wanted.since,
        "at__date__lte": wanted.until,
    }
    found = changes_seen_by(visitor_of(request).account)
    found = found.filter(**{column: value for column, value in columns.items() if value})
    rows, said = fetch(request, response, found.select_related("account").order_by("-pk"), paging)
    return ChangePage(items=[ChangeOut.of(line) for line in lines_of(rows)], **said)
