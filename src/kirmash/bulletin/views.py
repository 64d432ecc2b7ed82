"""Pages of the bulletins: a release with its trace, and files to take away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.access import requires
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.texts import choose
from kirmash.base.web import download
from kirmash.bulletin import exports
from kirmash.bulletin.actions import LANGUAGES, write_release
from kirmash.bulletin.models import Release
from kirmash.bulletin.queries import stale_sentences
from kirmash.exhibition.models.fair import Fair
from kirmash.record.queries import show

TABLES: dict[str, Callable[[Fair], str]] = {
    "figures.csv": exports.figures_csv,
    "conflicts.csv": exports.conflicts_csv,
    "unknown.csv": exports.unknown_csv,
}


@requires("read")
def bulletin(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Show a release; a chosen sentence shows the claims that carry it."""
    fair = get_object_or_404(Fair, key=key)
    release = Release.objects.filter(fair=fair, language=language).first()
    if release is None and language not in LANGUAGES:
        raise Http404
    values: dict[str, object] = {
        "fair": fair,
        "name": choose(fair.names),
        "release": release,
        "language": language,
    }
    if release:
        wanted = request.GET.get("sentence", "")
        paragraphs = exports.paragraphs_of(release)
        chosen = next((s for p in paragraphs for s, _notes in p if wanted == str(s.position)), None)
        carried = chosen.claims.select_related("about", "source") if chosen else []
        values |= {
            "paragraphs": paragraphs,
            "chosen": chosen,
            "claims": show(carried),
            "tables": list(TABLES),
            "stale": stale_sentences(release),
        }
    return render(request, "bulletin/release.html", values)


@requires("administer")
@require_POST
def rewrite(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Write a release again from the record as it holds now."""
    fair = get_object_or_404(Fair, key=key)
    if language not in LANGUAGES:
        raise Http404
    account = request.user if isinstance(request.user, Account) else None
    try:
        write_release(fair=fair, language=language, account=account)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The bulletin was written again from the record as it holds now."))
    return redirect("bulletin", key=key, language=language)


@requires("read")
def bulletin_file(request: HttpRequest, key: str, language: str, kind: str) -> HttpResponse:
    """Give a release as a file."""
    release = get_object_or_404(Release, fair__key=key, language=language)
    if kind == "md":
        return download(exports.as_markdown(release), name=f"bulletin.{language}.md", kind="text/markdown")
    return download(exports.as_html(release), name=f"bulletin.{language}.html", kind="text/html")


@requires("read")
def table_file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Give the figures, conflicts or unknowns of a fair as CSV."""
    if name not in TABLES:
        raise Http404
    return download(TABLES[name](get_object_or_404(Fair, key=key)), name=name, kind="text/csv")
