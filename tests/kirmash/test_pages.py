"""Who may see which page, and what the pages promise."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from builders import DAY, a_claim, a_property, an_account, an_exhibitor
from kirmash.agreements.models.instrument import Instrument
from kirmash.base.models import Change, SiteRole
from kirmash.base.remembering import forget
from kirmash.bulletin.actions import write_releases
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import drop_unknown, withdraw_claim
from kirmash.record.models import Claim, Unknown

pytestmark = pytest.mark.django_db
FAIR = "innoprom-belarus-2025"
MATTER = {"subject": f"fair:{FAIR}", "about": "exhibitors", "part": ""}
PAGES = {
    "home": {},
    "design": {},
    "fairs": {},
    "fair": {"key": FAIR},
    "exhibitors": {"key": FAIR},
    "exhibitors-file": {"key": FAIR, "kind": "csv"},
    "exhibitor": {"key": FAIR, "exhibitor": "demo-maker"},
    "claims": {},
    "claim": {"key": "exhibitors-510"},
    "claims-file": {},
    "conflicts": {},
    "conflict": MATTER,
    "figure": MATTER,
    "unknowns": {},
    "unknown": {"key": "regions"},
    "agreements": {"key": FAIR},
    "agreement": {"key": "gomel-yekaterinburg-2025"},
    "bulletin": {"key": FAIR, "style": "de"},
    "bulletin-file": {"key": FAIR, "style": "de", "kind": "md"},
    "fair-file": {"key": FAIR, "name": "figures.csv"},
    "search": {},
}
REDIRECTS = {"organisation": {"key": "demo-maker"}}
EDITORS = {
    "claim-state": {},
    "claim-withdraw": {"key": "exhibitors-510"},
    "claim-reinstate": {"key": "exhibitors-510"},
    "conflict-decide": MATTER,
    "conflict-reopen": MATTER,
    "unknown-note": {},
    "unknown-answer": {"key": "regions"},
    "unknown-drop": {"key": "regions"},
    "unknown-reopen": {"key": "regions"},
    "history": {},
    "catalogue-publishing": {"key": FAIR},
}
#: What everybody may ask for; who sees which of them is tested with the catalogue.
PUBLIC = {
    "set_language", "catalogues-any", "catalogue-any", "catalogues", "catalogue", "catalogue-list",
    "catalogue-exhibitor", "catalogue-csv", "catalogue-json", "catalogue-pdf", "catalogue-print", "catalogue-sitemaps",
    "catalogue-sitemap", "robots",
}  # fmt: skip
POSTS = {"bulletin-write": {"key": FAIR, "style": "de"}}


@pytest.fixture
def written(founding: Fair) -> Fair:
    write_releases(fair=founding, styles=["de"])
    an_exhibitor("demo-maker", fair=founding)
    return founding


@pytest.mark.parametrize(("name", "values"), [*PAGES.items(), *REDIRECTS.items(), *EDITORS.items(), *POSTS.items()])
def test_an_outsider_is_sent_to_the_sign_in(name: str, values: dict[str, str], dana: Client, written: Fair) -> None:
    url = reverse(name, kwargs=values)

    answers = [dana.get(url), dana.post(url)]

    assert {(a.status_code, a["Location"].split("?")[0]) for a in answers} == {(302, "/accounts/login/")}


def test_a_reader_sees_the_record(bruno: Client, written: Fair) -> None:
    answers = {name: bruno.get(reverse(name, kwargs=values)).status_code for name, values in PAGES.items()}

    assert answers == dict.fromkeys(PAGES, 200)


def test_an_editor_sees_the_record_and_the_desk(chen: Client, written: Fair) -> None:
    pages = PAGES | EDITORS

    answers = {name: chen.get(reverse(name, kwargs=values)).status_code for name, values in pages.items()}

    assert answers == dict.fromkeys(pages, 200)


def test_a_reader_is_refused_what_others_do(bruno: Client, written: Fair) -> None:
    before = Change.objects.count()
    urls = {name: reverse(name, kwargs=values) for name, values in (EDITORS | POSTS).items()}
    words = {"reason": "why not", "done_by": "Bruno", "verdict": "none"}

    answers = {name: (bruno.get(url).status_code, bruno.post(url, words).status_code) for name, url in urls.items()}

    assert (answers, Change.objects.count()) == (dict.fromkeys(urls, (403, 403)), before)


def test_a_floor_planner_writes_no_bulletin(bruno: Client, written: Fair) -> None:
    assert bruno.post(reverse("bulletin-write", kwargs=POSTS["bulletin-write"])).status_code == 403


#: What only editors may do, as the pages that a reader sees would offer it.
OFFERS = ["/new/claim/", "/withdraw/", "/reinstate/", "/decide/", "/reopen/", "/new/unknown/", "#decide"]


READ = [
    "/claims/", "/claims/exhibitors-510/", "/conflicts/", f"/conflicts/fair:{FAIR}/exhibitors/whole/",
    "/conflicts/edition:innoprom-2021/countries/whole/", f"/figures/fair:{FAIR}/exhibitors/whole/", "/unknown/",
    "/unknown/regions/",
]  # fmt: skip


def test_a_reader_is_offered_nothing_that_would_be_refused(bruno: Client, chen: Client, written: Fair) -> None:
    def offers(client: Client, path: str) -> bool:
        html = client.get(path).content.decode()
        return any(word in html for word in OFFERS)

    assert {path: (offers(bruno, path), offers(chen, path)) for path in READ} == dict.fromkeys(READ, (False, True))


def test_an_administrator_writes_the_bulletin_again(aigerim: Client, founding: Fair) -> None:
    answer = aigerim.post(reverse("bulletin-write", kwargs=POSTS["bulletin-write"]), follow=True)

    change = Change.objects.order_by("pk").last()
    assert change is not None
    assert (answer.status_code, change.verb, str(change.account)) == (200, "write", "aigerim@kirmash.example")


def test_a_deactivated_account_is_an_outsider(founding: Fair) -> None:
    account = an_account()
    client = Client()
    client.force_login(account)
    account.is_active = False
    account.save()

    assert client.get(reverse("home")).status_code == 302


def test_writing_needs_the_token_of_the_form(founding: Fair) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(an_account("a@kirmash.example", SiteRole.ADMINISTRATOR))

    assert client.post(reverse("bulletin-write", kwargs=POSTS["bulletin-write"])).status_code == 403


def test_nobody_signs_up_by_themselves(dana: Client) -> None:
    answer = dana.post(reverse("account_signup"), {"email": "dana@example.org", "password1": "correct-horse-battery"})

    assert (answer.status_code, Client().login(email="dana@example.org", password="correct-horse-battery")) == (
        200,
        False,
    )


def test_guessing_a_password_is_slowed_down(dana: Client) -> None:
    an_account()
    data = {"login": "chen@kirmash.example", "password": "wrong"}

    answers = [dana.post(reverse("account_login"), data).content.decode() for _ in range(7)]

    assert ("Too many failed" in answers[0], "Too many failed" in answers[-1]) == (False, True)


def test_every_answer_carries_the_security_headers(dana: Client) -> None:
    answer = dana.get(reverse("account_login"))

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_what_a_source_says_is_escaped(bruno: Client, founding: Fair) -> None:
    Claim.objects.filter(key="exhibitors-510").update(note="<script>alert(1)</script>")

    html = bruno.get(reverse("claim", kwargs={"key": "exhibitors-510"})).content.decode()

    assert ("<script>" in html, "&lt;script&gt;alert(1)" in html) == (False, True)


def test_the_list_of_claims_is_filtered_and_keeps_its_filter(bruno: Client, founding: Fair) -> None:
    html = bruno.get(reverse("claims"), {"property": "exhibitors", "source": "tass-closing"}).content.decode()

    assert ("exhibitors-520" in html, "exhibitors-510" in html) == (True, False)


def one_more_of_everything(number: int) -> None:
    about = a_property(f"more-{number}")
    a_claim(f"more-{number}-a", "1", subject=f"fair:{FAIR}", about=about)
    a_claim(f"more-{number}-b", "2", subject=f"fair:{FAIR}", about=about)
    Unknown.objects.create(key=f"more-{number}", subject=f"fair:{FAIR}", matter=f"m{number}", noted_on=DAY)
    Fair.objects.create(**{**Fair.objects.filter(key=FAIR).values().get(), "id": None, "key": f"more-{number}"})
    Instrument.objects.create(key=f"more-{number}", kind="contract", fair=Fair.objects.get(key=FAIR))
    matter = {"subject": f"fair:{FAIR}", "about": a_property("visitors")}
    rival = a_claim(f"more-{number}-c", str(number), **matter)
    withdraw_claim(claim=rival, reason="misread", done_by="Chen", done_on=DAY)
    a_claim(f"more-{number}-d", str(20000 + number), **matter)
    dropped = {"subject": f"fair:{FAIR}", "matter": f"d{number}", "noted_on": DAY}
    unknown = Unknown.objects.create(key=f"dropped-{number}", **dropped)
    drop_unknown(unknown=unknown, reason="nobody asks", closed_by="Chen", closed_on=DAY)


@pytest.mark.parametrize(
    "url",
    [
        "/fairs/", f"/fairs/{FAIR}/agreements/",
        "/claims/?source=a-paper", "/claims/?source=a-paper&state=in-conflict&q=more", "/claims.csv?source=a-paper",
        "/claims/visitors-14000/", "/claims/visitors-14000/withdraw/",
        f"/new/claim/?subject=fair:{FAIR}&property=visitors",
        "/conflicts/", f"/conflicts/fair:{FAIR}/visitors/whole/", f"/figures/fair:{FAIR}/visitors/whole/",
        "/unknown/", "/unknown/?state=dropped", "/unknown/dropped-1/",
        "/history/", "/history/?table=claim&verb=withdraw",
    ],
)  # fmt: skip
def test_a_list_costs_the_same_for_one_and_three_rows(url: str, aigerim: Client, founding: Fair) -> None:
    one_more_of_everything(1)
    with CaptureQueriesContext(connection) as one:
        aigerim.get(url)
    one_more_of_everything(2)
    one_more_of_everything(3)
    forget()

    with CaptureQueriesContext(connection) as three:
        aigerim.get(url)

    assert len(three) == len(one)


def test_the_start_page_costs_the_same_for_three_and_five_rows(aigerim: Client, founding: Fair) -> None:
    for number in (1, 2, 3):
        one_more_of_everything(number)
    with CaptureQueriesContext(connection) as three:
        aigerim.get("/")
    for number in (4, 5):
        one_more_of_everything(number)

    with CaptureQueriesContext(connection) as five:
        aigerim.get("/")

    assert len(five) == len(three)


@pytest.mark.parametrize("path", ["/nothing/", "/claims/none/", "/fairs/none/", f"/fairs/{FAIR}/bulletins/xx/"])
def test_what_is_not_there_is_a_page_that_says_so(path: str, bruno: Client, founding: Fair) -> None:
    answer = bruno.get(path)

    assert (answer.status_code, "There is no such page" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Messen"), ("ru", "Выставки"), ("be", "Выставы"), ("en", "Fairs")]
)
def test_pages_speak_the_chosen_language(language: str, word: str, bruno: Client, founding: Fair) -> None:
    bruno.post(reverse("set_language"), {"language": language, "next": "/fairs/"})

    assert f"<h1>{word}</h1>" in bruno.get("/fairs/").content.decode()
