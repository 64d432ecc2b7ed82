"""Who opens a catalogue, who sees it before, and what outsiders meet."""

import pytest
from django.test import Client
from django.urls import reverse

from builders import DAY, a_published_catalogue, an_exhibitor
from kirmash.base.errors import Refused
from kirmash.base.models import Change
from kirmash.catalogue.actions import close_catalogue, publish_catalogue
from kirmash.exhibition.models.fair import Fair

pytestmark = pytest.mark.django_db
FAIR = "innoprom-belarus-2025"
PUBLIC = [
    f"/en/catalogue/{FAIR}/", f"/en/catalogue/{FAIR}/exhibitors/", f"/en/catalogue/{FAIR}/exhibitors/demo-maker/",
    f"/en/catalogue/{FAIR}/exhibitors.csv", f"/en/catalogue/{FAIR}/exhibitors.json", f"/en/catalogue/{FAIR}/print/",
    f"/en/catalogue/{FAIR}/catalogue.pdf",
]  # fmt: skip
SWITCH = f"/fairs/{FAIR}/catalogue/"


@pytest.fixture
def fair(founding: Fair) -> Fair:
    an_exhibitor("demo-maker", fair=founding, name="OOO Demo Maker")
    return founding


def statuses(client: Client) -> set[int]:
    return {client.get(path).status_code for path in PUBLIC}


def test_everybody_sees_a_published_catalogue_and_nobody_another(dana: Client, fair: Fair) -> None:
    before = statuses(dana)

    a_published_catalogue(fair)

    assert (before, statuses(dana)) == ({404}, {200})


def test_readers_see_no_more_than_outsiders_before_and_editors_all(bruno: Client, chen: Client, fair: Fair) -> None:
    page = chen.get(PUBLIC[0])

    assert (statuses(bruno), statuses(chen)) == ({404}, {200})
    assert "only staff see it" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


def test_a_catalogue_dated_in_the_future_waits(dana: Client, fair: Fair) -> None:
    Fair.objects.update(catalogue_published_on="2999-01-01")

    assert statuses(dana) == {404}


def test_an_editor_publishes_and_closes_with_a_line_in_the_history(chen: Client, dana: Client, fair: Fair) -> None:
    asked = chen.get(SWITCH).content.decode()
    words = {"step": "publish", "licence": "https://creativecommons.org/licenses/by/4.0/", "attribution": "The fair"}

    chen.post(SWITCH, words)
    opened = dana.get(PUBLIC[0]).status_code
    chen.post(SWITCH, {"step": "close"})

    assert "Everybody sees 1 exhibitor" in asked
    assert (opened, dana.get(PUBLIC[0]).status_code) == (200, 404)
    lines = Change.objects.filter(table="fair", record=FAIR).order_by("pk").values_list("verb", "account__email")
    assert list(lines)[1:] == [("publish", "chen@kirmash.example"), ("close", "chen@kirmash.example")]
    assert "published the catalogue of" in chen.get("/history/").content.decode()
    fair.refresh_from_db()
    assert (fair.catalogue_licence, fair.catalogue_attribution) == (words["licence"], "The fair")


@pytest.mark.parametrize("licence", ["javascript:alert(1)", "ftp://example.org/licence", "not an address"])
def test_a_licence_is_an_address_of_the_web(licence: str, chen: Client, fair: Fair) -> None:
    answer = chen.post(SWITCH, {"step": "publish", "licence": licence})

    fair.refresh_from_db()
    assert (answer.status_code, "Please check" in answer.content.decode()) == (200, True)
    assert fair.catalogue_published_on is None


def test_readers_and_outsiders_do_not_get_the_switch(bruno: Client, dana: Client, fair: Fair) -> None:
    refused = [bruno.get(SWITCH).status_code, bruno.post(SWITCH, {"step": "publish"}).status_code]

    sent_away = dana.post(SWITCH, {"step": "publish"})

    fair.refresh_from_db()
    assert (refused, sent_away.status_code, fair.catalogue_published_on) == ([403, 403], 302, None)


def test_publishing_needs_the_token_of_the_form(chen: Client, fair: Fair) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = chen.cookies

    assert strict.post(SWITCH, {"step": "publish"}).status_code == 403


def test_what_is_so_already_is_refused(founding: Fair) -> None:
    with pytest.raises(Refused) as empty:
        publish_catalogue(fair=founding, published_on=DAY)
    an_exhibitor("demo-maker", fair=founding)
    with pytest.raises(Refused) as closed:
        close_catalogue(fair=founding)
    publish_catalogue(fair=founding, published_on=DAY)
    with pytest.raises(Refused) as twice:
        publish_catalogue(fair=founding, published_on=DAY)

    codes = [refused.value.code for refused in (empty, closed, twice)]
    assert codes == ["catalogue-is-empty", "catalogue-not-published", "catalogue-published-already"]


def test_only_reading_is_answered(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    assert {dana.post(path).status_code for path in PUBLIC} == {405}


def test_readers_get_no_cookie_and_keep_pages_for_a_minute(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    answers = [dana.get(path) for path in PUBLIC]

    assert [dict(answer.cookies) for answer in answers] == [{}] * len(PUBLIC)
    assert {(answer["Cache-Control"], answer["Vary"]) for answer in answers} == {
        ("public, max-age=60", "Accept-Language, Accept-Encoding")
    }


def test_an_unchanged_page_is_not_sent_again(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)
    tag = dana.get(PUBLIC[1])["ETag"]

    again = dana.get(PUBLIC[1], headers={"if-none-match": tag})
    an_exhibitor("demo-other", fair=fair)
    changed = dana.get(PUBLIC[1], headers={"if-none-match": tag})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)


def test_pages_look_the_same_to_staff_as_to_everybody(dana: Client, chen: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    assert chen.get(PUBLIC[2]).content == dana.get(PUBLIC[2]).content


@pytest.mark.parametrize(("accepted", "language"), [("be-BY,be;q=0.9", "be"), ("de", "de"), ("fr", "en")])
def test_an_address_without_language_leads_to_the_readers(
    accepted: str, language: str, dana: Client, fair: Fair
) -> None:
    a_published_catalogue(fair)

    answer = dana.get(f"/catalogue/{FAIR}/exhibitors/?q=a+b", headers={"accept-language": accepted})

    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/catalogue/{FAIR}/exhibitors/?q=a+b")
    assert answer["Vary"] == "Accept-Language, Cookie"


def test_the_address_decides_the_language(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    answer = dana.get(f"/ru/catalogue/{FAIR}/exhibitors/", headers={"accept-language": "de"})

    assert (answer["Content-Language"], "<h1>Участники</h1>" in answer.content.decode()) == ("ru", True)


def test_every_page_names_itself_in_every_language(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    html = dana.get(f"/de/catalogue/{FAIR}/exhibitors/?page=1&nonsense=1&country=BY").content.decode()

    rest = f"catalogue/{FAIR}/exhibitors/?country=BY"
    assert f'<link rel="canonical" href="http://testserver/de/{rest}">' in html
    for language in ("en", "de", "ru", "be"):
        assert f'hreflang="{language}" href="http://testserver/{language}/{rest}"' in html
    assert f'hreflang="x-default" href="http://testserver/{rest}"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_plain_list_is_for_search_engines(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    assert 'name="robots"' not in dana.get(PUBLIC[1]).content.decode()


def test_an_unknown_exhibitor_leads_to_a_search_with_its_words(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    answer = dana.get(f"/en/catalogue/{FAIR}/exhibitors/demo-makr/")

    assert (answer.status_code, 'value="demo makr"' in answer.content.decode()) == (404, True)


def test_an_unknown_fair_leads_to_the_catalogues_that_are_there(dana: Client, fair: Fair) -> None:
    a_published_catalogue(fair)

    answer = dana.get("/en/catalogue/no-fair/")

    assert (answer.status_code, f'href="/en/catalogue/{FAIR}/"' in answer.content.decode()) == (404, True)
    assert "INNOPROM. Belarus" in dana.get(reverse("catalogues", args=["en"])).content.decode()


def test_an_unpublished_fair_looks_like_none(dana: Client, fair: Fair) -> None:
    closed, none = dana.get(f"/en/catalogue/{FAIR}/"), dana.get("/en/catalogue/no-fair-at-all-2025/")

    unnamed = [answer.content.decode().replace(FAIR, "X").replace("no-fair-at-all-2025", "X")
               for answer in (closed, none)]  # fmt: skip
    assert (closed.status_code, unnamed[0]) == (404, unnamed[1])
    assert closed["Cache-Control"] == "no-cache"
