"""Who someone is at the site now: in which role they look, for which fair and which companies they work."""

from django.http import HttpRequest

from kirmash.base.models import Account, SiteRole
from kirmash.base.web import account_of
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.place import Place


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
        fairs = Fair.objects.order_by("-begins_on")
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


def own_places(account: Account) -> list[Place]:
    """Return the cities and regions for whose departments someone works."""
    keys = [subject.partition(":")[2] for role, subject in account.held if role == SiteRole.CITY]
    return list(Place.objects.filter(key__in=keys).prefetch_related("names").order_by("key")) if keys else []
