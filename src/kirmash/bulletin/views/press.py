"""The press pages: what is published of each fair, each release with its files, its card and its chart."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kirmash.base.texts import choose
from kirmash.base.web import download
from kirmash.bulletin.exports import linked
from kirmash.bulletin.exports.card import HEIGHT, WIDTH, card_png
from kirmash.bulletin.exports.feeds import lead_of
from kirmash.bulletin.exports.release import cited, paragraphs_of
from kirmash.bulletin.models import Publication
from kirmash.bulletin.queries.public import all_published, public_figures
from kirmash.bulletin.views.frame import (
    SITE_LANGUAGES,
    Look,
    feed_address,
    item_of,
    name_of_language,
    page,
    public,
    style_of,
    too_many,
)
from kirmash.bulletin.views.reading import FILES, kinds_of
from kirmash.catalogue.exports.linked import script
from kirmash.exhibition.exports.chart import chart_png, chart_svg
from kirmash.record.queries import show
from kirmash.registry.queries import name_of


@login_not_required
@require_safe
def press_any(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Lead to a press page in the reader's language."""
    answered = redirect(f"{reverse('presses', args=[get_language() or 'en'])}{rest}")
    patch_vary_headers(answered, ["Accept-Language", "Cookie"])
    return answered


@public
def presses(look: Look) -> HttpResponse:
    """List the fairs of which something is published."""
    fairs = {release.fair.pk: release.fair for release in look.releases}
    rows = [
        (fair, choose(fair.names, look.language), sum(release.fair == fair for release in look.releases))
        for fair in sorted(fairs.values(), key=lambda fair: fair.begins_on, reverse=True)
    ]
    return page(look, "bulletin/press/fairs.html", {"rows": rows})


@public
def press(look: Look) -> HttpResponse:
    """Show a fair's press page: facts at a glance, releases, downloads, contacts."""
    fair = look.of_fair
    ordered = sorted(look.releases, key=lambda one: (one.language != look.language, one.language, one.style))
    rows = [
        (item_of(release, look.base), lead_of(release), _label(release), _kinds(release))
        for release in ordered
    ]  # fmt: skip
    event = linked.event_thing(fair, look.language, f"{look.base}{look.request.path}")
    values: dict[str, object] = {
        "rows": rows,
        "figures": show(public_figures(fair), look.language),
        "chart": chart_svg(fair, look.language, is_file=False, has_sections=False),
        "place": name_of(fair.place.names.all(), look.language),
        "venue": choose(fair.venue.names, look.language) if fair.venue else "",
        "sections": [choose(section.names, look.language) for section in fair.sections.all()],
        "linked": script([event]),
    }
    return page(look, "bulletin/press/press.html", values)


@public
def press_release(look: Look, style: str) -> HttpResponse:
    """Show what stands of a bulletin in public, with its sources."""
    return _released(look, look.release(style))


@public
def press_number(look: Look, style: str, number: int) -> HttpResponse:
    """Show a version that was published once; what became of it stands above it."""
    found = all_published(fair=look.of_fair.key).filter(release__style=style, version__number=number).first()
    if found is None:
        raise Http404
    return _released(look, found)


def _released(look: Look, release: Publication) -> HttpResponse:
    item = item_of(release, look.base)
    others = [
        (_label(one), reverse("press-release", args=[_site_language(one), one.fair.key, one.style]), one)
        for one in look.releases
        if one.style != release.style
    ]
    notes, sources = cited(release)
    site = look.base + reverse("presses", args=[look.language])
    press_address = look.base + reverse("press", args=[look.language, release.fair.key])
    values: dict[str, object] = {
        "release": release,
        "item": item,
        "lead": lead_of(release),
        "paragraphs": paragraphs_of(release),
        "notes": notes,
        "sources": sources,
        "others": sorted(others, key=lambda other: other[2].style),
        "kinds": _kinds(release),
        "corrected_by": getattr(release, "corrected_by", None),
        "canonical": item.page,
        "card_words": _("Card: %(headline)s") % {"headline": release.headline},
        "card_width": WIDTH,
        "card_height": HEIGHT,
        "rss": feed_address(look, release.language, "xml"),
        "linked": script(linked.things(item, press_address, site)),
    }
    return page(look, "bulletin/press/release.html", values)


@public
def press_card(look: Look, style: str) -> HttpResponse:
    """Give the picture that other sites show of a release."""
    if busy := too_many(look):
        return busy
    return _everywhere(HttpResponse(card_png(look.standing(style)), content_type="image/png"))


@public
def press_file(look: Look, style: str, kind: str) -> HttpResponse:
    """Give a published release as a file."""
    release = look.standing(style)
    if kind not in kinds_of(release):
        raise Http404
    if busy := too_many(look):
        return busy
    mime, write = FILES[kind]
    return download(write(release), name=f"{release.key}.{kind}", kind=mime)


@public
def press_chart(look: Look, kind: str) -> HttpResponse:
    """Give the chart of a fair as a picture."""
    svg = chart_svg(look.of_fair, look.language, has_sections=False)
    if not svg or kind not in {"svg", "png"}:
        raise Http404
    if busy := too_many(look):
        return busy
    if kind == "svg":
        return _everywhere(HttpResponse(svg, content_type="image/svg+xml; charset=utf-8"))
    return _everywhere(HttpResponse(chart_png(svg), content_type="image/png"))


def _everywhere(answer: HttpResponse) -> HttpResponse:
    """Let pages of other sites show a picture."""
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _kinds(release: Publication) -> list[str]:
    """Return the files of what stands in public; what was corrected or withdrawn has none."""
    return [] if release.withdrawn_at or hasattr(release, "corrected_by") else kinds_of(release)


def _label(release: Publication) -> str:
    style = style_of(release)
    return style.label if style else name_of_language(release.language)


def _site_language(release: Publication) -> str:
    return release.language if release.language in SITE_LANGUAGES else get_language() or "en"
