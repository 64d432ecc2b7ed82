"""The navigation: what each role comes for, in the order in which it comes for it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from rules.predicates import Predicate

from kirmash.accounts.rights import KEEP_ACCOUNTS
from kirmash.agreements.rights import READ_AGREEMENTS
from kirmash.base.access import ADMINISTER, ANYONE, SEE_HISTORY, SEE_VIEWINGS, may
from kirmash.base.models import Account, SiteRole
from kirmash.base.texts import choose
from kirmash.bulletin.rights import READ_RELEASES
from kirmash.catalogue.rights import PUBLISH_CATALOGUE
from kirmash.desk.queries.helping import help_on
from kirmash.desk.queries.tours import tour_of
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.rights import SEE_EXHIBITORS
from kirmash.protocol.rights import SEE_DELEGATIONS
from kirmash.record.rights import READ_RECORD
from kirmash.registry.queries import name_of

Address = Callable[[Fair], str]


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


FAIR = (
    Line(label=_("Overview"), page="fair", right=ANYONE, of_fair=True),
    Line(label=_("Exhibitors"), page="exhibitors", right=SEE_EXHIBITORS, of_fair=True, also=("exhibitor",)),
    Line(label=_("Delegations"), page="delegations", right=SEE_DELEGATIONS, of_fair=True, also=("delegation",)),
    Line(label=_("Agreements"), page="agreements", right=READ_AGREEMENTS, of_fair=True, also=("agreement",)),
    Line(label=_("Bulletin"), page="bulletin", right=READ_RELEASES, of_fair=True, by_language=True),
    Line(label=_("Catalogue"), page="catalogue-publishing", right=PUBLISH_CATALOGUE, of_fair=True),
    Line(label=_("All fairs"), page="fairs", right=ANYONE),
)
RECORD = (
    Line(label=_("Claims"), page="claims", right=READ_RECORD, also=("claim", "claim-state", "figure")),
    Line(label=_("Conflicts"), page="conflicts", right=READ_RECORD, also=("conflict",)),
    Line(label=pgettext_lazy("what no source says", "Unknown"), page="unknowns", right=READ_RECORD, also=("unknown",)),
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


def account_of(request: HttpRequest) -> Account | None:
    """Return who asks; nobody where a page of an error is made before it was known who that is."""
    account = getattr(request, "user", None)
    return account if isinstance(account, Account) else None


def roles_of(account: Account) -> list[SiteRole]:
    """Return the roles that an account holds, in the order of the list of roles."""
    held = {role for role, _subject in account.held}
    return [role for role in SiteRole if role in held]


def role_now(request: HttpRequest) -> SiteRole | None:
    """Return the role in which someone looks at the site now: the one they chose, or their first."""
    account = account_of(request)
    roles = roles_of(account) if account else []
    chosen = request.session.get("role") if roles else None
    return SiteRole(chosen) if chosen in roles else next(iter(roles), None)


def fair_now(account: Account) -> Fair | None:
    """Return the fair that someone works for, or else the latest; asked for once per request."""
    if "fair_now" not in account.__dict__:
        own = {subject.partition(":")[2].partition("/")[0] for _role, subject in account.held if _is_of_fair(subject)}
        fairs = Fair.objects.select_related("place").prefetch_related("place__names").order_by("-begins_on")
        account.__dict__["fair_now"] = (fairs.filter(key__in=own).first() if own else None) or fairs.first()
    found: Fair | None = account.__dict__["fair_now"]
    return found


def _is_of_fair(subject: str) -> bool:
    return subject.partition(":")[0] in {"fair", "pavilion", "delegation"}


def own_exhibitors(account: Account) -> list[Exhibitor]:
    """Return the appearances of the organisations that someone exhibits for, the latest fair's first."""
    keys = [subject.partition(":")[2] for role, subject in account.held if role == SiteRole.EXHIBITOR]
    if not keys:
        return []
    found = Exhibitor.objects.filter(organisation__key__in=keys).select_related("fair", "organisation")
    return list(found.prefetch_related("organisation__names").order_by("-fair__begins_on", "key"))


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
