"""What a question finds in the catalogue, and how its filters count."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders import a_goods_line, a_published_catalogue, an_exhibitor
from kirmash.base.models import Change
from kirmash.catalogue.actions import keys_of, put_exhibitors, renew_search
from kirmash.catalogue.forms import question_of
from kirmash.catalogue.queries import answer, catalogue_of, ways_out
from kirmash.catalogue.queries.listing import heading_of, web_address
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Exhibit
from kirmash.registry.models.organisation import OrganisationName
from kirmash.registry.models.person import Person
from kirmash.registry.models.place import Place

pytestmark = pytest.mark.django_db
FAIR = "innoprom-belarus-2025"
LIST = f"/en/catalogue/{FAIR}/exhibitors/"


@pytest.fixture
def fair(founding: Fair) -> Fair:
    """Three exhibitors: pumps of Minsk, cranes of Yekaterinburg, and bolts on the stand of the pumps."""
    machinery, it = founding.sections.get(key="machinery"), founding.sections.exclude(key="machinery")[0]
    pumps = an_exhibitor("pumps", fair=founding, name="OOO Demo Zeta Pumps", section=machinery)
    name(pumps, ru="ООО «Демо-Ёлка Насосы»", be="ТАА «Дэма-Ўзор Помпы»")
    cranes = an_exhibitor("cranes", fair=founding, name="AO Demo Alfa Cranes", section=machinery)
    cranes.organisation.place = Place.objects.get(key="yekaterinburg")
    cranes.organisation.save()
    bolts = an_exhibitor("bolts", fair=founding, name="Demo Midi Bolts", section=it, standing=Standing.CO, host=pumps)
    a_goods_line(pumps, "Центробежные насосы", "8413", language="ru")
    a_goods_line(cranes, "truck cranes up to 25 t", "8426")
    a_goods_line(bolts, "болты и гайки", "731815", "8413", language="ru")
    a_goods_line(cranes, "looking for steel", "7208", side="demand")
    Exhibit.objects.create(exhibitor=cranes, key="crane", shown_in="ground", length_mm=1, width_mm=1, height_mm=1,
                           mass_kg=1, names={"en": "mobile crane", "de": "Autokran"})  # fmt: skip
    for exhibitor, languages in ((pumps, ["ru", "be"]), (bolts, ["ru", "zh"])):
        person = Person.objects.create(key=f"at-{exhibitor.key}")
        Representative.objects.create(exhibitor=exhibitor, person=person, languages=languages)
    return a_published_catalogue(founding)


def name(exhibitor: Exhibitor, **texts: str) -> None:
    for language, text in texts.items():
        OrganisationName.objects.create(organisation=exhibitor.organisation, language=language, text=text)


def keys(fair: Fair, address: str, language: str = "en") -> list[str]:
    found = answer(catalogue_of(fair, language), question_of(QueryDict(address)))
    return [one.key for one in found.listings]


def counts(fair: Fair, facet: str, address: str) -> dict[str, int]:
    found = answer(catalogue_of(fair, "en"), question_of(QueryDict(address)))
    return {c.value: c.count for one in found.facets if one.name == facet for c in one.choices}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", ["cranes", "bolts", "pumps"]),
        ("section=machinery", ["cranes", "pumps"]),
        ("section=machinery&country=BY", ["pumps"]),
        ("country=BY&country=RU", ["cranes", "bolts", "pumps"]),
        ("standing=co", ["bolts"]),
        ("goods=84", ["cranes", "bolts", "pumps"]),
        ("goods=73", ["bolts"]),
        ("sought=72", ["cranes"]),
        ("shown=ground", ["cranes"]),
        ("language=be&language=zh", ["bolts", "pumps"]),
        ("letter=Z", ["pumps"]),
        ("letter=q", []),
        ("section=nonsense", ["cranes", "bolts", "pumps"]),
        ("section=';DROP TABLE&country=BY", ["bolts", "pumps"]),
        ("sort=place", ["bolts", "pumps", "cranes"]),
        ("page=99999999999999999999&sort=nonsense", ["cranes", "bolts", "pumps"]),
    ],
)
def test_filters_narrow_together_and_choices_widen(address: str, found: list[str], fair: Fair) -> None:
    assert keys(fair, address) == found


def test_a_choice_says_how_many_would_fit_with_it(fair: Fair) -> None:
    other = fair.sections.exclude(key="machinery")[0].key

    assert counts(fair, "section", "") == {"machinery": 2, other: 1}
    assert counts(fair, "section", "section=machinery") == {"machinery": 2, other: 1}
    assert counts(fair, "section", "country=RU") == {"machinery": 1}
    assert counts(fair, "country", "section=machinery") == {"BY": 1, "RU": 1}
    assert counts(fair, "country", "section=machinery&letter=Z") == {"BY": 1}
    assert counts(fair, "goods", "country=BY") == {"73": 1, "84": 2}


def test_letters_are_those_of_the_readers_language_without_legal_forms(fair: Fair) -> None:
    letters = {
        language: answer(catalogue_of(fair, language), question_of(QueryDict(""))).letters
        for language in ("en", "ru", "be")
    }

    assert letters == {
        "en": [("A", 1), ("M", 1), ("Z", 1)],
        "ru": [("Е", 1), ("A", 1), ("M", 1)],
        "be": [("Ў", 1), ("A", 1), ("M", 1)],
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("насосы", ["pumps"]),
        ("насосов", ["pumps"]),
        ("Pumps", ["pumps"]),
        ("помпы", ["pumps"]),
        ("nasosy", ["pumps"]),
        ("8426", ["cranes"]),
        ("731815", ["bolts"]),
        ("steel", ["cranes"]),
        ("Autokran", ["cranes"]),
        ("Екатеринбург", ["cranes"]),
        ("Jekaterinburg cranes", ["cranes"]),
        ("Jekaterinburg насосы", []),
        ("nonesuch", []),
        ("' OR 1=1 --", []),
        ("*", []),
    ],
)
def test_words_are_found_in_any_language_script_and_form(text: str, found: list[str], fair: Fair) -> None:
    address = QueryDict(mutable=True)
    address["q"] = text

    assert keys(fair, address.urlencode()) == found


def test_the_best_match_comes_first_unless_another_order_is_asked_for(fair: Fair) -> None:
    extra = an_exhibitor("aa", fair=fair, name="Demo Aa")
    a_goods_line(extra, "spare parts for Zeta machines")
    put_exhibitors(keys=keys_of(fair))

    assert (keys(fair, "q=zeta+pumps"), keys(fair, "q=zeta")[1:], keys(fair, "q=zeta&sort=name")) == (
        ["pumps"],
        [key for key in keys(fair, "q=zeta") if key != keys(fair, "q=zeta")[0]],
        ["aa", "pumps"],
    )
    assert keys(fair, "q=Demo+Aa")[0] == "aa"


def test_only_exhibitors_of_this_fair_are_found(fair: Fair) -> None:
    values = Fair.objects.filter(pk=fair.pk).values().get()
    other = Fair.objects.create(**{**values, "id": None, "key": "other"})
    an_exhibitor("elsewhere", fair=other, name="Elsewhere Pumps")
    put_exhibitors(keys=keys_of(other))

    assert (keys(fair, "q=Pumps"), keys(other, "q=Pumps")) == (["pumps"], ["elsewhere"])


def test_the_search_of_the_site_does_not_show_exhibitors_twice(bruno: Client, fair: Fair) -> None:
    html = bruno.get("/search/", {"q": "насосы"}).content.decode()

    assert "kind=exhibitor" not in html


def test_an_exhibitor_that_came_later_is_found_after_the_next_change(fair: Fair) -> None:
    renew_search(fair=fair)
    an_exhibitor("later", fair=fair, name="Latecomer")
    Change.objects.create(verb="import", table="fair", record=fair.key)
    cache.delete(f"catalogue-search-{fair.pk}-lock")  # a minute later

    renewed = renew_search(fair=fair)

    assert (renewed, keys(fair, "q=latecomer"), renew_search(fair=fair)) == (True, ["later"], False)


def test_an_exhibitor_that_left_is_taken_out_of_the_search(fair: Fair) -> None:
    Exhibitor.objects.filter(key="cranes").delete()
    Change.objects.create(verb="drop", table="exhibitor", record="cranes")

    renew_search(fair=fair)

    assert keys(fair, "q=cranes") == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [("насоты", "насосы"), ("cramnes", "cranes"), ("cramnes Jekaterinburg", "cranes Jekaterinburg"), ("zzzzzzz", None)],
)
def test_mistyped_words_lead_to_the_words_that_are_meant(text: str, meant: str | None, fair: Fair) -> None:
    ways = [way.text for way in ways_out(catalogue_of(fair, "en"), text) if way.is_meant]

    assert ways[:1] == ([meant] if meant else [])


def test_an_empty_list_offers_fewer_words_and_fewer_filters(dana: Client, fair: Fair) -> None:
    html = dana.get(LIST, {"q": "pumps Yekaterinburg", "letter": "Z"}).content.decode()
    filtered = dana.get(LIST, {"q": "pumps", "country": "RU"}).content.decode()

    assert (f'<a href="{LIST}?q=pumps">pumps</a> <small>1</small>' in html, "No exhibitor fits." in html) == (
        True,
        True,
    )
    assert "Without the filters: 1 exhibitor" in filtered


def test_the_list_shows_the_lines_that_were_looked_for(dana: Client, fair: Fair) -> None:
    cranes = Exhibitor.objects.get(key="cranes")
    for number in range(3):
        a_goods_line(cranes, f"something else {number}")

    plain, asked = (dana.get(LIST, words).content.decode() for words in ({}, {"q": "steel"}))

    assert ("looking for steel" in plain, 'Demands: <span lang="en">looking for steel</span>' in asked) == (False, True)
    assert "truck cranes up to 25 t" in plain
    assert "something else" not in asked


def test_what_is_typed_is_shown_as_text(dana: Client, fair: Fair) -> None:
    html = dana.get(LIST, {"q": '"><script>alert(1)</script>', "section": "<b>"}).content.decode()

    assert ("<script>alert" in html, "&lt;script&gt;alert(1)&lt;/script&gt;" in html) == (False, True)


def test_a_filter_that_is_set_can_be_taken_away(dana: Client, fair: Fair) -> None:
    html = dana.get(LIST, {"country": ["BY", "RU"], "section": "machinery"}).content.decode()

    for address in (
        "?section=machinery&amp;country=RU",
        "?section=machinery&amp;country=BY",
        "?country=BY&amp;country=RU",
    ):
        assert f'<li><a href="{LIST}{address}"><span>' in html


@pytest.mark.parametrize(
    "path", ["", "exhibitors/", "exhibitors/?q=demo&section=machinery", "exhibitors/pumps/", "exhibitors.json",
             "exhibitors.csv", "print/"],
)  # fmt: skip
def test_a_page_costs_the_same_for_few_and_many(path: str, dana: Client, fair: Fair) -> None:
    address = f"/en/catalogue/{FAIR}/{path}"

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            answered = dana.get(address)
            answered.getvalue()
        return len(
            [query for query in asked if "kirmash_cache" not in query["sql"] and "SAVEPOINT" not in query["sql"]]
        )

    renew_search(fair=fair)
    few = cost()
    host = Exhibitor.objects.get(fair=fair, key="pumps")
    for number in range(4):
        guest = an_exhibitor(f"more-{number}", fair=fair, standing=Standing.CO, host=host, section=host.section)
        a_goods_line(guest, f"further goods {number}", f"84{number}0")

    assert cost() == few


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("ООО «Демо-Морж Софт»", "Морж Софт"), ("OOO Demo Walrus", "Walrus"), ("ООО", "ООО"), ("«Заря»", "Заря"),
        ("Demo", "Demo"), ("Aonix AG", "Aonix AG"),
    ],
)  # fmt: skip
def test_an_index_goes_by_the_name_after_the_legal_form(text: str, heading: str) -> None:
    assert heading_of(text, is_demo=True) == heading


def test_demo_is_part_of_the_name_of_a_company_that_exists() -> None:
    assert heading_of("GmbH Demo Maschinen") == "GmbH Demo Maschinen"
    assert heading_of("ООО «Демо Техника»") == "Демо Техника"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a", "https://example.org/a"), ("javascript:alert(1)", ""), ("data:text/html,x", ""),
        ("//example.org", ""), ("https://user:word@example.org", ""), ("http://[", ""), ("", ""),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(text: str, address: str) -> None:
    assert web_address(text) == address
