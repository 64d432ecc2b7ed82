"""What everybody takes away: the exhibitors as CSV and JSON, the printed catalogue, the maps for crawlers."""

from collections.abc import Iterator

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import index, sitemap
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kirmash.catalogue.exports.printed import content_of, printed
from kirmash.catalogue.exports.sitemaps import LANGUAGES, sitemaps_of
from kirmash.catalogue.exports.tables import as_csv, as_json
from kirmash.catalogue.queries import catalogue_of
from kirmash.catalogue.views.pages import asked_of
from kirmash.catalogue.views.visit import Visit, page, public

#: A fair's guests share one address, so pages have no such bound; crawlers need one file, not hundreds.
MOST_FILES_A_MINUTE = 120


@public
def csv_file(visit: Visit) -> HttpResponseBase:
    """Give the exhibitors that fit as CSV."""
    if busy := _too_many(visit):
        return busy
    catalogue, found = asked_of(visit)
    parts = as_csv(catalogue, found, base=visit.base, day=timezone.now().date())
    return _stream(visit, parts, "text/csv; charset=utf-8", f"catalogue-{visit.fair.key}.csv")


@public
def json_file(visit: Visit) -> HttpResponseBase:
    """Give the exhibitors that fit as JSON, to pages of other sites too."""
    if busy := _too_many(visit):
        return busy
    catalogue, found = asked_of(visit)
    parts = as_json(catalogue, found, base=visit.base, day=timezone.now().date())
    answered = _stream(visit, parts, "application/json", "")
    answered["Access-Control-Allow-Origin"] = "*"
    return answered


@public
def pdf_file(visit: Visit) -> HttpResponseBase:
    """Give the whole catalogue as a printed book; it is made once and kept until something in it changes."""
    if busy := _too_many(visit):
        return busy
    address = visit.base + reverse("catalogue-any", args=[f"{visit.fair.key}/"])
    content = content_of(catalogue_of(visit.fair, visit.language), address=address, day=timezone.now().date())
    made = printed(content)
    if made is None:
        return _wait(visit, 503, _("The printed catalogue is just being made. Try again in a few seconds."))
    answered = HttpResponse(made, content_type="application/pdf")
    answered["Content-Disposition"] = f'inline; filename="catalogue-{visit.fair.key}-{visit.language}.pdf"'
    return answered


@login_not_required
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """Name the map of every published catalogue."""
    return index(request, sitemaps_of(request.scheme or "http"), sitemap_url_name="catalogue-sitemap")


@login_not_required
@require_safe
def sitemap_file(request: HttpRequest, section: str) -> HttpResponseBase:
    """Give the map of one catalogue: every page once in each language."""
    return sitemap(request, sitemaps_of(request.scheme or "http"), section=section)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say to crawlers that catalogues and press pages are for them; questions would lead them in circles."""
    lines = ["User-agent: *", "Disallow: /", "Allow: /catalogue/", "Allow: /press/"]
    lines += [f"Allow: /{language}/{open_}/" for open_ in ("catalogue", "press") for language in LANGUAGES]
    lines += ["Allow: /static/", "Allow: /sitemap", "Disallow: /*/catalogue/*/print/", "Disallow: /*/catalogue/*?", ""]
    lines += [f"Sitemap: {request.scheme}://{request.get_host()}{reverse('catalogue-sitemaps')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _too_many(visit: Visit) -> HttpResponse | None:
    """Return an answer to an address that takes more files a minute than anybody reads."""
    now = timezone.now()
    name = f"catalogue-files-{get_adapter().get_client_ip(visit.request)}-{now:%H%M}"
    cache.add(name, 0, timeout=120)
    if cache.incr(name) <= MOST_FILES_A_MINUTE:
        return None
    return _wait(visit, 429, _("You have taken many files in a short time. Try again in a minute."))


def _wait(visit: Visit, status: int, sentence: str) -> HttpResponse:
    answered = page(visit, "catalogue/wait.html", {"sentence": sentence}, is_indexed=False, status=status)
    answered["Retry-After"] = "60" if status == 429 else "5"
    return answered


def _stream(visit: Visit, parts: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    answered = StreamingHttpResponse(_spoken(visit.language, parts), content_type=kind)
    if name:
        answered["Content-Disposition"] = f'attachment; filename="{name}"'
    if visit.fair.catalogue_licence:
        answered["Link"] = f'<{visit.fair.catalogue_licence}>; rel="license"'
    return answered


def _spoken(language: str, parts: Iterator[str]) -> Iterator[str]:
    """Yield the parts of a file, each made in its language: the frame of the view is gone when they are sent."""
    while True:
        with override(language):
            part = next(parts, None)
        if part is None:
            return
        yield part
