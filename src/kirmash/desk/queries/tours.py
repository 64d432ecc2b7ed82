"""Tours: a walk through the pages that a role needs, one sentence at each stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import SiteRole
from kirmash.base.web import account_of
from kirmash.desk.queries.person import fair_now
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.queries import seen_by

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KEY = "tour"
STOPS: "Mapping[str, StrPromise]" = {
    "home": _("This is your start page. What is due stands first, and each line leads to where you do it."),
    "fair": _("The fair on one page: every figure leads to its definition, its date and its source."),
    "exhibitors": _("Filter, sort and choose columns; the list goes out as CSV, XLSX or JSON, just as you see it."),
    "exhibitor": _("One exhibitor: offers and demands in their own language, machines, stand wish and people."),
    "agreements": _("Who concluded what with whom, and in which office they signed."),
    "bulletin": _("Click a sentence: beside it appear the claims that carry it. No fact, no sentence."),
    "claims": _("Every figure is somebody's claim. Nothing is overwritten; what is wrong is withdrawn with a reason."),
    "conflicts": _("Where sources disagree, both stand side by side until somebody decides, with a reason."),
    "unknowns": _("What no source says is watched here and stays out of every bulletin."),
    "history": _("Nothing is done without leaving a line here."),
    "delegations": _("Who comes together. A programme is known to the delegation and its protocol officers only."),
    "accounts": _("Invite people here. A role is held for the whole site, or for one fair, company or pavilion."),
    "jobs": _("Work in the background: what waits, what runs, what failed and can be done again."),
    "catalogue": _("What everybody sees of the exhibitors without signing in; it can be searched in any script."),
    "privacy-viewings": _("Who saw pages with personal data, when, and on whose behalf."),
    "account": _("Your own account: name, language, second factor, passkeys and open sessions."),
    "search": _("One search for everything, in any script and spelling. Press / to come here from anywhere."),
}
TOURS: dict[str, tuple[str, ...]] = {
    SiteRole.ADMINISTRATOR: ("home", "accounts", "privacy-viewings", "jobs", "history", "search"),
    SiteRole.ORGANISER: ("home", "fair", "exhibitors", "exhibitor", "catalogue", "conflicts", "bulletin", "search"),
    SiteRole.PLANNER: ("home", "fair", "exhibitors", "exhibitor", "search"),
    SiteRole.PROTOCOL: ("home", "delegations", "agreements", "exhibitors", "search"),
    SiteRole.PRESS: ("home", "claims", "conflicts", "unknowns", "bulletin", "search"),
    SiteRole.AUDITOR: ("home", "fair", "claims", "conflicts", "history", "privacy-viewings"),
    SiteRole.EXHIBITOR: ("home", "exhibitor", "catalogue", "account"),
    SiteRole.PAVILION: ("home", "exhibitors", "exhibitor", "fair"),
    SiteRole.BUYER: ("home", "catalogue", "account"),
    SiteRole.DELEGATION: ("home", "delegations", "account"),
    SiteRole.CITY: ("home", "exhibitors", "agreements", "claims", "search"),
}
OF_FAIR = {"fair", "exhibitors", "agreements", "bulletin", "exhibitor", "delegations", "catalogue"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where someone is on their tour."""

    number: int
    of: int
    text: str
    url: str


def tour_of(request: HttpRequest) -> Stop | None:
    """Return the stop at which someone is, if they are on a tour."""
    at = request.session.get(KEY) if account_of(request) else None
    if not isinstance(at, dict) or at.get("role") not in TOURS:
        return None
    stops = TOURS[at["role"]]
    number = min(max(int(at.get("stop", 0)), 0), len(stops) - 1)
    return Stop(number=number + 1, of=len(stops), text=str(STOPS[stops[number]]), url=_address(request, stops[number]))


def _address(request: HttpRequest, stop: str) -> str:
    """Return where a stop is; without a fair, or with none of its exhibitors in sight, the start page stands in."""
    if stop not in OF_FAIR:
        return reverse(stop)
    account = account_of(request)
    fair = fair_now(account) if account else None
    if fair is None:
        return reverse("home")
    if stop == "exhibitor":
        shown = seen_by(request.user, Exhibitor.objects.filter(fair=fair)).order_by("key").first()
        return reverse("exhibitor", args=[fair.key, shown.key]) if shown else reverse("home")
    if stop == "catalogue":
        return (
            reverse(stop, args=[get_language() or "en", fair.key]) if fair.catalogue_published_on else reverse("home")
        )
    return reverse(stop, args=[fair.key, get_language() or "en"] if stop == "bulletin" else [fair.key])
