"""A deputy steps in on the morning of the signature: one change, and every paper that says who signs is issued anew."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from builders import an_account
from kirmash.agreements.actions.filing import freeze_text, plan_signing, write_text
from kirmash.agreements.actions.signatories import NewOffice, SignatoryWords, issue_papers, name_signatory
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.signature import Authority
from kirmash.agreements.queries.clearance import clearance
from kirmash.base.errors import Refused
from kirmash.base.models import SiteRole
from kirmash.protocol.models import Engagement
from kirmash.registry.models.person import Office, Person, Role
from kirmash.registry.models.place import Place
from pair import Pair, a_pair, at_a_fair, content

TODAY = datetime.date(2026, 9, 30)
BEGINS = datetime.datetime(2026, 9, 30, 8, 0, tzinfo=datetime.UTC)


@pytest.fixture
def pair(db: None) -> Pair:
    made = at_a_fair(a_pair(), TODAY)
    instrument, town = made.instrument, Place.objects.get(key="invented-place")
    first = instrument.parties.get(position=1)
    plan_signing(
        instrument=instrument, planned_on=TODAY, begins_at=BEGINS, room="Signing room", host=first,
        place=town,
    )  # fmt: skip
    version = write_text(instrument=instrument, content=content())
    freeze_text(instrument=instrument, seen=version.sha256, today=TODAY)
    for party, office, languages in ((first, made.head, ["be", "ru"]),
                                     (instrument.parties.get(position=2), made.other_head, ["ru"])):  # fmt: skip
        name_signatory(party=party, words=SignatoryWords(office=office, authority="own-office", languages=languages))
    return made


def steps_in(pair: Pair) -> None:
    name_signatory(
        party=pair.instrument.parties.get(position=1),
        words=SignatoryWords(
            office=pair.deputy, authority=Authority.POWER_OF_ATTORNEY, paper="No. 7, 30.09.2026", languages=["be", "en"]
        ),
        reason="The head fell ill at 07:40.",
    )


def test_one_change_issues_all_papers_anew_and_each_names_the_deputy(pair: Pair) -> None:
    before = pair.instrument.issues.last()

    steps_in(pair)

    after = pair.instrument.issues.last()
    assert before is not None
    assert after is not None
    old, new = before.papers["en"], after.papers["en"]
    named = {paper for paper, lines in new.items() if "Pavel Zoryn" in "\n".join(lines)}
    still = {paper for paper, lines in new.items() if "Andrei Verasau" in "\n".join(lines)}
    assert after.number == before.number + 1
    assert named == {"authority", "seating", "script", "cards", "interpreters", "programme", "press"}
    assert "Павел Зорин" in "\n".join(new["originals"])
    assert "No. 7, 30.09.2026" in "\n".join(new["originals"])
    assert still == set()
    assert [paper for paper in new if new[paper] == old[paper]] == []


def test_the_deputy_who_speaks_no_language_of_the_guest_needs_an_interpreter(pair: Pair) -> None:
    before = list(Engagement.objects.order_by("delegation__key").values_list("interpreters", flat=True))

    steps_in(pair)

    after = list(Engagement.objects.order_by("delegation__key").values_list("interpreters", "note"))
    assert before == [[], []]
    assert after == [(["ru"], "Pavel Zoryn, First Deputy Chairman of the Lipich City Executive Committee"),
                     (["be"], "Olga Polyakova, Head of the City of Zarechensk")]  # fmt: skip


def test_a_deputy_does_not_open_the_approval_of_the_text_again(pair: Pair) -> None:
    steps_in(pair)

    stands = clearance(Instrument.objects.get(pk=pair.instrument.pk), TODAY)

    assert (stands.state, stands.frozen, stands.latest) == ("cleared", 1, 1)


def test_somebody_who_is_not_on_record_is_put_there_by_the_same_step(pair: Pair) -> None:
    words = SignatoryWords(
        new=NewOffice(names={"ru": "Инна Лугова", "en": "Inna Luhava"}, gender="feminine", body=pair.head.body,
                      role=Role.objects.get(key="first-deputy")),
        authority=Authority.DEPUTY, languages=["ru"],
    )  # fmt: skip

    name_signatory(party=pair.instrument.parties.get(position=1), words=words, reason="07:40")

    made = Office.objects.get(person__names__text="Inna Luhava")
    last = pair.instrument.issues.last()
    assert (made.body, made.person.is_demo) == (pair.head.body, True)
    assert last is not None
    assert "the paper by which the deputy signs is missing" in "\n".join(last.papers["en"]["authority"])


def test_nobody_signs_for_a_party_from_a_body_of_another(pair: Pair) -> None:
    words = SignatoryWords(office=pair.other_head, authority="own-office")

    with pytest.raises(Refused) as refused:
        name_signatory(party=pair.instrument.parties.get(position=1), words=words)

    assert (refused.value.code, pair.instrument.parties.get(position=1).signatory.office) == (
        "signatory-of-another", pair.head,
    )  # fmt: skip


def test_papers_that_would_say_the_same_are_not_issued_again(pair: Pair) -> None:
    number = pair.instrument.issues.count()

    again = issue_papers(instrument=pair.instrument, reason="once more")

    assert (again, pair.instrument.issues.count()) == (None, number)


def test_the_press_draft_says_that_it_waits_and_names_offices_in_four_languages(pair: Pair) -> None:
    steps_in(pair)

    last = pair.instrument.issues.last()

    assert last is not None
    drafts = {language: "\n".join(last.papers[language]["press"]) for language in ("en", "de", "ru", "be")}
    assert [name in drafts[code] for code, name in (("en", "First Deputy Chairman"), ("de", "Pavel Zoryn"),
            ("ru", "первый заместитель председателя"), ("be", "першы намеснік старшыні"))] == [True] * 4  # fmt: skip
    assert drafts["en"].startswith("Draft. Not to be released before every signature is recorded.")


@pytest.fixture
def officer(client: Client, pair: Pair) -> Client:
    client.force_login(an_account("officer@kirmash.example", SiteRole.CITY, subject="place:lipich"))
    return client


def test_the_officer_changes_the_signatory_on_one_page_and_sees_what_changed(officer: Client, pair: Pair) -> None:
    said = {"office": pair.deputy.key, "authority": "power-of-attorney", "paper": "No. 7, 30.09.2026",
            "languages": ["be", "en"], "reason": "The head fell ill at 07:40."}  # fmt: skip

    page = officer.post(reverse("agreement-signatory", args=[pair.instrument.key, 1]), said, follow=True)

    text = page.content.decode()
    assert page.redirect_chain == [(reverse("agreement-papers", args=[pair.instrument.key, 3]), 302)]
    assert ("8 papers changed" in text, "The head fell ill at 07:40." in text) == (True, True)
    assert "<ins>Pavel</ins>" in text


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"authority": "own-office"}, {"office"}),
        ({"office": "zorin-office", "authority": "power-of-attorney"}, {"paper"}),
        ({"office": "zorin-office", "new_en": "Inna Luhava", "authority": "deputy"}, {"office"}),
        ({"new_en": "Inna Luhava", "authority": "deputy"}, {"role", "body", "gender"}),
        ({"office": "polyakova-office", "authority": "deputy"}, {"office"}),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_changed(
    said: dict[str, str], wrong: set[str], officer: Client, pair: Pair
) -> None:
    answer = officer.post(reverse("agreement-signatory", args=[pair.instrument.key, 1]), said)

    assert set(answer.context["form"].errors) == wrong
    assert (pair.instrument.issues.count(), Person.objects.count()) == (2, 3)
