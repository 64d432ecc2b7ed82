"""Pages of the exhibition: the fairs, one fair, its exhibitors."""

from datetime import date
from urllib.parse import urlencode

from babel import Locale
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from kirmash.base.access import requires
from kirmash.base.texts import choose, locale_of
from kirmash.base.viewing import records_viewing, shows_people
from kirmash.base.web import csv_text, download
from kirmash.exhibition.exports.chart import chart_svg
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import StandWish
from kirmash.exhibition.queries import FILTERS, choices_of, exhibitors_of, figures_holding, matters_with_history
from kirmash.record.queries import conflicts
from kirmash.registry.models.name import Case
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.queries import goods_named, name_of

PAGE = 50


@requires("read")
def home(request: HttpRequest) -> HttpResponse:
    """Show the fairs of this site."""
    fairs = Fair.objects.select_related("place").prefetch_related("place__names").order_by("-begins_on")
    rows = [(fair, choose(fair.names), name_of(fair.place.names.all())) for fair in fairs]
    return render(request, "exhibition/home.html", {"fairs": rows})


@requires("read")
def fair_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a fair: figures with their claims, sections, pavilions, agreements, bulletins."""
    fair = get_object_or_404(Fair.objects.select_related("place", "venue"), key=key)
    language = get_language() or "en"
    figures = figures_holding(fair, language)
    counted = [shown for shown in figures if shown.claim.about.key.startswith("exhibitors-recorded")]
    several = matters_with_history(fair)
    values = {
        "fair": fair,
        "name": choose(fair.names),
        "place": name_of(fair.place.names.all()),
        "venue": choose(fair.venue.names) if fair.venue else "",
        "figures": [(s, (s.claim.about_id, s.claim.part) in several) for s in figures if s not in counted],
        "open_conflicts": sum(conflict.is_open for conflict in conflicts([f"fair:{fair.key}"])),
        "counted": counted,
        "chart": chart_svg(fair, language, is_file=False),
        "is_demo": fair.exhibitors.filter(organisation__is_demo=True).exists(),
        "sections": [choose(section.names) for section in fair.sections.all()],
        "pavilions": [
            (pavilion, name_of(pavilion.place.names.all()))
            for pavilion in fair.pavilions.select_related("place").prefetch_related("place__names")
        ],
        "exhibitors": fair.exhibitors.count(),
    }
    return render(request, "exhibition/fair.html", values)


@requires("read")
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the organisation's part in the latest fair, or else to the claims about it."""
    found = get_object_or_404(Organisation, key=key)
    latest = found.exhibits.select_related("fair").order_by("-fair__begins_on").first()
    if latest:
        return redirect("exhibitor", key=latest.fair.key, exhibitor=latest.key)
    return redirect(f"{reverse('claims')}?{urlencode({'subject': f'organisation:{key}'})}")


@requires("read")
def exhibitors(request: HttpRequest, key: str) -> HttpResponse:
    """List a fair's exhibitors, narrowed by section, country, pavilion and standing."""
    fair = get_object_or_404(Fair, key=key)
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    page = Paginator(exhibitors_of(fair, chosen), PAGE).get_page(request.GET.get("page"))
    values = {
        "fair": fair,
        "name": choose(fair.names),
        "page": page,
        "rows": [_row(exhibitor) for exhibitor in page.object_list],
        "chosen": chosen,
        "choices": choices_of(fair, get_language() or "en"),
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return render(request, "exhibition/exhibitors.html", values)


@requires("read")
def exhibitors_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the list of exhibitors, as narrowed, as CSV."""
    fair = get_object_or_404(Fair, key=key)
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    header = ("key", "name", "place", "country", "standing", "host", "section", "pavilion", "demo")
    rows = [
        (
            exhibitor.key, row["name"], row["place"], exhibitor.organisation.place and
            exhibitor.organisation.place.country_code, exhibitor.standing, exhibitor.host and exhibitor.host.key,
            exhibitor.section and exhibitor.section.key, exhibitor.pavilion and exhibitor.pavilion.key,
            "yes" if exhibitor.organisation.is_demo else "no",
        )
        for exhibitor in exhibitors_of(fair, chosen)
        for row in [_row(exhibitor)]
    ]  # fmt: skip
    return download(csv_text(header, rows), name="exhibitors.csv", kind="text/csv")


def _row(exhibitor: Exhibitor) -> dict[str, object]:
    place = exhibitor.organisation.place
    return {
        "exhibitor": exhibitor,
        "name": name_of(exhibitor.organisation.names.all()),
        "place": name_of(place.names.all()) if place else "",
        "section": choose(exhibitor.section.names) if exhibitor.section else "",
        "host": name_of(exhibitor.host.organisation.names.all()) if exhibitor.host else "",
    }


@requires("read")
@records_viewing("exhibitor-people", gettext_lazy("People of an exhibitor"), subject="exhibitor:{key}/{exhibitor}")
def exhibitor_page(request: HttpRequest, key: str, exhibitor: str) -> HttpResponse:
    """Show an exhibitor: names, stand wish, exhibits, people, offers and demands."""
    found = get_object_or_404(exhibitors_of(get_object_or_404(Fair, key=key), {}), key=exhibitor)
    lines = found.organisation.goods_lines.filter(fair=found.fair)
    goods = goods_named({code for line in lines for code in line.codes})
    people = found.representatives.select_related("person").prefetch_related("person__names")
    shows_people(request, [one.person.key for one in people])
    guests = found.guests.select_related("organisation").prefetch_related("organisation__names").order_by("key")
    names = found.organisation.names.all()
    values = {
        **_row(found),
        "fair": found.fair,
        "fair_name": choose(found.fair.names),
        "names": [(form.language, form.text) for form in names if form.case == Case.NOMINATIVE],
        "pavilion": name_of(found.pavilion.place.names.all()) if found.pavilion else "",
        "wish": StandWish.objects.filter(exhibitor=found).first(),
        "exhibits": [(exhibit, choose(exhibit.names)) for exhibit in found.exhibits.all()],
        "people": [(one, name_of(one.person.names.all()), _languages(one), _days(one)) for one in people],
        "guests": [(guest, name_of(guest.organisation.names.all())) for guest in guests],
        "offers": [(line, [(code, goods[code]) for code in line.codes]) for line in lines if line.side == "offer"],
        "demands": [(line, [(code, goods[code]) for code in line.codes]) for line in lines if line.side == "demand"],
    }
    return render(request, "exhibition/exhibitor.html", values)


def _languages(representative: Representative) -> str:
    locale = Locale.parse(locale_of())
    return ", ".join(locale.languages.get(language, language) for language in representative.languages)


def _days(representative: Representative) -> list[date]:
    return [date.fromisoformat(day) for day in representative.days]
