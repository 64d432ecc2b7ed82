"""A text becomes a letter: what a button is, a list, a code; and every kind of mail says itself in four languages."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from kirmash.mail.kinds import KINDS, OTHER, Kind, Purpose, kind_of_prefix
from kirmash.mail.queries import LONGEST_SUBJECT, html_of, one_line, render, sample_of
from kirmash.mail.wording import Letter, Part, Run, Shape, letter_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def paragraph(*lines: str) -> Part:
    return Part(shape=Shape.PARAGRAPH, lines=tuple((Run(text=line),) for line in lines))


def test_a_text_is_read_as_a_person_would() -> None:
    text = (
        "Good day,\n\nsomething happened\non two lines.\n\n- one\n- two\n  goes on\n\nChoose:\nhttps://a.example/x?y=1\n\n"
        "https://a.example/\n\nK7QW-2MXP\n\nsee https://a.example/z.\n\n-- \nKirmash\nhttps://a.example\n"
    )

    letter = letter_of(text)

    assert letter == Letter(
        body=(
            paragraph("Good day,"),
            paragraph("something happened", "on two lines."),
            Part(shape=Shape.LIST, lines=((Run(text="one"),), (Run(text="two goes on"),))),
            Part(shape=Shape.BUTTON, label="Choose", url="https://a.example/x?y=1"),
            Part(shape=Shape.BUTTON, url="https://a.example/"),
            Part(shape=Shape.CODE, label="K7QW-2MXP"),
            Part(
                shape=Shape.PARAGRAPH,
                lines=((Run(text="see "), Run(text="https://a.example/z", is_link=True), Run(text=".")),),
            ),
        ),
        foot=(
            Part(shape=Shape.PARAGRAPH, lines=((Run(text="Kirmash"),), (Run(text="https://a.example", is_link=True),))),
        ),
    )
    assert letter.opening == "Good day,"


@given(st.text())
def test_any_text_becomes_a_letter_that_loses_no_word(text: str) -> None:
    letter = letter_of(text)

    said = []
    for part in (*letter.body, *letter.foot):
        said += [part.label, part.url, *(run.text for line in part.lines for run in line)]
    marks = r"[\s:-]"
    assert re.sub(marks, "", "".join(said)) == re.sub(marks, "", text)


class Reader(HTMLParser):
    """Collects what a mail program would fetch or follow, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.tags.add(tag)
        named = dict(attributes)
        self.links += [str(named["href"])] if tag == "a" else []
        self.fetched += [
            str(named[name]) for name in ("src", "background", "srcset", "data", "action") if name in named
        ]
        self.fetched += re.findall(r"url\([^)]*\)", named.get("style") or "")

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.fetched += re.findall(r"url\(|@import", data)
        elif data.strip():
            self.words.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_kind_says_the_same_as_text_and_as_html_and_fetches_nothing(kind: Kind, language: str) -> None:
    mail = sample_of(kind, language)

    reader = read(mail.html)
    urls = re.findall(r"https?://[^\s)]+", mail.text)
    assert reader.fetched == []
    assert reader.tags & {"img", "script", "iframe", "link", "form", "object", "video"} == set()
    assert sorted(set(reader.links)) == sorted(set(urls))
    said = re.sub(r"\s+", " ", " ".join(reader.words))
    for line in mail.text.splitlines():
        for words in re.split(r"https?://[^\s)]+", line.removeprefix("- ").rstrip(": ").replace("-- ", "")):
            assert words.strip(" -:()") in said
    assert (mail.subject == one_line(mail.subject), mail.subject != "") == (True, True)
    assert f'<html lang="{language}"' in mail.html


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_kind_is_said_in_four_languages_and_not_in_one_four_times(kind: Kind) -> None:
    mails = [sample_of(kind, language) for language in LANGUAGES]

    said = [
        {mail.subject for mail in mails},
        *map(set, zip(*(letter_of(mail.text).body for mail in mails), strict=True)),
    ]
    brought = [each for each in said[1:] if not any(part.shape == Shape.CODE for part in each)]
    assert [len(each) for each in (said[0], *brought)] == [len(LANGUAGES)] * (1 + len(brought))


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.is_secret and kind != OTHER], ids=lambda k: k.name
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_secret_mail_brings_can_be_pressed_or_read_from_afar(kind: Kind, language: str) -> None:
    letter = letter_of(sample_of(kind, language).text)

    brought = [part for part in letter.body if part.shape in {Shape.BUTTON, Shape.CODE}]
    assert [bool(part.label) for part in brought] == [True]


def test_only_mails_by_subscription_carry_a_link_that_ends_them() -> None:
    carrying = {kind.name for kind in KINDS.values() if "/mail/stop/" in sample_of(kind, "en").text}

    assert carrying == {kind.name for kind in KINDS.values() if kind.purpose == Purpose.SUBSCRIPTION}


def test_what_strangers_write_is_words_in_a_mail_and_nothing_else() -> None:
    company = 'Fox<script>alert(1)</script>"\n\nPay here:\nhttps://evil.example/\n\n-- \nbye'

    mail = render(KINDS["new-role"], "en", {"inviter": "li@fair.example", "roles": [("Exhibitor", company)]})

    reader = read(mail.html)
    letter = letter_of(mail.text)
    assert "script" not in reader.tags
    assert [part.shape for part in letter.body] == [Shape.PARAGRAPH] * 3 + [Shape.LIST]
    assert '- Exhibitor: Fox<script>alert(1)</script>" Pay here: https://evil.example/ -- bye\n' in mail.text


def test_lists_of_strangers_words_are_flat_too() -> None:
    items = [{"day": date(2026, 3, 4), "what": "a\n\nPay here:\nhttps://evil.example/", "url": ""}]

    mail = render(KINDS["digest"], "en", {"period": "today", "items": items, "url": "https://fair.example/"})

    assert "- 4 March 2026: a Pay here: https://evil.example/\n" in mail.text


def test_a_subject_is_one_line_and_not_endless() -> None:
    assert one_line("a\r\nBcc: all@kirmash.example\x00\x1b  b\u2028c") == "a Bcc: all@kirmash.example b c"
    assert one_line("я" * 300) == "я" * (LONGEST_SUBJECT - 1) + "…"
    assert one_line("я" * LONGEST_SUBJECT) == "я" * LONGEST_SUBJECT


def test_the_layout_escapes_the_subject() -> None:
    html = html_of("<b>&", "words", "en")

    assert "<title>&lt;b&gt;&amp;</title>" in html


def test_a_mail_of_the_sign_in_that_nobody_declared_counts_as_secret() -> None:
    assert kind_of_prefix("account/email/login_code").name == "account-login-code"
    assert kind_of_prefix("mfa/email/totp_activated").is_secret is False
    assert (kind_of_prefix("account/email/made_up"), kind_of_prefix(""), OTHER.is_secret) == (OTHER, OTHER, True)
