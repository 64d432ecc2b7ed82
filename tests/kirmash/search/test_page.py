"""The page of the search, and the box in every page's bar."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from builders import a_claim, a_place, a_property, an_organisation
from kirmash.base.remembering import forget
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import put_claims
from kirmash.search.actions import entry_of, put_entries
from kirmash.search.models import Kind

pytestmark = pytest.mark.django_db


def page(client: Client, **asked: str) -> str:
    return client.get(reverse("search"), asked).content.decode()


def some_goods(*numbers: int) -> None:
    entries = (entry_of(kind=Kind.GOODS, key=f"HS-{n:04}", titles={"en": f"pump {n:04}"}) for n in numbers)
    put_entries(entries=entries)


def test_an_outsider_is_sent_to_the_sign_in(dana: Client) -> None:
    answer = dana.get(reverse("search"), {"q": "gomel"})

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/search/%3Fq%3Dgomel")


def test_an_outsider_has_no_search_box(dana: Client) -> None:
    assert 'role="search"' not in dana.get(reverse("account_login")).content.decode()


def test_every_page_has_the_search_box(bruno: Client, founding: Fair) -> None:
    html = bruno.get(reverse("home")).content.decode()

    assert '<form action="/search/" role="search"' in html


def test_the_box_keeps_what_was_typed(bruno: Client) -> None:
    assert 'name="q" value="&quot;Гомель&quot; &lt;b&gt;"' in page(bruno, q='"Гомель" <b>')


def test_hits_are_grouped_by_kind_with_their_counts(bruno: Client, founding: Fair) -> None:
    html = page(bruno, q="Гомель")

    assert [f"<h2>{kind} <small>{count}</small></h2>" in html for kind, count in
            (("Organisations", 2), ("People", 1), ("Places", 2))] == [True, True, True]  # fmt: skip
    assert '<span class="quiet" lang="ru">Гомель</span>' in html


def test_a_claim_leads_to_its_page_and_a_place_to_the_claims_about_it(bruno: Client) -> None:
    a_place("gomel", en="Gomel")
    a_place("gomel-station", en="Gomel Station")
    a_claim("c", "500000", subject="place:gomel", about=a_property("inhabitants"))
    put_claims(keys=["c"])

    html = page(bruno, q="gomel")

    assert '<a href="/claims/c/">Gomel · inhabitants: 500,000</a>' in html
    assert '<a href="/claims/?subject=place%3Agomel">Gomel</a>' in html
    assert "<b>Gomel Station</b>" in html


def test_what_is_invented_is_marked(bruno: Client) -> None:
    an_organisation("works", en="Works", is_demo=True)
    an_organisation("mill", en="Mill")

    assert ['<b class="badge">demo</b>' in page(bruno, q=name) for name in ("works", "mill")] == [True, False]


def test_the_best_five_of_a_kind_lead_to_all_of_them_page_by_page(bruno: Client) -> None:
    some_goods(*range(1, 31))

    best, first, last = (
        page(bruno, q="pump"),
        page(bruno, q="pump", kind="goods"),
        page(bruno, q="pump", kind="goods", page="2"),
    )

    assert (best.partition("<main")[2].count("<li>"), '?q=pump&amp;kind=goods">Goods: show all 30</a>' in best) == (
        5,
        True,
    )
    assert (first.partition("<main")[2].count("<li>"), "pump 0020" in first) == (20, True)
    assert 'rel="next" href="?q=pump&amp;kind=goods&amp;page=2"' in first
    assert (last.partition("<main")[2].count("<li>"), '<ol class="hits" start="21">' in last, "pump 0021" in last) == (
        10,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("kind", "number"), [("nothing", "1"), ("goods", "99"), ("goods", "x"), ("", "-1"), ("claim", "1")]
)
def test_a_kind_or_page_that_is_not_there_shows_the_nearest(kind: str, number: str, bruno: Client) -> None:
    some_goods(1)

    assert "pump 0001" in page(bruno, q="pump", kind=kind, page=number)


def test_without_a_question_the_page_says_what_can_be_found(bruno: Client) -> None:
    html = page(bruno)

    assert ("Look for organisations" in html, "Nothing is found" in html) == (True, False)


def test_where_nothing_is_found_the_page_helps(bruno: Client) -> None:
    some_goods(1)

    html = page(bruno, q="nonesuch")

    assert ("Nothing is found for “nonesuch”" in html, "try fewer words" in html, "kirmash reindex" in html) == (
        True,
        True,
        False,
    )


def test_where_nothing_was_put_the_page_says_how(bruno: Client) -> None:
    assert "<pre>kirmash reindex</pre>" in page(bruno, q="gomel")


@pytest.mark.parametrize(
    "typed", ["\x00", "\x00x\x01", "🦊", "«»", '"' * 300, "x" * 10_000, "%s %d {0}", "<script>alert(1)</script>"]
)
def test_hostile_questions_are_answered_and_escaped(typed: str, bruno: Client) -> None:
    some_goods(1)

    answer = bruno.get(reverse("search"), {"q": typed})

    html = answer.content.decode()
    assert (answer.status_code, "<script>" in html, "\x00" in html, f'value="{"x" * 201}' in html) == (
        200,
        False,
        False,
        False,
    )


@pytest.mark.parametrize("kind", ["", "goods"])
def test_one_hit_and_thirty_cost_the_same(kind: str, bruno: Client) -> None:
    some_goods(1)
    with CaptureQueriesContext(connection) as one:
        page(bruno, q="pump", kind=kind)
    some_goods(*range(2, 31))
    forget()

    with CaptureQueriesContext(connection) as thirty:
        page(bruno, q="pump", kind=kind)

    assert len(thirty) == len(one)
