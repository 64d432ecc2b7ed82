"""Pages of a city's register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kirmash.agreements.exports.register import register_csv
from kirmash.agreements.forms.register import RegisterFilterForm
from kirmash.agreements.queries import matters_of, register_of
from kirmash.agreements.queries.cities import cities_seen_by
from kirmash.agreements.queries.register import OVER
from kirmash.agreements.rights import KEEP_REGISTER, RECONCILE, SEE_REGISTER, place_word
from kirmash.base.access import ADMINISTER, may, requires
from kirmash.base.web import download, today
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of, places_named


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
    values = {
        "place": place,
        "name": name_of(place.names.all()),
        "today": day,
        "late": [matter for matter in matters if matter.is_late],
        "coming": [matter for matter in matters if not matter.is_late],
        "running": sum(one.course.standing not in OVER for one in register),
        "over": sum(one.course.standing in OVER for one in register),
        "partners": len({name for one in register for name in one.partners}),
        "form": form,
        "rows": form.narrowed(),
        "address": f"?{request.GET.urlencode()}" if request.GET else "",
        "is_empty": not register,
        "may_compare": place.kind != PlaceKind.COUNTRY and may(request.user, RECONCILE, place_word(key)),
        "may_keep": may(request.user, KEEP_REGISTER, place_word(key)),
    }
    return render(request, "agreements/city.html", values)


@requires(SEE_REGISTER, of=place_word)
def city_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give a city's register as a table, just as it is seen."""
    place = get_object_or_404(Place, key=key)
    rows = RegisterFilterForm(register_of(place, today()), request.GET).narrowed()
    return download(register_csv(rows), name=f"{key}-register.csv", kind="text/csv")
