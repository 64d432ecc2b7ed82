"""Pages of the webhooks: making, changing, trying, switching; what was delivered."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.web import account_of
from kirmash.connections.actions import (
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_secret,
    replay,
    send_test,
    switch_off,
    switch_on,
)
from kirmash.connections.actions.delivering import send_soon
from kirmash.connections.forms import WebhookForm
from kirmash.connections.models import Delivery, DeliveryState, OffReason, Webhook

PAGE = 50


@requires(ADMINISTER)
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a webhook and what was delivered to it."""
    found = get_object_or_404(Webhook.objects.select_related("account"), pk=pk)
    asked = request.GET.get("state", "")
    deliveries = found.deliveries.select_related("event")
    tabs = [(each, found.deliveries.filter(state=each).count()) for each in DeliveryState]
    if asked in DeliveryState.values:
        deliveries = deliveries.filter(state=asked)
    values = {
        "webhook": found,
        "page": Paginator(deliveries, PAGE).get_page(request.GET.get("page")),
        "address": f"?state={asked}" if asked in DeliveryState.values else "?",
        "state": asked,
        "tabs": tabs,
        "total": sum(count for _state, count in tabs),
    }
    return render(request, "connections/webhook.html", values)


@requires(ADMINISTER)
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """Make a webhook; its secret is shown in the answer and nowhere else."""
    form = WebhookForm(request.POST or None)
    if form.is_valid() and isinstance(request.user, Account):
        try:
            made = add_webhook(account=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "connections/secret.html", {"webhook": made, "is_new": True})
    return render(request, "connections/make_webhook.html", {"form": form})


@requires(ADMINISTER)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the address or the events of a webhook."""
    found = get_object_or_404(Webhook, pk=pk)
    form = WebhookForm(request.POST or None, initial={"address": found.address, "events": found.events})
    if form.is_valid():
        try:
            change_webhook(webhook=found, **form.cleaned_data, account=account_of(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The webhook is changed."))
            return redirect("webhook", pk)
    return render(request, "connections/make_webhook.html", {"form": form, "webhook": found})


@requires(ADMINISTER)
@never_cache
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a webhook a new secret; it is shown in the answer and nowhere else."""
    found = get_object_or_404(Webhook, pk=pk)
    if request.method == "POST":
        renew_secret(webhook=found, account=account_of(request))
        return render(request, "connections/secret.html", {"webhook": found, "is_new": False})
    return render(request, "connections/renew.html", {"webhook": found})


@requires(ADMINISTER)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a webhook and its deliveries, after asking."""
    found = get_object_or_404(Webhook, pk=pk)
    if request.method == "POST":
        remove_webhook(webhook=found, account=account_of(request))
        messages.success(request, _("The webhook is removed."))
        return redirect("connections")
    return render(request, "connections/remove.html", {"webhook": found, "count": found.deliveries.count()})


@requires(ADMINISTER)
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a webhook off, or on again."""
    found = get_object_or_404(Webhook, pk=pk)
    if found.is_active:
        switch_off(webhook=found, because=OffReason.BY_HAND, account=account_of(request))
        messages.success(request, _("The webhook is switched off."))
    else:
        switch_on(webhook=found, account=account_of(request))
        messages.success(request, _("The webhook is switched on."))
    return redirect("webhook", pk)


@requires(ADMINISTER)
@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test event at once, and say what became of it."""
    found = get_object_or_404(Webhook, pk=pk)
    _send(request, lambda: send_test(webhook=found, account=account_of(request)))
    return redirect("webhook", pk)


@requires(ADMINISTER)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Deliver once more, and say what became of it."""
    found = get_object_or_404(Delivery.objects.select_related("webhook", "event"), pk=pk)
    _send(request, lambda: replay(delivery=found))
    return redirect("webhook", found.webhook_id)


def _send(request: HttpRequest, prepare: Callable[[], Delivery]) -> None:
    """Prepare a delivery, send it, and say what became of it."""
    try:
        sent = send_soon(prepare())
    except Refused as refused:
        messages.error(request, str(refused))
        return
    if sent.state == DeliveryState.DELIVERED:
        messages.success(request, _("It was taken, in %(time)s ms.") % {"time": sent.took_ms})
    else:
        messages.error(request, _("It was not taken. %(why)s") % {"why": sent.get_failure_display()})
