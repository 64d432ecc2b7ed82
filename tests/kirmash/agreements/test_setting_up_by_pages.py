"""A city that runs no fair: set up, its list taken in and an agreement written down, all by pages."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from builders import a_place, an_account
from kirmash.agreements.actions.registering import found_city
from kirmash.agreements.actions.uploading import LARGEST_UPLOAD, MOST_UPLOADS, begin_upload
from kirmash.agreements.models.instrument import Instrument, Kind, LifeEvent
from kirmash.agreements.models.term import Renewal, Term
from kirmash.agreements.models.upload import RegisterUpload
from kirmash.base.errors import Refused
from kirmash.base.models import Account, Change, Mandate, SiteRole
from kirmash.registry.models.place import Place
from registers import a_register_workbook

CSV = """Партнёр;Страна;Вид;Дата подписания;Срок действия
г. Дубки;Россия;побратимские отношения;12.05.2022;5 лет
Двинск;;меморандум;2013;3 года
г. Липовск;Россия;соглашение;31.02.2004;
"""


@pytest.fixture
def gomel(db: None) -> Place:
    return found_city(name="Гомель", country="BY")


@pytest.fixture
def officer(gomel: Place) -> Client:
    client = Client()
    client.force_login(an_account(role=SiteRole.CITY, subject=f"place:{gomel.key}", has_password=False))
    return client


def hand_in(client: Client, place: Place, content: bytes, name: str = "register.csv") -> str:
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("register-import", args=[place.key]), {"file": file})
    return str(answer.headers.get("Location", ""))


def test_an_administrator_sets_a_city_up_and_its_officer_is_invited(aigerim: Client) -> None:
    words = {"name": "Гомель", "country": "Беларусь", "email": "bruno@kirmash.example", "language": "ru"}

    answer = aigerim.post(reverse("city-set-up"), words)

    place = Place.objects.get(names__text="Гомель")
    mandate = Mandate.objects.get(account__email="bruno@kirmash.example")
    assert (answer.headers["Location"], place.country_code) == (reverse("invitation-sent"), "BY")
    assert (mandate.role, mandate.subject) == (SiteRole.CITY, f"place:{place.key}")


def test_a_city_that_is_known_is_set_up_without_a_second_one(aigerim: Client, gomel: Place) -> None:
    words = {"name": f"Гомель [place:{gomel.key}]", "email": "bruno@kirmash.example", "language": "ru"}

    aigerim.post(reverse("city-set-up"), words)

    assert Mandate.objects.get(account__email="bruno@kirmash.example").subject == f"place:{gomel.key}"
    assert Place.objects.filter(names__text="Гомель").count() == 1


def test_a_country_that_nobody_knows_is_said_at_its_field(aigerim: Client) -> None:
    words = {"name": "Гомель", "country": "Атлантида", "email": "bruno@kirmash.example", "language": "ru"}

    answer = aigerim.post(reverse("city-set-up"), words)

    assert list(answer.context["form"].errors) == ["country"]
    assert Account.objects.filter(email="bruno@kirmash.example").count() == 0


def test_a_workbook_is_understood_before_anything_is_taken(officer: Client, gomel: Place, tmp_path: Path) -> None:
    path = a_register_workbook(tmp_path / "r.xlsx", wrong=2)

    page = officer.get(hand_in(officer, gomel, path.read_bytes(), "Реестр 2026.xlsx"))

    assert [page.context[name] for name in ("new", "known", "unclear")] == [38, 0, 0]
    assert page.context["prospect"].refused == 2
    assert Instrument.objects.count() == 0


def test_a_list_is_taken_in_and_shown_with_its_deadlines(officer: Client, gomel: Place, tmp_path: Path) -> None:
    there = hand_in(officer, gomel, a_register_workbook(tmp_path / "r.xlsx").read_bytes(), "r.xlsx")
    form = officer.get(there).context["form"]

    answer = officer.post(there, {field.html_name: field.value() for field, _h in form.column_fields()} | {"take": "1"})

    page = officer.get(reverse("city", args=[gomel.key]), {"within": "1826"})
    assert (answer.headers["Location"], page.context["total"]) == (reverse("city", args=[gomel.key]), 40)
    assert sum(map(len, page.context["coming"])) >= 10
    assert Change.objects.filter(verb="import", table="register", record=gomel.key).count() == 1


def test_a_list_is_not_taken_twice(officer: Client, gomel: Place) -> None:
    there = hand_in(officer, gomel, CSV.encode())
    columns = {f"column-{n}": name for n, name in enumerate(("partner", "country", "kind", "signed_on", "term"))}

    officer.post(there, {**columns, "take": "1"})
    officer.post(there, {**columns, "take": "1"})

    assert Instrument.objects.count() == 2
    assert RegisterUpload.objects.get().counts == {"instruments": 2, "places": 2}


def test_another_meaning_of_a_column_is_kept_between_the_steps(officer: Client, gomel: Place) -> None:
    there = hand_in(officer, gomel, CSV.encode())

    officer.post(there, {"column-0": "partner", "column-2": "title", "look": "1"})

    assert RegisterUpload.objects.get().meant == {"0": "partner", "2": "title"}
    assert officer.get(there).context["new"] == 3


def test_two_columns_for_one_field_are_refused(officer: Client, gomel: Place) -> None:
    there = hand_in(officer, gomel, CSV.encode())

    page = officer.post(there, {"column-0": "partner", "column-1": "partner", "take": "1"})

    assert page.context["form"].non_field_errors() == ["Two columns are to be “Partner”; choose one of them."]
    assert Instrument.objects.count() == 0


def test_without_a_partner_nothing_is_taken(officer: Client, gomel: Place) -> None:
    there = hand_in(officer, gomel, CSV.encode())

    page = officer.post(there, {"column-1": "country", "take": "1"})

    assert page.context["form"].non_field_errors() == [
        "Say which column names the partner; without it nothing can be taken."
    ]


def test_an_officer_chooses_which_of_two_places_is_meant(officer: Client, gomel: Place) -> None:
    a_place("dvinsk-one", ru="Двинск")
    other = a_place("dvinsk-two", ru="Двинск")
    there = hand_in(officer, gomel, CSV.encode())
    before = officer.get(there).context["unclear"]

    officer.post(there, {"column-0": "partner", "column-2": "kind", "row-3": other.key, "take": "1"})

    tied = Instrument.objects.filter(parties__place=other)
    assert (before, [one.kind for one in tied]) == (1, [Kind.MEMORANDUM])


def test_a_place_that_is_no_candidate_cannot_be_chosen(officer: Client, gomel: Place) -> None:
    a_place("dvinsk-one", ru="Двинск")
    a_place("dvinsk-two", ru="Двинск")
    elsewhere = a_place("elsewhere", ru="Другое")
    there = hand_in(officer, gomel, CSV.encode())

    page = officer.post(there, {"column-0": "partner", "row-3": elsewhere.key, "take": "1"})

    assert list(page.context["form"].errors) == ["row-3"]


def test_refused_rows_come_back_with_their_reasons(officer: Client, gomel: Place) -> None:
    there = hand_in(officer, gomel, CSV.encode())

    file = officer.get(there + "refused.csv").content.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(file)))
    assert [row[0] for row in rows[1:]] == ["г. Липовск"]
    assert rows[1][-1] == "Дата подписания: is a day that does not exist"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("r.xlsx", b"PK\x03\x04 no zip", "damaged"),
        ("r.xlsm", b"PK", "macros"),
        ("r.pdf", b"%PDF-1.7", ".pdf"),
        ("r.csv", b"\xff\xfe\x00\xd8", ""),
        ("r.csv", b"", "empty"),
        ("r.csv", b"a" * (LARGEST_UPLOAD + 1), "larger"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    officer: Client, gomel: Place, name: str, content: bytes, why: str
) -> None:
    answer = officer.post(
        reverse("register-import", args=[gomel.key]), {"file": SimpleUploadedFile(name, content)}
    )  # fmt: skip

    errors = str(answer.context["form"].errors)
    assert (answer.status_code, bool(errors), why in errors) == (200, True, True)
    assert RegisterUpload.objects.count() == 0


def test_only_the_newest_lists_of_a_city_are_kept(gomel: Place) -> None:
    for _again in range(MOST_UPLOADS + 2):
        begin_upload(place=gomel, file=io.BytesIO(CSV.encode()), file_name="r.csv")

    numbers = list(gomel.uploads.values_list("number", flat=True))
    assert (len(numbers), max(numbers)) == (MOST_UPLOADS, MOST_UPLOADS + 2)


def test_an_outsider_and_another_city_reach_no_list(gomel: Place, officer: Client, dana: Client) -> None:
    there = hand_in(officer, gomel, CSV.encode())
    other = Client()
    other.force_login(an_account("other@kirmash.example", SiteRole.CITY, "place:elsewhere", has_password=False))

    assert [client.get(there).status_code for client in (dana, other)] == [302, 403]
    assert hand_in(other, gomel, CSV.encode()) == ""


def test_a_list_of_another_length_costs_the_same_queries(officer: Client, gomel: Place, tmp_path: Path) -> None:
    counts = []
    for rows in (3, 40):
        path = a_register_workbook(tmp_path / f"{rows}.xlsx", rows=rows)
        there = hand_in(officer, gomel, path.read_bytes(), "r.xlsx")
        with CaptureQueriesContext(connection) as queries:
            officer.get(there)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_agreement_is_written_down_with_its_term(officer: Client, gomel: Place) -> None:
    words = {"partner": "Дубки", "country": "Россия", "kind": "twinning", "signed_on": "2022-05-12", "months": "60",
             "renewal": "tacit", "notice_months": "6", "archive": "Дело 7", "responsible": "Анна Ковалёва"}  # fmt: skip

    answer = officer.post(reverse("instrument-add", args=[gomel.key]), words)

    made = Instrument.objects.get()
    term = Term.objects.get()
    assert answer.headers["Location"] == reverse("agreement", args=[made.key])
    assert (term.months, term.renewal, term.notice_months) == (60, Renewal.TACIT, 6)
    assert [str(made.parties.get(position=n).archive) for n in (1, 2)] == ["Дело 7", ""]
    assert made.responsible is not None
    assert made.responsible.names.get().text == "Анна Ковалёва"


def test_the_deadlines_are_shown_before_anything_is_saved(officer: Client, gomel: Place) -> None:
    words = {"partner": "Дубки", "kind": "twinning", "signed_on": "2096-05-12", "months": "60", "renewal": "tacit",
             "notice_months": "6", "look": "1"}  # fmt: skip

    page = officer.post(reverse("instrument-add", args=[gomel.key]), words)

    stands, deadlines = page.context["foreseen"]
    assert (stands, [(str(one.on), what) for one, what in deadlines]) == (
        "does not run yet",
        [("2100-11-12", "last day to object to tacit renewal")],
    )
    assert Instrument.objects.count() == 0


def test_a_correction_says_in_the_history_what_it_changed(officer: Client, gomel: Place) -> None:
    officer.post(reverse("instrument-add", args=[gomel.key]), {
        "partner": "Дубки", "kind": "twinning", "signed_year": "2013", "renewal": "unknown",
    })  # fmt: skip
    made = Instrument.objects.get()

    officer.post(reverse("instrument-change", args=[made.key]), {
        "kind": "partnership", "signed_on": "2013-04-02", "renewal": "unknown", "number": "7-МС",
    })  # fmt: skip

    made.refresh_from_db()
    event = LifeEvent.objects.get()
    change = Change.objects.get(verb="change", table="instrument")
    assert (made.kind, made.number, str(event.done_on), event.year) == ("partnership", "7-МС", "2013-04-02", None)
    assert sorted(change.values["fields"]) == ["kind", "number", "signed_on", "signed_year"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"partner": "Гомель"}, "partner-is-oneself"),
        ({"partner": "Двинск"}, "partner-not-clear"),
        ({"partner": "Дубки", "signed_on": "2022-05-12", "ends_on": "2021-01-01"}, "ends-before-beginning"),
        ({"partner": "Дубки", "signed_on": "2022-05-12", "in_force_on": "2021-01-01"}, "in-force-before-signature"),
    ],
)
def test_what_cannot_be_is_said_on_the_page(officer: Client, gomel: Place, words: dict[str, str], code: str) -> None:
    a_place("dvinsk-one", ru="Двинск")
    a_place("dvinsk-two", ru="Двинск")
    values = {"name": "Двинск", "count": 2}

    page = officer.post(
        reverse("instrument-add", args=[gomel.key]), {"kind": "twinning", "renewal": "unknown", **words}
    )  # fmt: skip

    assert page.context["form"].non_field_errors() == [str(Refused(code, **values))]
    assert Instrument.objects.count() == 0


def test_another_city_cannot_correct_the_register_of_this_one(officer: Client, gomel: Place) -> None:
    officer.post(reverse("instrument-add", args=[gomel.key]), {
        "partner": "Дубки", "kind": "twinning", "renewal": "unknown",
    })  # fmt: skip
    other = Client()
    other.force_login(an_account("other@kirmash.example", SiteRole.CITY, "place:elsewhere", has_password=False))

    answer = other.post(reverse("instrument-change", args=[Instrument.objects.get().key]), {"kind": "memorandum"})

    assert (answer.status_code, Instrument.objects.get().kind) == (403, "twinning")


def test_the_start_page_of_an_officer_shows_what_comes_first(officer: Client, gomel: Place) -> None:
    officer.post(reverse("instrument-add", args=[gomel.key]), {
        "partner": "Дубки", "kind": "twinning", "renewal": "unknown", "control_on": "2020-01-01",
    })  # fmt: skip

    page = officer.get(reverse("home"))

    assert [(str(one.on), one.what, one.is_late) for one in page.context["matters"]] == [
        ("2020-01-01", "control date", True)
    ]
