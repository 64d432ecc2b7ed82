"""Whose accounts a person keeps: administrators everybody's, organisers those of their fairs.

What an organiser may give is held for a thing of the own fair and of no other organiser's:
a company that exhibits at two fairs of two organisers is the administrators' business (decision 0018).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from kirmash.base.models import SITE, Account, Mandate, SiteRole
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.matching.models import GoodsLine

Held = tuple[str, str]
#: Roles that people have who work for one fair.
OF_STAFF = (SiteRole.ORGANISER, SiteRole.PLANNER, SiteRole.PROTOCOL, SiteRole.PRESS)
#: Roles that the organiser of a fair gives.
OF_FAIR = (*OF_STAFF, SiteRole.EXHIBITOR, SiteRole.PAVILION, SiteRole.BUYER, SiteRole.DELEGATION)
#: Things whose word begins with that of their fair, as in ``pavilion:a-fair/belarus``.
WITHIN_FAIR = ("pavilion", "delegation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far someone's keeping of accounts reaches; ``fairs`` are keys, None stands for every fair."""

    is_whole: bool = False
    fairs: frozenset[str] | None = frozenset()

    @property
    def roles(self) -> tuple[SiteRole, ...]:
        """The roles that may be given at all."""
        return tuple(SiteRole) if self.is_whole else OF_FAIR

    def has_fair(self, key: str) -> bool:
        """Say whether a fair is reached."""
        return self.is_whole or self.fairs is None or key in self.fairs


def scope_of(person: Account) -> Scope:
    """Return how far a person's keeping of accounts reaches."""
    if (SiteRole.ADMINISTRATOR, SITE) in person.held:
        return Scope(is_whole=True, fairs=None)
    organised = {subject for role, subject in person.held if role == SiteRole.ORGANISER}
    return Scope(fairs=None if SITE in organised else frozenset(s.partition(":")[2] for s in organised))


def accounts_in(scope: Scope) -> QuerySet[Account]:
    """Return the accounts that touch what the scope reaches."""
    if scope.is_whole:
        return Account.objects.all()
    touching = Mandate.objects.filter(touching_mandates(scope)).order_by().values("account")
    invited = Q(invitations__fair__startswith="fair:")
    if scope.fairs is not None:
        invited = Q(invitations__fair__in=[f"fair:{key}" for key in scope.fairs])
    buying = Mandate.objects.filter(role=SiteRole.BUYER).order_by().values("account")
    without = Mandate.objects.order_by().values("account")
    guests = Account.objects.filter(invited).filter(Q(pk__in=buying) | ~Q(pk__in=without)).values("pk")
    return Account.objects.filter(Q(pk__in=touching) | Q(pk__in=guests))


def touching_mandates(scope: Scope) -> Q:
    """Return the condition that a mandate belongs to what the scope reaches."""
    if scope.is_whole:
        return Q()
    if scope.fairs is None:
        return Q(role__in=OF_FAIR) & ~Q(subject=SITE)
    exhibitors = Exhibitor.objects.filter(fair__key__in=scope.fairs).order_by()
    word = Concat(Value("organisation:"), F("organisation__key"), output_field=CharField())
    words = exhibitors.annotate(word=word).values("word")
    found = Q(role__in=OF_STAFF, subject__in=[f"fair:{key}" for key in scope.fairs])
    found |= Q(role=SiteRole.EXHIBITOR, subject__in=words)
    for key in sorted(scope.fairs):
        for kind in WITHIN_FAIR:
            found |= Q(subject__startswith=f"{kind}:{key}/")
    return found


def reachable(scope: Scope, held: Iterable[Held]) -> frozenset[Held]:
    """Return those of the roles that someone of the scope may give and take; two queries for any number."""
    wanted = frozenset(held)
    if scope.is_whole:
        return wanted
    keys = {subject.partition(":")[2] for _role, subject in wanted if subject.startswith("organisation:")}
    fairs = _fairs_of(keys) if keys else {}
    return frozenset(pair for pair in wanted if _is_reached(scope, *pair, fairs))


def keeps(scope: Scope, account: Account) -> bool:
    """Say whether all that an account holds is reached, so that it may be closed and get a new password."""
    return reachable(scope, account.held) == account.held


def _is_reached(scope: Scope, role: str, subject: str, fairs: dict[str, frozenset[str]]) -> bool:
    kind, _, key = subject.partition(":")
    if role not in OF_FAIR or kind == SITE:
        return False
    if kind == "organisation":
        there = fairs.get(key, frozenset())
        return all(map(scope.has_fair, there)) and (bool(there) or role == SiteRole.BUYER)
    return scope.has_fair(key.partition("/")[0] if kind in WITHIN_FAIR else key)


def _fairs_of(organisations: set[str]) -> dict[str, frozenset[str]]:
    """Return at which fairs organisations exhibit, or offer and seek goods."""
    found: dict[str, set[str]] = {}
    for model in (Exhibitor, GoodsLine):
        rows = model._default_manager.filter(organisation__key__in=organisations).order_by()
        for organisation, fair in rows.values_list("organisation__key", "fair__key").distinct():
            found.setdefault(organisation, set()).add(fair)
    return {organisation: frozenset(keys) for organisation, keys in found.items()}
