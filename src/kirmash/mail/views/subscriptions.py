"""The page on which somebody ends a subscription, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kirmash.mail.actions import refuse, take_again
from kirmash.mail.models import Refusal
from kirmash.mail.queries import labels_of_kinds, subscription_of


@csrf_exempt  # the mail program that ends a subscription by one click (RFC 8058) has no cookie; the link is signed
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link ends, and end it on a button: programs that look behind links end nothing."""
    found = subscription_of(token)
    if found is None:
        raise Http404
    kind, digest = found
    if request.method == "POST":
        if request.POST.get("act") == "take-again":
            take_again(digest=digest, kind=kind)
        else:
            refuse(digest=digest, kind=kind)
    values = {
        "kind": labels_of_kinds([kind])[kind],
        "is_refused": Refusal.objects.filter(digest=digest, kind=kind).exists(),
        "is_done": request.method == "POST",
    }
    response = render(request, "mail/unsubscribe.html", values)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
