"""The working group of an agreement: members, sessions, minutes whose decisions become commitments."""

import datetime
import io

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from builders import a_named_person, a_place, an_account, an_office
from kirmash.agreements.actions.group import (
    Resolved,
    cancel_session,
    change_session,
    plan_session,
    seat_member,
    set_up_group,
    write_minutes,
)
from kirmash.agreements.deadlines import DeadlineKind
from kirmash.agreements.models.commitment import Commitment
from kirmash.agreements.models.group import GroupMember, Session, WorkingGroup
from kirmash.agreements.models.instrument import Instrument, Kind, Party
from kirmash.agreements.queries import matters_of, register_of
from kirmash.base.errors import Refused
from kirmash.base.models import SiteRole
from kirmash.registry.models.place import Place

DAY = datetime.date(2026, 3, 2)
PLAN = {"number": 14, "planned_on": DAY, "place": "Homel", "mode": "in-person", "agenda": "Schools\nTrade"}


@pytest.fixture
def gomel(db: None) -> Place:
    return a_place("gomel", en="Homel", ru="Гомель", de="Gomel", be="Гомель")


@pytest.fixture
def agreement(gomel: Place) -> Instrument:
    made = Instrument.objects.create(key="gomel-dubki", kind="twinning")
    Party.objects.create(instrument=made, position=1, place=gomel)
    Party.objects.create(instrument=made, position=2, place=a_place("dubki", en="Dubki", ru="Дубки"))
    return made


@pytest.fixture
def group(agreement: Instrument) -> WorkingGroup:
    return set_up_group(instrument=agreement, name="Group on trade", task="", language="en")


@pytest.fixture
def session(group: WorkingGroup) -> Session:
    return plan_session(group=group, **PLAN)  # type: ignore[arg-type]  # words of a form


@pytest.fixture
def officer(gomel: Place) -> Client:
    client = Client()
    client.force_login(an_account(role=SiteRole.CITY, subject="place:gomel", has_password=False))
    return client


def minute(session: Session, **words: object) -> Instrument:
    said = {"held_on": DAY, "today": DAY, "present": "Anna\nBoris", "discussion": "", "language": "en",
            "decisions": [Resolved(what="Send a list of schools", owner=1, due_on=datetime.date(2026, 5, 1)),
                          Resolved(what="Meet again")]}  # fmt: skip
    return write_minutes(session=session, **{**said, **words})  # type: ignore[arg-type]  # words of a form


def test_an_officer_sets_a_group_up_and_plans_its_session(officer: Client, agreement: Instrument) -> None:
    officer.post(reverse("group-change", args=[agreement.key]), {"name": "Group on trade", "task": "Trade"})

    answer = officer.post(reverse("session-add", args=[agreement.key]), {**PLAN, "planned_on": "2026-03-02"})

    group = WorkingGroup.objects.get()
    assert (group.names, group.task) == ({"en": "Group on trade"}, "Trade")
    assert answer.headers["Location"] == reverse("session", args=[agreement.key, 14])


def test_a_session_that_was_held_is_listed_under_its_day(
    officer: Client, session: Session, agreement: Instrument
) -> None:
    minute(session, held_on=DAY - datetime.timedelta(days=1))

    page = officer.get(reverse("group", args=[agreement.key])).content.decode()

    assert '<td data-label="Day">1 March 2026</td>' in page


def test_an_agreement_has_one_group(agreement: Instrument, group: WorkingGroup) -> None:
    with pytest.raises(Refused) as refused:
        set_up_group(instrument=agreement, name="", task="", language="en")

    assert refused.value.code == "group-is-there"


def test_a_member_sits_in_office_or_by_a_new_name(officer: Client, agreement: Instrument, group: WorkingGroup) -> None:
    an_office("deputy", person=a_named_person("anna", name="Anna Kavaliova"))
    address = reverse("seat-add", args=[agreement.key])

    officer.post(address, {"party": "1", "who": "office:deputy", "is_chair": "on"})
    officer.post(address, {"party": "2", "who": "Boris Petrov", "function": "Head of department"})

    seats = [
        (seat.person and seat.person.names.get().text, seat.office and seat.office.key, seat.is_chair)
        for seat in GroupMember.objects.order_by("pk")
    ]
    assert seats == [("Anna Kavaliova", "deputy", True), ("Boris Petrov", None, False)]


def test_nobody_sits_twice_and_a_party_has_one_chair(group: WorkingGroup) -> None:
    party = group.instrument.parties.get(position=1)
    a_named_person("anna", name="Anna")
    seat_member(group=group, party=party, who="person:anna", is_chair=True)
    codes = []
    for who in ("person:anna", "Boris"):
        with pytest.raises(Refused) as refused:
            seat_member(group=group, party=party, who=who, is_chair=True)
        codes.append(refused.value.code)

    assert codes == ["sits-already", "chair-is-taken"]


def test_who_left_may_sit_again(officer: Client, group: WorkingGroup, agreement: Instrument) -> None:
    party = group.instrument.parties.get(position=1)
    a_named_person("anna", name="Anna")
    seat = seat_member(group=group, party=party, who="person:anna", is_chair=True)

    officer.post(reverse("seat-end", args=[agreement.key, seat.pk]), {"until_on": "2026-03-01"})

    assert seat_member(group=group, party=party, who="person:anna", is_chair=True).until_on is None


def test_the_next_session_is_a_matter_until_it_is_held(gomel: Place, session: Session) -> None:
    before = matters_of(register_of(gomel, DAY), DAY, 90)

    minute(session, decisions=[])

    after = [one.kind for one in matters_of(register_of(gomel, DAY), DAY, 90)]
    assert [(one.kind, one.on, one.is_late) for one in before] == [(DeadlineKind.SESSION, DAY, False)]
    assert after == []


def test_decisions_become_commitments_under_a_protocol(session: Session, agreement: Instrument) -> None:
    made = minute(session)

    rows = [
        (one.names, one.owner and one.owner.position, one.due_on) for one in Commitment.objects.order_by("position")
    ]
    assert (made.kind, made.parent) == (Kind.WORKING_GROUP_PROTOCOL, agreement)
    assert rows == [
        ({"en": "Send a list of schools"}, 1, datetime.date(2026, 5, 1)), ({"en": "Meet again"}, None, None),
    ]  # fmt: skip


def test_minutes_are_written_by_the_page_in_one_step(officer: Client, session: Session, agreement: Instrument) -> None:
    answer = officer.post(reverse("minutes-write", args=[agreement.key, 14]), {
        "held_on": "2026-03-02", "present": "Anna", "rows": "2", "what-1": "Send a list", "owner-1": "2",
        "field-1": "education", "due-1": "2026-05-01", "what-2": "", "owner-2": "", "due-2": "",
    })  # fmt: skip

    one = Commitment.objects.get()
    assert answer.headers["Location"] == reverse("session", args=[agreement.key, 14])
    assert (one.names, one.field, one.owner and one.owner.place and one.owner.place.key) == (
        {"en": "Send a list"}, "education", "dubki",
    )  # fmt: skip


def test_more_rows_are_given_without_losing_what_was_written(
    officer: Client, session: Session, agreement: Instrument
) -> None:
    page = officer.post(
        reverse("minutes-write", args=[agreement.key, 14]), {"rows": "5", "what-1": "Send a list", "more": "1"}
    )

    form = page.context["form"]
    assert (form.count, form["what-1"].value(), Commitment.objects.count()) == (10, "Send a list", 0)


def test_a_day_without_words_is_asked_about(officer: Client, session: Session, agreement: Instrument) -> None:
    page = officer.post(
        reverse("minutes-write", args=[agreement.key, 14]), {"held_on": "2026-03-02", "due-1": "2026-05-01"}
    )

    assert page.context["form"].errors == {"what-1": ["Say what is to be done until this day."]}


@pytest.mark.parametrize(
    ("words", "code"),
    [({"held_on": DAY + datetime.timedelta(days=1)}, "minutes-in-future"), ({}, "minutes-are-written")],
)
def test_minutes_are_written_once_and_not_beforehand(session: Session, words: dict[str, object], code: str) -> None:
    if code == "minutes-are-written":
        minute(session)

    with pytest.raises(Refused) as refused:
        minute(session, **words)

    assert refused.value.code == code


def test_a_cancelled_session_has_no_minutes_and_does_not_change(session: Session) -> None:
    cancelled = cancel_session(session=session, reason="illness")
    codes = []
    for act in (lambda: minute(cancelled), lambda: change_session(session=cancelled, **PLAN),  # type: ignore[arg-type]
                lambda: cancel_session(session=cancelled, reason="x")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        codes.append(refused.value.code)

    assert codes == ["session-is-over"] * 3


def test_a_number_of_a_session_is_given_once(group: WorkingGroup, session: Session) -> None:
    with pytest.raises(Refused) as refused:
        plan_session(group=group, **PLAN)  # type: ignore[arg-type]  # words of a form

    assert refused.value.code == "session-number-taken"


@pytest.mark.parametrize(("language", "party"), [("en", "Dubki"), ("de", "Dubki"), ("ru", "Дубки"), ("be", "Дубки")])
def test_minutes_are_printed_in_every_language(
    officer: Client, session: Session, agreement: Instrument, language: str, party: str
) -> None:
    minute(session)

    pdf = officer.get(reverse("minutes-file", args=[agreement.key, 14, language, "pdf"])).content
    word = officer.get(reverse("minutes-file", args=[agreement.key, 14, language, "docx"])).content

    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    document = docx.Document(io.BytesIO(word))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert ("Send a list of schools" in printed, party in printed) == (True, True)
    assert ("Send a list of schools" in cells, document.core_properties.language) == (True, language)


def test_words_of_a_decision_are_not_run_by_the_printer(
    officer: Client, session: Session, agreement: Instrument
) -> None:
    minute(session, decisions=[Resolved(what='#read("/etc/passwd") $x$ *b*')])

    pdf = officer.get(reverse("minutes-file", args=[agreement.key, 14, "en", "pdf"])).content

    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert '#read("/etc/passwd")$x$*b*' in printed.replace(" ", "").replace("\n", "")


def test_minutes_that_are_not_written_are_no_file(officer: Client, session: Session, agreement: Instrument) -> None:
    answer = officer.get(reverse("minutes-file", args=[agreement.key, 14, "en", "pdf"]))

    assert answer.status_code == 404


def test_a_larger_group_costs_the_same_queries(officer: Client, group: WorkingGroup, agreement: Instrument) -> None:
    party, counts = group.instrument.parties.get(position=1), []
    for number in (1, 2, 3):
        an_office(f"office-{number}", person=a_named_person(f"p-{number}"))
        seat_member(group=group, party=party, who=f"office:office-{number}")
        plan_session(group=group, **{**PLAN, "number": number})  # type: ignore[arg-type]  # words of a form
        with CaptureQueriesContext(connection) as queries:
            officer.get(reverse("group", args=[agreement.key]))
        counts.append(len(queries))

    assert counts[0] == counts[2]


def test_another_city_reaches_no_session(session: Session, agreement: Instrument) -> None:
    other = Client()
    other.force_login(an_account("other@kirmash.example", SiteRole.CITY, "place:elsewhere", has_password=False))
    pages = [reverse(name, args=[agreement.key, 14]) for name in ("session", "session-change", "minutes-write")]

    assert [other.get(page).status_code for page in pages] == [403] * 3
