"""Pages where a bulletin is edited by hand: text and findings, versions and what was changed between them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.access import fair_word, requires
from kirmash.base.differences import changes
from kirmash.base.errors import Refused
from kirmash.base.texts import choose
from kirmash.base.web import account_of
from kirmash.bulletin.actions import keep_finding, save_version
from kirmash.bulletin.forms import KeepForm, TextForm
from kirmash.bulletin.models import FULL_QUALITY, Release, Version
from kirmash.bulletin.queries import checked, versions_of
from kirmash.bulletin.queries.telling import plain
from kirmash.bulletin.rights import WRITE_RELEASES
from kirmash.bulletin.wording.style import STYLES
from kirmash.exhibition.models.fair import Fair


def _start(key: str, style: str) -> tuple[Fair, Release, list[Version]]:
    if style not in STYLES:
        raise Http404
    release = get_object_or_404(Release.objects.select_related("fair"), fair__key=key, style=style)
    return release.fair, release, list(versions_of(release.fair, style))


@requires(WRITE_RELEASES, of=fair_word)
def edit(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Show a bulletin's text with what the facts do not carry; check it, or save it as the next version."""
    fair, release, found = _start(key, style)
    text, base = found[0].text, found[0].number
    form = TextForm(request.POST or None, initial={"text": text, "base": base})
    if request.method == "POST" and form.is_valid():
        text = plain(form.cleaned_data["text"])
        if "save" in request.POST:
            base = form.cleaned_data["base"] or 0
            try:
                version = save_version(fair=fair, style=style, text=text, base=base, account=account_of(request))
            except Refused as refused:
                form.add_error("text", str(refused))
            else:
                messages.success(request, _("Saved as version %(number)s.") % {"number": version.number})
                return redirect("bulletin-edit", key=key, style=style)
    try:
        report, shown, pieces = checked(fair, style, text)
    except Refused as refused:  # the record no longer says what every bulletin needs
        messages.error(request, str(refused))
        return redirect("bulletin", key=key, style=style)
    values = {"fair": fair, "name": choose(fair.names), "style": STYLES[style], "form": form, "report": report,
              "shown": shown, "pieces": pieces, "versions": found, "release": release,
              "open": sum(one.kept is None for one in shown),
              "is_saved": text == found[0].text, "is_read": release.language in FULL_QUALITY}  # fmt: skip
    return render(request, "bulletin/edit.html", values)


@requires(WRITE_RELEASES, of=fair_word)
@require_POST
def keep(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Let a finding stand, with a reason."""
    fair, _release, _found = _start(key, style)
    form = KeepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a reason that a reader can check."))
        return redirect("bulletin-edit", key=key, style=style)
    try:
        keep_finding(fair=fair, style=style, account=account_of(request), **form.cleaned_data)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The finding stands, with its reason."))
    return redirect("bulletin-edit", key=key, style=style)


@requires(WRITE_RELEASES, of=fair_word)
def versions(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """List the versions of a bulletin, and show what was changed between two."""
    fair, _release, found = _start(key, style)
    numbers = {str(version.number): version for version in found}
    newer = numbers.get(request.GET.get("new", ""), found[0] if found else None)
    older = numbers.get(request.GET.get("old", ""), found[1] if len(found) > 1 else None)
    values = {"fair": fair, "name": choose(fair.names), "style": STYLES[style], "versions": found, "newer": newer,
              "older": older, "changes": changes(older.text, newer.text) if older and newer else []}  # fmt: skip
    return render(request, "bulletin/versions.html", values)
