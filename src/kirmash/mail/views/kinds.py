"""Pages for the person who looks after the words: every kind of mail in every language."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.mail.actions import write_trial
from kirmash.mail.kinds import KINDS, Kind
from kirmash.mail.queries import sample_of
from kirmash.mail.views.frame import framed


@requires(ADMINISTER)
def overview(request: HttpRequest) -> HttpResponse:
    """List the kinds of mail with their subjects."""
    values = {"kinds": list(KINDS.values()), "languages": settings.LANGUAGES}
    return render(request, "mail/kinds.html", values)


@requires(ADMINISTER)
def kind(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Show a kind of mail in a language, filled with its sample; on demand, send it to who asks."""
    found = _kind(name, language)
    if request.method == "POST" and isinstance(request.user, Account):
        return _tried(request, found, language, request.user)
    values = {
        "kind": found,
        "language": language,
        "languages": settings.LANGUAGES,
        "mail": sample_of(found, language),
        "is_silent": settings.MAIL_SERVER is None,
    }
    return render(request, "mail/kind.html", values)


@requires(ADMINISTER)
def kind_html(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Show the HTML of a kind of mail, for a frame."""
    found = _kind(name, language)
    return framed(request, sample_of(found, language).html)


def _tried(request: HttpRequest, found: Kind, language: str, account: Account) -> HttpResponse:
    try:
        message = write_trial(kind=found, language=language, account=account)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("mail-kind", found.name, language)
    messages.success(request, _("The test mail to %(address)s is in the outbox.") % {"address": account.email})
    return redirect("mail-message", message.pk)


def _kind(name: str, language: str) -> Kind:
    if name not in KINDS or language not in dict(settings.LANGUAGES):
        raise Http404
    return KINDS[name]
