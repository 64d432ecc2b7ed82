"""Feeds of the published releases, one for each language: RSS 2.0 and JSON Feed 1.1."""

import datetime
import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import condition, require_safe

from kirmash.base.texts import choose
from kirmash.bulletin.exports.feeds import MOST_ITEMS, Feed, as_json, as_rss, changed_at
from kirmash.bulletin.models import Publication
from kirmash.bulletin.queries.public import published
from kirmash.bulletin.views.frame import SITE_LANGUAGES, item_of, kept, name_of_language
from kirmash.bulletin.wording.style import STYLES
from kirmash.exhibition.models.fair import Fair

KINDS = {"xml": "application/rss+xml", "json": "application/feed+json"}
TONGUES = {style.language for style in STYLES.values()}


def _state(request: HttpRequest, tongue: str, kind: str, key: str = "") -> list[Publication]:
    """Return the releases of a feed, asked for once however often they are needed."""
    name = f"_feed_{key}_{tongue}"
    if not hasattr(request, name):
        setattr(request, name, list(published(fair=key, language=tongue)[:MOST_ITEMS]))
    found: list[Publication] = getattr(request, name)
    return found


def _etag(request: HttpRequest, tongue: str, kind: str, key: str = "") -> str:
    told = [f"{one.pk} {one.published_at} {one.withdrawn_at}" for one in _state(request, tongue, kind, key)]
    words = "\n".join([request.get_host(), request.scheme or "", settings.VERSION, kind, tongue, *told])
    return f'"{hashlib.sha256(words.encode()).hexdigest()[:32]}"'


def _modified(request: HttpRequest, tongue: str, kind: str, key: str = "") -> datetime.datetime | None:
    return max((changed_at(one) for one in _state(request, tongue, kind, key)), default=None)


@login_not_required
@require_safe
@condition(etag_func=_etag, last_modified_func=_modified)
def feed(request: HttpRequest, tongue: str, kind: str, key: str = "") -> HttpResponse:
    """Give the latest published releases in a language, of one fair or of all."""
    releases = _state(request, tongue, kind, key)
    fair = Fair.objects.filter(key=key, releases__publications__isnull=False).first() if key else None
    if kind not in KINDS or tongue not in TONGUES or (key and fair is None):
        raise Http404
    site_language = tongue if tongue in SITE_LANGUAGES else "en"
    with override(site_language):
        made = _feed(request, releases, fair, tongue)
        content = as_rss(made) if kind == "xml" else as_json(made)
    answer = HttpResponse(content, content_type=f"{KINDS[kind]}; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return kept(request, answer, tongue)


def _feed(request: HttpRequest, releases: list[Publication], fair: Fair | None, tongue: str) -> Feed:
    base = f"{request.scheme}://{request.get_host()}"
    page = tongue if tongue in SITE_LANGUAGES else "en"
    rss, json_ = (
        reverse("feed-fair", args=[fair.key, tongue, kind]) if fair else reverse("feed", args=[tongue, kind])
        for kind in KINDS
    )
    title = choose(fair.names, tongue) if fair else settings.SITE_NAME
    return Feed(
        title=f"{title}: " + _("press") + f" ({name_of_language(tongue)})",
        language=tongue,
        home=base + (reverse("press", args=[page, fair.key]) if fair else reverse("presses", args=[page])),
        rss=base + rss,
        json=base + json_,
        items=[item_of(release, base) for release in releases],
    )
