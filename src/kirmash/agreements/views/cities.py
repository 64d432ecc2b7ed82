"""Pages of a city's department: its register, its partners, its companies, what waits."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control

from kirmash.agreements.exports.register import register_csv
from kirmash.agreements.forms.register import RegisterFilterForm
from kirmash.agreements.queries import matters_of, register_of
from kirmash.agreements.queries.cities import cities_seen_by
from kirmash.agreements.queries.deals import deals_of
from kirmash.agreements.queries.department import (
    are_partners,
    companies_of,
    deal_lines,
    meeting_lines,
    pair_of,
    partner_lines,
    waiting_reports,
)
from kirmash.agreements.queries.execution import state_label
from kirmash.agreements.queries.register import OVER
from kirmash.agreements.rights import (
    KEEP_ASKINGS,
    KEEP_REGISTER,
    KEEP_TRADE,
    RECONCILE,
    SEE_ASKINGS,
    SEE_DEALS,
    SEE_REGISTER,
    place_word,
)
from kirmash.base.access import ADMINISTER, may, requires
from kirmash.base.texts import choose
from kirmash.base.web import download, today
from kirmash.record.queries import show
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of, places_named

unstored = cache_control(private=True, no_store=True)
PAGE, COMPANIES = 25, 25
#: So many matters, reports and deals stand on the page; the others one step away.
MOST_MATTERS, MOST_LINES = 5, 4


@requires(SEE_REGISTER)
def cities(request: HttpRequest) -> HttpResponse:
    """List the cities and regions whose registers are kept here and that one may see."""
    rows = cities_seen_by(request.user)
    names = places_named(one.pk for one in rows)
    found = sorted(((names.get(one.pk) or one.key, one) for one in rows), key=lambda row: row[0].casefold())
    return render(request, "agreements/cities.html", {"rows": found, "may_set_up": may(request.user, ADMINISTER)})


@requires(SEE_REGISTER, of=place_word)
def city(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a city has signed, how it stands, and what must be done until when."""
    place, day = get_object_or_404(Place, key=key), today()
    register = register_of(place, day)
    form = RegisterFilterForm(register, request.GET)
    matters = matters_of(register, day, form.days)
    narrowed = form.narrowed()
    page = Paginator(narrowed, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    values = {
        **head_of(request, place),
        "today": day,
        "late": _cut([matter for matter in matters if matter.is_late]),
        "coming": _cut([matter for matter in matters if not matter.is_late]),
        "running": sum(one.course.standing not in OVER for one in register),
        "over": sum(one.course.standing in OVER for one in register),
        "partners": partner_lines(place, register),
        "form": form,
        "page": page,
        "rows": page.object_list,
        "total": len(narrowed),
        "address": f"?{asked.urlencode()}" if asked else "",
        "is_empty": not register,
        "may_compare": place.kind != PlaceKind.COUNTRY and may(request.user, RECONCILE, place_word(key)),
        "may_keep": may(request.user, KEEP_REGISTER, place_word(key)),
        **_around(request, place),
    }
    return render(request, "agreements/city.html", values)


def _cut(matters: list[Any]) -> tuple[list[Any], list[Any]]:  # Any: matters
    return matters[:MOST_MATTERS], matters[MOST_MATTERS:]


def _around(request: HttpRequest, place: Place) -> dict[str, Any]:  # Any: what templates take
    """Return what else waits: reports of partners, meetings, deals; each as far as the reader may see it."""
    values: dict[str, Any] = {"meetings": meeting_lines(request.user, place, today())}
    if may(request.user, SEE_ASKINGS, place_word(place.key)):
        reports = waiting_reports(place)
        values["reports"] = [(one, choose(one.news.commitment.names)) for one in reports[:MOST_LINES]]
        values["reports_total"] = reports.count()
    if may(request.user, SEE_DEALS, place_word(place.key)):
        values["deals"] = deal_lines(deals_of(place).order_by("-pk").distinct()[:MOST_LINES])
        values["companies_total"] = companies_of(place).count()
    return values


@requires(SEE_REGISTER, of=place_word)
def city_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give a city's register as a table, just as it is seen."""
    place = get_object_or_404(Place, key=key)
    rows = RegisterFilterForm(register_of(place, today()), request.GET).narrowed()
    return download(register_csv(rows), name=f"{key}-register.csv", kind="text/csv")


@requires(SEE_DEALS, of=place_word)
@unstored
def city_companies(request: HttpRequest, key: str) -> HttpResponse:
    """List the companies of a city with their deals."""
    place = get_object_or_404(Place, key=key)
    page = Paginator(companies_of(place), COMPANIES).get_page(request.GET.get("page"))
    rows = [(one, name_of(one.names.all()) or one.key) for one in page]
    deals = deal_lines(deals_of(place).order_by("-pk").distinct()[:50])
    values = {**head_of(request, place), "page": page, "rows": rows, "deals": deals, "address": "?"}
    return render(request, "agreements/city_companies.html", values)


@requires(SEE_REGISTER, of=place_word)
@unstored
def city_pair(request: HttpRequest, key: str, partner: str) -> HttpResponse:
    """Show all that stands between a city and a partner."""
    place, other = get_object_or_404(Place, key=key), get_object_or_404(Place, key=partner)
    if not are_partners(place, other):
        raise Http404
    pair = pair_of(place, other, today())
    promises = [(one, state_label(state), state, due) for held in pair.register for one, state, due in held.promises]
    values = {
        **head_of(request, place),
        "partner": other,
        "partner_name": name_of(other.names.all()) or other.key,
        "rows": pair.register,
        "promises": [(one, choose(one.names), label, state, due) for one, label, state, due in promises],
        "deals": pair.deals if may(request.user, SEE_DEALS, place_word(key)) else [],
        "trade": show(pair.trade),
        "may_ask": may(request.user, KEEP_ASKINGS, place_word(key)),
    }
    return render(request, "agreements/city_pair.html", values)


def head_of(request: HttpRequest, place: Place) -> dict[str, Any]:  # Any: what templates take
    """Return what every page of a city says above its content, and which of the others a reader may open."""
    words = place_word(place.key)
    here = request.resolver_match.url_name if request.resolver_match else ""
    tabs = [
        ("city", True), ("askings", may(request.user, SEE_ASKINGS, words)),
        ("city-companies", may(request.user, SEE_DEALS, words)), ("city-funnels", True), ("city-yearly", True),
        ("city-trade", may(request.user, KEEP_TRADE, words)),
    ]  # fmt: skip
    return {
        "place": place,
        "name": name_of(place.names.all()) or place.key,
        "tabs": [name for name, is_open in tabs if is_open],
        "here": here,
    }
