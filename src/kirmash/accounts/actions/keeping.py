"""Giving and taking roles; closing accounts and opening them again."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from kirmash.accounts.actions.inviting import close_links, demand_reach
from kirmash.accounts.queries.scope import keeps, reachable, scope_of
from kirmash.base.actions import give_mandate, keep_an_administrator, take_mandate
from kirmash.base.errors import Refused
from kirmash.base.models import SITE, Account, Change, Mandate, SiteRole


@transaction.atomic
def give_role(*, account: Account, role: SiteRole, subject: str, by: Account) -> Mandate:
    """Let an account hold a role, where the giver reaches it."""
    demand_reach(scope_of(by), role, subject)
    return give_mandate(account=account, role=role, subject=subject, by=by)


@transaction.atomic
def take_role(*, mandate: Mandate, by: Account) -> None:
    """Let an account no longer hold a role, where the taker reaches it."""
    role = SiteRole(mandate.role)
    if (role, mandate.subject) not in reachable(scope_of(by), [(role, mandate.subject)]):
        raise Refused("role-out-of-reach", role=role.label)
    take_mandate(mandate=mandate, by=by)


@transaction.atomic
def deactivate(*, account: Account, by: Account) -> None:
    """Close an account: nobody signs in there, its sessions end, its open links are void."""
    if account.pk == by.pk:
        raise Refused("not-yourself")
    _demand_whole(account, by)
    if (SiteRole.ADMINISTRATOR, SITE) in account.held:
        keep_an_administrator(without=account)
    _set_active(account, by, is_active=False)
    close_links(account=account)
    end_sessions(account=account)


@transaction.atomic
def reactivate(*, account: Account, by: Account) -> None:
    """Open a closed account again; its roles are what they were, its sessions stay ended."""
    _demand_whole(account, by)
    _set_active(account, by, is_active=True)


def end_sessions(*, account: Account) -> int:
    """End every session of an account; return their number."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    keys = [s.session_key for s in running if s.get_decoded().get("_auth_user_id") == str(account.pk)]
    return Session.objects.filter(session_key__in=keys).delete()[0]


def _set_active(account: Account, by: Account, *, is_active: bool) -> None:
    account.is_active = is_active
    account.save(update_fields=["is_active"])
    verb = "reactivate" if is_active else "deactivate"
    Change.objects.create(account=by, verb=verb, table="account", record=str(account.pk))


def _demand_whole(account: Account, by: Account) -> None:
    if not keeps(scope_of(by), account):
        raise Refused("account-out-of-reach")
