"""What takes in a nomenclature, and puts the registry into the search: places, organisations, people, goods."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet, Value
from django.db.models.functions import Concat

from kirmash.base.models import Account, Change
from kirmash.base.texts import written_sort_key
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.name import Case, NameForm
from kirmash.registry.models.organisation import Organisation, OrganisationOrder
from kirmash.registry.models.person import Person
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of, of_public_life, title_of
from kirmash.search.actions import entry_of, in_batches, put_entries
from kirmash.search.models import Entry, Kind

Row = TypeVar("Row", bound=Model)
LANGUAGES = tuple(language for language, _label in settings.LANGUAGES)


@transaction.atomic
def take_labels(
    *, nomenclature: str, labels: Mapping[str, Mapping[str, str]], account: Account | None = None
) -> tuple[int, int]:
    """Add codes with labels by language; a label of the same language is replaced, others stay.

    Return how many codes are new, and how many have other labels than before.
    """
    known = {goods.code: goods for goods in GoodsCode.objects.filter(nomenclature=nomenclature)}
    fresh = [
        GoodsCode(nomenclature=nomenclature, code=code, labels=dict(texts))
        for code, texts in labels.items()
        if code not in known
    ]
    changed = [known[code] for code, texts in labels.items() if code in known and not _has(known[code], texts)]
    for goods in changed:
        goods.labels = {**goods.labels, **labels[goods.code]}
    GoodsCode.objects.bulk_create(fresh, batch_size=500)
    GoodsCode.objects.bulk_update(changed, ["labels"], batch_size=500)
    put_goods(keys=[f"{nomenclature}-{goods.code}" for goods in (*fresh, *changed)])
    values = {"new": len(fresh), "changed": len(changed)}
    Change.objects.create(account=account, verb="import", table="nomenclature", record=nomenclature, values=values)
    return len(fresh), len(changed)


def _has(goods: GoodsCode, texts: Mapping[str, str]) -> bool:
    return all(goods.labels.get(language) == text for language, text in texts.items())


def put_places(*, keys: Iterable[str]) -> int:
    """Put places into the search, each with the place it lies in; return their number."""
    rows = Place.objects.prefetch_related("names", "parent__names")
    return put_entries(entries=(_of_place(place) for place in _with_keys(rows, keys)))


def put_organisations(*, keys: Iterable[str]) -> int:
    """Put organisations into the search, each with its place, and into the order of names; return their number."""
    wanted = list(keys)
    rows = Organisation.objects.prefetch_related("names", "place__names")
    order_organisations(keys=wanted)
    return put_entries(entries=(_of_organisation(organisation) for organisation in _with_keys(rows, wanted)))


def order_organisations(*, keys: Iterable[str]) -> None:
    """Put organisations into the order of names, in every language of the site."""
    for batch in in_batches(keys):
        OrganisationOrder.objects.bulk_create(
            [
                OrganisationOrder(
                    organisation=one, language=language,
                    place=written_sort_key(name_of(one.names.all(), language), language),
                )
                for one in Organisation.objects.filter(key__in=batch).prefetch_related("names")
                for language, _label in settings.LANGUAGES
            ],
            update_conflicts=True, unique_fields=["organisation", "language"], update_fields=["place"],
        )  # fmt: skip


def put_people(*, keys: Iterable[str]) -> int:
    """Put those of the people who hold an office into the search, each with it; return their number.

    Whoever holds none is known here as somebody's contact or companion, which is not for all who search.
    """
    rows = of_public_life(Person.objects.all()).prefetch_related(
        "names", "offices__role__names", "offices__body__names"
    )
    return put_entries(entries=(_of_person(person) for person in _with_keys(rows, keys)))


def put_goods(*, keys: Iterable[str]) -> int:
    """Put goods into the search, each key made of nomenclature and code, as in HS-1806; return their number."""
    rows = GoodsCode.objects.annotate(key=Concat("nomenclature", Value("-"), "code"))
    return put_entries(entries=(_of_goods(goods) for goods in _with_keys(rows, keys)))


def goods_keys() -> Iterable[str]:
    """Return the keys of all goods, as :func:`put_goods` takes them."""
    return (f"{nomenclature}-{code}" for nomenclature, code in GoodsCode.objects.values_list("nomenclature", "code"))


def _with_keys(rows: QuerySet[Row], keys: Iterable[str]) -> Iterator[Row]:
    for batch in in_batches(keys):
        yield from rows.filter(key__in=batch)


def _of_place(place: Place) -> Entry:
    titles, further = _titles(place.names.all())
    note = _in_every_language(place.parent.names.all()) if place.parent else {}
    return entry_of(kind=Kind.PLACE, key=place.key, titles=titles, note=note, further=further)


def _of_organisation(organisation: Organisation) -> Entry:
    titles, further = _titles(organisation.names.all())
    return entry_of(
        kind=Kind.ORGANISATION,
        key=organisation.key,
        titles=titles,
        note=_in_every_language(organisation.place.names.all()) if organisation.place else {},
        further=[*further, ("und", organisation.registration_number)],
        is_demo=organisation.is_demo,
    )


def _of_person(person: Person) -> Entry:
    titles, further = _titles(person.names.all())
    held = [office for office in person.offices.all() if office.held_until is None]
    note = {language: title_of(held[-1], language) for language in LANGUAGES} if held else {}
    return entry_of(kind=Kind.PERSON, key=person.key, titles=titles, note=note, further=further, is_demo=person.is_demo)


def _of_goods(goods: GoodsCode) -> Entry:
    key, code = f"{goods.nomenclature}-{goods.code}", f"{goods.nomenclature} {goods.code}"
    return entry_of(kind=Kind.GOODS, key=key, titles=goods.labels, note={"und": code})


def _titles(names: Iterable[NameForm]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return one title a language, former names under a tag of their own, and all other forms."""
    titles: dict[str, str] = {}
    further = []
    for form in names:
        language = form.language if form.valid_until is None else f"{form.language}-x-former"
        if form.case != Case.NOMINATIVE or titles.setdefault(language, form.text) != form.text:
            further.append((form.language, form.text))
    return titles, further


def _in_every_language(names: Iterable[NameForm]) -> dict[str, str]:
    forms = list(names)
    return {language: name for language in LANGUAGES if (name := name_of(forms, language))}
