"""``kirmash reindex``: the search, made again from the record."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kirmash.catalogue.actions import keys_of, put_exhibitors
from kirmash.record.actions import put_claims
from kirmash.record.models import Claim
from kirmash.registry.actions import goods_keys, put_goods, put_organisations, put_people, put_places
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Person
from kirmash.registry.models.place import Place
from kirmash.registry.queries import of_public_life
from kirmash.search.actions import in_batches, remove_entries
from kirmash.search.models import Entry, Kind

#: Which keys a kind has, and what puts them into the search.
SHELVES: dict[Kind, tuple[Callable[[], Iterable[str]], Callable[..., int]]] = {
    Kind.PLACE: (lambda: Place.objects.values_list("key", flat=True), put_places),
    Kind.ORGANISATION: (lambda: Organisation.objects.values_list("key", flat=True), put_organisations),
    Kind.PERSON: (lambda: of_public_life(Person.objects.all()).values_list("key", flat=True), put_people),
    Kind.GOODS: (goods_keys, put_goods),
    Kind.CLAIM: (lambda: Claim.objects.order_by("pk").values_list("key", flat=True), put_claims),
    Kind.EXHIBITOR: (keys_of, put_exhibitors),
}


class Command(BaseCommand):
    help = "Make the search again from the record; it can be used meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        call_command("migrate", verbosity=0, interactive=False)
        console = Console(highlight=False)
        columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console) as progress:
            for kind, (keys_of, put) in SHELVES.items():
                keys = list(keys_of())
                step = progress.add_task(str(kind.label), total=len(keys))
                for batch in in_batches(keys):
                    put(keys=batch)
                    progress.update(step, advance=len(batch))
                stored = Entry.objects.filter(kind=kind).values_list("key", flat=True)
                for batch in in_batches(set(stored) - set(keys)):
                    remove_entries(kind=kind, keys=batch)
        console.print(f"{Entry.objects.count()} entries in the search.")
