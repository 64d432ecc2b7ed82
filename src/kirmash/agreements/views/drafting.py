"""Pages on which a text is drafted from clauses, and a way of approval is taken."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kirmash.agreements.actions.drafting import draft_text, take_route
from kirmash.agreements.forms.drafting import DraftForm, RouteForm
from kirmash.agreements.library import routes
from kirmash.agreements.views.filing import found_file, head_of, unstored
from kirmash.base.texts import choose
from kirmash.base.web import account_of, attempt


@unstored
def agreement_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Draft the text from the library of clauses; its deadlines come with it."""
    found = found_file(request, key, keeps=True)
    form = DraftForm(found, request.POST or None)
    if form.is_valid():
        content, clauses, day = form.content, form.chosen, form.cleaned_data["signed_on"]
        account = account_of(request)
        made = attempt(form, lambda: draft_text(
            instrument=found, content=content, clauses=clauses, signed_on=day, account=account
        ))  # fmt: skip
        if made:
            messages.success(request, _("The draft is version %(number)s of the text.") % {"number": made.number})
            return redirect("agreement-version", key, made.number)
    return render(request, "agreements/draft.html", {**head_of(request, found), "form": form})


@unstored
def agreement_routes(request: HttpRequest, key: str) -> HttpResponse:
    """Show ways of approval to choose from."""
    found = found_file(request, key, keeps=True)
    known = [
        (route.key, choose(dict(route.names)), choose(dict(route.caution)), len(route.steps), route.longest_lead_days)
        for route in routes()
    ]
    return render(request, "agreements/routes.html", {**head_of(request, found), "routes": known})


@unstored
def agreement_route(request: HttpRequest, key: str, route: str) -> HttpResponse:
    """Take a way of approval, its days as one's own rules want them."""
    found = found_file(request, key, keeps=True)
    way = next((one for one in routes() if one.key == route), None)
    if way is None:
        raise Http404
    form = RouteForm(found, way, request.POST or None)
    if form.is_valid():
        own, days, account = form.parties[form.cleaned_data["own"]], form.lead_days, account_of(request)
        if attempt(form, lambda: take_route(
            instrument=found, route=way, own=own, lead_days=days, account=account
        )):  # fmt: skip
            messages.success(request, _("The way of approval is taken."))
            return redirect("agreement-file", key)
    values = {
        **head_of(request, found),
        "form": form,
        "name": choose(dict(way.names)),
        "caution": choose(dict(way.caution)),
    }
    return render(request, "agreements/route.html", values)
