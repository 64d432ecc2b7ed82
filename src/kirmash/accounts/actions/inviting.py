"""Inviting people, sending them their link, and what they do with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from kirmash.accounts.models import LASTING, Invitation
from kirmash.accounts.queries.links import MAILED, SHOWN, ticket_of
from kirmash.accounts.queries.scope import Scope, keeps, reachable, scope_of
from kirmash.accounts.queries.things import is_there, named_things
from kirmash.base.actions import give_mandate, vouch_for_address
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.mail.actions import write
from kirmash.mail.kinds import INVITATION, NEW_ROLE, RENEWAL
from kirmash.mail.models import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Whom to invite, and as what."""

    email: str
    role: SiteRole
    subject: str
    language: str
    name: str = ""


def demand_reach(scope: Scope, role: SiteRole, subject: str) -> None:
    """Refuse a role that the scope does not reach, or a thing that is not there."""
    if (role, subject) not in reachable(scope, [(role, subject)]):
        raise Refused("role-out-of-reach", role=role.label)
    if not is_there(subject):
        raise Refused("no-such-thing", subject=subject)


@transaction.atomic
def invite(*, wish: Wish, by: Account) -> Invitation:
    """Give a role to the account of a mail address, which is made if there is none.

    The invitation has a link if nobody has signed in there yet.
    """
    scope = scope_of(by)
    demand_reach(scope, wish.role, wish.subject)
    account = _account_of(wish, by)
    if not account.is_active:
        raise Refused("account-closed", email=account.email)
    give_mandate(account=account, role=wish.role, subject=wish.subject, by=by)
    needs_link = account.last_login is None and not account.has_usable_password() and keeps(scope, account)
    if needs_link:
        close_links(account=account)
    return Invitation.objects.create(
        account=account,
        fair=_fair_of(wish.subject, scope),
        language=wish.language,
        by=by,
        closed=None if needs_link else timezone.now(),
    )


def invite_all(*, wishes: Iterable[Wish], by: Account) -> list[Invitation | Refused]:
    """Invite one after the other; what is refused is given back as a refusal and leaves the others alone."""
    found: list[Invitation | Refused] = []
    for wish in wishes:
        try:
            found.append(invite(wish=wish, by=by))
        except Refused as refused:
            found.append(refused)
    return found


@transaction.atomic
def renew_link(*, account: Account, language: str, by: Account) -> Invitation:
    """Let someone set a new password by a link; the old password stays until then, older links do not."""
    if not keeps(scope_of(by), account):
        raise Refused("account-out-of-reach")
    if not account.is_active:
        raise Refused("account-closed", email=account.email)
    close_links(account=account)
    _note("renew-link", account, by)
    is_renewal = account.last_login is not None
    return Invitation.objects.create(account=account, language=language, by=by, is_renewal=is_renewal)


def close_links(*, account: Account) -> None:
    """Let no open link of an account be used any more."""
    account.invitations.filter(closed=None).update(closed=timezone.now())


@transaction.atomic
def join(*, invitation: Invitation, password: str) -> Account:
    """Set the password of an invited account; the link is used up, and older sessions end with the old password."""
    if not Invitation.objects.filter(pk=invitation.pk, closed=None).update(closed=timezone.now()):
        raise Refused("link-used")
    account = Account.objects.select_for_update().get(pk=invitation.account_id)
    if not account.is_active:
        raise Refused("link-used")
    account.set_password(password)
    account.save(update_fields=["password"])
    _note("set-password", account, account)
    return account


def deliver(*, invitation: Invitation, site: str) -> bool:
    """Put an invitation into the outbox in its language; say whether it is on its way.

    ``site`` is the address of the site, as the inviter sees it.
    """
    roles = list(invitation.account.mandates.order_by("pk"))
    with translation.override(invitation.language):
        names = named_things(mandate.subject for mandate in roles)
        values = {
            "roles": [(mandate.get_role_display(), names[mandate.subject][0]) for mandate in roles],
            "inviter": invitation.by.email if invitation.by else site,
            "url": "" if invitation.closed else link_of(invitation, MAILED, site),
            "until": invitation.made + LASTING,
        }
    kind = NEW_ROLE if invitation.closed else RENEWAL if invitation.is_renewal else INVITATION
    message = write(kind=kind, to=invitation.account, values=values, language=invitation.language)
    return settings.MAIL_SERVER is not None and message is not None and message.state != State.FAILED


def shown_link(invitation: Invitation, site: str) -> str:
    """Return the link that the inviter is shown once: for a first password only, never for another one."""
    return "" if invitation.closed or invitation.is_renewal else link_of(invitation, SHOWN, site)


def link_of(invitation: Invitation, way: str, site: str) -> str:
    """Return the address at which an invitation is taken up."""
    return urljoin(site, reverse("join-open", args=[ticket_of(invitation, way)]))


def _account_of(wish: Wish, by: Account) -> Account:
    """Return the account of a mail address, made if there is none; of two who make it at once, one finds it."""
    email = wish.email.lower()
    values = {"password": make_password(None), "name": wish.name, "language": wish.language}
    account, is_new = Account.objects.get_or_create(email=email, defaults=values)
    if is_new:
        vouch_for_address(account=account)
        _note("invite", account, by, role=str(wish.role), subject=wish.subject)
    return account


def _fair_of(subject: str, scope: Scope) -> str:
    """Return the word of the fair that an invitation is for, where the thing or the inviter has just one."""
    kind, _colon, key = subject.partition(":")
    if kind in {"fair", "pavilion", "delegation"}:
        return f"fair:{key.partition('/')[0]}"
    if kind == "organisation":
        fairs = Fair.objects.filter(exhibitors__organisation__key=key)
        if scope.fairs is not None:
            fairs = Fair.objects.filter(key__in=scope.fairs)
        latest = fairs.order_by("-begins_on").first()
        return f"fair:{latest.key}" if latest else ""
    return ""


def _note(verb: str, account: Account, by: Account | None, **values: str) -> None:
    kept: Mapping[str, str] = values
    Change.objects.create(account=by, verb=verb, table="account", record=str(account.pk), values=dict(kept))
