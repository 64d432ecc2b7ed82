"""Deals of companies, links of the chain, and meetings: who may see them, and what may never be said."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from builders import a_delegation, an_account, an_engagement, an_organisation
from following import PDF, Followed, a_commitment, a_followed_pair
from kirmash.agreements.actions.dealing import (
    DealWords,
    StageWords,
    begin_deal,
    give_deal_up,
    reach_stage,
    say_of_meeting,
    state_link,
    withdraw_link,
)
from kirmash.agreements.actions.following import write_news
from kirmash.agreements.models.chain import ChainLink, MeetingWord
from kirmash.agreements.models.deal import Deal, Stage
from kirmash.agreements.queries.chain import chain_of, things
from kirmash.agreements.queries.meetings import holding_of
from kirmash.base.errors import Refused
from kirmash.base.models import Account, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.models import Engagement
from kirmash.registry.models.organisation import Organisation

TODAY = datetime.date(2026, 5, 20)


@pytest.fixture
def pair(db: None) -> Followed:
    return a_followed_pair()


@pytest.fixture
def sides(pair: Followed) -> tuple[Organisation, Organisation]:
    return (an_organisation("seller", place=pair.place, en="Seller"),
            an_organisation("buyer", place=pair.partner, en="Buyer"))  # fmt: skip


@pytest.fixture
def deal(sides: tuple[Organisation, Organisation]) -> Deal:
    return begin_deal(words=DealWords(first=sides[0], second=sides[1], place=None, names={"en": "gears"}))


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def city(name: str) -> Account:
    return an_account(f"{name}@x.example", SiteRole.CITY, f"place:{name}", has_password=False)


def company(name: str) -> Account:
    return an_account(f"{name}@y.example", SiteRole.EXHIBITOR, f"organisation:{name}", has_password=False)


def test_a_deal_is_seen_by_its_sides_and_their_cities_and_by_nobody_else(deal: Deal, pair: Followed, db: None) -> None:
    url = reverse("deal", args=[deal.key])
    people = [pair.officer, city("lipovsk"), company("seller"), company("buyer"), city("elsewhere"), company("rival"),
              an_account("chen@x.example", SiteRole.ORGANISER, has_password=False)]  # fmt: skip

    found = [signed_in(one).get(url).status_code for one in people]
    listed = ["Buyer" in signed_in(one).get(reverse("deals")).content.decode() for one in people[:6]]

    assert (found, listed) == ([200] * 4 + [403] * 3, [True] * 4 + [False] * 2)


def test_stages_keep_their_day_value_and_evidence(deal: Deal, tmp_path: object, settings: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's
    client = signed_in(company("seller"))

    client.post(reverse("deal-stage", args=[deal.key]), {
        "kind": "contract", "reached_on": "2026-01-15", "least": "1000", "most": "", "currency": "EUR",
        "file": SimpleUploadedFile("contract.pdf", PDF),
    })  # fmt: skip

    stage = Stage.objects.get()
    assert (stage.kind, stage.least_minor, stage.most_minor, stage.currency, stage.evidence.get().name) == (
        "contract", 100_000, 100_000, "EUR", "contract.pdf",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"least": "5", "most": "4", "currency": "EUR"}, "This is less than the lower bound."),
        ({"least": "5"}, "Say in which currency."),
        ({"least": "1e9", "currency": "EUR"}, "Write digits and a point"),
        ({"least": "9" * 30, "currency": "EUR"}, "This is no amount of money."),
        ({"reached_on": "2999-01-01"}, "Enter a valid date."),
    ],
)
def test_a_value_that_is_none_is_refused(said: dict[str, str], sentence: str, deal: Deal) -> None:
    data = {"kind": "contract", "reached_on": "2026-01-15", **said}

    page = signed_in(company("seller")).post(reverse("deal-stage", args=[deal.key]), data).content.decode()

    assert (sentence in page, Stage.objects.count()) == (True, 0)


def test_the_database_holds_a_range_in_a_currency(deal: Deal) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Stage.objects.create(deal=deal, number=1, kind="offer", reached_on=TODAY, least_minor=5, most_minor=4,
                             currency="EUR")  # fmt: skip


def test_a_company_begins_deals_of_its_own_only(sides: tuple[Organisation, Organisation], pair: Followed) -> None:
    client = signed_in(company("seller"))
    third = an_organisation("third", en="Third")
    url = reverse("deal-add")

    own = client.post(url, {"first": "organisation:seller", "second": "organisation:third"}).status_code
    other = client.post(url, {"first": "organisation:buyer", "second": "organisation:third"})

    assert (own, "One of the sides must be your own company" in other.content.decode()) == (302, True)
    assert [(one.first.key, one.second) for one in Deal.objects.all()] == [("seller", third)]


def test_what_is_given_up_stays_with_its_reason(deal: Deal) -> None:
    give_deal_up(deal=deal, why="The price.", today=TODAY)

    with pytest.raises(Refused, match="given up already"):
        give_deal_up(deal=deal, why="again", today=TODAY)
    assert Deal.objects.get().given_up_why == "The price."


def test_an_agreement_is_never_named_as_the_cause_of_a_deal(deal: Deal, pair: Followed) -> None:
    ends = (f"instrument:{pair.instrument.key}", f"deal:{deal.key}")

    for source, target in (ends, ends[::-1]):
        with pytest.raises(Refused, match="never named as its effect"):
            state_link(source=source, target=target, stated_by="x", today=TODAY)
    deal.field_of = pair.instrument
    deal.save()
    chain = chain_of(pair.officer, ends[1])
    assert (chain.before, chain.after, ChainLink.objects.count()) == ([], [], 0)


def test_the_chain_is_walked_in_both_directions_in_the_order_of_its_days(pair: Followed) -> None:
    made = a_commitment(pair.instrument)
    write_news(commitment=made, heard_on=datetime.date(2025, 6, 1), is_done=True, text="Done", today=TODAY)
    write_news(commitment=made, heard_on=datetime.date(2025, 4, 1), is_done=False, text="Begun", today=TODAY)

    down = chain_of(pair.officer, f"instrument:{pair.instrument.key}")
    up = chain_of(pair.officer, f"news:{made.key}/1")

    assert [(step.depth, step.thing.title) for step in down.after] == [
        (1, "Exchange plans"), (2, "Begun"), (2, "Done"),
    ]  # fmt: skip
    assert [step.thing.word for step in up.before] == [f"instrument:{pair.instrument.key}", f"commitment:{made.key}"]


def test_links_that_run_in_a_circle_end(pair: Followed) -> None:
    first, second = (f"commitment:{a_commitment(pair.instrument, en=name).key}" for name in ("One", "Two"))
    state_link(source=first, target=second, stated_by="x", today=TODAY)
    state_link(source=second, target=first, stated_by="x", today=TODAY)

    chain = chain_of(pair.officer, first)

    assert [step.thing.word for step in chain.after] == [second]


def test_a_link_stands_once_and_can_be_stated_anew_after_it_was_withdrawn(pair: Followed) -> None:
    first, second = (f"commitment:{a_commitment(pair.instrument, en=name).key}" for name in ("One", "Two"))
    words = {"source": first, "target": second, "stated_by": "x", "today": TODAY}
    link = state_link(**words)  # type: ignore[arg-type]  # as named above

    with pytest.raises(Refused, match="stated already"):
        state_link(**words)  # type: ignore[arg-type]  # as named above
    withdraw_link(link=link, why="A mistake.", today=TODAY)
    again = state_link(**words)  # type: ignore[arg-type]  # as named above

    with pytest.raises(Refused, match="Nothing leads to itself"):
        state_link(source=first, target=first, stated_by="x", today=TODAY)
    assert [(one.pk, one.withdrawn_why) for one in ChainLink.objects.order_by("pk")] == [
        (link.pk, "A mistake."), (again.pk, ""),
    ]  # fmt: skip


@pytest.fixture
def talks(founding: Fair) -> Engagement:
    delegation = a_delegation("own", fair=founding, place=founding.place)
    return an_engagement(delegation, "10:00", "11:00", titles={"en": "Secret talks"})


def word_of(talks: Engagement) -> str:
    return f"engagement:{talks.delegation.fair.key}/{talks.delegation.key}/{talks.key}"


def test_a_confidential_meeting_does_not_show_in_a_chain_to_those_who_do_not_know_of_it(
    talks: Engagement, pair: Followed
) -> None:
    state_link(source=word_of(talks), target=f"instrument:{pair.instrument.key}", stated_by="Protocol", today=TODAY)
    protocol = an_account("p@x.example", SiteRole.PROTOCOL, has_password=False)
    root = an_account("root@x.example", SiteRole.ADMINISTRATOR, has_password=False)
    url = reverse("agreement", args=[pair.instrument.key])

    found = ["Secret talks" in signed_in(one).get(url).content.decode() for one in (protocol, root, pair.officer)]

    assert found == [True, False, False]
    assert (len(things(protocol, [word_of(talks)])), things(root, [word_of(talks)])) == (1, {})


def test_what_the_sides_say_of_a_meeting_is_for_those_who_take_part(talks: Engagement, pair: Followed) -> None:
    url = reverse("meeting", args=[talks.delegation.fair.key, "own", talks.key])
    own = f"delegation:{talks.delegation.fair.key}/own"
    people = [
        an_account("p@x.example", SiteRole.PROTOCOL, has_password=False),
        an_account("d@x.example", SiteRole.DELEGATION, own, has_password=False),
        an_account("root@x.example", SiteRole.ADMINISTRATOR, has_password=False), pair.officer,
    ]  # fmt: skip
    said = {"side": "delegation", "was_held": "held", "said_on": "2025-10-01", "said_by": "Protocol"}

    found = [(signed_in(one).get(url).status_code, signed_in(one).post(url, said).status_code) for one in people]

    assert found == [(200, 302), (200, 403), (404, 404), (404, 404)]
    assert MeetingWord.objects.count() == 1


def test_a_meeting_is_held_by_two_words_or_by_one_with_a_scan(
    talks: Engagement, tmp_path: object, settings: object
) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's
    client = signed_in(an_account("p@x.example", SiteRole.PROTOCOL, has_password=False))
    url = reverse("meeting", args=[talks.delegation.fair.key, "own", talks.key])
    said = {"side": "delegation", "was_held": "held", "said_on": "2025-10-01", "said_by": "Protocol"}

    client.post(url, said)
    alone = holding_of(Engagement.objects.get(pk=talks.pk)).label
    client.post(url, {**said, "file": SimpleUploadedFile("minutes.pdf", PDF)})

    assert (alone, holding_of(Engagement.objects.get(pk=talks.pk)).label) == ("unconfirmed", "held")


def test_nothing_is_said_of_a_meeting_before_it(talks: Engagement) -> None:
    with pytest.raises(Refused, match="still to come"):
        say_of_meeting(engagement=talks, side="other", was_held=True, said_on=datetime.date(2025, 9, 1), said_by="x",
                       today=datetime.date(2025, 9, 28))  # fmt: skip


@pytest.mark.parametrize("name", ["deals"])
def test_the_list_of_deals_costs_the_same_for_one_and_three(
    name: str, deal: Deal, sides: tuple[Organisation, Organisation], pair: Followed
) -> None:
    client = signed_in(pair.officer)
    reach_stage(deal=deal, words=StageWords(kind="contact", reached_on=TODAY), today=TODAY)
    client.get(reverse(name))

    with CaptureQueriesContext(connection) as one:
        client.get(reverse(name))
    for number in range(2):
        third = an_organisation(f"third-{number}", en=f"Third {number}")
        made = begin_deal(words=DealWords(first=sides[0], second=third, place=None, names={}))
        reach_stage(deal=made, words=StageWords(kind="offer", reached_on=TODAY), today=TODAY)
    with CaptureQueriesContext(connection) as three:
        page = client.get(reverse(name)).content.decode()

    assert (len(three), page.count('href="/deals/seller-')) == (len(one), 3)
