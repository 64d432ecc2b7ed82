"""Fill a database for the load: 31,000 invented organisations that all exhibit, and an organiser signed in."""

import random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

import bench_search
from builders import an_account
from kirmash.base.models import SiteRole
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.folder.loading import import_folder
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place
from kirmash.scenarios import FOUNDING_FAIR


def main() -> None:
    """Fill the database; print the key of the session."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    fair, _loading = import_folder(FOUNDING_FAIR)
    bench_search.fill()
    places, sections = list(Place.objects.filter(kind="city")), list(fair.sections.all())
    chance = random.Random(9)  # noqa: S311  # invented companies, no secret
    made = list(Organisation.objects.filter(is_demo=True).order_by("pk"))
    for organisation in made:
        organisation.place = chance.choice(places)
    Organisation.objects.bulk_update(made, ["place"], batch_size=400)
    Exhibitor.objects.bulk_create(
        (
            Exhibitor(
                fair=fair, key=one.key, organisation=one, standing="main", section=chance.choice(sections),
                has_own_staff=True, has_own_goods=True,
            )
            for one in made
        ),
        batch_size=400,
    )  # fmt: skip
    account = an_account("aigerim@kirmash.example", SiteRole.ORGANISER)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    print(session.session_key)


if __name__ == "__main__":
    main()
