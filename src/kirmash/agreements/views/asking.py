"""Pages on which a city asks its partners for news, and takes in the tables that come back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from kirmash.agreements.actions.answering import take_table
from kirmash.agreements.actions.asking import ask, link_of, renew_asking, revoke_asking, send_asking
from kirmash.agreements.exports.answers import TABLES, refused_rows_csv, table_for
from kirmash.agreements.forms.asking import AskForm, PartnerForm, TableForm
from kirmash.agreements.models.asking import Asking
from kirmash.agreements.queries.asking import (
    asked_by,
    asked_deals,
    askings,
    open_deals_with,
    open_with,
    partner_name,
    partner_of,
    partners_of,
    questions_of,
)
from kirmash.agreements.queries.deals import side_name
from kirmash.agreements.rights import KEEP_ASKINGS, SEE_ASKINGS, place_word
from kirmash.agreements.views.cities import head_of
from kirmash.base.access import demand, may, requires
from kirmash.base.errors import Refused
from kirmash.base.web import account_of, attempt, download, today
from kirmash.registry.models.place import Place

unstored = cache_control(private=True, no_store=True)
LINK = "asking-link"


@requires(SEE_ASKINGS, of=place_word)
@unstored
def city_askings(request: HttpRequest, key: str) -> HttpResponse:
    """List whom a city asked for news, what came back, and let it ask another."""
    place = _place(key)
    values = {
        **_of_place(request, place),
        "rows": asked_by(place, today()),
        "form": PartnerForm(partners_of(place)),
    }
    return render(request, "agreements/askings.html", values)


@requires(KEEP_ASKINGS, of=place_word)
@unstored
def asking_add(request: HttpRequest, key: str) -> HttpResponse:
    """Ask a partner for news of what is open between it and the city."""
    place = _place(key)
    partner = partner_of(place, request.GET.get("partner", ""))
    if partner is None:
        messages.info(request, _("Choose whom to ask."))
        return redirect("askings", key)
    open_ones, deals = open_with(place, partner, today()), open_deals_with(place, partner)
    form = AskForm(open_ones, deals, today(), request.POST or None, initial={"language": translation.get_language()})
    if form.is_valid():
        account = account_of(request)
        made = attempt(form, lambda: ask(place=place, words=form.words(partner), today=today(), account=account))
        if made:
            return _show_link(request, *made)
    is_open = bool(open_ones or deals)
    values = {**_of_place(request, place), "form": form, "partner": side_name(partner), "is_open": is_open}
    return render(request, "agreements/asking_form.html", values)


def _show_link(request: HttpRequest, made: Asking, secret: str) -> HttpResponse:
    """Send a request, and lead to its page, which shows the link this once."""
    is_sent = send_asking(asking=made, secret=secret, today=today(), account=account_of(request))
    request.session[LINK] = {"asking": made.key, "link": link_of(secret)}
    if is_sent:
        messages.success(request, _("The request is on its way to %(email)s.") % {"email": made.email})
    else:
        messages.info(request, _("No mail was sent; send the link or a table yourself."))
    return redirect("asking", made.key)


@unstored
def asking(request: HttpRequest, key: str) -> HttpResponse:
    """Show a request: its link, what is asked, what was answered, and the tables."""
    found = _found(request, key)
    kept = request.session.pop(LINK, None)
    shown = kept["link"] if kept and kept["asking"] == found.key else ""
    reports = found.reports.select_related("news__commitment").prefetch_related("news__judgements").order_by("-pk")
    values = {
        **_of_asking(request, found),
        "link": shown,
        "questions": questions_of(found, today()),
        "deals": asked_deals(found),
        "reports": reports,
        "kinds": [(kind, kind.upper()) for kind in TABLES],
        "form": TableForm(),
    }
    return render(request, "agreements/asking.html", values)


@require_POST
@unstored
def asking_renew(request: HttpRequest, key: str) -> HttpResponse:
    """Give a request a new link, send it, and end the old one."""
    found = _found(request, key, keeps=True)
    return _show_link(request, found, renew_asking(asking=found, today=today(), account=account_of(request)))


@require_POST
@unstored
def asking_revoke(request: HttpRequest, key: str) -> HttpResponse:
    """End the link of a request."""
    found = _found(request, key, keeps=True)
    try:
        revoke_asking(asking=found, today=today(), account=account_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The link has ended."))
    return redirect("asking", key)


@unstored
def asking_table(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the table that the partner fills in, in its language."""
    found = _found(request, key)
    if kind not in TABLES:
        raise Http404
    content, media = table_for(found, questions_of(found, today()), kind)
    return download(content, name=f"{found.key}.{kind}", kind=media)


@require_POST
@unstored
def asking_answers(request: HttpRequest, key: str) -> HttpResponse:
    """Take in a table that came back; rows that are refused can be taken out as a file."""
    found = _found(request, key, keeps=True)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join(sentences))
        return redirect("asking", key)
    (_name, data), given_by = form.cleaned_data["file"], form.cleaned_data["given_by"]
    try:
        taken = take_table(asking=found, data=data, given_by=given_by, today=today(), account=account_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        sentence = _("%(new)s answers taken, %(known)s were known, %(refused)s rows refused.")
        counts = {"new": taken.new, "known": taken.known, "refused": len(taken.refused)}
        (messages.warning if taken.refused else messages.success)(request, sentence % counts)
    return redirect("asking", key)


@unstored
def asking_refused(request: HttpRequest, key: str) -> HttpResponse:
    """Give the rows of the last table that were refused, each with the reason."""
    found = _found(request, key)
    if not found.refused:
        raise Http404
    return download(refused_rows_csv(found.refused), name="refused.csv", kind="text/csv")


def _place(key: str) -> Place:
    return get_object_or_404(Place.objects.prefetch_related("names"), key=key)


def _found(request: HttpRequest, key: str, *, keeps: bool = False) -> Asking:
    found = get_object_or_404(askings(), key=key)
    demand(request.user, KEEP_ASKINGS if keeps else SEE_ASKINGS, place_word(found.place.key))
    return found


def _of_place(request: HttpRequest, place: Place) -> dict[str, Any]:  # Any: what templates take
    return {
        **head_of(request, place),
        "may_ask": may(request.user, KEEP_ASKINGS, place_word(place.key)),
    }


def _of_asking(request: HttpRequest, found: Asking) -> dict[str, Any]:  # Any: what templates take
    return {
        **_of_place(request, found.place),
        "asking": found,
        "partner": partner_name(found),
        "is_open": found.is_open(today()),
    }
