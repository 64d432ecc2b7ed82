"""The signing desk: who asks, who is called when, what was really signed, who may know what."""

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from builders import a_delegation, a_property, an_account, an_engagement, an_exhibitor
from kirmash.agreements.actions.desk import (
    answer_request,
    ask_for_slot,
    free_slot,
    give_slot,
    move_slot,
    open_desk,
    plan_queue,
    set_rules,
)
from kirmash.agreements.actions.enquiries import close_enquiry, enquire, open_file
from kirmash.agreements.actions.filing import freeze_text, override, plan_signing, write_text
from kirmash.agreements.actions.recording import (
    Signed,
    call_in,
    equip,
    let_wait,
    note_not_signed,
    record_signed,
    take_back_recording,
)
from kirmash.agreements.actions.signatories import SignatoryWords, name_signatory
from kirmash.agreements.models.desk import Desk, DeskEnquiry, SlotRequest
from kirmash.agreements.models.instrument import Instrument, Kind, LifeEvent, Party
from kirmash.agreements.models.signature import Signature
from kirmash.agreements.queries.queueing import called, is_signed_by_all, queue_of
from kirmash.agreements.queries.signed import figures_at, instruments_at, waiting_at
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.models import Engagement, Member
from kirmash.record.models import Claim
from kirmash.registry.models.person import Office
from kirmash.registry.models.place import Place
from pair import Pair, a_pair, content

DAY = datetime.date(2026, 9, 30)
NOW = datetime.datetime(2026, 9, 30, 6, 0, tzinfo=datetime.UTC)
FAIR = "invented-fair"


def at(hour: int, minute: int = 0) -> datetime.datetime:
    """Return a time of the day at the fair, which is three hours ahead of UTC."""
    return datetime.datetime(2026, 9, 30, hour - 3, minute, tzinfo=datetime.UTC)


@pytest.fixture
def fair(db: None) -> Fair:
    town = Place.objects.create(key="invented-town", kind="city", country_code="BY")
    return Fair.objects.create(
        key=FAIR, names={"en": "Invented Fair"}, begins_on=DAY, ends_on=DAY, reported_on=DAY,
        time_zone="Europe/Minsk", place=town, dateline=town,
    )  # fmt: skip


@pytest.fixture
def pair(fair: Fair) -> Pair:
    made = a_pair()
    Instrument.objects.filter(pk=made.instrument.pk).update(fair=fair)
    made.instrument.refresh_from_db()
    named(made.instrument, made)
    return made


@pytest.fixture
def desk(fair: Fair) -> Desk:
    return open_desk(
        fair=fair, opens_at=at(10), closes_at=at(11), slot_minutes=15, pause_minutes=5, room="Signing room",
        announcers=["ru", "be"],
    )  # fmt: skip


def named(instrument: Instrument, pair: Pair) -> None:
    first, second = instrument.parties.all()
    name_signatory(party=first, words=SignatoryWords(office=pair.head, authority="own-office", languages=["be", "ru"]))
    name_signatory(party=second, words=SignatoryWords(office=pair.other_head, authority="own-office", languages=["ru"]))


def cleared(instrument: Instrument) -> Instrument:
    version = write_text(instrument=instrument, content=content())
    freeze_text(instrument=instrument, seen=version.sha256, today=DAY)
    return Instrument.objects.get(pk=instrument.pk)


def another(pair: Pair, key: str, kind: str = Kind.CONTRACT) -> Instrument:
    """Make a further instrument of the same cities, cleared."""
    made = Instrument.objects.create(key=key, kind=kind, fair=Fair.objects.get(key=FAIR))
    Party.objects.create(instrument=made, position=1, place=pair.first)
    Party.objects.create(instrument=made, position=2, place=pair.second)
    named(made, pair)
    return cleared(made)


def accepted(instrument: Instrument, **words: Any) -> SlotRequest:
    made = ask_for_slot(instrument=instrument, now=NOW, is_protocol=True, **words)
    return answer_request(request=made, state="accepted", today=DAY)


def both(instrument: Instrument, pair: Pair) -> list[Signed]:
    offices = [pair.head, pair.other_head]
    return [Signed(party=party, office=office, authority="own-office", mode="in-person")
            for party, office in zip(instrument.parties.all(), offices, strict=True)]  # fmt: skip


def sign(instrument: Instrument, pair: Pair, now: datetime.datetime = NOW) -> None:
    record_signed(instrument=instrument, signed=both(instrument, pair), signed_on=DAY, recorded_by="Odile", now=now)


# --- before the desk -----------------------------------------------------------------------


def test_what_is_not_cleared_gets_no_slot_without_an_override_by_name_and_reason(pair: Pair, desk: Desk) -> None:
    asked = ask_for_slot(instrument=pair.instrument, now=NOW, is_protocol=True)

    with pytest.raises(Refused) as refused:
        answer_request(request=asked, state="accepted", today=DAY)
    override(instrument=pair.instrument, decided_by="The head of protocol", reason="Both ministers agree.", today=DAY)
    answer_request(request=SlotRequest.objects.get(pk=asked.pk), state="accepted", today=DAY)
    plan_queue(fair=asked.fair, today=DAY)

    asked.refresh_from_db()
    assert (refused.value.code, asked.begins_at) == ("not-cleared", at(10))


def test_a_text_that_changes_after_the_slot_is_given_is_seen_at_the_desk_and_keeps_the_slot(
    pair: Pair, desk: Desk
) -> None:
    request = accepted(cleared(pair.instrument))
    plan_queue(fair=request.fair, today=DAY)

    changed = content()
    changed["versions"] = changed["versions"][:1]  # type: ignore[index]  # a list of the text
    write_text(instrument=pair.instrument, content=changed)
    accepted(another(pair, "second"))
    plan_queue(fair=request.fair, today=DAY)

    rows = called(request.fair, DAY)
    assert [(row.request.instrument.key, row.begins, row.clearance.may_be_signed) for row in rows] == [
        (pair.instrument.key, at(10), False), ("second", at(10, 20), True),
    ]  # fmt: skip


def test_after_the_deadline_only_the_desk_itself_adds_requests(pair: Pair, fair: Fair, desk: Desk) -> None:
    Desk.objects.update(requests_until=NOW - datetime.timedelta(hours=1))

    with pytest.raises(Refused) as refused:
        ask_for_slot(instrument=pair.instrument, now=NOW, is_protocol=False)
    with pytest.raises(Refused) as without_file:
        enquire(fair=fair, subject="", now=NOW, is_protocol=False, kind="contract", parties="A and B", asker="A",
                contact_name="Zoya")  # fmt: skip
    ask_for_slot(instrument=pair.instrument, now=NOW, is_protocol=True)

    assert (refused.value.code, without_file.value.code) == ("desk-takes-no-more", "desk-takes-no-more")
    assert SlotRequest.objects.count() == 1


# --- the queue -----------------------------------------------------------------------------


def test_rank_goes_first_then_whoever_asked_first(pair: Pair, desk: Desk) -> None:
    third = accepted(another(pair, "third"), rank=9)
    first = accepted(cleared(pair.instrument), rank=5)
    before = accepted(another(pair, "minister"), rank=1)

    plan_queue(fair=desk.fair, today=DAY)

    found = {one.pk: one.begins_at for one in SlotRequest.objects.all()}
    assert [found[one.pk] for one in (before, first, third)] == [at(10), at(10, 20), at(10, 40)]


def test_whoever_signs_is_not_called_during_talks_and_the_page_says_only_not_free(
    pair: Pair, desk: Desk, client: Client
) -> None:
    head = pair.head.person
    guests = a_delegation("guests", fair=desk.fair, place=pair.first, head=head)
    an_engagement(guests, "09:30", "10:50", day=DAY, titles={"en": "Secret talks about zqtalks"}, room="zqroom")
    request = accepted(cleared(pair.instrument))
    client.force_login(an_account("odile@kirmash.example", SiteRole.ORGANISER, f"fair:{FAIR}"))

    plan_queue(fair=desk.fair, today=DAY)

    request.refresh_from_db()
    page = client.get(reverse("desk", args=[FAIR])).content.decode()
    assert request.begins_at is None
    assert ("Somebody who signs is not free then." in page, "zqtalks" in page, "zqroom" in page) == (True, False, False)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ({"arrives_on": DAY + datetime.timedelta(days=1)}, None),
        ({"leaves_on": DAY - datetime.timedelta(days=1)}, None),
        ({"arrives_on": DAY, "leaves_on": DAY}, at(10)),
    ],
)
def test_a_member_of_a_delegation_is_called_between_arrival_and_departure(
    words: dict[str, datetime.date], begins: datetime.datetime | None, pair: Pair, desk: Desk
) -> None:
    guests = a_delegation("guests", fair=desk.fair, place=pair.first)
    Member.objects.create(delegation=guests, person=pair.head.person, **words)
    request = accepted(cleared(pair.instrument))

    found = queue_of(desk.fair, DAY)

    assert (found.placed[request.pk].begins if request.pk in found.placed else None) == begins


def test_a_signature_elsewhere_keeps_the_same_person_from_the_desk_with_the_way_between(pair: Pair, desk: Desk) -> None:
    elsewhere = another(pair, "elsewhere")
    plan_signing(instrument=elsewhere, planned_on=DAY, begins_at=at(10, 5), room="Town hall")
    request = accepted(cleared(pair.instrument))

    found = queue_of(desk.fair, DAY)

    assert found.placed[request.pk].begins == at(10, 40)


def test_the_wished_hours_hold_on_the_wished_day(pair: Pair, desk: Desk) -> None:
    request = accepted(cleared(pair.instrument), wished_on=DAY, not_before=datetime.time(10, 30))
    other = accepted(another(pair, "other"), not_after=datetime.time(9, 0))

    found = queue_of(desk.fair, DAY)

    assert (found.placed[request.pk].begins, found.left) == (at(10, 40), {other.pk: "no-time"})


def test_two_change_places_by_a_button_and_what_has_begun_stays(pair: Pair, desk: Desk) -> None:
    first, second = accepted(cleared(pair.instrument)), accepted(another(pair, "second"))
    plan_queue(fair=desk.fair, today=DAY)

    second.refresh_from_db()
    move_slot(request=second, by=-1, today=DAY)
    first.refresh_from_db()
    call_in(request=second, now=NOW)

    with pytest.raises(Refused) as refused:
        move_slot(request=first, by=-1, today=DAY)
    assert (first.begins_at, second.begins_at, refused.value.code) == (at(10, 20), at(10), "slot-has-begun")


@pytest.mark.parametrize(("by", "code"), [(-1, "desk-is-closed-then"), (1, "")])
def test_nobody_is_moved_out_of_the_hours(by: int, code: str, pair: Pair, desk: Desk) -> None:
    request = accepted(cleared(pair.instrument))
    plan_queue(fair=desk.fair, today=DAY)
    request.refresh_from_db()

    said = ""
    try:
        move_slot(request=request, by=by, today=DAY)
    except Refused as refused:
        said = refused.code

    assert (said, SlotRequest.objects.get().begins_at) == (code, at(10) if code else at(10, 20))


def test_nobody_is_put_out_of_a_slot_by_one_that_has_none(pair: Pair, desk: Desk) -> None:
    first, second = accepted(cleared(pair.instrument)), accepted(another(pair, "second"))
    give_slot(request=first, desk=desk, begins_at=at(10), today=DAY)

    with pytest.raises(Refused) as taken:
        give_slot(request=second, desk=desk, begins_at=at(10), today=DAY)
    with pytest.raises(Refused) as between:
        give_slot(request=second, desk=desk, begins_at=at(10, 7), today=DAY)
    free_slot(request=first)
    give_slot(request=second, desk=desk, begins_at=at(10), today=DAY)

    first.refresh_from_db()
    assert (taken.value.code, between.value.code) == ("slot-is-taken", "desk-is-closed-then")
    assert (first.begins_at, second.begins_at) == (None, at(10))


def test_the_slot_is_the_planned_time_of_the_file(pair: Pair, desk: Desk) -> None:
    request = accepted(cleared(pair.instrument))

    plan_queue(fair=desk.fair, today=DAY)

    planned = Instrument.objects.get(pk=request.instrument_id).signing
    assert (planned.planned_on, planned.begins_at, planned.room) == (DAY, at(10), "Signing room")


def test_another_slot_moves_the_programmes_and_issues_the_papers_anew(pair: Pair, desk: Desk) -> None:
    for place in (pair.first, pair.second):
        a_delegation(place.key, fair=desk.fair, place=place)
    request = accepted(cleared(pair.instrument))
    plan_queue(fair=desk.fair, today=DAY)
    before = pair.instrument.issues.count()

    request.refresh_from_db()
    move_slot(request=request, by=1, today=DAY)

    assert [one.begins_at for one in Engagement.objects.filter(kind="signing")] == [at(10, 20), at(10, 20)]
    assert pair.instrument.issues.count() == before + 1


# --- what was really signed ----------------------------------------------------------------


def test_an_instrument_is_signed_when_every_party_is_recorded_and_not_before(pair: Pair) -> None:
    instrument = cleared(pair.instrument)
    one, other = both(instrument, pair)

    record_signed(instrument=instrument, signed=[one], signed_on=DAY, recorded_by="Odile", now=NOW)
    after_one = (is_signed_by_all(instrument), LifeEvent.objects.filter(act="signed").count())
    record_signed(instrument=instrument, signed=[other], signed_on=DAY, recorded_by="Odile", now=NOW)

    assert after_one == (False, 0)
    assert (is_signed_by_all(instrument), LifeEvent.objects.get(act="signed").done_on) == (True, DAY)


def test_each_signature_keeps_who_when_where_how_and_when_it_was_known(pair: Pair) -> None:
    instrument = cleared(pair.instrument)

    record_signed(
        instrument=instrument, signed=both(instrument, pair), signed_on=DAY, signed_at=NOW, recorded_by="Odile",
        now=NOW, room="Signing room", place=pair.first, witnesses=["Inna Luhava"], photographer="Max",
    )  # fmt: skip

    kept = [(s.office, s.authority, s.mode, s.signed_at, s.recorded_at, s.room, s.place, s.recorded_by)
            for s in instrument.signatures.all()]  # fmt: skip
    told = ("own-office", "in-person", NOW, NOW, "Signing room", pair.first, "Odile")
    assert kept == [(pair.head, *told), (pair.other_head, *told)]
    recording = Instrument.objects.get(pk=instrument.pk).recording
    assert (recording.witnesses, recording.photographer) == (["Inna Luhava"], "Max")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"signed_on": DAY + datetime.timedelta(days=1)}, "decided-in-future"),
        ({"signed_at": NOW + datetime.timedelta(minutes=1)}, "decided-in-future"),
        ({"signed": []}, "nobody-signed"),
    ],
)
def test_what_cannot_have_been_is_not_recorded(change: dict[str, Any], code: str, pair: Pair) -> None:
    instrument = cleared(pair.instrument)
    words = {"signed": both(instrument, pair), "signed_on": DAY, **change}

    with pytest.raises(Refused) as refused:
        record_signed(instrument=instrument, recorded_by="Odile", now=NOW, **words)

    assert (refused.value.code, Signature.objects.count()) == (code, 0)


def test_nobody_signs_in_an_office_not_held_then_nor_for_another_nor_twice(pair: Pair) -> None:
    instrument = cleared(pair.instrument)
    first, second = instrument.parties.all()
    Office.objects.filter(pk=pair.deputy.pk).update(held_until=DAY - datetime.timedelta(days=1))
    left = Office.objects.get(pk=pair.deputy.pk)
    sign(instrument, pair)

    codes = []
    for party, office in ((first, pair.head), (second, pair.head), (first, left)):
        Signature.objects.filter(party=party).delete() if office != pair.head or party == second else None
        with pytest.raises(Refused) as refused:
            record_signed(
                instrument=instrument, signed_on=DAY, recorded_by="Odile", now=NOW,
                signed=[Signed(party=party, office=office, authority="deputy", mode="in-person")],
            )  # fmt: skip
        codes.append(refused.value.code)

    assert codes == ["signed-already", "signatory-of-another", "office-not-held-then"]


def test_a_wrong_record_is_taken_back_and_the_history_keeps_what_it_was(pair: Pair) -> None:
    instrument = cleared(pair.instrument)
    sign(instrument, pair)

    take_back_recording(instrument=instrument, reason="It was the deputy.")
    party = instrument.parties.first()
    assert party is not None
    record_signed(
        instrument=instrument, signed=[Signed(party=party, office=pair.deputy, authority="deputy", mode="in-person")],
        signed_on=DAY, recorded_by="Odile", now=NOW,
    )  # fmt: skip

    line = Change.objects.get(table="signature", verb="take-back")
    assert line.values == {
        "reason": "It was the deputy.",
        "was": [{"party": 1, "office": "verasov-office", "on": "2026-09-30"},
                {"party": 2, "office": "polyakova-office", "on": "2026-09-30"}],
    }  # fmt: skip
    assert (is_signed_by_all(instrument), LifeEvent.objects.filter(act="signed").count()) == (False, 0)


def test_what_is_recorded_is_stated_once_however_often_it_is_recorded(pair: Pair) -> None:
    for key in ("act", "act-date", "signatory"):
        a_property(key, datatype="text")
    instrument = cleared(pair.instrument)

    sign(instrument, pair)
    take_back_recording(instrument=instrument, reason="A trial.")
    sign(instrument, pair)

    found = Claim.objects.filter(subject=f"instrument:{instrument.key}").order_by("about__key", "part")
    assert list(found.values_list("about__key", "part", "value")) == [
        ("act", "", "signed"), ("act-date", "", "2026-09-30"),
        ("signatory", "place:lipich", "person:verasov"), ("signatory", "place:zarechensk", "person:polyakova"),
    ]  # fmt: skip


def test_what_is_not_signed_keeps_its_slot_with_the_reason_and_may_wait_again(pair: Pair, desk: Desk) -> None:
    request = accepted(cleared(pair.instrument))
    plan_queue(fair=desk.fair, today=DAY)
    request.refresh_from_db()

    with pytest.raises(Refused) as refused:
        note_not_signed(request=request, reason=" ", now=NOW)
    note_not_signed(request=request, reason="The seal is in Zarechensk.", now=NOW)
    stages = [row.stage for row in called(desk.fair, DAY)]
    let_wait(request=request)

    assert (refused.value.code, stages) == ("why-missing", ["not-signed"])
    assert [(row.stage, row.begins) for row in called(desk.fair, DAY)] == [("waiting", at(10))]


def test_the_queue_of_a_day_says_who_is_there_now_and_who_is_next(pair: Pair, desk: Desk) -> None:
    requests = [accepted(cleared(pair.instrument)), accepted(another(pair, "b")), accepted(another(pair, "c"))]
    plan_queue(fair=desk.fair, today=DAY)
    sign(requests[0].instrument, pair)
    call_in(request=SlotRequest.objects.get(pk=requests[1].pk), now=NOW)

    assert [(row.stage, row.turn) for row in called(desk.fair, DAY)] == [
        ("signed", ""), ("in-room", "now"), ("waiting", "next"),
    ]  # fmt: skip


def test_figures_are_those_of_the_minute(pair: Pair, fair: Fair) -> None:
    later = NOW + datetime.timedelta(minutes=7)
    sign(cleared(pair.instrument), pair)
    sign(another(pair, "contract"), pair, now=later)

    told = [[(line.kind, line.count) for line in figures_at(instruments_at(fair), moment).lines]
            for moment in (NOW - datetime.timedelta(minutes=1), NOW, later)]  # fmt: skip

    assert told == [[], [("twinning", 1)], [("twinning", 1), ("contract", 1)]]


def test_what_waits_for_signature_is_listed_with_who_is_missing(pair: Pair, fair: Fair) -> None:
    instrument = cleared(pair.instrument)
    record_signed(instrument=instrument, signed=both(instrument, pair)[:1], signed_on=DAY, recorded_by="O", now=NOW)

    assert [line.missing for line in waiting_at(instruments_at(fair), NOW)] == [["Zarechensk"]]


# --- before there is a file ----------------------------------------------------------------


def asked(fair: Fair, subject: str = "", **words: Any) -> DeskEnquiry:
    defaults = {"kind": "contract", "parties": "Maker and a buyer", "asker": "Maker", "contact_name": "Zoya Zqcontact",
                "contact_mail": "zoya@maker.example", "value": Decimal("918427153.50"), "currency": "BYN"}  # fmt: skip
    return enquire(fair=fair, subject=subject, now=NOW, is_protocol=True, **{**defaults, **words})


def test_a_file_is_opened_from_what_was_asked_and_goes_the_way_of_every_other(pair: Pair, fair: Fair) -> None:
    enquiry = asked(fair, wants_press=True)

    request = open_file(enquiry=enquiry, parties=[pair.first, pair.second])

    assert (request.value, request.currency, request.wants_press) == (Decimal("918427153.50"), "BYN", True)
    assert [party.place for party in request.instrument.parties.all()] == [pair.first, pair.second]
    with pytest.raises(Refused) as refused:
        answer_request(request=request, state="accepted", today=DAY)
    assert (refused.value.code, DeskEnquiry.objects.get().state) == ("not-cleared", "accepted")


def test_an_enquiry_is_answered_once_and_a_no_has_its_reason(pair: Pair, fair: Fair) -> None:
    enquiry = asked(fair)

    codes = []
    for reason in (" ", "No room that day.", "Once more."):
        try:
            close_enquiry(enquiry=enquiry, state="refused", reason=reason)
        except Refused as refused:
            codes.append(refused.code)
    with pytest.raises(Refused) as refused_file:
        open_file(enquiry=enquiry, parties=[pair.first, pair.second])

    assert (codes, refused_file.value.code) == (["why-missing", "enquiry-is-answered"], "enquiry-is-answered")
    assert DeskEnquiry.objects.get().reason == "No room that day."


def test_a_file_is_between_two_at_least(pair: Pair, fair: Fair) -> None:
    with pytest.raises(Refused) as refused:
        open_file(enquiry=asked(fair), parties=[pair.first, pair.first])

    assert (refused.value.code, Instrument.objects.count()) == ("two-parties-at-least", 1)


# --- who may know what ---------------------------------------------------------------------


@pytest.fixture
def officer(fair: Fair) -> Client:
    client = Client()
    client.force_login(an_account("odile@kirmash.example", SiteRole.PROTOCOL, f"fair:{FAIR}", has_password=False))
    return client


def somebody(role: SiteRole, subject: str = "site") -> Client:
    client = Client()
    client.force_login(an_account(f"{role}@kirmash.example", role, subject, has_password=False))
    return client


def pages(client: Client, enquiry: DeskEnquiry, request: SlotRequest) -> dict[str, str]:
    """Return what each page of the desk answers somebody."""
    words: dict[str, list[object]] = {
        "desk": [FAIR], "desk-now": [FAIR], "enquiries": [FAIR], "enquiry": [FAIR, enquiry.number],
        "enquiry-open": [FAIR, enquiry.number], "desk-answer": [FAIR, request.pk], "desk-slot": [FAIR, request.pk],
        "desk-equip": [FAIR, request.pk], "desk-not-signed": [FAIR, request.pk], "signed": [FAIR],
        "signed-waiting": [FAIR], "signed-public": [FAIR], "desk-ask": [request.instrument.key],
        "agreement-file": [request.instrument.key], "signed-file": [FAIR, "csv"], "signed-figures": [FAIR, "csv"],
    }  # fmt: skip
    found = {}
    for name, args in words.items():
        answer = client.get(reverse(name, args=args))
        found[name] = answer.content.decode() if answer.status_code == 200 else ""
    return found


SECRETS = {
    "value": ("918,427,153", "918427153"), "asked value": ("73,191,733", "73191733"), "contact": ("Zqcontact",),
    "mail": ("zoya@maker.example",), "telephone": ("+37599918273",), "parties": ("Zqparties",),
    "contact of a file": ("Zqcaller",), "note": ("Zqnote",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "subject", "expected"),
    [
        (None, "", set()),
        (SiteRole.EXHIBITOR, "organisation:rival", set()),
        (SiteRole.CITY, "place:elsewhere", set()),
        (SiteRole.ADMINISTRATOR, "site", set()),
        (SiteRole.AUDITOR, "site", set()),
        (SiteRole.PRESS, f"fair:{FAIR}", set()),
        (SiteRole.PLANNER, f"fair:{FAIR}", set()),
        (SiteRole.ORGANISER, "fair:another", set()),
        (SiteRole.PROTOCOL, "fair:another", set()),
        (SiteRole.EXHIBITOR, "organisation:maker", {"asked value", "contact", "mail", "telephone", "parties"}),
        (SiteRole.CITY, "place:lipich", {"value", "contact of a file", "note"}),
        (SiteRole.ORGANISER, f"fair:{FAIR}", set(SECRETS)),
        (SiteRole.PROTOCOL, f"fair:{FAIR}", set(SECRETS)),
    ],
)
def test_each_field_of_who_asks_is_seen_by_the_desk_and_by_those_it_is_of(
    role: SiteRole | None, subject: str, expected: set[str], pair: Pair, desk: Desk
) -> None:
    for key in ("maker", "rival"):
        an_exhibitor(key, fair=desk.fair)
    set_rules(fair=desk.fair, order_language="", publishes_register=True)
    enquiry = asked(desk.fair, "organisation:maker", parties="Zqparties and others", value=Decimal("73191733.00"),
                    contact_phone="+37599918273")  # fmt: skip
    request = accepted(cleared(pair.instrument), value=Decimal("918427153.00"), currency="BYN", contact="Zqcaller",
                       note="Zqnote")  # fmt: skip
    plan_queue(fair=desk.fair, today=DAY)
    sign(request.instrument, pair)
    client = somebody(role, subject) if role else Client()

    text = "\n".join(pages(client, enquiry, request).values())

    assert {name for name, looks in SECRETS.items() if any(look in text for look in looks)} == expected


def test_the_public_register_is_there_only_where_the_fair_publishes_it(pair: Pair, fair: Fair, dana: Client) -> None:
    sign(cleared(pair.instrument), pair)

    closed = dana.get(reverse("signed-public", args=[FAIR])).status_code
    set_rules(fair=fair, order_language="", publishes_register=True)
    page = dana.get(reverse("signed-public", args=[FAIR])).content.decode()

    assert closed == 404
    assert ("Lipich – Zarechensk" in page, "Andrei Verasau" in page, "Value" in page) == (True, True, False)


# --- pages ---------------------------------------------------------------------------------


def test_the_officer_in_the_room_records_the_signature_in_two_steps(
    officer: Client, pair: Pair, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(10, 2))
    request = accepted(cleared(pair.instrument))
    plan_queue(fair=desk.fair, today=DAY)
    equip(request=SlotRequest.objects.get(), witnesses=["Inna Luhava"], photographer="Max")

    first = officer.get(reverse("desk-now", args=[FAIR])).content.decode()
    second = officer.post(reverse("desk-come", args=[FAIR, request.pk]), follow=True).content.decode()
    third = officer.post(
        reverse("desk-signed", args=[FAIR, request.pk]), {"party_1": "on", "party_2": "on"}, follow=True
    ).content.decode()

    assert ("They are in the room" in first, "Andrei Verasau, Chairman" in second) == (True, True)
    assert "Every signature is recorded." in third
    kept = [(s.office, s.signed_at, s.room) for s in Signature.objects.order_by("pk")]
    assert kept == [(pair.head, at(10, 2), "Signing room"), (pair.other_head, at(10, 2), "Signing room")]
    assert Instrument.objects.get(pk=request.instrument_id).recording.witnesses == ["Inna Luhava"]


def test_only_those_who_are_ticked_have_signed(
    officer: Client, pair: Pair, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(10, 2))
    request = accepted(cleared(pair.instrument))
    plan_queue(fair=desk.fair, today=DAY)
    officer.post(reverse("desk-come", args=[FAIR, request.pk]))

    page = officer.post(reverse("desk-signed", args=[FAIR, request.pk]), {"party_2": "on"}, follow=True)

    assert [s.office for s in Signature.objects.all()] == [pair.other_head]
    assert "partly signed" in page.content.decode()


def test_a_company_asks_withdraws_and_never_opens_the_file_itself(fair: Fair, desk: Desk) -> None:
    an_exhibitor("maker", fair=fair, name="Maker")
    bruno = somebody(SiteRole.EXHIBITOR, "organisation:maker")
    words = {"subject": "organisation:maker", "kind": "contract", "parties": "Maker and a buyer", "asker": "Maker",
             "contact_name": "Bruno", "contact_phone": "1", "value": "12.50", "currency": "BYN"}  # fmt: skip

    for_another = bruno.post(reverse("enquiry-add", args=[FAIR]), {**words, "subject": "organisation:rival"})
    made = bruno.post(reverse("enquiry-add", args=[FAIR]), words)
    opened = bruno.get(reverse("enquiry-open", args=[FAIR, 1]))
    bruno.post(made["Location"], {"reason": "Signed at home."})

    assert (for_another.status_code, opened.status_code, made["Location"]) == (
        200, 403, f"/fairs/{FAIR}/desk/enquiries/1/"
    )  # fmt: skip
    assert list(DeskEnquiry.objects.values_list("state", "reason", "value")) == [
        ("withdrawn", "Signed at home.", Decimal("12.50"))
    ]


def test_a_company_that_does_not_exhibit_here_cannot_ask(fair: Fair, desk: Desk) -> None:
    stranger = somebody(SiteRole.EXHIBITOR, "organisation:stranger")

    assert [stranger.get(reverse(name, args=[FAIR])).status_code for name in ("enquiries", "enquiry-add")] == [403, 403]


def test_the_register_is_narrowed_by_kind_state_and_words_and_goes_out_as_it_is_seen(
    officer: Client, pair: Pair, desk: Desk
) -> None:
    sign(cleared(pair.instrument), pair)
    contract = another(pair, "contract")
    record_signed(instrument=contract, signed=both(contract, pair)[:1], signed_on=DAY, recorded_by="O", now=NOW)

    def keys(query: str) -> list[str]:
        answer = officer.get(reverse("signed-file", args=[FAIR, "csv"]) + query).content.decode()
        return list(dict.fromkeys(row["key"] for row in csv.DictReader(io.StringIO(answer))))

    twin = pair.instrument.key
    assert [keys(query) for query in ("", "?kind=contract", "?state=signed", "?q=polyakova", "?q=nobody")] == [
        ["contract", twin], ["contract"], [twin], [twin], [],
    ]  # fmt: skip
    assert officer.get(reverse("signed-file", args=[FAIR, "xlsx"])).content.startswith(b"PK")


def test_the_figures_of_an_earlier_minute_can_be_asked_for(officer: Client, pair: Pair, desk: Desk) -> None:
    accepted(cleared(pair.instrument), value=Decimal("12.50"), currency="BYN")
    sign(pair.instrument, pair, now=at(10, 30))

    def rows(query: str) -> list[list[str]]:
        answer = officer.get(reverse("signed-figures", args=[FAIR, "csv"]) + query).content.decode()
        return list(csv.reader(io.StringIO(answer)))[1:]

    assert rows("?day=2026-09-30&time=10:29") == []
    assert [row[1:] for row in rows("?day=2026-09-30&time=10:30")] == [
        ["agreements", "twinning agreement", "1", "1", "BYN", "12.50"]
    ]


@pytest.mark.parametrize("name", ["desk", "signed", "signed-waiting", "enquiries", "signed-public"])
def test_a_longer_list_costs_no_more_queries(name: str, officer: Client, pair: Pair, desk: Desk) -> None:
    set_rules(fair=desk.fair, order_language="", publishes_register=True)

    def fill(number: int) -> None:
        made = another(pair, f"instrument-{number}")
        accepted(made)
        asked(desk.fair)
        if number % 2:
            sign(made, pair)

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            officer.get(reverse(name, args=[FAIR]))
        return len(found)

    fill(0)
    fill(1)
    count()
    few = count()
    fill(2)
    fill(3)

    assert count() == few


# --- print ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "de", "ru", "be"])
@pytest.mark.parametrize("what", ["day", "seating", "script", "folders", "cards", "all"])
def test_every_paper_is_printed_in_every_language_and_names_who_signs(
    what: str, language: str, officer: Client, pair: Pair, desk: Desk
) -> None:
    accepted(cleared(pair.instrument))
    plan_queue(fair=desk.fair, today=DAY)

    answer = officer.get(reverse("desk-print", args=[FAIR, what, language]), {"day": "2026-09-30"})

    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    names = {"en": "Zarechensk", "de": "Saretschensk", "ru": "Зареченск", "be": "Зарэчанск"}
    wanted = names["ru"] if what in {"cards", "script"} else names[language]  # as the announcer speaks
    assert (answer.status_code, answer["Content-Type"], wanted in text) == (200, "application/pdf", True)


def test_a_table_card_is_a_sheet_of_a5_and_the_script_is_in_the_languages_of_the_announcer(
    officer: Client, pair: Pair, desk: Desk
) -> None:
    accepted(cleared(pair.instrument))
    plan_queue(fair=desk.fair, today=DAY)

    cards = PdfReader(io.BytesIO(officer.get(reverse("desk-print", args=[FAIR, "cards", "en"])).content))
    script = PdfReader(io.BytesIO(officer.get(reverse("desk-print", args=[FAIR, "script", "en"])).content))

    sizes = {(round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4))
             for page in cards.pages}  # fmt: skip
    text = "\n".join(page.extract_text() for page in script.pages)
    assert (len(cards.pages), sizes) == (2, {(210, 148)})
    assert ("Дамы и господа" in text, "Спадарыні і спадары" in text) == (True, True)


def test_a_day_without_signatures_is_printed_as_such(officer: Client, desk: Desk) -> None:
    answer = officer.get(reverse("desk-print", args=[FAIR, "day", "en"]))

    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Nothing is planned." in text
