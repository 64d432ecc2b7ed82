"""The list of accounts: which are asked for, and how each is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.accounts.queries.scope import Scope, accounts_in, touching_mandates
from kirmash.accounts.queries.things import named_things
from kirmash.base.models import Account, Mandate


class State(models.TextChoices):
    """How an account stands."""

    ACTIVE = "active", pgettext_lazy("an account", "active")
    INVITED = "invited", _("invited, never signed in")
    DEACTIVATED = "deactivated", pgettext_lazy("an account", "deactivated")
    DEMO = "demo", _("demo")


#: The condition of each state; the first that holds is shown.
STATES = {
    State.DEACTIVATED: Q(is_active=False),
    State.DEMO: Q(is_active=True, is_demo=True),
    State.INVITED: Q(is_active=True, is_demo=False, last_login=None),
    State.ACTIVE: Q(is_active=True, is_demo=False, last_login__isnull=False),
}
SORTS: dict[str, Lower | F] = {"email": Lower("email"), "created": F("created"), "last_login": F("last_login")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of an account in words: for whom, where that is shown, and since when."""

    mandate: Mandate
    role: str
    thing: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An account as the list shows it; ``more`` is the number of roles that the reader does not see."""

    account: Account
    name: str
    state: State
    roles: tuple[Role, ...]
    more: int


def state_of(account: Account) -> State:
    """Return how an account stands."""
    if not account.is_active:
        return State.DEACTIVATED
    if account.is_demo:
        return State.DEMO
    return State.ACTIVE if account.last_login else State.INVITED


def find_accounts(
    scope: Scope, *, text: str = "", role: str = "", state: str = "", sort: str = ""
) -> QuerySet[Account]:
    """Return the accounts of a scope that fit, sorted; by mail address where nothing else is asked."""
    found = accounts_in(scope)
    if text:
        found = found.filter(_says(text))
    if role:
        holding = Mandate.objects.filter(touching_mandates(scope), role=role).order_by().values("account")
        found = found.filter(pk__in=holding)
    if state in State.values:
        found = found.filter(STATES[State(state)])
    name = sort.removeprefix("-")
    column = SORTS.get(name, SORTS["email"])
    order = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return found.order_by(order, "pk")


def _says(text: str) -> Q:
    """Return the condition that an account is called so; SQLite folds Latin letters only, so others as they stand."""
    asked = Q(email__icontains=text)
    for spelled in {text, text.lower(), text.capitalize(), text.title()}:
        asked |= Q(name__icontains=spelled)
    return asked


def rows_of(accounts: Iterable[Account], scope: Scope) -> list[Row]:
    """Return accounts as a reader of the scope sees them, in the order given; a few queries for any number."""
    found = list(accounts)
    seen = Mandate.objects.filter(touching_mandates(scope)).order_by("pk")
    models.prefetch_related_objects(
        found,
        Prefetch("mandates", queryset=seen, to_attr="seen_mandates"),
        Prefetch("mandates", to_attr="all_mandates"),
    )
    shown: dict[int, list[Mandate]] = {account.pk: account.__dict__["seen_mandates"] for account in found}
    names = named_things(mandate.subject for mandates in shown.values() for mandate in mandates)
    return [
        Row(
            account=account,
            name=account.name,
            state=state_of(account),
            roles=tuple(_in_words(mandate, names) for mandate in shown[account.pk]),
            more=len(account.__dict__["all_mandates"]) - len(shown[account.pk]),
        )
        for account in found
    ]


def _in_words(mandate: Mandate, names: dict[str, tuple[str, str]]) -> Role:
    thing, url = names[mandate.subject]
    return Role(mandate=mandate, role=str(mandate.get_role_display()), thing=thing, url=url)


def roles_in_words(rows: Iterable[Role]) -> str:
    """Return roles as one line."""
    return "; ".join(f"{row.role}: {row.thing}" for row in rows)
