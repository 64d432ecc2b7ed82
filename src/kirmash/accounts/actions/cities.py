"""Setting up a city: the place, its register, and the first officer of its department."""

from django.db import transaction

from kirmash.accounts.actions.inviting import Wish, invite
from kirmash.accounts.models import Invitation
from kirmash.agreements.actions.registering import found_city
from kirmash.base.errors import Refused
from kirmash.base.models import Account, SiteRole
from kirmash.registry.models.place import Place, PlaceKind


@transaction.atomic
def set_up_city(
    *, name: str, country: str, email: str, person: str, language: str, by: Account, known: str = ""
) -> tuple[Place, Invitation]:
    """Let a city keep its register here: put it on record if it is not, and invite its officer.

    ``known`` is the word of a place that was chosen, as in ``place:gomel``.
    """
    if known:
        key = known.partition(":")[2]
        place = Place.objects.exclude(kind=PlaceKind.COUNTRY).filter(key=key).first()
        if place is None:
            raise Refused("no-such-thing", subject=known)
    else:
        place = found_city(name=name, country=country, account=by)
    wish = Wish(email=email, role=SiteRole.CITY, subject=f"place:{place.key}", language=language, name=person)
    return place, invite(wish=wish, by=by)
