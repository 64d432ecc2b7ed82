"""Ways of approval as templates: known steps, sources for every step, nothing that claims to be advice."""

import datetime

from drafts import LANGUAGES
from kirmash.agreements.approval import StepFacts, judge
from kirmash.agreements.library import routes
from kirmash.agreements.models.route import Step, StepKind


def test_there_is_a_way_for_each_kind_of_party() -> None:
    assert [route.key for route in routes()] == [
        "belarusian-city", "russian-municipality", "russian-region", "company-contract", "european-city",
    ]  # fmt: skip


def test_every_step_is_of_a_known_kind_and_fits_its_table() -> None:
    longest = Step._meta.get_field("office").max_length or 0
    unfit = [
        (route.key, step.offices["en"])
        for route in routes()
        for step in route.steps
        if step.kind not in StepKind.values
        or not 0 < step.lead_days <= 365
        or any(len(text) > longest for text in step.offices.values())
    ]

    assert unfit == []


def test_every_name_office_source_and_caution_is_in_every_language() -> None:
    texts = [
        text
        for route in routes()
        for text in (route.names, route.caution, *(step.offices for step in route.steps),
                     *(step.source.texts for step in route.steps), *(one.names for one in route.after),
                     *(one.source.texts for one in route.after))
    ]  # fmt: skip

    assert [text for text in texts if set(text) != set(LANGUAGES) or not all(text.values())] == []


def test_both_sides_vet_every_text_and_nobody_signs_without_authority() -> None:
    asked = {"legal", "authority"}
    musts = {
        route.key: {(step.kind, step.is_own) for step in route.steps if step.must and step.kind in asked}
        for route in routes()
    }

    assert musts == {key: {("legal", True), ("legal", False), ("authority", True)} for key in musts}


def test_each_way_begins_with_the_step_that_is_due_first() -> None:
    assert {route.key: [step.lead_days for step in route.steps] for route in routes()} == {
        route.key: sorted((step.lead_days for step in route.steps), reverse=True) for route in routes()
    }


def test_the_application_of_a_russian_municipality_is_due_45_days_before() -> None:
    route = next(one for one in routes() if one.key == "russian-municipality")
    region = next(step for step in route.steps if step.kind == "region")

    judged = judge(
        StepFacts(position=1, lead_days=region.lead_days),
        planned_on=datetime.date(2025, 9, 29), latest=1, today=datetime.date(2025, 8, 16),
    )  # fmt: skip

    assert (judged.due_on, judged.is_late) == (datetime.date(2025, 8, 15), True)


def test_every_act_has_an_address_and_a_custom_none() -> None:
    found = {
        (source.texts["en"].startswith("Custom"), bool(source.address))
        for route in routes()
        for source in (*(step.source for step in route.steps), *(one.source for one in route.after))
    }

    assert found == {(True, False), (False, True)}
