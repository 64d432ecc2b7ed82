"""Who puts what into the search."""

import datetime

import pytest
from django.core.management import call_command

from builders import DAY, a_claim, a_place, a_property, a_source, an_organisation
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import put_claims, state_claim
from kirmash.record.models import Claim, Comparator, Datatype
from kirmash.registry.actions import put_goods, put_people, put_places
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Office, Person, PersonName, Role, RoleName
from kirmash.registry.models.place import Place, PlaceName
from kirmash.search.actions import entry_of, put_entries
from kirmash.search.models import Entry, Kind
from kirmash.search.queries import count_each, find

pytestmark = pytest.mark.django_db


def keys(text: str, *kinds: str) -> list[str]:
    return [hit.entry.key for hit in find(text, kinds=kinds, limit=100)]


def counts() -> dict[str, int]:
    return {kind: Entry.objects.filter(kind=kind).count() for kind in Kind}


def test_the_founding_fair_is_found_as_soon_as_it_is_imported(founding: Fair) -> None:
    assert set(count_each("Гомель")) == {"organisation", "person", "place", "claim"}
    assert keys("Уладзімір Прывалаў", Kind.PERSON) == ["privalov"]
    assert keys("Schokolade", Kind.GOODS) == ["HS-1806"]
    assert keys("1806", Kind.GOODS) == ["HS-1806"]
    assert keys("Jekaterinburg", Kind.PLACE) == ["yekaterinburg"]


def test_an_import_puts_everything_that_it_wrote(founding: Fair) -> None:
    assert counts() == {
        Kind.PLACE: Place.objects.count(),
        Kind.ORGANISATION: Organisation.objects.count(),
        Kind.PERSON: Person.objects.filter(offices__isnull=False).distinct().count(),
        Kind.GOODS: GoodsCode.objects.count(),
        Kind.CLAIM: Claim.objects.count(),
        Kind.EXHIBITOR: Exhibitor.objects.count(),
    }


def test_an_organisation_is_found_by_its_place_and_its_number() -> None:
    minsk = a_place("minsk", ru="Минск", be="Мінск")
    works = an_organisation("works", place=minsk, en="Works", is_demo=True)
    works.registration_number = "100012345"
    works.save()

    an_organisation("other", en="Works", place=a_place("brest", ru="Брест"))
    call_command("reindex")

    assert (keys("works Minsk"), keys("100012345")) == (["works"], ["works"])
    assert [(hit.note, hit.entry.is_demo) for hit in find("works Мінск", language="be")] == [("Мінск", True)]


def test_an_old_name_finds_the_place_and_is_shown_as_such() -> None:
    place = Place.objects.create(key="saint-petersburg", kind="city")
    PlaceName.objects.create(place=place, language="en", text="Saint Petersburg")
    PlaceName.objects.create(place=place, language="en", text="Leningrad", valid_until=datetime.date(1991, 9, 6))
    PlaceName.objects.create(place=place, language="ru", text="Санкт-Петербурга", case="genitive")

    put_places(keys=["saint-petersburg"])

    assert [(hit.title, hit.matched) for hit in find("Ленинград", language="en")] == [("Saint Petersburg", None)]
    assert [hit.matched for hit in find("leningrad")] == [("en-x-former", "Leningrad")]
    assert keys("петербург") == ["saint-petersburg"]


def test_a_person_is_found_by_the_office_held_now() -> None:
    person = Person.objects.create(key="dana", gender="feminine")
    PersonName.objects.create(person=person, language="en", text="Dana Example")
    role = Role.objects.create(key="chair")
    RoleName.objects.create(role=role, gender="feminine", language="en", text="Chairwoman")
    body = an_organisation("chamber", en="Chamber of Minsk")
    Office.objects.create(key="now", person=person, body=body, role=role)
    Office.objects.create(
        key="then", person=person, body=an_organisation("old", en="Old body"), role=role, held_until=DAY
    )

    put_people(keys=["dana"])

    assert [hit.note for hit in find("chairwoman minsk")] == ["Chairwoman of the Chamber of Minsk"]
    assert keys("old body", Kind.PERSON) == []


def test_goods_of_several_nomenclatures_are_put_by_key() -> None:
    GoodsCode.objects.create(nomenclature="HS", code="8413", labels={"en": "pumps", "ru": "насосы"})
    GoodsCode.objects.create(nomenclature="TN VED", code="8413", labels={"ru": "насосы жидкостные"})

    put_goods(keys=["TN VED-8413"])

    assert (keys("насос"), [hit.note for hit in find("8413")]) == (["TN VED-8413"], ["TN VED 8413"])


def test_a_claim_that_is_stated_is_found_at_once() -> None:
    a_place("gomel", en="Gomel", ru="Гомель")
    about = a_property("area", unit="m2", labels={"en": "exhibition area", "de": "Ausstellungsfläche"})
    source = a_source("sovetskaya", publisher="Советская Белоруссия")

    state_claim(
        key="c", subject="place:gomel", property_=about, value="20000", source=source, comparator=Comparator.MORE_THAN
    )

    found = ["гомель", "20000", "20.000 m²", "Ausstellungsflaeche", "exhibition area gomel", "Sovetskaja", "белоруссия"]
    assert {typed: keys(typed, Kind.CLAIM) for typed in found} == {typed: ["c"] for typed in found}
    assert [(hit.title, hit.note) for hit in find("area", language="de")] == [
        ("Gomel · Ausstellungsfläche: mehr als 20.000 m²", "Советская Белоруссия")
    ]


def test_a_claim_is_found_by_its_quotation_in_its_own_language() -> None:
    about = a_property("word", datatype=Datatype.TEXT, unit="", labels={"en": "said"})
    a_claim("c", "Freundschaft", about=about, language="de", quotation="Wir liefern Kreiselpumpen in alle Städte")

    put_claims(keys=["c"])

    assert (keys("Kreiselpumpe"), keys("stadt"), keys("freundschaft")) == (["c"], ["c"], ["c"])


def test_reindex_makes_the_search_again_and_takes_out_what_is_gone(founding: Fair) -> None:
    before = list(Entry.objects.order_by("kind", "key").values("kind", "key", "titles", "note", "subject", "tokens"))
    Entry.objects.filter(kind=Kind.PLACE).delete()
    Entry.objects.update(tokens="wspoilt")
    put_entries(entries=[entry_of(kind=Kind.GOODS, key="HS-9999", titles={"en": "gone"})])

    call_command("reindex")

    after = Entry.objects.order_by("kind", "key").values("kind", "key", "titles", "note", "subject", "tokens")
    assert list(after) == before


@pytest.mark.parametrize("rows", [1, 30])
def test_putting_claims_costs_the_same_for_one_and_thirty(rows: int, django_assert_max_num_queries: object) -> None:
    for number in range(rows):
        a_claim(f"c{number}", str(number + 1))

    with django_assert_max_num_queries(10):  # type: ignore[operator]  # pytest-django's fixture
        put_claims(keys=[f"c{number}" for number in range(rows)])
