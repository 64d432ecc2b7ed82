"""Pages on which a bulletin is let out: its way, and what is done on it."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.access import fair_word, requires
from kirmash.base.errors import Refused
from kirmash.base.texts import choose
from kirmash.base.web import account_of, offer
from kirmash.bulletin.actions import (
    Notice,
    ask_for_approval,
    mark_edited,
    publish,
    set_embargo,
    withdraw_publication,
)
from kirmash.bulletin.forms import AskForm, EmbargoForm, PublishForm, WithdrawForm
from kirmash.bulletin.models import Release
from kirmash.bulletin.queries import current_publication, stale_sentences, standing_of
from kirmash.bulletin.queries.public import all_published
from kirmash.bulletin.queries.publishing import Standing
from kirmash.bulletin.rights import PUBLISH_RELEASES
from kirmash.bulletin.wording.style import STYLES


def _release(key: str, style: str) -> Release:
    if style not in STYLES:
        raise Http404
    return get_object_or_404(Release.objects.select_related("fair"), fair__key=key, style=style)


def _asking(standing: Standing, data: object = None) -> AskForm:
    form = AskForm(data)  # type: ignore[arg-type]  # what a request sends
    offer(form, "party", [(side.party.position, side.name) for side in standing.parties])
    return form


@requires(PUBLISH_RELEASES, of=fair_word)
def way_out(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Show how far a bulletin is on its way out, and what can be done next."""
    release = _release(key, style)
    fair, standing = release.fair, standing_of(release)
    until = (
        release.embargo_until.astimezone(ZoneInfo(fair.time_zone)).replace(tzinfo=None)
        if release.embargo_until
        else None
    )
    let_out = list(all_published(fair=key).filter(release=release))
    values = {"fair": fair, "name": choose(fair.names), "style": STYLES[style], "standing": standing,
              "release": release, "hindrances": [Refused(code) for code in standing.hindrances],
              "ask": _asking(standing), "can_ask": settings.MAIL_SERVER is not None,
              "embargo": EmbargoForm(initial={"until": until}), "publish": PublishForm(), "withdraw": WithdrawForm(),
              "published": let_out, "stale": stale_sentences(standing.publication) if standing.publication else [],
              "requests": standing.version.requests.select_related("party")}  # fmt: skip
    return render(request, "bulletin/way_out.html", values)


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def embargo(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Set or lift the embargo, by the clock of the fair."""
    release = _release(key, style)

    def done(form: Form) -> str:
        until: datetime.datetime | None = form.cleaned_data["until"]
        zoned = until.replace(tzinfo=ZoneInfo(release.fair.time_zone)) if until else None
        set_embargo(release=release, until=zoned, account=account_of(request))
        return _("The embargo is set.") if zoned else _("There is no embargo.")

    return _do(request, key, style, EmbargoForm(request.POST), done)


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def ask(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Ask the press service of a party by mail."""
    release = _release(key, style)
    standing = standing_of(release)

    def done(form: Form) -> str:
        party = next(s.party for s in standing.parties if str(s.party.position) == form.cleaned_data["party"])
        email = form.cleaned_data["email"]
        site = request.build_absolute_uri("/")
        ask_for_approval(release=release, party=party, email=email, site=site, account=account_of(request))
        return _("Sent to %(email)s.") % {"email": email}

    return _do(request, key, style, _asking(standing, request.POST), done)


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def let_out(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Publish the latest version, or publish it as a correction."""
    release = _release(key, style)

    def done(form: Form) -> str:
        words = form.cleaned_data
        notice = Notice(was_wrong=words["was_wrong"], is_right=words["is_right"])
        publish(release=release, in_spite_of=words["in_spite_of"], notice=notice, account=account_of(request))
        return _("The bulletin is published. It stands on the press page and in the feeds.")

    return _do(request, key, style, PublishForm(request.POST), done)


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def withdraw(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Withdraw what stands in public, with a reason."""
    standing = current_publication(_release(key, style))
    if standing is None:
        raise Http404

    def done(form: Form) -> str:
        withdraw_publication(publication=standing, why=form.cleaned_data["why"], account=account_of(request))
        return _("The bulletin is withdrawn. Copies that others keep may last longer.")

    return _do(request, key, style, WithdrawForm(request.POST), done)


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def mark(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Note that a native editor has gone over a draft."""
    release = _release(key, style)
    try:
        mark_edited(release=release, edited_at=timezone.now(), account=account_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The text is marked as edited. It can be published now."))
    return redirect("bulletin", key=key, style=style)


def _do(request: HttpRequest, key: str, style: str, form: Form, done: Callable[[Form], str]) -> HttpResponse:
    """Do what a form asks for, say what came of it, and lead back to the way out."""
    if not form.is_valid():
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            messages.error(request, f"{label}: {' '.join(str(error) for error in errors)}")
    else:
        try:
            messages.success(request, done(form))
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("bulletin-way-out", key=key, style=style)
