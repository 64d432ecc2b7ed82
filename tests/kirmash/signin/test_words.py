"""The sentences of allauth in four languages: none is missing, none is half filled, none shows up in English."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.mfa.models import Authenticator
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import translation

from codes import code_of
from kirmash.base.models import Account
from messages import compiled, read
from provider import Provider

OURS = Path(settings.BASE_DIR) / "locale_allauth"
THEIRS = Path(allauth.__file__).parent / "locale"
LANGUAGES = ("en", "de", "ru", "be")
#: Parts of allauth that this site does not install.
ELSEWHERE = (
    "idp/",
    "headless/",
    "openid/",
    "providers/douban",
    "providers/dummy",
    "providers/oauth/",
    "providers/pocket",
)
FILLINGS = re.compile(r"%\(\w+\)s|%[sd]|\{\w+\}|</?\w+|https?:|\"%\(\w+\)s\"")


def reachable() -> Iterator[Message]:
    """Yield allauth's sentences, but for the parts that are not installed."""
    with (THEIRS / "de" / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file, locale="de"):
            places = [path for path, _line in message.locations]
            if message.id and not all(any(word in path for word in ELSEWHERE) for path in places):
                yield message


def texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, tuple | list) else [str(value or "")]


def test_every_sentence_of_allauth_has_a_belarusian_text() -> None:
    ours = read(OURS / "be" / "LC_MESSAGES" / "django.po")

    missing = [m.id for m in reachable() if not (found := ours.get(m.id, m.context)) or not all(texts(found.string))]

    assert missing == []


@pytest.mark.parametrize("language", ["de", "ru"])
def test_every_sentence_of_allauth_has_a_text_in(language: str) -> None:
    ours = read(OURS / language / "LC_MESSAGES" / "django.po")
    theirs = read(THEIRS / language / "LC_MESSAGES" / "django.po")

    def text(message: Message) -> bool:
        found = ours.get(message.id, message.context) or theirs.get(message.id, message.context)
        return bool(found and not found.fuzzy and all(texts(found.string)))

    assert [message.id for message in reachable() if not text(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_words_for_allauth_are_its_sentences_and_keep_what_is_filled_in(language: str) -> None:
    known = {(message.context, texts(message.id)[0]): message for message in reachable()}
    ours = [message for message in read(OURS / language / "LC_MESSAGES" / "django.po") if message.id]

    wrong = [
        (message.id, text)
        for message in ours
        for text in texts(message.string)
        if (message.context, texts(message.id)[0]) not in known
        or sorted(FILLINGS.findall(text)) != sorted(FILLINGS.findall(texts(message.id)[0]))
        or message.fuzzy
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_words_are_those_that_are_written(language: str) -> None:
    path = OURS / language / "LC_MESSAGES" / "django.po"

    assert path.with_suffix(".mo").read_bytes() == compiled(read(path))


@pytest.mark.parametrize(("language", "count"), [("be", 3), ("ru", 3), ("de", 2), ("en", 2)])
def test_every_number_has_its_form(language: str, count: int) -> None:
    catalog = read(OURS / language / "LC_MESSAGES" / "django.po")
    plurals = [texts(message.string) for message in catalog if isinstance(message.id, tuple)]

    assert (len(plurals), {len(forms) for forms in plurals}) == (2, {count})


def words_of(html: str) -> list[str]:
    """Return the pieces of text that a person reads on a page."""
    main = re.sub(r"<(script|style)\b.*?</\1>", "", html.partition("<main")[2].partition("</main>")[0], flags=re.DOTALL)
    return [piece.strip() for piece in re.split(r"<[^>]*>", main) if piece.strip()]


def pages(account: Account, app: str, enter: Any, provider: Provider) -> Iterator[tuple[str, str]]:
    """Yield every page of the sign-in, as it is in the language of the moment."""
    language = translation.get_language() or "en"
    stranger = Client(headers={"accept-language": language})
    for name in ("account_login", "account_request_login_code", "account_reset_password", "account_reset_password_done",
                 "account_reset_password_from_key_done", "account_signup", "account_inactive",
                 "socialaccount_login_cancelled"):  # fmt: skip
        yield name, stranger.get(reverse(name)).content.decode()
    for path in (
        "/accounts/oidc/oidc/login/",
        "/accounts/oidc/oidc/login/callback/",
        "/accounts/link/BCDF-GHJK/",
        "/accounts/password/reset/key/1-a-b/",
    ):
        yield path, stranger.get(path).content.decode()
    yield "wrong password", enter(stranger, "chen@kirmash.example", "wrong").content.decode()
    stranger.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    wrong_code = stranger.post(reverse("account_confirm_login_code"), {"code": "x"})
    yield "confirm code", wrong_code.content.decode()
    person = Client(headers={"accept-language": language})
    enter(person)
    yield "second factor", person.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    person.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    for name in ("account", "account_email", "account_change_password", "account_reauthenticate", "mfa_index",
                 "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes",
                 "mfa_generate_recovery_codes", "mfa_reauthenticate", "usersessions_list", "account_logout",
                 "socialaccount_connections"):  # fmt: skip
        yield name, person.get(reverse(name), follow=True).content.decode()
    wrong = {"oldpassword": "x", "password1": "y", "password2": "z"}
    yield "other passwords", person.post(reverse("account_change_password"), wrong).content.decode()
    person.post(reverse("mfa_generate_recovery_codes"))
    Authenticator.objects.all().delete()
    yield "app", person.get(reverse("mfa_activate_totp")).content.decode()
    yield "wrong app", person.post(reverse("mfa_activate_totp"), {"code": "1"}).content.decode()


def theirs_in_english() -> set[str]:
    """Return allauth's sentences as they stand in its code, and in our English."""
    english = read(OURS / "en" / "LC_MESSAGES" / "django.po")
    found = {text for message in reachable() for text in texts(message.id)}
    found |= {text for message in english if message.id for text in texts(message.string)}
    return {text for text in found if len(text) > 4}


def ours_in_english() -> set[str]:
    """Return what our own templates say; their translation is watched elsewhere."""
    found = (path.read_text(encoding="utf-8") for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"))
    return {sentence for text in found for sentence in re.findall(r'translate ["\']([^"\']+)', text)}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["be", "de", "ru"])
def test_no_page_of_the_sign_in_shows_a_word_of_allauth_in_english(
    language: str, account: Account, app: str, enter: Any, provider: Provider
) -> None:
    english = theirs_in_english() - ours_in_english()

    with translation.override(language):
        shown = [(name, words) for name, page in pages(account, app, enter, provider) for words in words_of(page)]

    assert len({name for name, _words in shown}) == 32
    assert [(name, words) for name, words in shown if words in english] == []


@pytest.mark.django_db
def test_every_notice_by_mail_is_in_belarusian(
    dana: Client, account: Account, enter: Any, mailoutbox: list[EmailMessage]
) -> None:
    Account.objects.filter(pk=account.pk).update(language="be")
    enter(dana)

    dana.post(
        reverse("account_change_password"),
        {"oldpassword": "correct-horse-battery", "password1": "another-long-word", "password2": "another-long-word"},
    )

    first, _empty, second = str(mailoutbox[0].body).splitlines()[:3]
    assert (mailoutbox[0].subject, first, second) == (
        "Ваш пароль зменены",
        "Добры дзень!",
        "Пароль вашага ўліковага запісу зменены.",
    )
