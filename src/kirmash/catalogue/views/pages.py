"""The pages that everybody sees: the front page, the list, an exhibitor, the list for printing."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from babel import Locale
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kirmash.base.texts import choose, locale_of
from kirmash.catalogue.actions import renew_search
from kirmash.catalogue.exports import linked
from kirmash.catalogue.exports.chart import chart_of
from kirmash.catalogue.exports.tables import attribution_of
from kirmash.catalogue.forms import question_of
from kirmash.catalogue.queries import (
    SORTS,
    Answer,
    Catalogue,
    Detail,
    Question,
    Way,
    answer,
    catalogue_of,
    details_of,
    published,
    telling,
    ways_out,
)
from kirmash.catalogue.queries.detail import Line
from kirmash.catalogue.views.visit import Visit, home_of, missing, outside, page, public
from kirmash.exhibition.models.exhibitor import Standing
from kirmash.registry.queries import name_of

Row = dict[str, Any]  # Any: what a template shows
PAGE = 30
MOST_PRINTED = 2_000
STANDINGS = dict(Standing.choices)


@login_not_required
@require_safe
def any_language(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Lead to a page of the catalogue in the reader's language."""
    question = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    answered = redirect(f"{reverse('catalogues', args=[get_language() or 'en'])}{rest}{question}")
    patch_vary_headers(answered, ["Accept-Language", "Cookie"])
    return answered


@login_not_required
@require_safe
def catalogues(request: HttpRequest, language: str) -> HttpResponse:
    """List the catalogues that everybody may see."""
    with override(language):
        fairs = published().select_related("place").prefetch_related("place__names")
        rows = [(fair, choose(fair.names, language), name_of(fair.place.names.all(), language)) for fair in fairs]
        return outside(request, language, "catalogue/catalogues.html", {"rows": rows})


@public
def home(visit: Visit) -> HttpResponse:
    """Show the front page of a catalogue: search, sections, countries, letters, what can be taken away."""
    catalogue = catalogue_of(visit.fair, visit.language)
    found = answer(catalogue, Question())
    crumbs = [(catalogue.name, home_of(visit))]
    things = [
        linked.fair_thing(catalogue, visit.base),
        linked.data_thing(catalogue, visit.base),
        linked.crumbs_thing(crumbs, visit.base),
    ]
    values = {
        "at": "home",
        "catalogue": catalogue,
        "place": name_of(visit.fair.place.names.all(), visit.language),
        "venue": choose(visit.fair.venue.names, visit.language) if visit.fair.venue else "",
        "total": len(found.listings),
        "facets": {facet.name: facet for facet in found.facets},
        "letters": found.letters,
        "charts": [chart for name in ("section", "country") if (chart := (name, *chart_of(found, name)))[2]],
        "attribution": attribution_of(catalogue),
    }
    return page(visit, "catalogue/home.html", values, linked=linked.script(things))


@public
def exhibitors(visit: Visit) -> HttpResponse:
    """Show the exhibitors that fit, a page of them, with what narrows the list further."""
    catalogue, found = asked_of(visit)
    shown = Paginator(found.listings, PAGE).get_page(found.question.page)
    asked = found.question.turned(shown.number)
    listings, total = list(shown.object_list), len(found.listings)
    crumbs = [(catalogue.name, home_of(visit)), (_("Exhibitors"), visit.request.path)]
    things = [
        linked.list_thing(catalogue, listings, start=shown.start_index(), total=total, base=visit.base),
        linked.crumbs_thing(crumbs, visit.base),
    ]
    values = {
        "at": "list",
        "catalogue": catalogue,
        "asked": asked,
        "answer": found,
        "page": shown,
        "rows": [
            row | {"said": _said(row["detail"], asked)} for row in _rows(catalogue, details_of(catalogue, listings))
        ],
        "letters": [(letter, count, asked.asked(letter=letter).address) for letter, count in found.letters],
        **_steps(catalogue, asked, total),
    }
    is_indexed = not asked.is_narrowed and not asked.sort
    answered = page(visit, "catalogue/exhibitors.html", values, address=asked.address, is_indexed=is_indexed,
                    linked=linked.script(things))  # fmt: skip
    # Where htmx asked, it shows this address; others pass it over, so that caches need not tell the two apart.
    answered["HX-Push-Url"] = visit.request.path + asked.address
    return answered


@public
def exhibitor(visit: Visit, exhibitor: str) -> HttpResponse:
    """Show an exhibitor with all that the public may know of it."""
    catalogue = catalogue_of(visit.fair, visit.language)
    listing = next((one for one in catalogue.listings if one.key == exhibitor), None)
    if listing is None:
        return missing(visit.request, visit.language, visit.fair.key, exhibitor.replace("-", " "))
    (row,) = _rows(catalogue, details_of(catalogue, [listing]))
    home, everyone = home_of(visit), reverse("catalogue-list", args=[visit.language, visit.fair.key])
    crumbs = [(catalogue.name, home), (_("Exhibitors"), everyone), (listing.name, visit.request.path)]
    things = [
        linked.organisation_thing(catalogue, row["detail"], visit.base),
        linked.crumbs_thing(crumbs, visit.base),
    ]
    values = {**row, "catalogue": catalogue, "spoken": _spoken(catalogue, listing.languages)}
    return page(visit, "catalogue/exhibitor.html", values, linked=linked.script(things))


@public
def printing(visit: Visit) -> HttpResponse:
    """Show all exhibitors that fit on one page, by section, made for paper."""
    catalogue, found = asked_of(visit)
    order = {key: place for place, key in enumerate(catalogue.sections)}
    listings = sorted(found.listings[:MOST_PRINTED], key=lambda one: order.get(one.section, len(order)))
    rows = _rows(catalogue, details_of(catalogue, listings))
    values = {
        "catalogue": catalogue,
        "asked": found.question,
        "answer": found,
        "day": timezone.now().date(),
        "attribution": attribution_of(catalogue),
        "groups": [(name, list(some)) for name, some in groupby(rows, key=lambda row: row["section"])],
    }
    return page(visit, "catalogue/printing.html", values, address=found.question.address, is_indexed=False)


def asked_of(visit: Visit) -> tuple[Catalogue, Answer]:
    """Return the catalogue and what fits of it; the search is brought up to date before words are looked for."""
    asked = question_of(visit.request.GET)
    if asked.text:
        renew_search(fair=visit.fair)
    catalogue = catalogue_of(visit.fair, visit.language)
    return catalogue, answer(catalogue, asked)


def _rows(catalogue: Catalogue, details: Iterable[Detail]) -> list[Row]:
    return [
        {
            "detail": detail,
            "one": detail.listing,
            "country": catalogue.country(detail.listing.country) if detail.listing.country else "",
            "section": catalogue.section(detail.listing.section),
            "pavilion": catalogue.pavilion(detail.listing.pavilion),
            "standing": STANDINGS[detail.listing.standing],
        }
        for detail in details
    ]


def _spoken(catalogue: Catalogue, languages: Iterable[str]) -> list[str]:
    named = Locale.parse(locale_of(catalogue.language)).languages
    return sorted(named.get(language, language) for language in languages)


def _said(detail: Detail, asked: Question) -> list[Line]:
    """Return two lines of an exhibitor: those that show why it was found, or its first offers."""
    found = telling([*detail.offers, *detail.demands], asked.text) if asked.text else []
    return (found or list(detail.offers))[:2]


def _steps(catalogue: Catalogue, asked: Question, total: int) -> dict[str, object]:
    """Return where one goes from a list: other pages, other orders, and ways out where it is empty."""
    return {
        "before": asked.turned(asked.page - 1).address,
        "after": asked.turned(asked.page + 1).address,
        "sorts": _sorts(asked),
        "ways": [] if total else _ways(catalogue, asked),
        "unfiltered": None if total else _unfiltered(catalogue, asked),
    }


def _sorts(asked: Question) -> list[tuple[str, object]]:
    """Return the orders to choose from; the usual one is the empty word, so that it follows the question."""
    usual = "relevance" if asked.text else "name"
    others = [(sort, label) for sort, label in SORTS.items() if sort not in {usual, "relevance"}]
    return [("", SORTS[usual]), *others]


def _ways(catalogue: Catalogue, asked: Question) -> list[tuple[Way, str]]:
    """Return other words that find something, each with its address; facets stay aside."""
    if not asked.text:
        return []
    return [(way, Question(text=way.text).address) for way in ways_out(catalogue, asked.text)]


def _unfiltered(catalogue: Catalogue, asked: Question) -> tuple[int, str] | None:
    """Return how many fit without the choices, and the address of that; None where that is nobody."""
    bare = Question(text=asked.text)
    count = len(answer(catalogue, bare).listings) if asked.chosen or asked.letter else 0
    return (count, bare.address) if count else None
