"""What the API shows is what the pages show; a page of a list costs the same however many rows it has."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api_clients import a_token
from builders import DAY, a_claim, a_place, a_property, a_source, an_exhibitor, an_organisation
from kirmash.agreements.models.instrument import Instrument
from kirmash.base.events import EVENTS
from kirmash.base.models import Account
from kirmash.bulletin.actions import write_releases
from kirmash.connections.actions import add_webhook, send_test
from kirmash.connections.models import Webhook
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.exhibition.models.venue import Space, Venue
from kirmash.record.models import Unknown
from kirmash.registry.models.goods import GoodsCode

pytestmark = pytest.mark.django_db
FAIR = "innoprom-belarus-2025"
API = "/api/v1"


@pytest.fixture
def program(aigerim_account: Account) -> Client:
    return a_token(aigerim_account).client


def test_the_claims_of_a_filter_are_those_of_the_page(program: Client, bruno: Client, founding: Fair) -> None:
    question = {"q": "2025", "property": "exhibitors", "sort": "-value"}

    keys = [item["key"] for item in program.get(f"{API}/claims", question).json()["items"]]

    html = bruno.get("/claims/", question).content.decode()
    assert keys == re.findall(r'href="/claims/([^/"]+)/"', html)


def test_a_claim_says_what_its_source_states(program: Client, founding: Fair) -> None:
    said = program.get(f"{API}/claims/exhibitors-510", headers={"Accept-Language": "de"}).json()

    assert (said["comparator"], said["value"], said["shown"], said["state"], said["source"]["publisher"]) == (
        "more_than",
        "510",
        "mehr als 510",
        "holds",
        "BelTA",
    )


def test_a_conflict_shows_its_claims_and_the_decision(program: Client, founding: Fair) -> None:
    said = program.get(f"{API}/conflicts/fair:{FAIR}/exhibitors/whole").json()

    assert (said["is_open"], said["decision"]["verdict"], len(said["claims"]) > len(said["decision"]["upheld"])) == (
        False,
        "side-by-side",
        True,
    )


def test_open_conflicts_and_decided_ones_are_all_conflicts(program: Client, founding: Fair) -> None:
    totals = [program.get(f"{API}/conflicts", {"is_open": word}).json()["total"] for word in ("true", "false")]

    assert sum(totals) == program.get(f"{API}/conflicts").json()["total"]


def test_a_figure_has_its_claims_day_by_day(program: Client, founding: Fair) -> None:
    days = [c["as_of"] or "" for c in program.get(f"{API}/figures/fair:{FAIR}/exhibitors/whole").json()["claims"]]

    assert (days == sorted(days), len(days) > 2) == (True, True)


def test_the_exhibitors_of_a_filter_are_those_of_the_page(program: Client, bruno: Client, demo_fair: Fair) -> None:
    question = {"section": "machinery", "standing": "co"}

    said = program.get(f"{API}/fairs/{FAIR}/exhibitors", {**question, "limit": "200"}).json()

    rows = bruno.get(f"/fairs/{FAIR}/exhibitors.csv", question).content.decode().strip().splitlines()
    assert (said["total"], len(said["items"])) == (len(rows) - 1, len(rows) - 1)


def test_an_exhibitor_shows_what_it_offers(program: Client, demo_fair: Fair) -> None:
    said = program.get(f"{API}/fairs/{FAIR}/exhibitors/demo-llama-services").json()

    assert ({line["side"] for line in said["goods_lines"]}, said["is_demo"]) == ({"offer", "demand"}, True)


def test_a_sentence_of_a_bulletin_names_claims_that_can_be_read(program: Client, founding: Fair) -> None:
    write_releases(fair=founding, styles=["de"])
    sentences = program.get(f"{API}/releases/{FAIR}-de").json()["sentences"]

    key = sentences[0]["claims"][0]

    assert program.get(f"{API}/claims/{key}").json()["key"] == key


def test_an_agreement_has_its_signatures(program: Client, founding: Fair) -> None:
    said = program.get(f"{API}/agreements/gomel-yekaterinburg-2025").json()

    assert [(s["party"], s["name"]) for s in said["signatures"]] == [(1, "Vladimir Privalov"), (2, "Alexey Orlov")]


def test_what_is_typed_in_another_script_is_found(program: Client, founding: Fair) -> None:
    first = program.get(f"{API}/search", {"q": "Гомель"}).json()["items"][0]

    assert (first["kind"], first["key"]) == ("place", "gomel")


def test_pages_of_a_list_make_up_the_whole(program: Client, founding: Fair) -> None:
    path, keys = f"{API}/claims?limit=60&sort=stated", []
    while path:
        answer = program.get(path)
        keys += [item["key"] for item in answer.json()["items"]]
        path = next(iter(re.findall(r'<([^>]+)>; rel="next"', answer["Link"])), "")

    assert (len(keys), len(set(keys))) == (answer.json()["total"],) * 2


def test_a_page_leads_to_its_neighbours_and_keeps_the_question(program: Client, founding: Fair) -> None:
    answer = program.get(f"{API}/claims?limit=50&page=2&property=exhibitors&page=2")
    whole = program.get(f"{API}/claims?limit=50&page=2")

    one, links = (re.findall(r'<([^>]+)>; rel="(\w+)"', a["Link"]) for a in (answer, whole))
    assert one == [(f"{API}/claims?limit=50&page=1&property=exhibitors", rel) for rel in ("first", "prev", "last")]
    assert links == [
        (f"{API}/claims?limit=50&page={page}", rel)
        for rel, page in (("first", 1), ("prev", 1), ("next", 3), ("last", 3))
    ]


def test_behind_the_last_page_there_is_an_empty_one(program: Client, founding: Fair) -> None:
    said = program.get(f"{API}/places", {"page": 10_000}).json()

    assert (said["items"], said["page"]) == ([], 10_000)


def one_more_of_everything(number: int, account: Account) -> None:
    fair = Fair.objects.get(key=FAIR)
    about = a_property(f"more-{number}")
    source = a_source(f"more-{number}")
    a_claim(f"more-{number}-a", "1", subject=f"fair:{FAIR}", about=about, source=source)
    a_claim(f"more-{number}-b", "2", subject=f"fair:{FAIR}", about=about, source=source)
    a_claim(f"more-{number}-c", str(number), subject=f"fair:{FAIR}", about=a_property("visitors"))
    Unknown.objects.create(key=f"more-{number}", subject=f"fair:{FAIR}", matter=f"m{number}", noted_on=DAY)
    place = a_place(f"more-{number}", en=f"More {number}")
    an_organisation(f"more-{number}", place=place, en=f"More {number}")
    an_exhibitor(f"exhibitor-{number}", fair=fair)
    Pavilion.objects.create(fair=fair, key=f"more-{number}", kind="national", place=place)
    GoodsCode.objects.create(nomenclature="TEST", code=str(number), labels={"en": "more"})
    Instrument.objects.create(key=f"more-{number}", kind="contract", fair=fair)
    Space.objects.create(venue=Venue.objects.get(fairs=fair), key=f"more-{number}", kind="hall")
    fair.sections.create(key=f"more-{number}", position=number)
    Fair.objects.create(**{**Fair.objects.filter(key=FAIR).values().get(), "id": None, "key": f"more-{number}"})
    add_webhook(account=account, address=f"https://example.org/{number}", events=EVENTS)
    send_test(webhook=Webhook.objects.order_by("pk")[0])


@pytest.mark.parametrize(
    "path",
    [
        "claims?source=more-1", "claims?property=visitors&sort=value", "conflicts", "unknowns", "properties",
        "sources", "history?table=webhook", "places?kind=city", "organisations", "goods?nomenclature=TEST", "fairs",
        f"fairs/{FAIR}/sections", f"fairs/{FAIR}/pavilions", f"fairs/{FAIR}/spaces", f"fairs/{FAIR}/exhibitors",
        f"fairs/{FAIR}/figures", f"fairs/{FAIR}/releases", "agreements", "search?q=more", "webhooks",
        "webhooks/WEBHOOK/deliveries", f"figures/fair:{FAIR}/visitors/whole", f"releases/{FAIR}-de",
    ],
)  # fmt: skip
def test_a_list_of_the_api_costs_the_same_for_one_and_three_rows(
    path: str, aigerim_account: Account, founding: Fair
) -> None:
    program = a_token(aigerim_account).client
    write_releases(fair=founding, styles=["de"])
    one_more_of_everything(1, aigerim_account)
    url = f"{API}/{path.replace('WEBHOOK', str(Webhook.objects.get().pk))}"
    program.get(url)
    with CaptureQueriesContext(connection) as one:
        program.get(url)
    one_more_of_everything(2, aigerim_account)
    one_more_of_everything(3, aigerim_account)

    with CaptureQueriesContext(connection) as three:
        answer = program.get(url)

    assert (answer.status_code, len(three)) == (200, len(one))
