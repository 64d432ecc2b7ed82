"""Who one is, and webhooks, by the API."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status
from pydantic import Field

from kirmash.base.api.paging import Page, Paging, fetch
from kirmash.base.api.words import NO_NUL, In, Out
from kirmash.connections.actions import add_webhook, remove_webhook, replay, send_test
from kirmash.connections.actions.delivering import send_soon
from kirmash.connections.door import by, once, visitor_of
from kirmash.connections.models import Delivery, DeliveryState, Scope, Webhook

router = Router(tags=["Connections"])
EventName = Literal[
    "claim.stated", "claim.withdrawn", "conflict.resolved", "conflict.reopened", "release.written",
    "release.published", "release.withdrawn", "fair.imported",
]  # fmt: skip
#: Numbers of rows; larger ones overflow a database.
Number = Annotated[int, Field(ge=1, le=2**53)]


class Me(Out):
    """Who came in, and for what."""

    account: str = Field(description="Mail address of the account.")
    roles: list[str] = Field(description="What the account is, for the site or for its own things.")
    scopes: list[str] = Field(description="What may be done here now.")
    token: str = Field(description="Name of the token; empty with a session.")
    expires_at: datetime.datetime | None


class WebhookIn(In):
    """An address to be told about events."""

    address: Annotated[str, Field(min_length=1, max_length=500, pattern=NO_NUL, description="An https address.")]
    events: Annotated[list[EventName], Field(min_length=1, max_length=20)]


class WebhookOut(Out):
    """An address that is told about events."""

    id: int
    address: str
    events: list[str]
    is_active: bool
    off_because: str = Field(description="Why it is off: by-hand, failed or gone.")
    created: datetime.datetime

    @classmethod
    def words(cls, webhook: Webhook) -> dict[str, Any]:  # Any: fields of several kinds
        """Return what is said of a webhook everywhere."""
        return {name: getattr(webhook, name) for name in WebhookOut.model_fields}


class WebhookMade(WebhookOut):
    """A new webhook with its secret, which is shown this once."""

    secret: str = Field(description="Signs every delivery (Standard Webhooks); keep it.")


class WebhookPage(Page):
    """A page of webhooks."""

    items: list[WebhookOut]


class DeliveryOut(Out):
    """An event on its way to a webhook."""

    id: int
    event: str
    webhook_id: str = Field(description="The header `webhook-id`; the same at every attempt.")
    state: DeliveryState
    attempts: int
    code: int | None = Field(description="HTTP status of the last answer.")
    failure: str = Field(description="Why the last attempt failed.")
    created: datetime.datetime
    delivered_at: datetime.datetime | None
    due_at: datetime.datetime | None = Field(description="When it is tried again.")

    @classmethod
    def of(cls, delivery: Delivery) -> "DeliveryOut":
        """Return a delivery as it goes out."""
        return cls(
            id=delivery.pk,
            event=delivery.event.name,
            webhook_id=delivery.event.key,
            state=DeliveryState(delivery.state),
            attempts=delivery.attempts,
            code=delivery.code,
            failure=delivery.failure,
            created=delivery.created,
            delivered_at=delivery.delivered_at,
            due_at=delivery.due_at if delivery.state == DeliveryState.WAITING else None,
        )


class DeliveryPage(Page):
    """A page of deliveries, the newest first."""

    items: list[DeliveryOut]


@router.get("/me", response=Me, operation_id="get-me", summary="Show who you are", **by(None))
def me(request: HttpRequest) -> Me:
    """Show the account, the scopes in force, and when the token ends."""
    visitor = visitor_of(request)
    token = visitor.token
    return Me(
        account=visitor.account.email,
        roles=sorted({role for role, _subject in visitor.account.held}),
        scopes=[str(scope) for scope in Scope if visitor.may(scope)],
        token=token.name if token else "",
        expires_at=token.expires_at if token else None,
    )


@router.get(
    "/webhooks", response=WebhookPage, operation_id="list-webhooks", summary="List webhooks", **by(Scope.WEBHOOKS)
)
def webhooks(request: HttpRequest, response: HttpResponse, paging: Query[Paging]) -> WebhookPage:
    """List the addresses that are told about events."""
    rows, said = fetch(request, response, Webhook.objects.all(), paging)
    return WebhookPage(items=[WebhookOut(**WebhookOut.words(webhook)) for webhook in rows], **said)


@router.post(
    "/webhooks",
    response={201: WebhookMade},
    operation_id="make-webhook",
    summary="Make a webhook",
    **by(Scope.WEBHOOKS),
)
@once
def make(request: HttpRequest, body: WebhookIn) -> Status[WebhookMade]:
    """Tell an address about events from now on; the answer holds the secret that signs them."""
    webhook = add_webhook(account=visitor_of(request).account, address=body.address, events=body.events)
    return Status(201, WebhookMade(**WebhookOut.words(webhook), secret=webhook.secret))


@router.get(
    "/webhooks/{id}", response=WebhookOut, operation_id="get-webhook", summary="Show a webhook", **by(Scope.WEBHOOKS)
)
def webhook(request: HttpRequest, id: Number) -> WebhookOut:  # noqa: A002  # the word of the address
    """Show a webhook; its secret is not shown again."""
    return WebhookOut(**WebhookOut.words(get_object_or_404(Webhook, pk=id)))


@router.delete(
    "/webhooks/{id}",
    response={204: None},
    operation_id="remove-webhook",
    summary="Remove a webhook",
    **by(Scope.WEBHOOKS),
)
def remove(request: HttpRequest, id: Number) -> Status[None]:  # noqa: A002  # the word of the address
    """Forget a webhook and its deliveries."""
    remove_webhook(webhook=get_object_or_404(Webhook, pk=id), account=visitor_of(request).account)
    return Status(204, None)


@router.post(
    "/webhooks/{id}/test",
    response=DeliveryOut,
    operation_id="test-webhook",
    summary="Try a webhook",
    **by(Scope.WEBHOOKS),
)
def test(request: HttpRequest, id: Number) -> DeliveryOut:  # noqa: A002  # the word of the address
    """Send the event `webhook.test` at once, and say what became of it."""
    found = get_object_or_404(Webhook, pk=id)
    return DeliveryOut.of(send_soon(send_test(webhook=found, account=visitor_of(request).account)))


@router.get(
    "/webhooks/{id}/deliveries",
    response=DeliveryPage,
    operation_id="list-deliveries",
    summary="List a webhook's deliveries",
    **by(Scope.WEBHOOKS),
)
def deliveries(
    request: HttpRequest,
    response: HttpResponse,
    id: Number,  # noqa: A002  # the word of the address
    paging: Query[Paging],
) -> DeliveryPage:
    """List what was sent to a webhook, the newest first."""
    found = get_object_or_404(Webhook, pk=id).deliveries.select_related("event")
    rows, said = fetch(request, response, found, paging)
    return DeliveryPage(items=[DeliveryOut.of(delivery) for delivery in rows], **said)


@router.post(
    "/deliveries/{id}/replay",
    response=DeliveryOut,
    operation_id="replay-delivery",
    summary="Deliver once more",
    **by(Scope.WEBHOOKS),
)
def deliver_again(request: HttpRequest, id: Number) -> DeliveryOut:  # noqa: A002  # the word of the address
    """Deliver once more what was delivered or given up, under the same `webhook-id`."""
    found = get_object_or_404(Delivery.objects.select_related("webhook", "event"), pk=id)
    return DeliveryOut.of(send_soon(replay(delivery=found)))
