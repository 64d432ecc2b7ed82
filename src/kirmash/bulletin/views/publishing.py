"""What staff decide of a release: whether everybody may see it, whether a native editor has gone over a draft."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.access import fair_word, requires
from kirmash.base.errors import Refused
from kirmash.base.web import account_of
from kirmash.bulletin.actions import close_release, mark_edited, publish_release
from kirmash.bulletin.models import Release
from kirmash.bulletin.rights import PUBLISH_RELEASES


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def publish(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Let everybody see a release."""
    account = account_of(request)
    return _decided(
        request, key, style, _("The bulletin is published. It stands on the press page and in the feeds."),
        lambda release: publish_release(release=release, published_at=timezone.now(), account=account),
    )  # fmt: skip


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def close(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Take a release from the public again."""
    account = account_of(request)
    return _decided(
        request, key, style, _("The bulletin is no longer public. Copies that others keep may last longer."),
        lambda release: close_release(release=release, account=account),
    )  # fmt: skip


@requires(PUBLISH_RELEASES, of=fair_word)
@require_POST
def mark(request: HttpRequest, key: str, style: str) -> HttpResponse:
    """Note that a native editor has gone over a draft."""
    account = account_of(request)
    return _decided(
        request, key, style, _("The text is marked as edited. It can be published now."),
        lambda release: mark_edited(release=release, edited_at=timezone.now(), account=account),
    )  # fmt: skip


def _decided(
    request: HttpRequest, key: str, style: str, sentence: str, decide: Callable[[Release], Release]
) -> HttpResponse:
    release = get_object_or_404(Release, fair__key=key, style=style)
    try:
        decide(release)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, sentence)
    return redirect("bulletin", key=key, style=style)
