"""A city compares its register with lists: who may, what is found, what is decided, what goes out."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from builders import DAY, a_place, an_account
from kirmash.agreements.actions.reconciling import (
    compare_again,
    compare_list,
    decide_pair,
    reopen_pair,
    settle_name,
    unsettle_name,
)
from kirmash.agreements.models.instrument import Instrument, LifeEvent, Party
from kirmash.agreements.models.reconciliation import Decision, FoundPair, Reconciliation
from kirmash.agreements.models.term import Term
from kirmash.agreements.queries.reconciling import end_of, own_register
from kirmash.agreements.reconciling import Listed, Scope
from kirmash.agreements.reconciling.reading import read_pasted
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.place import Place

pytestmark = pytest.mark.django_db
EXPORT = "qid_a\tname_a\tqid_b\tname_b\ta_to_b\tb_to_a\n"


@pytest.fixture
def gomel() -> Place:
    """Gomel, with twins in Kursk since 2004 and Ufa since 2023, and an agreement with Surgut that has ended."""
    city = a_place("gomel", en="Gomel", ru="Гомель", be="Гомель")
    Place.objects.filter(pk=city.pk).update(wikidata="Q2678", country_code="BY")
    for key, name, year in (("kursk", "Курск", 2004), ("ufa", "Уфа", 2023), ("surgut", "Сургут", 2024)):
        a_twin(city, a_place(key, ru=name, en=key.title()), year=year)
    LifeEvent.objects.create(instrument_id=Instrument.objects.get(key="gomel-surgut").pk, act="terminated", done_on=DAY)
    city.refresh_from_db()
    return city


def a_twin(first: Place, second: Place, *, year: int, act: str = "signed", kind: str = "twinning") -> Instrument:
    made = Instrument.objects.create(key=f"{first.key}-{second.key}", kind=kind)
    for position, place in enumerate((first, second), 1):
        Party.objects.create(instrument=made, position=position, place=place)
    LifeEvent.objects.create(instrument=made, act=act, year=year)
    return made


def compared(place: Place, text: str, scope: Scope = Scope.ABOUT) -> Reconciliation:
    of = None if scope == Scope.ALL else end_of(place)
    reading = read_pasted(text, Listed(name="A list", scope=scope, of=of))
    return compare_list(place=place, name="A list", scope=scope, reading=reading, now=timezone.now())


def states(reconciliation: Reconciliation) -> dict[str, str]:
    return {pair.label: pair.state for pair in reconciliation.pairs.all()}


def signed_in(email: str, role: SiteRole, subject: str = "site") -> Client:
    client = Client()
    client.force_login(an_account(email, role, subject, has_password=False))
    return client


@pytest.fixture
def officer(gomel: Place) -> Client:
    """Gomel's officer for external relations, signed in."""
    return signed_in("officer@gomel.example", SiteRole.CITY, "place:gomel")


def test_our_register_holds_what_is_signed_and_has_not_ended(gomel: Place) -> None:
    a_twin(gomel, a_place("omsk", en="Omsk"), year=2020, act="initialled")
    a_twin(gomel, a_place("radom", en="Radom"), year=2020, kind="action-plan")

    ties = own_register(gomel, DAY).ties

    assert [(tie.a.key, tie.b.key, tie.kind, tie.when) for tie in ties] == [
        ("gomel", "kursk", "twinning", "2004"),
        ("gomel", "ufa", "twinning", "2023"),
    ]


def test_our_register_is_read_in_as_many_queries_whatever_its_length(gomel: Place) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            own_register(Place.objects.get(key="gomel"), DAY)
        return len(queries)

    short = cost()
    for number in range(5):
        a_twin(gomel, a_place(f"city-{number}", en=f"City {number}"), year=2020)

    assert cost() == short


def test_a_list_is_compared_with_our_register(gomel: Place) -> None:
    made = compared(gomel, "Курск (Россия), 2005\nРадом\n")

    assert states(made) == {"Курск": "other-date", "Радом": "missing-ours", "Уфа": "missing-theirs"}
    assert list(Change.objects.filter(table="reconciliation").values_list("verb", "values")) == [
        ("compare", {"lines": 2})
    ]


def test_of_an_export_only_what_is_about_the_city_is_kept(gomel: Place) -> None:
    made = compared(gomel, f"{EXPORT}Q2678\tGomel\tQ3159\tKursk\t1\t0\nQ1\tA\tQ2\tB\t1\t1\n", Scope.ALL)

    assert states(made) == {"Kursk": "one-sided", "Уфа": "missing-theirs"}
    assert (len(made.lines), made.beside) == (1, 1)


def test_an_export_with_two_items_of_our_name_asks_for_our_id(gomel: Place) -> None:
    Place.objects.filter(pk=gomel.pk).update(wikidata="")
    gomel.refresh_from_db()

    with pytest.raises(Refused, match="Several items of the export have the name of this place: Q2678, Q9"):
        compared(gomel, f"{EXPORT}Q2678\tGomel\tQ3\tX\t1\t1\nQ9\tGomel\tQ3\tX\t1\t1\n", Scope.ALL)


def test_a_list_that_names_nobody_is_refused(gomel: Place) -> None:
    with pytest.raises(Refused, match="The list names no partner"):
        compared(gomel, "name\n")


def test_a_decision_has_a_reason_and_leaves_the_register_as_it_is(gomel: Place) -> None:
    pair = compared(gomel, "Радом").pairs.get(label="Радом")

    decide_pair(pair=pair, decision=Decision.THEIRS, why="A letter of 2019", decided_on=DAY)

    pair.refresh_from_db()
    assert (pair.decision, pair.why, pair.decided_on) == ("theirs", "A letter of 2019", DAY)
    assert [tie.b.key for tie in own_register(gomel, DAY).ties] == ["kursk", "ufa"]
    assert Change.objects.get(table="finding").values == {"decision": "theirs", "reason": "A letter of 2019"}


@pytest.mark.parametrize(("decision", "why", "code"), [("", " ", "why-missing"), ("ask", "x", "finding-is-decided")])
def test_a_decision_needs_a_reason_and_is_made_once(gomel: Place, decision: str, why: str, code: str) -> None:
    pair = compared(gomel, "Радом").pairs.get(label="Радом")
    FoundPair.objects.filter(pk=pair.pk).update(decision=decision, why=decision, decided_on=DAY if decision else None)

    with pytest.raises(Refused) as refused:
        decide_pair(pair=pair, decision=Decision.OURS, why=why, decided_on=DAY)

    assert refused.value.code == code


def test_a_decision_is_taken_back_with_a_reason(gomel: Place) -> None:
    pair = compared(gomel, "Радом").pairs.get(label="Радом")
    decide_pair(pair=pair, decision=Decision.ASK, why="x", decided_on=DAY)

    reopen_pair(pair=pair, why="They answered")

    assert (pair.decision, pair.why, pair.decided_on) == ("", "", None)


def test_comparing_again_keeps_decisions_about_what_is_as_it_was(gomel: Place) -> None:
    made = compared(gomel, "Радом\nОмск")
    for pair in made.pairs.exclude(label="Уфа"):
        decide_pair(pair=pair, decision=Decision.ASK, why="x", decided_on=DAY)
    a_twin(gomel, a_place("radom", ru="Радом"), year=2020)

    compare_again(reconciliation=made, now=timezone.now())

    assert sorted(made.pairs.values_list("label", "state", "decision")) == [
        ("Курск", "missing-theirs", "ask"),
        ("Омск", "missing-ours", "ask"),
        ("Радом", "in-both", ""),
        ("Уфа", "missing-theirs", ""),
    ]


def test_a_person_says_which_of_two_places_a_name_means(gomel: Place) -> None:
    for key, country in (("brest-by", "BY"), ("brest-fr", "FR")):
        Place.objects.filter(pk=a_place(key, ru="Брест").pk).update(country_code=country)
    made = compared(gomel, "Брест")
    pair = made.pairs.get(state="ambiguous")

    settle_name(pair=pair, place=Place.objects.get(key="brest-fr"), why="Their letterhead", now=timezone.now())

    settled = made.pairs.get(label="Брест")
    assert (settled.pair, settled.state, settled.reason["code"]) == ("place:brest-fr", "missing-ours", "chosen")


def test_a_name_may_mean_none_of_the_places_that_are_known(gomel: Place) -> None:
    for key in ("brest-by", "brest-fr"):
        a_place(key, ru="Брест")
    made = compared(gomel, "Брест")

    settle_name(pair=made.pairs.get(state="ambiguous"), place=None, why="A village", now=timezone.now())

    settled = made.pairs.get(label="Брест")
    assert (settled.place, settled.state) == (None, "missing-ours")


def test_only_a_place_that_was_offered_is_taken(gomel: Place) -> None:
    for key in ("brest-by", "brest-fr"):
        a_place(key, ru="Брест")
    pair = compared(gomel, "Брест").pairs.get(state="ambiguous")

    with pytest.raises(Refused, match="none of those that the line may mean"):
        settle_name(pair=pair, place=gomel, why="x", now=timezone.now())


def test_the_officer_pastes_a_list_and_sees_what_was_found(officer: Client) -> None:
    said = {"name": "Kursk's site", "scope": "about", "text": "Курск\nРадом"}

    page = officer.post(reverse("reconciliation-add", args=["gomel"]), said, follow=True)

    made = Reconciliation.objects.get()
    assert page.redirect_chain == [(reverse("reconciliation", args=[made.key]), 302)]
    assert states(made) == {"Курск": "in-both", "Радом": "missing-ours", "Уфа": "missing-theirs"}


def test_the_officer_uploads_an_export_and_is_told_what_it_is_worth(officer: Client) -> None:
    file = SimpleUploadedFile("edges.tsv", f"{EXPORT}Q2678\tGomel\tQ3159\tKursk\t1\t1\n".encode())

    page = officer.post(
        reverse("reconciliation-add", args=["gomel"]), {"name": "P190", "scope": "all", "file": file}, follow=True
    )

    assert "It shows where to look; it proves nothing." in page.content.decode()
    assert states(Reconciliation.objects.get()) == {"Kursk": "reciprocal", "Уфа": "missing-theirs"}


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"scope": "about"}, {"file": ["Choose a file or paste a text, one of the two."]}),
        ({"scope": "own", "text": "x"}, {"partner": ["Say whose list it is."]}),
        ({"scope": "about", "text": "name,mayor\na,b"},
         {"__all__": ["The list could not be read: row 1: mayor: is no column of this table; remove it"]}),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_compared_is_handed_back(
    officer: Client, said: dict[str, str], errors: dict[str, list[str]]
) -> None:
    page = officer.post(reverse("reconciliation-add", args=["gomel"]), {"name": "x", **said})

    assert page.context["form"].errors == errors
    assert not Reconciliation.objects.exists()


def test_what_stands_in_a_list_is_text_and_never_markup(officer: Client, gomel: Place) -> None:
    made = compared(gomel, "<script>alert(1)</script>")

    page = officer.get(reverse("reconciliation", args=[made.key])).content.decode()

    assert ("<script>alert" in page, "&lt;script&gt;alert(1)&lt;/script&gt;" in page) == (False, True)


def test_findings_are_narrowed_searched_and_sorted(officer: Client, gomel: Place) -> None:
    made = compared(gomel, "Курск\nРадом\nОмск\n")
    url = reverse("reconciliation", args=[made.key])

    found = {
        question: [one.pair.label for one, _cells in officer.get(url + question).context["rows"]]
        for question in ("?state=missing-ours&sort=name", "?q=kur", "?decision=none&sort=-name", "?sort=nonsense")
    }

    assert found == {
        "?state=missing-ours&sort=name": ["Омск", "Радом"],
        "?q=kur": ["Курск"],
        "?decision=none&sort=-name": ["Уфа", "Радом", "Омск"],
        "?sort=nonsense": ["Омск", "Радом", "Уфа", "Курск"],
    }


def test_the_pages_cost_as_many_queries_whatever_is_found(officer: Client, gomel: Place) -> None:
    def cost(text: str) -> tuple[int, int]:
        made = compared(gomel, text)
        counts = []
        for url in (reverse("reconciliation", args=[made.key]), reverse("reconciliations")):
            officer.get(url)
            with CaptureQueriesContext(connection) as queries:
                officer.get(url)
            counts.append(len(queries))
        return counts[0], counts[1]

    assert cost("Радом") == cost("Радом\nОмск\nАнапа\nПротвино\nБургас")


def test_the_officer_decides_on_the_page(officer: Client, gomel: Place) -> None:
    pair = compared(gomel, "Радом").pairs.get(label="Радом")
    url = reverse("finding", args=[pair.reconciliation.key, pair.number])

    answers = [
        officer.post(url, {"decision": "ask", "why": ""}),
        officer.post(url, {"decision": "ask", "why": "Letter"}),
    ]

    pair.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 302]
    assert (pair.decision, pair.why) == ("ask", "Letter")
    assert [str(line.change.account) for line in officer.get(url).context["lines"]] == ["officer@gomel.example"]


def test_the_officer_says_which_place_is_meant_on_the_page(officer: Client, gomel: Place) -> None:
    for key in ("brest-by", "brest-fr"):
        a_place(key, ru="Брест")
    pair = compared(gomel, "Брест").pairs.get(state="ambiguous")

    url = reverse("finding-name", args=[pair.reconciliation.key, pair.number])
    answer = officer.post(url, {"place": "brest-by", "why": "Letter"})

    assert answer.status_code == 302
    assert FoundPair.objects.get(label="Брест").pair == "place:brest-by"


def test_findings_go_out_as_files(officer: Client, gomel: Place) -> None:
    made = compared(gomel, "=Курск\n@Радом")

    text = officer.get(reverse("findings-file", args=[made.key, "csv"]) + "?sort=name").content.decode()
    book = officer.get(reverse("findings-file", args=[made.key, "xlsx"]) + "?sort=name").content

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["name"], row["state"]) for row in rows] == [
        ("'=Курск", "in-both"), ("'@Радом", "missing-ours"), ("Уфа", "missing-theirs"),
    ]  # fmt: skip
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[3] for row in sheet] == ["name", "=Курск", "@Радом", "Уфа"]


def test_lines_that_could_not_be_taken_come_back_as_a_file(officer: Client, gomel: Place) -> None:
    made = compared(gomel, "name,country\nKursk,RU\nX,Narnia\n")

    text = officer.get(reverse("refused-file", args=[made.key])).content.decode()

    assert list(csv.reader(io.StringIO(text))) == [
        ["row", "problem", "name", "country"],
        ["3", "names a country that is not known: Narnia; write its name or its code, as in BY", "X", "Narnia"],
    ]


def test_a_list_is_removed_after_asking(officer: Client, gomel: Place) -> None:
    made = compared(gomel, "Радом")
    url = reverse("reconciliation-remove", args=[made.key])

    asked = officer.get(url).status_code
    officer.post(url)

    assert (asked, Reconciliation.objects.count(), FoundPair.objects.count()) == (200, 0, 0)


ONE_LIST = ("reconciliation", "reconciliation-again", "reconciliation-remove", "refused-file")


def addresses(made: Reconciliation) -> list[str]:
    number = made.pairs.earliest("pk").number
    found = [reverse(name, args=[made.key]) for name in ONE_LIST]
    found += [reverse(name, args=[made.key, number]) for name in ("finding", "finding-name", "finding-reopen")]
    return [*found, reverse("findings-file", args=[made.key, "csv"]), reverse("reconciliation-add", args=["gomel"])]


@pytest.mark.parametrize(
    ("role", "subject"),
    [(SiteRole.CITY, "place:kursk"), (SiteRole.PRESS, "site"), (SiteRole.EXHIBITOR, "organisation:maker")],
)
def test_others_see_nothing_and_change_nothing(gomel: Place, role: SiteRole, subject: str) -> None:
    made = compared(gomel, "name,country\nРадом,\nX,Narnia\n")
    client = signed_in("other@kirmash.example", role, subject)

    answers = {
        answer.status_code for url in addresses(made) for answer in (client.get(url), client.post(url, {"why": "x"}))
    }

    assert answers <= {403, 405}
    assert FoundPair.objects.filter(decision="").count() == made.pairs.count()


def test_an_outsider_is_sent_to_the_sign_in(gomel: Place, dana: Client) -> None:
    made = compared(gomel, "Радом")

    answers = {
        (answer.status_code, answer["Location"].partition("?")[0])
        for url in [*addresses(made), reverse("reconciliations")]
        for answer in (dana.get(url), dana.post(url))
    }

    assert answers == {(302, reverse("account_login"))}


def test_an_auditor_reads_and_decides_nothing(gomel: Place) -> None:
    made = compared(gomel, "Радом")
    auditor = signed_in("auditor@kirmash.example", SiteRole.AUDITOR)
    url = reverse("finding", args=[made.key, made.pairs.get(label="Радом").number])

    answers = (auditor.get(url), auditor.post(url, {"decision": "ask", "why": "x"}))

    assert [answer.status_code for answer in answers] == [200, 403]
    assert answers[0].context["form"] is None


def test_another_city_does_not_find_the_list(gomel: Place, officer: Client) -> None:
    made = compared(gomel, "Радом")
    other = signed_in("officer@kursk.example", SiteRole.CITY, "place:kursk")

    seen = [[row[0] for row in client.get(reverse("reconciliations")).context["rows"]] for client in (officer, other)]

    assert seen == [[made], []]


def test_an_instrument_whose_term_is_over_is_no_tie_of_ours(gomel: Place) -> None:
    lapsed = a_twin(gomel, a_place("radom", en="Radom"), year=2019)
    LifeEvent.objects.filter(instrument=lapsed).update(done_on=DAY.replace(year=2019), year=None)
    Term.objects.create(instrument=lapsed, months=36, renewal="none")

    then, now = (own_register(gomel, day).ties for day in (DAY.replace(year=2021), DAY))

    assert [tie.b.key for tie in then] == ["kursk", "ufa", "surgut", "radom"]
    assert [tie.b.key for tie in now] == ["kursk", "ufa"]


def test_what_a_higher_kind_replaced_stays_a_step_beside_it(gomel: Place) -> None:
    rostov = a_place("rostov", ru="Ростов")
    first = a_twin(gomel, rostov, year=2009, kind="partnership")
    LifeEvent.objects.create(instrument=first, act="upgraded", done_on=DAY)
    second = Instrument.objects.create(key="gomel-rostov-2", kind="twinning")
    for position, place in enumerate((gomel, rostov), 1):
        Party.objects.create(instrument=second, position=position, place=place)
    LifeEvent.objects.create(instrument=second, act="signed", done_on=DAY)

    pair = compared(gomel, "name\tkind\tdate\nРостов\tпартнёр\t2009").pairs.get(label="Ростов")

    assert (pair.state, pair.differences) == ("other-kind", ["earlier-kind"])


def test_a_tie_is_dated_by_its_signing_not_by_its_entry_into_force(gomel: Place) -> None:
    LifeEvent.objects.create(instrument_id=Instrument.objects.get(key="gomel-kursk").pk, act="in-force", done_on=DAY)

    assert [tie.when for tie in own_register(gomel, DAY).ties] == ["2004", "2023"]


def test_a_finding_keeps_its_number_and_history_when_its_name_is_settled(officer: Client, gomel: Place) -> None:
    for key in ("brest-by", "brest-fr"):
        a_place(key, ru="Брест")
    pair = compared(gomel, "Брест").pairs.get(state="ambiguous")
    decide_pair(pair=pair, decision=Decision.ASK, why="Which?", decided_on=DAY)

    settled = settle_name(pair=pair, place=Place.objects.get(key="brest-by"), why="Letter", now=timezone.now())

    assert settled is not None
    assert (settled.number, settled.state, settled.decision) == (pair.number, "missing-ours", "")
    history = Change.objects.filter(table="finding").order_by("pk").values_list("verb", "record")
    record = f"{settled.reconciliation.key}/{pair.number}"
    assert list(history) == [("decide", record), ("fall", record), ("settle", record)]


def test_what_was_said_of_a_name_is_taken_back_on_the_page(officer: Client, gomel: Place) -> None:
    for key in ("brest-by", "brest-fr"):
        a_place(key, ru="Брест")
    pair = compared(gomel, "Брест").pairs.get(state="ambiguous")
    settle_name(pair=pair, place=Place.objects.get(key="brest-by"), why="Letter", now=timezone.now())
    words = [pair.reconciliation.key, pair.number]

    offered = reverse("finding-unsettle", args=words) in officer.get(reverse("finding", args=words)).content.decode()
    answer = officer.post(reverse("finding-unsettle", args=words), {"why": "It was the other"})

    assert (offered, answer.status_code, answer["Location"]) == (True, 302, reverse("finding", args=words))
    asked = pair.reconciliation.pairs.get(number=pair.number)
    assert (asked.state, asked.pair, len(asked.candidates)) == ("ambiguous", "row:1", 2)
    assert Reconciliation.objects.get().chosen == {}


def test_only_what_somebody_said_is_taken_back(gomel: Place) -> None:
    pair = compared(gomel, "Курск").pairs.get(label="Курск")

    with pytest.raises(Refused, match="there is nothing to take back"):
        unsettle_name(pair=pair, why="x", now=timezone.now())


def test_a_number_that_stands_in_the_history_is_given_to_nothing_else(gomel: Place) -> None:
    made = compared(gomel, "Радом")
    gone = made.pairs.get(label="Уфа")
    decide_pair(pair=gone, decision=Decision.OURS, why="x", decided_on=DAY)
    LifeEvent.objects.create(instrument=Instrument.objects.get(key="gomel-ufa"), act="terminated", done_on=DAY)
    compare_again(reconciliation=made, now=timezone.now())
    a_twin(gomel, a_place("omsk", ru="Омск"), year=2020)

    compare_again(reconciliation=made, now=timezone.now())

    assert made.pairs.get(label="Омск").number == gone.number + 1


def test_who_decides_at_the_same_time_is_told_that_it_is_decided(officer: Client, gomel: Place) -> None:
    pair = compared(gomel, "Радом").pairs.get(label="Радом")
    decide_pair(pair=pair, decision=Decision.ASK, why="x", decided_on=DAY)

    page = officer.post(
        reverse("finding", args=[pair.reconciliation.key, pair.number]), {"decision": "ours", "why": "y"}
    )

    pair.refresh_from_db()
    assert page.context["form"].errors == {"__all__": ["This is decided already; open it again first."]}
    assert (pair.decision, pair.why) == ("ask", "x")


def test_a_finding_that_is_gone_is_not_decided(gomel: Place) -> None:
    pair = compared(gomel, "Радом").pairs.get(label="Радом")
    FoundPair.objects.filter(pk=pair.pk).delete()

    with pytest.raises(Refused, match="this finding is gone"):
        decide_pair(pair=pair, decision=Decision.ASK, why="x", decided_on=DAY)


def test_an_export_that_lacks_a_place_without_an_id_is_refused(gomel: Place) -> None:
    Place.objects.filter(pk=gomel.pk).update(wikidata="")
    gomel.refresh_from_db()

    with pytest.raises(Refused, match="The export has no link of this place"):
        compared(gomel, f"{EXPORT}Q1\tA\tQ2\tB\t1\t1\n", Scope.ALL)


def test_half_a_name_is_asked_about(gomel: Place) -> None:
    a_place("rostov-on-don", ru="Ростов-на-Дону")

    pair = compared(gomel, "Ростов").pairs.get(label="Ростов")

    assert (pair.state, [(each["key"], each["code"]) for each in pair.candidates]) == (
        "ambiguous", [("rostov-on-don", "beginning")],
    )  # fmt: skip


def test_findings_stand_by_state_whenever_they_were_found(officer: Client, gomel: Place) -> None:
    made = compared(gomel, "Курск\nУфа")
    a_twin(gomel, a_place("omsk", ru="Омск", en="Omsk"), year=2020)
    compare_again(reconciliation=made, now=timezone.now())

    page = officer.get(reverse("reconciliation", args=[made.key]))

    assert [(one.title, one.state) for one, _cells in page.context["rows"]] == [
        ("Omsk", "missing from theirs"), ("Курск", "in both lists"), ("Уфа", "in both lists"),
    ]  # fmt: skip


def test_a_state_does_not_say_twice_what_differs(officer: Client, gomel: Place) -> None:
    made = compared(gomel, "Курск, 12.05.2005")

    (row,) = officer.get(reverse("reconciliation", args=[made.key]) + "?state=other-date").context["rows"]

    assert (row[0].state, row[0].differences, row[0].their_words) == ("with another date", [], ["12 May 2005"])


def test_a_partners_list_is_shown_with_the_name_that_it_gives_us(officer: Client, gomel: Place) -> None:
    kursk = Place.objects.get(key="kursk")
    reading = read_pasted("Homiel, 2004\nОмск", Listed(name="Kursk", scope=Scope.OWN, of=end_of(kursk)))
    made = compare_list(place=gomel, name="Kursk", scope=Scope.OWN, reading=reading, now=timezone.now(), partner=kursk)
    number = made.pairs.get(place=kursk).number

    page = officer.get(reverse("finding", args=[made.key, number]))

    one = page.context["one"]
    assert (one.title, one.state, [line["name"] for line, _when in page.context["their_lines"]]) == (
        "Kursk", "confirmed from both ends", ["Homiel"],
    )  # fmt: skip
    assert (made.beside, made.pairs.count()) == (1, 2)


def test_a_city_without_an_agreement_may_compare_a_list_too(gomel: Place) -> None:
    a_place("mozyr", en="Mozyr")
    client = signed_in("officer@mozyr.example", SiteRole.CITY, "place:mozyr")

    pages = [client.get(reverse("reconciliations")), client.get(reverse("city", args=["mozyr"]))]

    assert pages[0].context["cities"] == [("Mozyr", "mozyr")]
    assert [reverse("reconciliation-add", args=["mozyr"]) in page.content.decode() for page in pages] == [True, True]


@pytest.mark.parametrize(("subject", "status"), [("site", 200), ("fair:innoprom-belarus-2025", 403)])
def test_who_organises_one_fair_is_not_led_to_what_cities_compare(founding: Fair, subject: str, status: int) -> None:
    client = signed_in("aigerim@kirmash.example", SiteRole.ORGANISER, subject)
    url = reverse("reconciliations")

    answer, is_offered = client.get(url), f'href="{url}"' in client.get("/").content.decode()

    assert (answer.status_code, is_offered) == (status, status == 200)
