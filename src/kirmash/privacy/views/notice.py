"""The privacy notice for everybody, and the register of processing for whoever is signed in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kirmash.base.web import download, own_account
from kirmash.consent.wording import PURPOSES
from kirmash.privacy.exports.lists import register_csv
from kirmash.privacy.queries.register import register


@login_not_required
def notice(request: HttpRequest) -> HttpResponse:
    """Tell everybody which personal data are kept, why and for how long; made from what the chapters declare."""
    values = {"entries": register(), "purposes": PURPOSES, "contact": settings.PRIVACY_CONTACT}
    return render(request, "privacy/notice.html", values)


def register_page(request: HttpRequest) -> HttpResponse:
    """Show the register of processing to whoever is signed in."""
    own_account(request)
    return render(request, "privacy/register.html", {"entries": register(), "contact": settings.PRIVACY_CONTACT})


def register_file(request: HttpRequest) -> HttpResponse:
    """Give the register of processing as CSV."""
    own_account(request)
    return download(register_csv(register()), name="register.csv", kind="text/csv")
