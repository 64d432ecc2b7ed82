"""A story is told at three lengths, from the same facts."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from kirmash.bulletin.actions import write_releases
from kirmash.bulletin.exports.documents import as_pdf
from kirmash.bulletin.models import Release
from kirmash.bulletin.queries import checked, text_of
from kirmash.bulletin.wording.style import MAIN, beside
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import withdraw_claim
from kirmash.record.models import Claim

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def told(founding: Fair) -> dict[str, Release]:
    """The German story at its lengths, and the other languages."""
    styles = (*MAIN, *beside("de-flash"), *beside("de-long"))
    return {one.style: one for one in write_releases(fair=founding, styles=styles)}


def sentences(release: Release) -> list[str]:
    return [one.text for one in release.sentences.all()]


def test_a_flash_is_the_beginning_of_the_story_and_the_long_telling_goes_on(told: dict[str, Release]) -> None:
    for language in MAIN:
        flash, story, long = (sentences(told[style]) for style in (f"{language}-flash", language, f"{language}-long"))

        assert (flash, story) == (story[:2], long[: len(story)])
        assert len(long) == len(story) + 3


def test_what_the_long_telling_adds_is_carried_by_its_claims(told: dict[str, Release]) -> None:
    added = list(told["de-long"].sentences.filter(paragraph="more"))

    assert [{claim.key for claim in one.claims.all()} for one in added] == [
        {"delegation-27", "delegation-10"}, {"programme"}, {"visitors-14000", "visitor-countries"}
    ]  # fmt: skip
    assert added[0].text == (
        "Die Delegation aus dem Gebiet Swerdlowsk zählte 27 Unternehmen, 10 davon an ihrem Stand "
        "(Stand: 29.\u00a0September 2025)."
    )


def test_a_fact_that_is_gone_takes_its_sentence_with_it(founding: Fair) -> None:
    for key in ("programme", "visitors-14000"):
        claim = Claim.objects.get(key=key)
        withdraw_claim(claim=claim, reason="x", done_by="x", done_on=founding.begins_on)

    releases = write_releases(fair=founding, styles=beside("de-long"))

    assert {one.sentences.filter(paragraph="more").count() for one in releases} == {1}


def test_the_check_finds_nothing_in_what_the_record_wrote(told: dict[str, Release], founding: Fair) -> None:
    found = {style: checked(founding, style, text_of(release))[0].findings for style, release in told.items()}

    assert found == dict.fromkeys(told, ())


def test_a_flash_has_no_chart(told: dict[str, Release]) -> None:
    texts = {
        style: "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(told[style]))).pages)
        for style in ("de-flash", "de-long")
    }

    title = "Unternehmen nach Herkunft"
    assert {style: title in text for style, text in texts.items()} == {"de-flash": False, "de-long": True}


def test_the_page_leads_to_the_other_lengths_and_writes_all_languages_at_once(founding: Fair, chen: Client) -> None:
    address = f"/fairs/{founding.key}/bulletins"

    page = chen.get(f"{address}/de/").content.decode()
    chen.post(f"{address}/ru-flash/write/")

    assert [f'href="{address}/de{end}/"' in page for end in ("-flash", "-long")] == [True, True]
    assert set(founding.releases.values_list("style", flat=True)) == {f"{language}-flash" for language in MAIN}
