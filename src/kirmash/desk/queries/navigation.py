"""The navigation: what each role comes for, in the order in which it comes for it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from rules.predicates import Predicate

from kirmash.accounts.rights import KEEP_ACCOUNTS
from kirmash.agreements.rights import (
    READ_AGREEMENTS,
    SEE_DEALS,
    SEE_DESK,
    SEE_RECONCILIATIONS,
    SEE_REGISTER,
    SEE_SIGNED,
)
from kirmash.base.access import ADMINISTER, ANYONE, SEE_HISTORY, SEE_VIEWINGS, may
from kirmash.base.models import SiteRole
from kirmash.base.texts import choose
from kirmash.base.web import account_of
from kirmash.bulletin.rights import READ_RELEASES
from kirmash.catalogue.rights import PUBLISH_CATALOGUE
from kirmash.desk.queries.helping import help_on
from kirmash.desk.queries.person import fair_now, own_exhibitors, own_places, role_now
from kirmash.desk.queries.tours import tour_of
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.rights import SEE_EXHIBITORS
from kirmash.protocol.rights import SEE_DELEGATIONS
from kirmash.record.rights import READ_RECORD
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the navigation: its words, where it leads, and whether one is there."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the navigation."""

    label: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it is declared: its words, the page's name, whose it is, and the pages that belong to it."""

    label: object  # a sentence that waits for its language
    page: str
    right: Predicate
    of_fair: bool = False
    by_language: bool = False
    also: tuple[str, ...] = ()


#: The pages of the file of an agreement.
FILE_PAGES = (
    "agreement-file", "agreement-text", "agreement-version", "agreement-freeze", "agreement-step-add",
    "agreement-step", "agreement-decide", "agreement-override", "agreement-signing", "agreement-signatory",
    "agreement-issue", "agreement-papers", "agreement-check", "agreement-draft",
    "agreement-routes", "agreement-route", "custody", "custody-change", "original-lend", "scan-add", "group", "session",
    "commitment", "commitment-add", "news-add",
)  # fmt: skip
FAIR = (
    Line(label=_("Overview"), page="fair", right=ANYONE, of_fair=True),
    Line(label=_("Exhibitors"), page="exhibitors", right=SEE_EXHIBITORS, of_fair=True, also=("exhibitor",)),
    Line(label=_("Delegations"), page="delegations", right=SEE_DELEGATIONS, of_fair=True, also=("delegation",)),
    Line(
        label=_("Agreements"), page="agreements", right=READ_AGREEMENTS, of_fair=True, also=("agreement", *FILE_PAGES)
    ),
    Line(
        label=_("Signing desk"),
        page="desk",
        right=SEE_DESK,
        of_fair=True,
        also=("desk-open", "desk-rules", "desk-now", "desk-answer", "desk-slot", "desk-equip", "desk-not-signed"),
    ),
    Line(label=_("What was signed"), page="signed", right=SEE_SIGNED, of_fair=True, also=("signed-waiting",)),
    Line(label=_("Bulletin"), page="bulletin", right=READ_RELEASES, of_fair=True, by_language=True),
    Line(label=_("Catalogue"), page="catalogue-publishing", right=PUBLISH_CATALOGUE, of_fair=True),
    Line(label=_("All fairs"), page="fairs", right=ANYONE),
)
RECORD = (
    Line(label=_("Claims"), page="claims", right=READ_RECORD, also=("claim", "claim-state", "figure")),
    Line(label=_("Conflicts"), page="conflicts", right=READ_RECORD, also=("conflict",)),
    Line(label=pgettext_lazy("what no source says", "Unknown"), page="unknowns", right=READ_RECORD, also=("unknown",)),
    Line(label=_("Cities"), page="cities", right=SEE_REGISTER, also=("city-set-up",)),
    Line(label=_("Deals"), page="deals", right=SEE_DEALS, also=("deal", "deal-add", "deal-stage")),
    Line(
        label=_("Reconciliation"),
        page="reconciliations",
        right=SEE_RECONCILIATIONS,
        also=(
            "reconciliation",
            "reconciliation-add",
            "finding",
            "finding-name",
            "finding-unsettle",
            "finding-reopen",
            "reconciliation-remove",
        ),
    ),
    Line(label=_("History"), page="history", right=SEE_HISTORY),
)
SITE: tuple[Line, ...] = (
    Line(label=_("Accounts"), page="accounts", right=KEEP_ACCOUNTS, also=("account-kept", "invite")),
    Line(label=_("Personal data"), page="privacy-people", right=ADMINISTER, also=("privacy-subject",)),
    Line(label=_("Who saw what"), page="privacy-viewings", right=SEE_VIEWINGS),
    Line(label=_("Jobs"), page="jobs", right=ADMINISTER, also=("job", "job-workers")),
    Line(label=_("Tokens and webhooks"), page="connections", right=ADMINISTER),
    Line(label=_("Mail"), page="mail", right=ADMINISTER, also=("mail-message", "mail-kinds", "mail-kind")),
)
#: Whose part of the navigation stands first.
RECORD_FIRST = frozenset({SiteRole.PRESS, SiteRole.AUDITOR})
SITE_FIRST = frozenset({SiteRole.ADMINISTRATOR})


def sections_of(request: HttpRequest) -> list[Section]:
    """Return the navigation of the person who asks."""
    account = account_of(request)
    if account is None or not account.held:
        return []
    fair, role = fair_now(account), role_now(request)
    parts = [("fair", choose(fair.names) if fair else str(_("Fairs")), FAIR), ("record", str(_("Record")), RECORD)]
    if SITE:
        parts.append(("site", str(_("Site")), SITE))
    first = "record" if role in RECORD_FIRST else "site" if role in SITE_FIRST else "fair"
    parts.sort(key=lambda part: part[0] != first)
    start = Section(label="", entries=[_entry(request, Line(label=_("Start"), page="home", right=ANYONE), None)])
    own = [_own(request, exhibitor) for exhibitor in own_exhibitors(account)]
    mine = [Section(label=str(_("My company")), entries=own)] if own else []
    cities = [_city(request, place) for place in own_places(account)]
    mine += [Section(label=str(_("My city")), entries=cities)] if cities else []
    rest = [Section(label=label, entries=_entries(request, lines, fair)) for _name, label, lines in parts]
    return [start, *mine, *(section for section in rest if section.entries)]


def _entries(request: HttpRequest, lines: tuple[Line, ...], fair: Fair | None) -> list[Entry]:
    seen = (line for line in lines if may(request.user, line.right) and (fair or not line.of_fair))
    return [_entry(request, line, fair) for line in seen]


def _entry(request: HttpRequest, line: Line, fair: Fair | None) -> Entry:
    words = [fair.key] if line.of_fair and fair else []
    words += [get_language() or "en"] if line.by_language else []
    here = request.resolver_match.url_name if request.resolver_match else ""
    return Entry(label=str(line.label), url=reverse(line.page, args=words), is_here=here in {line.page, *line.also})


def _own(request: HttpRequest, exhibitor: Exhibitor) -> Entry:
    url = reverse("exhibitor", args=[exhibitor.fair.key, exhibitor.key])
    return Entry(label=name_of(exhibitor.organisation.names.all()), url=url, is_here=request.path == url)


def frame(request: HttpRequest) -> dict[str, object]:
    """Return what the frame of every page shows beside the page: navigation, theme, help, tour."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return {
        "navigation": SimpleLazyObject(lambda: sections_of(request)),
        "page_help": help_on(name or ""),
        "tour": SimpleLazyObject(lambda: tour_of(request)),
    }


def _city(request: HttpRequest, place: Place) -> Entry:
    url = reverse("city", args=[place.key])
    return Entry(label=name_of(place.names.all()), url=url, is_here=request.path.startswith(url))
