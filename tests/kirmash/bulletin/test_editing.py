"""A bulletin is edited by hand: checked, saved as a version, findings kept with a reason."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders import an_account
from kirmash.agreements.models.signature import Signature
from kirmash.base.differences import changes
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.bulletin.actions import keep_finding, save_version, write_releases
from kirmash.bulletin.models import Kept, Version
from kirmash.bulletin.queries import checked, text_of, versions_of
from kirmash.exhibition.models.fair import Fair

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(founding: Fair) -> Fair:
    """The founding fair with its bulletins."""
    write_releases(fair=founding)
    return founding


def german(fair: Fair) -> str:
    return text_of(fair.releases.get(style="de"))


def address(fair: Fair, page: str) -> str:
    return f"/fairs/{fair.key}/bulletins/de/{page}/"


def test_the_generated_release_is_version_one(written: Fair) -> None:
    generated = german(written)

    version = save_version(fair=written, style="de", text=generated + "\n\nNachtrag.")

    assert [(v.number, v.is_generated) for v in versions_of(written, "de")] == [(2, False), (1, True)]
    assert (version.number, Version.objects.get(style="de", number=1).text) == (2, generated)
    assert Change.objects.filter(verb="edit", record=f"{written.key}-de").count() == 1


def test_a_bulletin_reads_as_it_was_edited_and_each_sentence_keeps_its_claims(written: Fair, chen: Client) -> None:
    release = written.releases.get(style="de")
    kept = {said.text: {claim.key for claim in said.claims.all()} for said in release.sentences.all()}
    more = "Am 1. Oktober waren es 520 Firmen. Es regnete."

    save_version(fair=written, style="de", text=f"Neue Überschrift\n\n{german(written).partition(chr(10))[2]}\n{more}")

    release.refresh_from_db()
    said = {one.text: {claim.key for claim in one.claims.all()} for one in release.sentences.all()}
    assert (release.headline, release.dateline) == ("Neue Überschrift", "MINSK, 1.\u00a0Oktober 2025")
    assert {text: said[text] for text in kept} == kept
    assert {text: claims for text, claims in said.items() if text not in kept} == {
        "Am 1. Oktober waren es 520 Firmen.": {"exhibitors-520", "fair-end"}, "Es regnete.": set()
    }  # fmt: skip
    assert b"Es regnete." in chen.get(f"/fairs/{written.key}/bulletins/de/file.md").content


def test_a_dateline_that_was_taken_out_is_gone(written: Fair) -> None:
    release = written.releases.get(style="de")

    save_version(fair=written, style="de", text=german(written).replace(f"{release.dateline} – ", ""))

    release.refresh_from_db()
    assert (release.dateline, german(written).count(" – ")) == ("", versions_of(written, "de")[0].text.count(" – "))


def test_what_is_written_again_from_the_record_is_the_next_version(written: Fair) -> None:
    save_version(fair=written, style="de", text=german(written) + "\n\nNachtrag.")
    write_releases(fair=written, styles=["de"])
    write_releases(fair=written, styles=["de"])

    assert [(v.number, v.is_generated) for v in versions_of(written, "de")] == [(3, True), (2, False), (1, True)]


def test_a_headline_too_long_is_refused(written: Fair) -> None:
    with pytest.raises(Refused) as refused:
        save_version(fair=written, style="de", text="Wort " * 70)

    assert refused.value.code == "headline-too-long"


def test_a_text_that_was_not_changed_is_refused(written: Fair) -> None:
    with pytest.raises(Refused) as refused:
        save_version(fair=written, style="de", text=german(written))

    assert refused.value.code == "text-unchanged"


def test_a_version_made_from_an_older_one_is_refused(written: Fair) -> None:
    save_version(fair=written, style="de", text="Eins.")
    save_version(fair=written, style="de", text="Zwei.", base=2)

    with pytest.raises(Refused) as refused:
        save_version(fair=written, style="de", text="Drei.", base=2)

    assert refused.value.code == "version-was-overtaken"


def test_the_page_underlines_what_no_fact_carries_and_saves_nothing(written: Fair, chen: Client) -> None:
    answer = chen.post(address(written, "edit"), {"text": "Die Messe hatte sieben Bereiche.", "check": "1"})

    assert answer.status_code == 200
    assert '<mark class="finding error" id="span-1">sieben Bereiche<sup><a href="#finding-1"' in answer.content.decode()
    assert Version.objects.filter(is_generated=False).count() == 0


def test_what_an_editor_writes_is_escaped(written: Fair, chen: Client) -> None:
    page = chen.post(address(written, "edit"), {"text": "<script>alert(1)</script> 77", "check": "1"}).content.decode()

    assert ("<script>alert(1)" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_a_finding_stands_with_a_reason_and_stays_so_in_the_next_version(written: Fair, chen: Client) -> None:
    save_version(fair=written, style="de", text="Die Messe hatte sieben Bereiche.")

    chen.post(address(written, "keep"), {"slip": "number", "said": "sieben Bereiche", "reason": "counted on site"})
    save_version(fair=written, style="de", text="In Minsk hatte die Messe sieben Bereiche.")

    shown = checked(written, "de", versions_of(written, "de")[0].text)[1]
    assert [(one.finding.said, one.kept and one.kept.reason) for one in shown] == [
        ("sieben Bereiche", "counted on site")
    ]


@pytest.mark.parametrize(("said", "reason", "code"), [
    ("sieben Bereiche", " ", "why-missing"), ("acht Bereiche", "so it is", "finding-is-gone"),
])  # fmt: skip
def test_what_is_no_finding_or_has_no_reason_is_not_kept(said: str, reason: str, code: str, written: Fair) -> None:
    save_version(fair=written, style="de", text="Die Messe hatte sieben Bereiche.")

    with pytest.raises(Refused) as refused:
        keep_finding(fair=written, style="de", slip="number", said=said, reason=reason)

    assert (refused.value.code, Kept.objects.count()) == (code, 0)


def test_the_page_of_versions_shows_what_was_changed(written: Fair, chen: Client) -> None:
    save_version(fair=written, style="de", text="Eins zwei.")
    save_version(fair=written, style="de", text="Eins drei.")

    page = chen.get(address(written, "versions")).content.decode()

    assert "Eins <del>zwei.</del><ins>drei.</ins>" in page


def test_changes_put_together_give_both_texts() -> None:
    found = changes("a b  c", "a x  c d")

    assert "".join(words for how, words in found if how != "added") == "a b  c"
    assert "".join(words for how, words in found if how != "removed") == "a x  c d"


def test_versions_cost_the_same_queries_however_many(written: Fair, chen: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            chen.get(address(written, "versions"))
        return len(caught)

    save_version(fair=written, style="de", text="Eins.")
    few = cost()
    for text in ("Zwei.", "Drei.", "Vier."):
        save_version(fair=written, style="de", text=text)

    assert cost() == few


@pytest.mark.parametrize("page", ["edit", "keep", "versions"])
def test_an_outsider_and_a_buyer_edit_nothing(page: str, written: Fair, dana: Client) -> None:
    buyer = Client()
    buyer.force_login(an_account("buyer@kirmash.example", SiteRole.BUYER, has_password=False))

    answers = [client.post(address(written, page), {"text": "Mine."}).status_code for client in (dana, buyer)]

    assert (answers, Version.objects.filter(is_generated=False).count()) == ([302, 403], 0)


def test_a_bulletin_of_which_the_record_no_longer_says_enough_is_not_edited(written: Fair, client: Client) -> None:
    client.force_login(an_account("press@kirmash.example", SiteRole.PRESS))
    Signature.objects.all().delete()

    answer = client.get(address(written, "edit"), follow=True)

    assert len(answer.redirect_chain) == 1
    assert "No release can be written" in answer.content.decode()
