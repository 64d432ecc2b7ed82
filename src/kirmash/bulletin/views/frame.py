"""The frame of the press pages: for everybody, rendered without the request, kept for a minute."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import conditional_page, require_safe

from kirmash.base.texts import choose
from kirmash.bulletin.exports.card import WITHOUT_FONT
from kirmash.bulletin.exports.feeds import Item
from kirmash.bulletin.models import Publication
from kirmash.bulletin.queries.public import published
from kirmash.bulletin.wording.style import STYLES, Style
from kirmash.catalogue.views.visit import languages_of
from kirmash.exhibition.models.fair import Fair

SECONDS_KEPT = 60
#: Files are drawn and printed, which takes longer than a page.
MOST_FILES_A_MINUTE = 120
MIMES = {"pdf": "application/pdf",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip
SITE_LANGUAGES = [language for language, _label in settings.LANGUAGES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A look at a press page: the language of the address, the fair whose page it is, its published releases."""

    request: HttpRequest
    language: str
    fair: Fair | None
    releases: Sequence[Publication]

    @property
    def base(self) -> str:
        """The beginning of every address of the site."""
        return f"{self.request.scheme}://{self.request.get_host()}"

    @property
    def of_fair(self) -> Fair:
        """The fair; a page that asks has one."""
        if self.fair is None:
            raise Http404
        return self.fair

    def release(self, style: str) -> Publication:
        """Return what stands of a bulletin of the fair in public, withdrawn or not."""
        found = next((one for one in self.releases if one.style == style), None)
        if found is None:
            raise Http404
        return found

    def standing(self, style: str) -> Publication:
        """Return what stands of a bulletin of the fair in public; what was withdrawn has no files."""
        found = self.release(style)
        if found.withdrawn_at:
            raise Http404
        return found


View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Show a press page to everybody; where nothing is published there is none."""

    @login_not_required
    @require_safe
    @conditional_page
    @wraps(view)
    def shown(request: HttpRequest, language: str, key: str = "", **words: Any) -> HttpResponse:  # Any: of the address
        releases = list(published(fair=key))
        with override(language):
            try:
                if key and not releases:
                    raise Http404
                fair = releases[0].fair if key else None
                answer = view(Look(request=request, language=language, fair=fair, releases=releases), **words)
            except Http404:
                answer = _missing(request, language)
        return kept(request, answer, language)

    return shown


def kept(request: HttpRequest, answer: HttpResponse, language: str) -> HttpResponse:
    """Say how long everybody may keep the answer; nothing in it depends on who asked."""
    request.session.accessed = False  # the sign-in middleware looked into it
    answer["Content-Language"] = language
    if answer.status_code == 200:
        patch_cache_control(answer, public=True, max_age=SECONDS_KEPT)
    else:
        patch_cache_control(answer, no_cache=True)
    if settings.MODE == "demo":
        answer["X-Robots-Tag"] = "noindex"
    return answer


def page(look: Look, template: str, values: dict[str, object]) -> HttpResponse:
    """Return a press page with the frame around it."""
    path = look.request.path.removeprefix(f"/{look.language}/")
    frame = {
        "LANGUAGE_CODE": look.language,
        "fair": look.fair,
        "fair_name": choose(look.fair.names, look.language) if look.fair else "",
        "canonical": f"{look.base}/{look.language}/{path}",
        "any_language": f"{look.base}/{path}",
        "languages": languages_of(look.base, path, ""),
        "feeds": feeds_of(look),
        "contact": settings.PRESS_CONTACT,
        "is_indexed": settings.MODE != "demo",
    }
    return _rendered(template, frame | values, 200)


def feeds_of(look: Look) -> list[tuple[str, str, str, str]]:
    """Return the feeds that hold something: language, its name, addresses of RSS and of JSON; the reader's first."""
    tongues = sorted({release.language for release in look.releases}, key=lambda one: (one != look.language, one))
    return [
        (one, name_of_language(one), feed_address(look, one, "xml"), feed_address(look, one, "json")) for one in tongues
    ]


def feed_address(look: Look, tongue: str, kind: str) -> str:
    """Return the address of a feed: of the fair, or of all."""
    if look.fair:
        return look.base + reverse("feed-fair", args=[look.fair.key, tongue, kind])
    return look.base + reverse("feed", args=[tongue, kind])


def name_of_language(language: str) -> str:
    """Return a language's own name."""
    return STYLES[language].label if language in STYLES else language


def style_of(release: Publication) -> Style | None:
    """Return the style of a release; none where it is no longer known."""
    return STYLES.get(release.style)


def item_of(release: Publication, base: str) -> Item:
    """Return a release with its addresses; it has one page, in its own language where the site speaks it."""
    language = release.language if release.language in SITE_LANGUAGES else settings.LANGUAGE_CODE
    words = [language, release.fair.key, release.style]
    kind = "docx" if release.language in WITHOUT_FONT else "pdf"
    return Item(
        release=release,
        page=base + reverse("press-release", args=words),
        card=base + reverse("press-card", args=words),
        file=base + reverse("press-file", args=[*words, kind]),
        mime=MIMES[kind],
    )


def too_many(look: Look) -> HttpResponse | None:
    """Return an answer to an address that takes more files a minute than anybody reads."""
    now = timezone.now()
    name = f"press-files-{get_adapter().get_client_ip(look.request)}-{now:%H%M}"
    cache.add(name, 0, timeout=120)
    if cache.incr(name) <= MOST_FILES_A_MINUTE:
        return None
    sentence = _("You have taken many files in a short time. Try again in a minute.")
    answer = _rendered("bulletin/press/missing.html", _bare(look.request, look.language) | {"sentence": sentence}, 429)
    answer["Retry-After"] = "60"
    return answer


def _missing(request: HttpRequest, language: str) -> HttpResponse:
    return _rendered("bulletin/press/missing.html", _bare(request, language), 404)


def _bare(request: HttpRequest, language: str) -> dict[str, object]:
    path = request.path.removeprefix(f"/{language}/")
    return {"LANGUAGE_CODE": language, "languages": languages_of("", path, "")}


def _rendered(template: str, values: dict[str, object], status: int) -> HttpResponse:
    frame = {"version": settings.VERSION, "demo_mode": settings.MODE == "demo", "is_public": True}
    return HttpResponse(render_to_string(template, frame | values), status=status)
