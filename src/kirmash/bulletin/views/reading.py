"""Pages of the bulletins: a release with its trace, and files to take away."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.access import fair_word, requires
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.texts import choose
from kirmash.base.web import download
from kirmash.bulletin.actions import write_releases
from kirmash.bulletin.exports import tables
from kirmash.bulletin.exports.card import WITHOUT_FONT
from kirmash.bulletin.exports.documents import as_docx, as_pdf
from kirmash.bulletin.exports.release import as_html, as_markdown, draft_words, paragraphs_of
from kirmash.bulletin.models import Release, Told
from kirmash.bulletin.queries import current_publication, embargo_line, may_see, stale_sentences, versions_of
from kirmash.bulletin.rights import READ_RELEASES, WRITE_RELEASES
from kirmash.bulletin.wording.style import MAIN, STYLES, Length, Style, at_length, beside
from kirmash.exhibition.exports.chart import chart_png, chart_svg
from kirmash.exhibition.models.fair import Fair
from kirmash.record.queries import show

FILES: dict[str, tuple[str, Callable[[Told], str | bytes]]] = {
    "html": ("text/html", as_html),
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "md": ("text/markdown", as_markdown),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Files about a fair, in the language of the reader.
FAIR_FILES: dict[str, tuple[str, Callable[[Fair, str], str | bytes]]] = {
    "figures.xlsx": (XLSX, tables.figures_xlsx),
    "figures.csv": ("text/csv", lambda fair, _language: tables.figures_csv(fair)),
    "conflicts.csv": ("text/csv", lambda fair, _language: tables.conflicts_csv(fair)),
    "unknown.csv": ("text/csv", lambda fair, _language: tables.unknown_csv(fair)),
    "chart.svg": ("image/svg+xml", chart_svg),
    "chart.png": ("image/png", lambda fair, language: chart_png(chart_svg(fair, language))),
}


def kinds_of(release: Told) -> list[str]:
    """Return the files of a release; no font is shipped for Chinese, so it has no PDF."""
    return [kind for kind in FILES if kind != "pdf" or release.language not in WITHOUT_FONT]


def demand_time(request: HttpRequest, release: Release) -> None:
    """Refuse a bulletin under embargo to who neither makes nor approves it."""
    if not may_see(request.user, release):
        raise PermissionDenied


@requires(READ_RELEASES, of=fair_word)
def bulletin(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Show a release; a chosen sentence shows the claims that carry it."""
    if style not in STYLES:
        raise Http404
    fair = get_object_or_404(Fair, key=key)
    release = Release.objects.filter(fair=fair, style=style).select_related("fair").first()
    if release:
        demand_time(request, release)
    values: dict[str, object] = {"fair": fair, "name": choose(fair.names), "release": release,
                                 "style": STYLES[style], **_styles(STYLES[style])}  # fmt: skip
    if release:
        wanted = request.GET.get("sentence", "")
        paragraphs = paragraphs_of(release)
        chosen = next((s for p in paragraphs for s, _notes in p if wanted == str(s.position)), None)
        carried = chosen.claims.select_related("about", "source") if chosen else []
        values |= {"paragraphs": paragraphs, "chosen": chosen, "claims": show(carried),
                   "stale": stale_sentences(release), "kinds": kinds_of(release), "files": list(FAIR_FILES),
                   "draft": draft_words(release), "embargo": embargo_line(release),
                   "latest": versions_of(fair, style).first(),
                   "publication": current_publication(release)}  # fmt: skip
    return render(request, "bulletin/release.html", values)


def _styles(chosen: Style) -> dict[str, object]:
    """Return the styles of the same length, and the lengths that there are in a language."""
    language = chosen.language if chosen.language in MAIN else MAIN[0]
    lengths = [(at_length(language, length), length) for length in Length]
    return {"styles": [one for one in STYLES.values() if one.length == chosen.length], "lengths": lengths}


@requires(WRITE_RELEASES, of=fair_word)
@require_POST
def rewrite(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Write the releases again from the record as it holds now, all languages and the style asked for."""
    if style not in STYLES:
        raise Http404
    fair = get_object_or_404(Fair, key=key)
    account = request.user if isinstance(request.user, Account) else None
    try:
        write_releases(fair=fair, styles=tuple(dict.fromkeys((*beside(style), style))), account=account)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The bulletin was written again from the record as it holds now."))
    return redirect("bulletin", key=key, style=style)


@requires(READ_RELEASES, of=fair_word)
def bulletin_file(request: HttpRequest, key: str, style: str, kind: str) -> HttpResponse:
    """Give a release as a file."""
    release = get_object_or_404(Release.objects.select_related("fair"), fair__key=key, style=style)
    if kind not in kinds_of(release):
        raise Http404
    demand_time(request, release)
    mime, write = FILES[kind]
    return download(write(release), name=f"bulletin.{style}.{kind}", kind=mime)


@requires(READ_RELEASES, of=fair_word)
def fair_file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Give the figures, conflicts, unknowns or the chart of a fair."""
    if name not in FAIR_FILES:
        raise Http404
    mime, write = FAIR_FILES[name]
    return download(write(get_object_or_404(Fair, key=key), get_language() or "en"), name=name, kind=mime)
