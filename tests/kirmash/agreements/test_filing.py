"""The file of an instrument: its approval counted back, its text frozen, what is open, who may see it."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from builders import an_account
from kirmash.agreements.actions.filing import (
    StepWords,
    decide,
    freeze_text,
    override,
    plan_signing,
    remove_step,
    set_route,
    write_text,
)
from kirmash.agreements.approval import ClearanceState, StepFacts, StepState, clear
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.models.route import Outcome, Step, StepKind
from kirmash.agreements.queries.clearance import clearance
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from pair import Pair, a_pair, content

TODAY = datetime.date(2026, 8, 1)
PLANNED = datetime.date(2026, 9, 30)


@pytest.fixture
def pair(db: None) -> Pair:
    made = a_pair()
    plan_signing(instrument=made.instrument, planned_on=PLANNED)
    first, second = made.instrument.parties.all()
    set_route(instrument=made.instrument, steps=[
        StepWords(kind=StepKind.LEGAL, lead_days=40, party=first, office="Legal department of Lipich"),
        StepWords(kind=StepKind.LEGAL, lead_days=40, party=second, office="Legal department of Zarechensk"),
        StepWords(kind=StepKind.REGION, lead_days=65, party=second, office="Government of the region"),
        StepWords(kind=StepKind.COUNCIL, lead_days=10, party=first, office="Council", is_of_text=False),
    ])  # fmt: skip
    return made


def approve(instrument: Instrument, *positions: int, outcome: str = Outcome.APPROVED) -> None:
    last = instrument.texts.order_by("number").last()
    for step in instrument.steps.filter(position__in=positions):
        decide(step=step, outcome=outcome, decided_on=TODAY, decided_by="the head", seen=last.number if last else None,
               today=TODAY, remark="" if outcome == Outcome.APPROVED else "article 2")  # fmt: skip


def state(instrument: Instrument) -> ClearanceState:
    return clearance(Instrument.objects.get(pk=instrument.pk), TODAY).state


def test_the_steps_stand_earliest_first_and_are_due_so_many_days_before_the_planned_day(pair: Pair) -> None:
    stands = clearance(pair.instrument, TODAY)

    assert [(step.facts.position, step.due_on, step.is_late) for step in stands.steps] == [
        (1, datetime.date(2026, 7, 27), True),
        (2, datetime.date(2026, 8, 21), False),
        (3, datetime.date(2026, 8, 21), False),
        (4, datetime.date(2026, 9, 20), False),
    ]


def test_an_instrument_goes_from_no_text_to_cleared(pair: Pair) -> None:
    seen = [state(pair.instrument)]
    version = write_text(instrument=pair.instrument, content=content())
    seen.append(state(pair.instrument))
    approve(pair.instrument, 1, 2, 3, 4)
    seen.append(state(pair.instrument))
    freeze_text(instrument=pair.instrument, seen=version.sha256, today=TODAY)
    seen.append(state(pair.instrument))

    assert seen == ["no-text", "open-steps", "not-frozen", "cleared"]


def test_a_text_that_is_changed_after_the_freeze_opens_the_steps_about_the_text_again(pair: Pair) -> None:
    version = write_text(instrument=pair.instrument, content=content())
    approve(pair.instrument, 1, 2, 3, 4)
    freeze_text(instrument=pair.instrument, seen=version.sha256, today=TODAY)
    changed = content()
    changed["versions"][0]["text"] = changed["versions"][0]["text"].replace("5 лет", "7 лет")  # type: ignore[index]

    write_text(instrument=pair.instrument, content=changed)

    stands = clearance(Instrument.objects.get(pk=pair.instrument.pk), TODAY)
    assert (stands.state, [step.state for step in stands.steps]) == ("open-steps", ["anew", "anew", "anew", "approved"])


def test_the_same_text_again_makes_no_new_version(pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())

    again = write_text(instrument=pair.instrument, content=content())

    assert (again.number, pair.instrument.texts.count()) == (1, 1)


def test_a_text_is_frozen_only_as_it_was_seen_and_vetted(pair: Pair) -> None:
    version = write_text(instrument=pair.instrument, content=content())
    refusals = []
    for seen, approved in ((version.sha256, ()), ("0" * 64, (1, 2, 3))):
        approve(pair.instrument, *approved)
        with pytest.raises(Refused) as refused:
            freeze_text(instrument=pair.instrument, seen=seen, today=TODAY)
        refusals.append(refused.value.code)

    assert refusals == ["text-not-vetted", "text-has-changed"]


def test_an_override_holds_for_the_text_and_the_steps_that_were_open(pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())
    approve(pair.instrument, 1, 2, 3)
    override(instrument=pair.instrument, decided_by="the head", reason="The council meets after the fair.", today=TODAY)
    before = state(pair.instrument)
    approve(pair.instrument, 2, outcome=Outcome.RETURNED)

    after = state(pair.instrument)

    assert (before, after) == ("overridden", "open-steps")


def test_nothing_is_overridden_without_a_reason_or_without_need(pair: Pair) -> None:
    version = write_text(instrument=pair.instrument, content=content())
    with pytest.raises(Refused) as nameless:
        override(instrument=pair.instrument, decided_by="the head", reason=" ", today=TODAY)
    approve(pair.instrument, 1, 2, 3, 4)
    freeze_text(instrument=pair.instrument, seen=version.sha256, today=TODAY)
    with pytest.raises(Refused) as needless:
        override(instrument=pair.instrument, decided_by="the head", reason="To be sure.", today=TODAY)

    assert (nameless.value.code, needless.value.code) == ("why-missing", "nothing-to-override")


def test_a_decision_is_about_the_text_that_was_shown_and_needs_a_reason_to_say_no(pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())
    step = Step.objects.get(instrument=pair.instrument, position=1)
    words = {"step": step, "decided_by": "the head", "today": TODAY}
    codes = []
    for said in (
        {"outcome": Outcome.APPROVED, "decided_on": TODAY, "seen": None},
        {"outcome": Outcome.RETURNED, "decided_on": TODAY, "seen": 1},
        {"outcome": Outcome.APPROVED, "decided_on": TODAY + datetime.timedelta(days=1), "seen": 1},
    ):
        with pytest.raises(Refused) as refused:
            decide(**words, **said)  # type: ignore[arg-type]
        codes.append(refused.value.code)

    assert codes == ["text-has-changed", "why-missing", "decided-in-future"]


def test_a_step_with_a_decision_stays(pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())
    approve(pair.instrument, 1)

    with pytest.raises(Refused, match="it stays as it is"):
        remove_step(step=Step.objects.get(instrument=pair.instrument, position=1))


@given(
    outcomes=st.lists(
        st.tuples(st.sampled_from(list(StepState)[:4]), st.integers(1, 3), st.booleans(), st.booleans()), max_size=5
    ),
    latest=st.none() | st.integers(1, 3),
    frozen=st.none() | st.integers(1, 3),
)
def test_only_a_frozen_latest_text_with_every_needed_step_approved_on_it_is_cleared(
    outcomes: list[tuple[StepState, int, bool, bool]], latest: int | None, frozen: int | None
) -> None:
    steps = [
        StepFacts(position=n, lead_days=n, is_of_text=of_text, must=must, outcome=outcome, version=version)
        for n, (outcome, version, of_text, must) in enumerate(outcomes)
    ]

    found = clear(steps, planned_on=None, latest=latest, frozen=frozen, overridden=None, today=TODAY)

    wanted = latest is not None and latest == frozen and all(
        not must or (outcome is StepState.APPROVED and (not of_text or version == latest))
        for outcome, version, of_text, must in outcomes
    )  # fmt: skip
    assert (found.state is ClearanceState.CLEARED) == wanted


@pytest.fixture
def officer(client: Client, pair: Pair) -> Client:
    account = an_account("officer@kirmash.example", SiteRole.CITY, subject="place:lipich")
    client.force_login(account)
    return client


def test_an_officer_writes_the_text_has_it_vetted_freezes_it_and_takes_the_originals(
    officer: Client, pair: Pair
) -> None:
    key = pair.instrument.key
    said = {"own_1": "be", "own_2": "ru", "note": "first draft"}
    for one in content()["versions"]:  # type: ignore[attr-defined]
        said |= {f"text_{one['language']}": one["text"], f"status_{one['language']}": "authentic"}
        for position in (1, 2):
            said[f"names_{position}_{one['language']}"] = "\n".join(
                content()["parties"][position - 1]["names"][one["language"]]  # type: ignore[index]
            )
    written = officer.post(reverse("agreement-text", args=[key]), said, follow=True)
    for position in (1, 2, 3, 4):
        officer.post(reverse("agreement-decide", args=[key, position]), {
            "outcome": "approved", "decided_on": "2026-01-05", "decided_by": "the head", "seen": "1",
        })  # fmt: skip
    page = officer.get(reverse("agreement-freeze", args=[key])).content.decode()
    officer.post(reverse("agreement-freeze", args=[key]), {"seen": pair.instrument.texts.get().sha256})
    originals = [
        officer.get(reverse("agreement-original", args=[key, n, kind])) for n in (1, 2) for kind in ("pdf", "docx")
    ]

    assert "Version 1 of the text is kept." in written.content.decode()
    assert pair.instrument.texts.get().sha256 in page
    assert "cleared for signature" in officer.get(reverse("agreement-file", args=[key])).content.decode()
    assert [(one.status_code, one.content[:4]) for one in originals] == [(200, b"%PDF"), (200, b"PK\x03\x04")] * 2
    assert Change.objects.filter(record=key).values_list("verb", flat=True).distinct().count() == 5


def test_a_text_with_faults_is_not_kept_and_each_is_named_at_its_language(officer: Client, pair: Pair) -> None:
    answer = officer.post(reverse("agreement-text", args=[pair.instrument.key]), {
        "own_1": "ru", "own_2": "ru", "text_ru": "# Соглашение {между\n\n## 1. Предмет\n\nСтороны.",
        "status_ru": "authentic", "names_1_ru": "город Липич", "names_2_ru": "город Зареченск",
    })  # fmt: skip

    assert (answer.status_code, pair.instrument.texts.count()) == (200, 0)
    assert answer.context["form"].errors.keys() == {"text_ru"}


def test_the_remarks_of_the_other_side_stay_its_own(officer: Client, pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())
    approve(pair.instrument, 1, outcome=Outcome.RETURNED)
    approve(pair.instrument, 2, outcome=Outcome.RETURNED)

    page = officer.get(reverse("agreement-file", args=[pair.instrument.key])).content.decode()

    assert page.count("article 2") == 1


def originals(officer: Client, pair: Pair) -> list[bytes]:
    return [
        officer.get(reverse("agreement-original", args=[pair.instrument.key, position, "docx"])).content
        for position in (1, 2)
    ]


def test_finished_originals_are_read_back_and_differ_in_order_only(officer: Client, pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())
    files = originals(officer, pair)

    answer = officer.post(
        reverse("agreement-check", args=[pair.instrument.key]),
        {f"file_{n}": SimpleUploadedFile(f"{n}.docx", one) for n, one in enumerate(files, start=1)},
    )

    assert (answer.context["findings"], answer.context["verdict"].is_same) == ([], True)


def test_a_figure_that_somebody_changed_in_a_finished_file_is_found(officer: Client, pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())
    first, _second = originals(officer, pair)
    changed = content()
    changed["versions"][0]["text"] = changed["versions"][0]["text"].replace("15 марта", "16 марта")  # type: ignore[index]
    write_text(instrument=pair.instrument, content=changed)
    _first, second = originals(officer, pair)

    answer = officer.post(
        reverse("agreement-check", args=[pair.instrument.key]),
        {"file_1": SimpleUploadedFile("1.docx", first), "file_2": SimpleUploadedFile("2.docx", second)},
    )

    assert ["16" in one for one in answer.context["findings"]] == [True]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04 nothing", b"hello"])
def test_a_file_that_is_no_original_is_refused_with_a_sentence(data: bytes, officer: Client, pair: Pair) -> None:
    write_text(instrument=pair.instrument, content=content())

    answer = officer.post(
        reverse("agreement-check", args=[pair.instrument.key]), {"file_1": SimpleUploadedFile("1.pdf", data)}
    )

    assert (answer.status_code, answer.context["form"].is_valid()) == (200, False)


def test_languages_that_do_not_say_the_same_are_shown_beside_the_text(officer: Client, pair: Pair) -> None:
    other = content()
    other["versions"][1]["text"] = other["versions"][1]["text"].replace("5 гадоў", "7 гадоў")  # type: ignore[index]
    write_text(instrument=pair.instrument, content=other)

    page = officer.get(reverse("agreement-version", args=[pair.instrument.key, 1]))

    assert len(page.context["doubts"]) == 1
