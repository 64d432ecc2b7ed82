"""Pages of the outbox: the list, one mail, sending it again and cancelling it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.mail.actions import cancel, resend
from kirmash.mail.addresses import readable
from kirmash.mail.forms import OutboxFilterForm
from kirmash.mail.models import Message, State
from kirmash.mail.queries import count_states, find_messages, headers_of, labels_of_kinds
from kirmash.mail.transport import TROUBLES
from kirmash.mail.views.frame import framed

PAGE = 50


@requires(ADMINISTER)
def outbox(request: HttpRequest) -> HttpResponse:
    """List mails, filtered as the address says."""
    form = OutboxFilterForm(request.GET)
    wanted = form.wanted()
    page = Paginator(find_messages(wanted), PAGE).get_page(request.GET.get("page"))
    labels = labels_of_kinds([mail.kind for mail in page.object_list])
    counts = count_states(wanted)
    tabs = [("", _("all"), sum(count for _state, _label, count in counts)), *counts]
    values = {
        "form": form,
        "page": page,
        "rows": [
            (mail, labels[mail.kind], readable(mail.recipient), TROUBLES.get(mail.trouble, mail.trouble))
            for mail in page.object_list
        ],
        "tabs": [(form.address(state=state), state, label, count) for state, label, count in tabs],
        "wanted": wanted,
        "address": form.address(),
        "is_silent": settings.MAIL_SERVER is None,
    }
    return render(request, "mail/outbox.html", values)


@requires(ADMINISTER)
@never_cache
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail: what became of it, how it leaves, and what it says unless that is secret."""
    found = get_object_or_404(Message.objects.select_related("account"), pk=pk)
    values = {
        "mail": found,
        "kind": labels_of_kinds([found.kind])[found.kind],
        "recipient": readable(found.recipient),
        "trouble": TROUBLES.get(found.trouble, found.trouble),
        "headers": [] if found.is_secret else headers_of(found),
        "may_resend": found.state != State.SENDING and bool(found.text),
        "may_cancel": found.state == State.WAITING,
        "is_silent": settings.MAIL_SERVER is None,
    }
    return render(request, "mail/message.html", values)


@requires(ADMINISTER)
@never_cache
def message_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the HTML of a mail, for a frame; a secret is not there."""
    found = get_object_or_404(Message, pk=pk)
    if found.is_secret:
        raise Http404
    return framed(request, found.html)


@requires(ADMINISTER)
def resend_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a mail again, after a confirmation."""
    return _confirmed(request, pk, act=resend, page="mail/resend.html", done=_("The mail is on its way again."))


@requires(ADMINISTER)
def cancel_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a waiting mail from being sent, after a confirmation."""
    return _confirmed(request, pk, act=cancel, page="mail/cancel.html", done=_("The mail is cancelled."))


def _confirmed(request: HttpRequest, pk: int, *, act: Callable[..., Message], page: str, done: str) -> HttpResponse:
    """Ask, and do it on the answer; where the action says no, show its sentence."""
    found = get_object_or_404(Message, pk=pk)
    refusal = ""
    if request.method == "POST" and isinstance(request.user, Account):
        try:
            act(message=found, account=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, done)
            return redirect("mail-message", pk)
    values = {
        "mail": found,
        "kind": labels_of_kinds([found.kind])[found.kind],
        "recipient": readable(found.recipient),
        "refusal": refusal,
        "is_silent": settings.MAIL_SERVER is None,
    }
    return render(request, page, values, status=409 if refusal else 200)
