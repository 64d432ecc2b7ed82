"""What is found, in which order, and what no search can do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_place, an_organisation
from kirmash.search.actions import entry_of, put_entries, remove_entries
from kirmash.search.models import Entry, Kind
from kirmash.search.queries import count_each, find

pytestmark = pytest.mark.django_db


def put(key: str, **titles: str) -> None:
    put_entries(entries=[entry_of(kind=Kind.GOODS, key=key, titles=titles)])


def gomel() -> None:
    a_place("gomel", en="Gomel", de="Gomel", ru="Гомель", be="Гомель", pl="Homel")


def keys(text: str, *kinds: str) -> list[str]:
    return [hit.entry.key for hit in find(text, kinds=kinds, limit=100)]


@pytest.mark.parametrize(
    "typed", ["Gomel", "Homel", "Gómel", "Гомель", "Homieĺ", "гомеля", "Гомелю", "GOMEL", "Homyel’"]
)
def test_a_city_is_found_in_every_script_and_case(typed: str) -> None:
    a_place("gomel", ru="Гомель")
    a_place("minsk", ru="Минск")

    assert keys(typed) == ["gomel"]


@pytest.mark.parametrize(
    ("typed", "title", "language"),
    [
        ("трактор", "тракторов", "ru"),
        ("трактароў", "трактар", "be"),
        ("Kreiselpumpe", "Kreiselpumpen für Wasser", "de"),
        ("насосы", "насосов", "ru"),
        ("помпаў", "помпы", "be"),
        ("елка", "ёлка", "ru"),
        ("ўлада", "улада", "be"),
        ("Strasse", "Straße", "de"),
        ("Mueller", "Müller", "de"),
        ("Muller", "Müller", "de"),
        ("Müller", "Mueller", "en"),
        ("Traktor", "трактары", "be"),
        ("вобласць", "Гомельская область", "ru"),
        ("сорғылар", "сорғылар", "kk"),
        ("насостор", "тиштүү насостор", "ky"),
        ("taminoti", "suv taʼminoti", "uz"),
        ("8413.70", "841370", "und"),
        ("20\u202f000", "20,000 m²", "en"),
    ],
)
def test_a_word_finds_its_forms_and_spellings(typed: str, title: str, language: str) -> None:
    put("it", **{language: title})
    put("other", en="unlike")

    assert keys(typed) == ["it"]


def test_every_word_must_be_there() -> None:
    put("both", en="gear pumps", ru="насосы")
    put("one", en="gear wheels")

    assert (keys("gear pumps"), keys("gear насосы"), keys("gear pumps wheels")) == (["both"], ["both"], [])


def test_only_the_last_word_may_be_unfinished() -> None:
    put("it", en="hydraulic pumps")

    assert (keys("hydraulic pum"), keys("hydrau"), keys("hydrau pumps")) == (["it"], ["it"], [])


def test_an_unfinished_word_is_found_in_another_script() -> None:
    a_place("yekaterinburg", be="Екацярынбург")

    assert keys("Jekaterin") == ["yekaterinburg"]


def test_exact_titles_come_first_then_beginnings_then_the_words_then_what_sounds_so() -> None:
    put("sounds", ru="столы")
    put("words", ru="лист из стали")
    put("begins", ru="стальной лист")
    put("exact", ru="сталь")

    assert keys("сталь") == ["exact", "begins", "words", "sounds"]


def test_of_equal_hits_the_one_that_says_less_comes_first() -> None:
    put("long", en="good pumps and many other things for water")
    put("short", en="small pumps")

    assert keys("pumps") == ["short", "long"]


def test_kinds_are_counted_and_can_be_chosen() -> None:
    gomel()
    an_organisation("works", en="Gomel Works")
    an_organisation("mill", en="Gomel Mill", is_demo=True)

    assert count_each("gomel") == {"organisation": 2, "place": 1}
    assert keys("gomel", Kind.PLACE) == ["gomel"]


def test_a_hit_is_shown_in_the_language_of_the_reader_with_the_title_that_was_typed() -> None:
    gomel()

    shown = {
        typed: (hit.title, hit.matched) for typed in ("Gomel", "гомель", "homel") for hit in find(typed, language="de")
    }

    assert shown == {
        "Gomel": ("Gomel", None),
        "гомель": ("Gomel", ("ru", "Гомель")),
        "homel": ("Gomel", ("pl", "Homel")),
    }


def test_an_entry_without_a_title_shows_its_key() -> None:
    put_entries(entries=[entry_of(kind=Kind.GOODS, key="HS-8413", titles={}, note={"und": "HS 8413"})])

    assert [(hit.title, hit.note, hit.matched) for hit in find("8413")] == [("HS-8413", "HS 8413", None)]


def test_an_entry_that_is_put_again_is_found_by_what_it_says_now() -> None:
    put("it", en="pumps")
    put("it", en="valves")

    assert (keys("pumps"), keys("valves"), Entry.objects.count()) == ([], ["it"], 1)


def test_one_key_twice_in_one_putting_is_put_once() -> None:
    twice = [entry_of(kind=Kind.GOODS, key="it", titles={"en": title}) for title in ("pumps", "valves")]

    put_entries(entries=twice)

    assert (keys("pumps"), keys("valves")) == ([], ["it"])


def test_a_removed_entry_is_not_found() -> None:
    put("it", en="pumps")
    put("other", en="pumps")

    removed = remove_entries(kind=Kind.GOODS, keys=["it", "none"])

    assert (removed, keys("pumps")) == (1, ["other"])


HOSTILE = [
    "", "   ", '"', "'", "''", '""', "\\", "*", "%", "--", ";", "(", ")", "((((", "NEAR(", "NEAR/2", "^", "{tokens}:",
    "🜚", "…«»?!", "\x00", "\x00pumps\x00", "\ud800", "' OR 1=1 --", "'; DROP TABLE kirmash_entry; --", "pumps AND",
    "-pumps", "tokens:pumps", 'pumps" OR "valves', "pumps:*", "a & b | !c <-> d", "x" * 10_000, "a " * 5_000,
    "щ ч ж ц " * 1_000, "«" * 10_000, "хцч" * 60, "chschthsh" * 20, "\u202e\u200f", "𝓅𝓊𝓂𝓅", "٣٤", "กข", "ὀδός",
    "\ufdfa" * 50, "NOT pumps",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_only_looked_for(typed: str) -> None:
    put("it", en="pumps")

    found, counts = keys(typed), count_each(typed)

    assert (found in ([], ["it"]), sum(counts.values()), Entry.objects.count()) == (True, len(found), 1)


@pytest.mark.parametrize(
    "typed", ["pumps OR valves", "NOT valves", "pumps AND NOT valves", "tokens:pumps", 'x" OR "pumps']
)
def test_signs_of_a_query_language_are_words_or_nothing(typed: str) -> None:
    put("pumps", en="pumps")
    put("valves", en="valves")

    assert keys(typed) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=60))
def test_no_text_is_an_error(typed: str) -> None:
    assert sum(count_each(typed).values()) == len(keys(typed))
