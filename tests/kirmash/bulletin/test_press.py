"""Press pages, feeds and cards: what is published is whole and valid, and nothing else is there."""

import datetime
import io
import json
import re
import struct
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from builders import an_account
from kirmash.base.errors import Refused
from kirmash.base.models import Change, SiteRole
from kirmash.bulletin.actions import Notice, mark_edited, publish, save_version, withdraw_publication, write_releases
from kirmash.bulletin.exports.card import card_png, drawn
from kirmash.bulletin.models import Publication, Release
from kirmash.bulletin.queries import text_of
from kirmash.bulletin.queries.public import public_figures
from kirmash.bulletin.queries.public import published as published_now
from kirmash.exhibition.models.fair import Fair
from kirmash.record.actions import withdraw_claim
from kirmash.record.models import Claim
from letting import approve, let_out

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime.datetime(2025, 10, 1, 15, 30, 12, tzinfo=datetime.UTC)
FAIR = "innoprom-belarus-2025"
ATOM = "{http://www.w3.org/2005/Atom}"
PATHS = ["", "de/", "de/card.png", "de/release.pdf", "chart.svg"]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture(name="published")
def _published(founding: Fair) -> dict[str, Publication]:
    releases = write_releases(fair=founding, styles=("de", "en", "ru", "be"))
    return {one.style: let_out(one, NOW) for one in releases if one.style != "be"}


def head_of(text: str) -> dict[str, str]:
    """Return the meta lines of a page by name."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', text)
    return dict(found)


def test_what_is_not_published_is_nowhere(founding: Fair, dana: Client) -> None:
    write_releases(fair=founding)

    answers = {path: dana.get(f"/de/press/{FAIR}/{path}").status_code for path in PATHS}
    feeds = {kind: dana.get(f"/press/{FAIR}/feed.de.{kind}").status_code for kind in ("xml", "json")}

    assert answers == dict.fromkeys(PATHS, 404)
    assert feeds == {"xml": 404, "json": 404}
    assert "Nothing has been published yet." in dana.get("/en/press/").content.decode()


def test_the_press_page_shows_the_published_releases_the_reader_s_language_first(
    published: dict[str, Publication], dana: Client
) -> None:
    text = dana.get(f"/ru/press/{FAIR}/").content.decode()

    shown = re.findall(r'<h3 lang="(\w+)"', text)
    assert shown == ["ru", "de", "en"]
    assert [release.headline in text for release in published.values()] == [True] * 3


def test_nobody_s_session_or_name_is_in_a_press_page(
    published: dict[str, Publication], chen: Client, dana: Client
) -> None:
    mine, hers = (client.get(f"/en/press/{FAIR}/de/") for client in (chen, dana))

    assert mine.content == hers.content
    assert (mine["Cache-Control"], "Set-Cookie" in mine.headers) == ("public, max-age=60", False)
    assert "csrf" not in mine.content.decode()


def test_only_figures_that_a_published_release_carries_are_public(founding: Fair) -> None:
    (release,) = write_releases(fair=founding, styles=["de"])
    before = public_figures(founding)
    let_out(release)

    published = {claim.key for claim in public_figures(founding)}
    withdraw_claim(claim=Claim.objects.get(key="gross-area"), reason="x", done_by="x", done_on=founding.begins_on)
    after = {claim.key for claim in public_figures(founding)}

    assert before == []
    assert published == {
        "gross-area", "exhibitors-510", "exhibitors-520", "exhibitors-ru", "exhibitors-by", "exhibitors-central-asia",
        "regions-23", "regions-23-tass",
    }  # fmt: skip
    assert published - after == {"gross-area"}


def test_rss_has_what_the_specification_asks_for(published: dict[str, Publication], dana: Client) -> None:
    answer = dana.get(f"/press/{FAIR}/feed.de.xml")

    root = ET.fromstring(answer.content)  # noqa: S314  # our own
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert (root.tag, root.attrib["version"], [child.tag for child in root]) == ("rss", "2.0", ["channel"])
    channel = root[0]
    required = {name: [e.text for e in channel.findall(name)] for name in ("title", "link", "description", "language")}
    assert {name: len(found) for name, found in required.items()} == dict.fromkeys(required, 1)
    assert required["link"] == [f"http://testserver/de/press/{FAIR}/"]
    assert required["language"] == ["de"]
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert own.attrib == {"rel": "self", "href": f"http://testserver/press/{FAIR}/feed.de.xml"}
    (item,) = channel.findall("item")
    told = {child.tag: child for child in item}
    assert told["title"].text == published["de"].headline
    assert told["link"].text == f"http://testserver/de/press/{FAIR}/de/"
    assert parsedate_to_datetime(str(told["pubDate"].text)) == NOW
    assert told["guid"].attrib == {"isPermaLink": "false"}
    assert told["guid"].text == f"http://testserver/de/press/{FAIR}/de/#20251001T153012Z"
    assert dana.get(str(told["link"].text).removeprefix("http://testserver")).status_code == 200


def test_json_feed_has_what_the_specification_asks_for(published: dict[str, Publication], dana: Client) -> None:
    answer = dana.get("/press/feed.ru.json")

    feed = json.loads(answer.content)
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {name: type(feed[name]) for name in ("title", "home_page_url", "feed_url", "language", "items")} == {
        "title": str, "home_page_url": str, "feed_url": str, "language": str, "items": list,
    }  # fmt: skip
    assert (feed["feed_url"], feed["language"]) == ("http://testserver/press/feed.ru.json", "ru")
    (item,) = feed["items"]
    assert isinstance(item["id"], str)
    assert datetime.datetime.fromisoformat(item["date_published"]) == NOW
    sentences = [sentence.text for sentence in published["ru"].sentences.all()]
    assert [sentence for sentence in sentences if sentence not in item["content_text"]] == []
    assert {name: item[name] for name in ("title", "language")} == {
        "title": published["ru"].headline, "language": "ru",
    }  # fmt: skip
    assert [{"url", "mime_type"} <= set(attachment) for attachment in item["attachments"]] == [True]


@pytest.mark.parametrize("path", ["/press/feed.de.xml", f"/press/{FAIR}/feed.de.json"])
def test_a_feed_is_given_again_only_when_it_changed(path: str, published: dict[str, Publication], dana: Client) -> None:
    first = dana.get(path)

    by_tag = dana.get(path, headers={"if-none-match": first["ETag"]})
    by_time = dana.get(path, headers={"if-modified-since": first["Last-Modified"]})
    withdraw_publication(publication=published["de"], why="It was about another fair.")
    changed = dana.get(path, headers={"if-none-match": first["ETag"]})

    assert parsedate_to_datetime(first["Last-Modified"]) == NOW
    assert (by_tag.status_code, by_time.status_code, changed.status_code) == (304, 304, 200)


@pytest.mark.parametrize("path", ["/press/feed.fr.xml", "/press/feed.de.atom", "/press/no-such-fair/feed.de.xml"])
def test_a_feed_that_cannot_be_is_not_there(path: str, published: dict[str, Publication], dana: Client) -> None:
    assert dana.get(path).status_code == 404


def test_pages_name_their_feeds_for_readers_to_find(published: dict[str, Publication], dana: Client) -> None:
    text = dana.get(f"/en/press/{FAIR}/en/").content.decode()

    found = re.findall(r'<link rel="alternate" type="([^"]+)" hreflang="(\w+)" title="[^"]+" href="([^"]+)"', text)
    base = f"http://testserver/press/{FAIR}/feed"
    assert found[:2] == [
        ("application/rss+xml", "en", f"{base}.en.xml"), ("application/feed+json", "en", f"{base}.en.json"),
    ]  # fmt: skip
    assert {tongue for _kind, tongue, _address in found} == {"de", "en", "ru"}
    assert [dana.get(address.removeprefix("http://testserver")).status_code for _k, _t, address in found] == [200] * 6


def test_a_release_says_to_machines_what_it_says_to_people(published: dict[str, Publication], dana: Client) -> None:
    text = dana.get(f"/de/press/{FAIR}/de/").content.decode()

    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    content = json.loads(scripts[0])
    article, event = content["@graph"]
    assert content["@context"] == "https://schema.org"
    assert (article["@type"], event["@type"]) == ("NewsArticle", "ExhibitionEvent")
    assert article["headline"] == published["de"].headline
    assert (article["datePublished"], article["inLanguage"]) == ("2025-10-01T15:30:12+00:00", "de")
    assert article["about"] == {"@id": event["@id"]}
    assert (event["startDate"], event["endDate"]) == ("2025-09-29", "2025-10-01")
    assert "https://tass.ru/ekonomika/25222619" in article["isBasedOn"]
    sentences = [sentence.text for sentence in published["de"].sentences.all()]
    assert [sentence for sentence in sentences if sentence not in article["articleBody"]] == []


def test_no_text_of_a_release_leaves_its_script_or_its_head(founding: Fair, dana: Client) -> None:
    (release,) = write_releases(fair=founding, styles=["en"])
    hostile = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)>'
    save_version(fair=founding, style="en", text=text_of(release).replace(release.headline, hostile))
    release.refresh_from_db()
    approve(release)
    publish(release=release, in_spite_of="to see what becomes of it")

    text = dana.get(f"/en/press/{FAIR}/en/").content.decode()
    rss = dana.get("/press/feed.en.xml").content

    assert ("<script>alert" in text, "<img src=x" in text) == (False, False)
    assert json.loads(re.findall(r'ld\+json">(.*?)</script>', text)[0])["@graph"][0]["headline"] == hostile
    title = ET.fromstring(rss).find("channel/item/title")  # noqa: S314  # our own
    assert title is not None
    assert title.text == hostile


def test_a_shared_release_shows_its_card_with_words_for_it(published: dict[str, Publication], dana: Client) -> None:
    meta = head_of(dana.get(f"/ru/press/{FAIR}/ru/").content.decode())

    card = dana.get(meta["og:image"].removeprefix("http://testserver"))
    width, height = struct.unpack(">II", card.content[16:24])
    assert card["Content-Type"] == "image/png"
    assert (width, height) == (1200, 630) == (int(meta["og:image:width"]), int(meta["og:image:height"]))
    assert (meta["og:type"], meta["twitter:card"]) == ("article", "summary_large_image")
    assert meta["og:title"] == published["ru"].headline
    assert published["ru"].headline in meta["og:image:alt"]
    assert meta["og:image:alt"] == meta["twitter:image:alt"]


def test_the_same_release_has_the_same_card_and_another_another(published: dict[str, Publication]) -> None:
    first = {style: card_png(release) for style, release in published.items()}
    cache.clear()

    again = {style: card_png(release) for style, release in published.items()}

    assert first == again
    assert len(set(first.values())) == len(published)


def test_a_headline_as_long_as_can_be_stays_on_its_card() -> None:
    words = {"language": "de", "fair": "Messe", "headline": "Wort " * 60, "dateline": "MINSK, 1. Oktober 2025"}

    picture = drawn(json.dumps(words))

    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_every_file_of_a_release_can_be_taken_away(published: dict[str, Publication], dana: Client) -> None:
    found = {kind: dana.get(f"/de/press/{FAIR}/de/release.{kind}") for kind in ("pdf", "docx", "html", "md", "exe")}

    assert {kind: answer.status_code for kind, answer in found.items()} == {
        "pdf": 200, "docx": 200, "html": 200, "md": 200, "exe": 404,
    }  # fmt: skip
    assert len(PdfReader(io.BytesIO(found["pdf"].content)).pages) >= 1
    assert {kind: dana.get(f"/de/press/{FAIR}/chart.{kind}").status_code for kind in ("svg", "png", "gif")} == {
        "svg": 200, "png": 200, "gif": 404,
    }  # fmt: skip


def test_who_takes_too_many_files_waits(
    published: dict[str, Publication], dana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kirmash.bulletin.views.frame.MOST_FILES_A_MINUTE", 2)
    card = f"/de/press/{FAIR}/de/card.png"

    answers = [dana.get(card).status_code for _time in range(3)]

    assert sorted(answers) == [200, 200, 429]


@pytest.mark.parametrize("path", ["/en/press/", f"/en/press/{FAIR}/", "/press/feed.de.json", "/press/feed.de.xml"])
def test_one_release_and_three_cost_the_same_number_of_queries(
    path: str, published: dict[str, Publication], dana: Client
) -> None:
    Release.objects.all().update(language="de")
    with CaptureQueriesContext(connection) as three:
        dana.get(path)
    Publication.objects.exclude(pk=published["de"].pk).delete()

    with CaptureQueriesContext(connection) as one:
        dana.get(path)

    assert len(one) == len(three)


def test_press_addresses_without_a_language_lead_to_the_reader_s(
    published: dict[str, Publication], dana: Client
) -> None:
    answer = dana.get(f"/press/{FAIR}/de/", headers={"accept-language": "ru"})

    assert (answer.status_code, answer["Location"]) == (302, f"/ru/press/{FAIR}/de/")


@pytest.mark.parametrize("step", ["publish", "withdraw", "edited"])
def test_who_may_not_publish_is_refused(step: str, founding: Fair, dana: Client) -> None:
    (release,) = write_releases(fair=founding, styles=["de"])
    approve(release)
    client = Client()
    client.force_login(an_account("auditor@kirmash.example", SiteRole.AUDITOR, has_password=False))

    refused = client.post(f"/fairs/{FAIR}/bulletins/de/{step}/")
    outside = dana.post(f"/fairs/{FAIR}/bulletins/de/{step}/")

    assert (refused.status_code, outside.status_code) == (403, 302)
    assert Publication.objects.count() == 0


def test_publishing_and_withdrawing_stand_in_the_history(founding: Fair, chen: Client) -> None:
    (release,) = write_releases(fair=founding, styles=["de"])
    approve(release)

    chen.post(f"/fairs/{FAIR}/bulletins/de/publish/")
    again = chen.post(f"/fairs/{FAIR}/bulletins/de/publish/", follow=True).content.decode()
    chen.post(f"/fairs/{FAIR}/bulletins/de/withdraw/", {"why": "It was about another fair."})

    assert "This version is published; a change needs a new version." in again
    verbs = Change.objects.filter(table="release").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["write", "approve", "approve", "publish", "withdraw"]


def test_what_is_public_stays_as_it_was_when_the_text_is_written_again(
    published: dict[str, Publication], founding: Fair, dana: Client
) -> None:
    before = text_of(published["de"])
    withdraw_claim(claim=Claim.objects.get(key="gross-area"), reason="x", done_by="x", done_on=founding.begins_on)
    (again,) = write_releases(fair=founding, styles=["de"])

    standing = next(one for one in published_now() if one.style == "de")
    assert text_of(standing) == before != text_of(again)
    assert dana.get(f"/de/press/{FAIR}/de/release.pdf").status_code == 200


def test_a_correction_takes_the_place_and_the_earlier_text_stays_readable(
    published: dict[str, Publication], founding: Fair, dana: Client
) -> None:
    release = founding.releases.get(style="de")
    text = text_of(release)
    save_version(fair=founding, style="de", text=text.rpartition("\n\n")[0])
    release.refresh_from_db()
    let_out(release, notice=Notice(was_wrong="Ein Absatz zu viel.", is_right="Ohne ihn."))

    now, then = (dana.get(f"/de/press/{FAIR}/de/{end}").content.decode() for end in ("", "1/"))
    feed = dana.get("/press/feed.de.json").json()["items"]
    last = text.rpartition("\n\n")[2].split(". ")[0]
    assert (last in now, last in then) == (False, True)
    assert [("Ein Absatz zu viel." in page, "Ohne ihn." in page) for page in (now, then)] == [(True, True)] * 2
    assert [item["content_text"].startswith("Falsch war: Ein Absatz zu viel.") for item in feed] == [True]
    assert '"CorrectionComment"' in now


def test_what_is_withdrawn_says_why_everywhere_and_has_no_files(
    published: dict[str, Publication], dana: Client
) -> None:
    withdraw_publication(publication=published["de"], why="Es ging um eine andere Messe.")

    page = dana.get(f"/de/press/{FAIR}/de/").content.decode()
    (item,) = dana.get("/press/feed.de.json").json()["items"]
    files = [dana.get(f"/de/press/{FAIR}/de/{name}").status_code for name in ("release.pdf", "card.png")]
    assert ("Es ging um eine andere Messe." in page, published["de"].headline in page) == (True, True)
    assert item["content_text"] == "Es ging um eine andere Messe."
    assert (item["title"], "image" in item) == (f"Zurückgezogen: {published['de'].headline}", False)
    assert files == [404, 404]


def test_a_draft_is_not_published_before_an_editor_marks_this_very_text(founding: Fair) -> None:
    (release,) = write_releases(fair=founding, styles=["pl"])
    approve(release)

    with pytest.raises(Refused) as refused:
        publish(release=release)
    mark_edited(release=release, edited_at=NOW)
    publish(release=release)

    assert str(refused.value) == "This text is a draft; it can be published when a native editor has gone over it."
    assert [one.language for one in published_now()] == ["pl"]


def test_a_draft_that_is_edited_again_is_to_be_marked_again(founding: Fair) -> None:
    (release,) = write_releases(fair=founding, styles=["pl"])
    mark_edited(release=release, edited_at=NOW)
    save_version(fair=founding, style="pl", text=f"{text_of(release)}\n\nDopisek.")

    release.refresh_from_db()
    assert release.is_draft
