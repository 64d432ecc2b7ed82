"""The closing report of a fair: what it holds, and the report in each language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe

from kirmash.base.access import fair_word, requires
from kirmash.base.texts import choose
from kirmash.base.web import download
from kirmash.bulletin.exports.closing.printed import closing_report
from kirmash.bulletin.queries.closing import closing_of
from kirmash.bulletin.rights import MAKE_CLOSING_REPORT
from kirmash.exhibition.models.fair import Fair

LANGUAGES = [language for language, _label in settings.LANGUAGES]


@requires(MAKE_CLOSING_REPORT, of=fair_word)
@require_safe
def closing(request: HttpRequest, key: str) -> HttpResponse:
    """Show what the report rests on, and give it in four languages."""
    fair = get_object_or_404(Fair.objects.select_related("place", "venue"), key=key)
    found = closing_of(fair)
    values = {
        "fair": fair,
        "name": choose(fair.names),
        "closing": found,
        "signed": sum(one.has_all_signatures for one in found.documents),
        "open": sum(conflict.is_open for conflict in found.conflicts),
        "languages": [
            (one, get_language_info(one)["name_local"])
            for one in sorted(LANGUAGES, key=lambda one: one != get_language())
        ],
    }
    return render(request, "bulletin/closing.html", values)


@requires(MAKE_CLOSING_REPORT, of=fair_word)
@require_safe
def closing_file(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Give the report as a PDF in a language."""
    if language not in LANGUAGES:
        raise Http404
    fair = get_object_or_404(Fair.objects.select_related("place", "venue"), key=key)
    name = f"closing-report.{fair.key}.{language}.pdf"
    return download(closing_report(fair, language), name=name, kind="application/pdf")
