"""The frame of the public pages: who may see them, in which language, for how long they are kept.

They are rendered without the request, so nothing of them depends on who asks: no session, no token, no name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_info, override
from django.views.decorators.http import conditional_page, require_safe

from kirmash.base.access import fair_word, may
from kirmash.base.texts import choose
from kirmash.catalogue.queries import published
from kirmash.catalogue.rights import PUBLISH_CATALOGUE
from kirmash.exhibition.models.fair import Fair

#: How long browsers and caches keep a public page.
SECONDS_KEPT = 60
LANGUAGES = [language for language, _label in settings.LANGUAGES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A look at a catalogue: the fair, the language of the address, whether only staff see it yet."""

    request: HttpRequest
    fair: Fair
    language: str
    is_preview: bool

    @property
    def base(self) -> str:
        """The beginning of every address of the site."""
        return f"{self.request.scheme}://{self.request.get_host()}"


View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Let everybody see a page of a published catalogue; staff see it before, and nobody keeps that."""

    @login_not_required
    @require_safe
    @conditional_page
    @wraps(view)
    def shown(request: HttpRequest, language: str, key: str, **words: Any) -> HttpResponseBase:  # Any: of the address
        with override(language):
            response: HttpResponseBase
            try:
                visit = _visit(request, language, key)
                response = view(visit, **words)
            except Http404:
                return missing(request, language, key)
            return _kept(response, visit)

    return shown


def page(
    visit: Visit, template: str, values: dict[str, object], *, address: str = "", is_indexed: bool = True,
    linked: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return a public page with the frame around it; ``address`` is the question at the end of its address."""
    path = visit.request.path.removeprefix(f"/{visit.language}/")
    frame = {
        "fair": visit.fair,
        "fair_name": choose(visit.fair.names, visit.language),
        "LANGUAGE_CODE": visit.language,
        "canonical": f"{visit.base}/{visit.language}/{path}{address}",
        "any_language": f"{visit.base}/{path}{address}",
        "languages": languages_of(visit.base, path, address),
        "is_preview": visit.is_preview,
        "is_indexed": is_indexed and not visit.is_preview and settings.MODE != "demo",
        "linked": linked,
    }
    return _rendered(template, frame | values, status)


def missing(request: HttpRequest, language: str, key: str = "", words: str = "") -> HttpResponse:
    """Return a page for what is not there, with ways to what is."""
    fair = published().filter(key=key).first()
    values: dict[str, object] = {
        "fair": fair,
        "fair_name": choose(fair.names, language) if fair else "",
        "words": words,
        "fairs": [] if fair else [(one, choose(one.names, language)) for one in published()],
    }
    return outside(request, language, "catalogue/missing.html", values, status=404)


def outside(
    request: HttpRequest, language: str, template: str, values: dict[str, object], status: int = 200
) -> HttpResponse:
    """Return a public page that belongs to no catalogue."""
    path = request.path.removeprefix(f"/{language}/")
    frame = {"LANGUAGE_CODE": language, "languages": languages_of("", path, "")}
    answered = _rendered(template, frame | values, status)
    answered["Content-Language"] = language
    request.session.accessed = False
    if status == 200:
        patch_cache_control(answered, public=True, max_age=SECONDS_KEPT)
    else:
        # Staff may see what others miss, so no cache may answer for the site.
        patch_cache_control(answered, no_cache=True)
    return answered


def languages_of(base: str, path: str, address: str) -> Sequence[tuple[str, str, str]]:
    """Return each language with its own name and the address of a page in it."""
    return [(one, get_language_info(one)["name_local"], f"{base}/{one}/{path}{address}") for one in LANGUAGES]


def _rendered(template: str, values: dict[str, object], status: int) -> HttpResponse:
    frame = {"version": settings.VERSION, "demo_mode": settings.MODE == "demo", "is_public": True}
    return HttpResponse(render_to_string(template, frame | values), status=status)


def _visit(request: HttpRequest, language: str, key: str) -> Visit:
    fair = published().filter(key=key).select_related("place", "venue").first()
    if fair is not None:
        return Visit(request=request, fair=fair, language=language, is_preview=False)
    if not may(request.user, PUBLISH_CATALOGUE, fair_word(key)):
        raise Http404
    fair = get_object_or_404(Fair.objects.select_related("place", "venue"), key=key)
    return Visit(request=request, fair=fair, language=language, is_preview=True)


def _kept(response: HttpResponseBase, visit: Visit) -> HttpResponseBase:
    """Say who may keep the answer: everybody for a minute, or nobody."""
    response["Content-Language"] = visit.language
    if visit.is_preview:
        patch_cache_control(response, private=True, no_store=True)
    elif response.status_code == 200:
        # The sign-in middleware looked into the session; this page is the same for everybody.
        visit.request.session.accessed = False
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    if visit.is_preview or settings.MODE == "demo":
        response["X-Robots-Tag"] = "noindex"
    return response


def home_of(visit: Visit) -> str:
    """Return the path of a catalogue's front page."""
    return reverse("catalogue", args=[visit.language, visit.fair.key])
