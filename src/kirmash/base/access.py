"""Who may do what: a right is a predicate over the mandates of an account and the words of a thing.

A thing is named by its words: an exhibitor's are its own organisation, its pavilion, its places and its fair.
A role held for the site fits everything; a role held for one thing fits whatever has that thing among its words.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from rules.predicates import Predicate

from kirmash.base.models import SITE, Account, SiteRole

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Words = frozenset[str]

#: Every right by its name, for the templates and for the table in the documentation.
RIGHTS: dict[str, Predicate] = {}


def held_as(*roles: SiteRole) -> Predicate:
    """Return the predicate: the account holds one of the roles for the site or for one of the thing's words.

    Without a thing it asks whether the account holds one of the roles at all.
    """

    def holds(account: Account, words: Words | None = None) -> bool:
        return any(
            role in roles and (words is None or subject == SITE or subject in words) for role, subject in account.held
        )

    return Predicate(holds, name=" or ".join(roles))


def whatever(predicate: Predicate) -> Predicate:
    """Return the predicate for any thing: who holds the role for one city may read what lies open to all cities."""
    return Predicate(lambda account, words=None: bool(predicate.test(account)), name=predicate.name)


def for_the_site(predicate: Predicate) -> Predicate:
    """Return the predicate for what belongs to no fair: only who holds the role for the whole site has it."""
    return Predicate(lambda account, _words=None: bool(predicate.test(account, frozenset())), name=predicate.name)


def right(name: str, predicate: Predicate) -> Predicate:
    """Name a right."""
    RIGHTS[name] = predicate
    return predicate


ADMINISTRATOR = held_as(SiteRole.ADMINISTRATOR)
ORGANISER = held_as(SiteRole.ORGANISER)
PLANNER = held_as(SiteRole.PLANNER)
PROTOCOL = held_as(SiteRole.PROTOCOL)
PRESS = held_as(SiteRole.PRESS)
AUDITOR = held_as(SiteRole.AUDITOR)
EXHIBITOR = held_as(SiteRole.EXHIBITOR)
PAVILION = held_as(SiteRole.PAVILION)
BUYER = held_as(SiteRole.BUYER)
DELEGATION = held_as(SiteRole.DELEGATION)
CITY = held_as(SiteRole.CITY)
#: An administrator looks through the account, to help; what is confidential even among staff stays closed then.
LOOKED_THROUGH = Predicate(lambda account, _words=None: bool(account.__dict__.get("is_looked_through")), name="support")
#: Those who work for the fair, each in their part.
STAFF = ADMINISTRATOR | ORGANISER | PLANNER | PROTOCOL | PRESS
ANYONE = held_as(*SiteRole)

ADMINISTER = right("administer", ADMINISTRATOR)
SEE_VIEWINGS = right("see_viewings", ADMINISTRATOR | AUDITOR)
SEE_HISTORY = right("see_history", ADMINISTRATOR | ORGANISER | PRESS | AUDITOR)


def may(person: object, wanted: Predicate, words: Words | None = None) -> bool:
    """Say whether the person has the right, for a thing named by its words or for any."""
    return isinstance(person, Account) and person.is_active and bool(wanted.test(person, words))


def demand(person: object, wanted: Predicate, words: Words | None = None) -> None:
    """Refuse the person without the right."""
    if not may(person, wanted, words):
        raise PermissionDenied


def requires(wanted: Predicate, of: Callable[..., Words | None] | None = None) -> Callable[[View[P]], View[P]]:
    """Refuse everyone without the right; ``of`` makes the thing's words from the address."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            demand(request.user, wanted, of(**kwargs) if of else None)
            return view(request, *args, **kwargs)

        return guarded

    return guard


class Rights(Mapping[str, bool]):
    """The rights of a person by name, as templates ask for them."""

    def __init__(self, person: object) -> None:
        self.person = person

    def __getitem__(self, name: str) -> bool:
        return may(self.person, RIGHTS[name])

    def __iter__(self) -> Iterator[str]:
        return iter(RIGHTS)

    def __len__(self) -> int:
        return len(RIGHTS)


def fair_word(key: str, **_: object) -> Words:
    """Return the words of the fair in an address."""
    return frozenset({f"fair:{key}"})
