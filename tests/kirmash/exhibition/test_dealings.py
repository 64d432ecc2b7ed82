"""Notes on exhibitors are for organisers; prices offered are between the fair, the exhibitor and its pavilion."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from builders import an_account, an_exhibitor
from kirmash.base.models import Change, SiteRole
from kirmash.exhibition.actions import note_exhibitor, offer_price, withdraw_offer
from kirmash.exhibition.models.dealing import ExhibitorNote, StandOffer
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.views import money

FAIR = "innoprom-belarus-2025"


@pytest.fixture
def maker(founding: Fair) -> Exhibitor:
    return an_exhibitor("maker", fair=founding)


def signed_in(role: SiteRole, subject: str = "site", email: str = "someone@kirmash.example") -> Client:
    client = Client()
    client.force_login(an_account(email, role, subject, has_password=False))
    return client


def url(name: str, *more: object) -> str:
    return reverse(name, args=[FAIR, "maker", *more])


def page_of(client: Client) -> str:
    return client.get(url("exhibitor")).content.decode()


def an_offer(maker: Exhibitor, **values: Any) -> StandOffer:  # Any: what a test is about
    words = {"amount_minor": 1_234_550, "currency": "EUR", "basis": "whole", "valid_until": None, "account": None}
    return offer_price(exhibitor=maker, **{**words, **values})


def changes() -> list[tuple[str, str, str, dict[str, Any]]]:  # Any: JSON
    found = Change.objects.filter(table__in=["exhibitor-note", "stand-offer"]).order_by("pk")
    return list(found.values_list("verb", "table", "record", "values"))


def test_an_organiser_writes_a_note_that_the_history_does_not_repeat(chen: Client, maker: Exhibitor) -> None:
    chen.post(url("exhibitor-note-add"), {"text": "Pays late.\n<b>Call</b>"})

    page = page_of(chen)
    assert ("Pays late.<br>&lt;b&gt;Call&lt;/b&gt;" in page, "chen@kirmash.example" in page) == (True, True)
    assert changes() == [("note", "exhibitor-note", f"{FAIR}/maker", {})]


@pytest.mark.parametrize(
    ("role", "subject", "notes", "offers"),
    [
        (SiteRole.ADMINISTRATOR, "site", True, True),
        (SiteRole.ORGANISER, f"fair:{FAIR}", True, True),
        (SiteRole.PLANNER, "site", False, True),
        (SiteRole.AUDITOR, "site", False, True),
        (SiteRole.PRESS, "site", False, False),
        (SiteRole.PROTOCOL, "site", False, False),
        (SiteRole.EXHIBITOR, "organisation:maker", False, True),
        (SiteRole.CITY, "place:minsk", False, False),
    ],
)
def test_who_sees_notes_and_offers(
    role: SiteRole, subject: str, *, notes: bool, offers: bool, maker: Exhibitor
) -> None:
    note_exhibitor(exhibitor=maker, text="Pays late.", account=None)
    an_offer(maker)

    page = page_of(signed_in(role, subject))

    assert (("Pays late." in page), ("€12,345.50" in page)) == (notes, offers)
    assert (("Private notes" in page), ("Prices offered" in page)) == (notes, offers)


def test_a_host_does_not_see_what_its_guest_is_offered(founding: Fair, maker: Exhibitor) -> None:
    guest = an_exhibitor("guest", fair=founding, standing="co", host=maker)
    an_offer(guest)
    host = signed_in(SiteRole.EXHIBITOR, "organisation:maker")

    page = host.get(reverse("exhibitor", args=[FAIR, "guest"])).content.decode()

    assert ("€12,345.50" in page, "Prices offered" in page) == (False, False)


def test_a_note_is_changed_by_its_writer_and_by_administrators_only(
    chen: Client, aigerim: Client, maker: Exhibitor
) -> None:
    chen.post(url("exhibitor-note-add"), {"text": "First."})
    note = ExhibitorNote.objects.get()
    colleague = signed_in(SiteRole.ORGANISER)

    answers = [
        client.post(url("exhibitor-note-change", note.pk), {"text": text}).status_code
        for client, text in ((chen, "Second."), (colleague, "Stolen."), (aigerim, "Third."))
    ]

    note.refresh_from_db()
    assert (answers, note.text, note.changed_at is not None) == ([302, 403, 302], "Third.", True)
    assert [colleague.get(url(f"exhibitor-note-{verb}", note.pk)).status_code for verb in ("change", "remove")] == [
        403,
        403,
    ]
    assert ("/notes/" in page_of(colleague), "/notes/" in page_of(chen)) == (False, True)


def test_a_note_is_removed_after_asking(chen: Client, maker: Exhibitor) -> None:
    chen.post(url("exhibitor-note-add"), {"text": "First."})
    note = ExhibitorNote.objects.get()
    asked = chen.get(url("exhibitor-note-remove", note.pk)).content.decode()
    before = ExhibitorNote.objects.count()

    chen.post(url("exhibitor-note-remove", note.pk))

    assert ("First." in asked, before, ExhibitorNote.objects.count()) == (True, 1, 0)
    assert [line[0] for line in changes()] == ["note", "remove"]


def test_a_note_of_one_exhibitor_is_not_reached_through_another(chen: Client, founding: Fair, maker: Exhibitor) -> None:
    other = an_exhibitor("other", fair=founding)
    note = note_exhibitor(exhibitor=other, text="Secret.", account=None)

    assert chen.get(url("exhibitor-note-change", note.pk)).status_code == 404


def test_the_organiser_of_another_fair_neither_reads_nor_writes(maker: Exhibitor) -> None:
    client = signed_in(SiteRole.ORGANISER, "fair:another")

    answers = [client.post(url(name), {"text": "X"}).status_code for name in ("exhibitor-note-add", "stand-offer-add")]

    assert (answers, ExhibitorNote.objects.count()) == ([404, 404], 0)


def test_a_price_is_offered_in_the_smallest_unit_of_its_currency(chen: Client, maker: Exhibitor) -> None:
    words = {"amount": "12 345.5", "currency": "BYN", "basis": "per-m2", "valid_until": "2025-09-01"}

    chen.post(url("stand-offer-add"), words)

    offer = StandOffer.objects.get()
    assert (offer.amount_minor, offer.currency, offer.basis, offer.state) == (1_234_550, "BYN", "per-m2", "offered")
    assert changes() == [("offer", "stand-offer", f"{FAIR}/maker", {})]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"amount": "0"}, "Write an amount above zero that can be meant."),
        ({"amount": "-5"}, "Write an amount above zero that can be meant."),
        ({"amount": "9" * 20}, "Write an amount above zero that can be meant."),
        ({"amount": "1.005"}, "This currency has fewer decimal places."),
        ({"amount": "a lot"}, "Write digits and a point"),
        ({"currency": "XXX"}, "XXX is not one of the available choices"),
        ({"basis": "per-smile"}, "per-smile is not one of the available choices"),
    ],
)
def test_a_price_that_cannot_be_meant_is_not_offered(
    words: dict[str, str], sentence: str, chen: Client, maker: Exhibitor
) -> None:
    said = {"amount": "100", "currency": "EUR", "basis": "whole", **words}

    page = chen.post(url("stand-offer-add"), said).content.decode()

    assert (sentence in page, StandOffer.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "€12,345.50"), ("de", "12.345,50\xa0€"), ("ru", "12\xa0345,50\xa0€"), ("be", "12\xa0345,50\xa0€")],
)
def test_an_amount_is_written_as_the_language_writes_it(language: str, written: str, maker: Exhibitor) -> None:
    offer = an_offer(maker)

    with override(language):
        assert money(offer) == written


def test_a_withdrawn_offer_stays_struck_through(chen: Client, maker: Exhibitor) -> None:
    offer = an_offer(maker)
    asked = chen.get(url("stand-offer-withdraw", offer.pk)).content.decode()

    chen.post(url("stand-offer-withdraw", offer.pk))

    page = page_of(chen)
    assert ("€12,345.50" in asked, "<s>€12,345.50</s>" in page) == (True, True)
    assert chen.post(url("stand-offer-withdraw", offer.pk)).status_code == 404
    assert [line[0] for line in changes()] == ["offer", "withdraw"]


def test_only_organisers_and_administrators_offer(maker: Exhibitor) -> None:
    planner = signed_in(SiteRole.PLANNER)
    offer = an_offer(maker)

    answers = [planner.post(address).status_code for address in
               (url("stand-offer-add"), url("stand-offer-withdraw", offer.pk), url("exhibitor-note-add"))]  # fmt: skip

    assert (answers, StandOffer.objects.get().state) == ([403, 403, 403], "offered")


def test_withdrawing_leaves_the_row(maker: Exhibitor) -> None:
    offer = an_offer(maker)

    withdrawn = withdraw_offer(offer=offer, account=None)

    assert (withdrawn.state, StandOffer.objects.count()) == ("withdrawn", 1)
