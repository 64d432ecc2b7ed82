"""Setting up a city by a page: what ``kirmash init --city`` does on a terminal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kirmash.accounts.actions.cities import set_up_city
from kirmash.accounts.actions.inviting import deliver
from kirmash.accounts.forms import CityForm
from kirmash.accounts.views.inviting import show_link, site_of
from kirmash.agreements.queries.entering import known_places
from kirmash.base.access import ADMINISTER, requires
from kirmash.base.web import attempt, own_account
from kirmash.record.views.desk import proposals


@requires(ADMINISTER)
def city_set_up(request: HttpRequest) -> HttpResponse:
    """Let a city keep its register here, and invite the first officer of its department."""
    form = CityForm(request.POST or None)
    if form.is_valid():
        said, person = form.cleaned_data, own_account(request)
        made = attempt(form, lambda: set_up_city(**said, known=form.known, by=person))
        if made:
            _place, invitation = made
            return show_link(request, invitation, is_sent=deliver(invitation=invitation, site=site_of(request)))
    return render(request, "accounts/city.html", {"form": form, "subjects": proposals(known_places())})
