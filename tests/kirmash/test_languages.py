"""No page of the frame speaks two languages: neither English where another was chosen, nor a sentence left out."""

import datetime
import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from kirmash.exhibition.models.fair import Fair
from rights import addresses

pytestmark = pytest.mark.django_db
#: Pages that show what sources say, each in its own language, or are no pages.
OF_THE_RECORD = re.compile(
    r"claim|unknown|conflict|history|figure|catalogue|fair|exhibitor|agreement|bulletin|api:|file|^home$"
)
#: Words that stand in every English sentence and in none of the other languages.
ENGLISH = re.compile(r"\b(?:the|of|and|is|are|with|this|that|for|you|your|not|has|have|by|from)\b", re.IGNORECASE)
#: Words of our own that look like them.
OURS = re.compile(r"Apache-2\.0|email, role \w+ of|kirmash \w+|[\w.]+@[\w.]+|https?://\S+|OWASP|Messe \w+")
SILENT = {"script", "style", "code", "pre", "kbd", "option"}


class Reader(HTMLParser):
    """Reads what a page says in its own language: words within elements of another language are passed over."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        is_other = own.get("lang") not in {None, self.language} or tag in SILENT
        if tag not in {"br", "img", "input", "meta", "link", "hr", "path", "rect", "circle", "line", "use", "wbr"}:
            self.open.append((tag, is_other))
        if not is_other and not any(other for _tag, other in self.open):
            self.said += [own[name] or "" for name in ("placeholder", "aria-label", "title", "alt") if own.get(name)]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(other for _tag, other in self.open):
            self.said.append(" ".join(data.split()))


def english_in(html: str, language: str) -> list[str]:
    reader = Reader(language)
    reader.feed(html)
    return sorted({text for text in reader.said if ENGLISH.search(OURS.sub("", text))})


def pages() -> list[str]:
    plain = {a.name for a in addresses() if not a.words and a.name and not OF_THE_RECORD.search(a.name)}
    return sorted(plain - {"account_logout", "service-worker", "set_language", "robots"})


@pytest.mark.parametrize("language", ["de", "ru", "be"])
def test_no_page_says_anything_in_english_when_another_language_is_chosen(
    language: str, aigerim: Client, dana: Client, founding: Fair
) -> None:
    for client in (aigerim, dana):
        client.post(reverse("set_language"), {"language": language})

    found = {}
    for name in pages():
        for client in (aigerim, dana):
            answer = client.get(reverse(name), headers={"accept-language": language})
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[name] = english_in(answer.content.decode(), language)

    assert (len(found) > 40, {name: texts for name, texts in found.items() if texts}) == (True, {})


def test_an_english_sentence_in_a_german_page_would_be_found() -> None:
    page = (
        '<p>Guten Tag</p><p lang="en">The end of the day</p><p>This is the <b>end</b></p><input placeholder="for you">'
    )

    assert english_in(page, "de") == ["This is the", "for you"]


@pytest.mark.parametrize(
    ("language", "day", "short", "hour"),
    [("en", "20 November 2026", "20 Nov 2026", "15:04"), ("de", "20. November 2026", "20.11.2026", "15:04"),
     ("ru", "20 ноября 2026 г.", "20.11.2026", "15:04"), ("be", "20 лістапада 2026", "20.11.2026", "15:04")],
)  # fmt: skip
def test_days_and_hours_are_written_as_each_language_writes_them(
    language: str, day: str, short: str, hour: str
) -> None:
    moment = datetime.datetime(2026, 11, 20, 15, 4, tzinfo=datetime.UTC)

    with override(language):
        found = [date_format(moment.date(), "DATE_FORMAT"), date_format(moment.date(), "SHORT_DATE_FORMAT"),
                 date_format(moment, "TIME_FORMAT")]  # fmt: skip

    assert found == [day, short, hour]
