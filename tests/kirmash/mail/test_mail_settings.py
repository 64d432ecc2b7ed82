"""Settings of the mail: what a site may say, and the sentence where it says something else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from kirmash.settings import Environment, _mail_server

CODE = """
import json
from kirmash import settings
print(json.dumps([settings.MAIL_SERVER, settings.DEFAULT_FROM_EMAIL, settings.SITE_NAME, settings.SITE_URL]))
"""
SENDER = "Fair of Minsk <fair@example.org>"


def start(folder: Path, **words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KIRMASH_")}
    environment |= {f"KIRMASH_{name.upper()}": word for name, word in {"data": str(folder), **words}.items()}
    return subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=False)


GOOD = [
    ("smtp://mail.example.org", ["mail.example.org", 25, "", "", False, False]),
    ("smtp://mail.example.org?tls=starttls", ["mail.example.org", 587, "", "", True, False]),
    ("smtps://mail.example.org", ["mail.example.org", 465, "", "", False, True]),
    (
        "smtp://fair%40example.org:p%40ss%3Aword%2F@mail.example.org:2525?tls=starttls",
        ["mail.example.org", 2525, "fair@example.org", "p@ss:word/", True, False],
    ),
    ("smtp://me:secret@localhost:1025", ["localhost", 1025, "me", "secret", False, False]),
]


@pytest.mark.parametrize(("address", "said"), GOOD)
def test_a_mail_server_is_named_by_an_address(address: str, said: list[object]) -> None:
    server = _mail_server(Environment(mail_url=address, mail_from=SENDER).mail_url)

    assert list((server or {}).values()) == said


def test_the_settings_follow_the_address(tmp_path: Path) -> None:
    run = start(tmp_path, mail_url="smtps://mail.example.org", mail_from=SENDER)

    server, sender, name, _url = json.loads(run.stdout)
    assert (server["host"], server["use_ssl"], sender, name) == ("mail.example.org", True, SENDER, "Fair of Minsk")


BAD = [
    ("mail.example.org:587", "write it as smtp://user:password@host:587?tls=starttls"),
    ("http://mail.example.org", "write it as smtp://user:password@host:587?tls=starttls"),
    ("smtp://", "write it as smtp://user:password@host:587?tls=starttls"),
    ("smtp://me:hunter2@mail.example.org", "the password would travel unencrypted; add ?tls=starttls"),
    ("smtp://me@mail.example.org?tls=starttls", "a user needs a password"),
    ("smtp://me:hunter2@mail.example.org?tls=yes", "the only option is ?tls=starttls"),
    ("smtp://me:hunter2@mail.example.org?ssl=1", "the only option is ?tls=starttls"),
    ("smtp://me:hunt#er2@mail.example.org?tls=starttls", "write it as smtp://user:password@host:587"),
    ("smtp://mail.example.org:port", "the port is a number"),
]


@pytest.mark.parametrize(("address", "sentence"), BAD)
def test_an_address_that_is_not_understood_is_refused_with_a_sentence(address: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Environment(mail_url=address, mail_from=SENDER)

    (error,) = refused.value.errors()
    assert (error["loc"], sentence in error["msg"], "hunt" in error["msg"]) == (("mail_url",), True, False)


def test_the_sentence_at_the_start_does_not_print_the_password(tmp_path: Path) -> None:
    run = start(tmp_path, mail_url="smtp://me:hunter2@mail.example.org", mail_from=SENDER)

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "kirmash: the setting KIRMASH_MAIL_URL cannot be used: "
        "the password would travel unencrypted; add ?tls=starttls, or write smtps://\n"
    )


SENDERS = ["", "fair", "a@b.cc, d@e.ff", "Fair <fair@localhost>", "ярмарка@пример.рф", "A\nB: <a@b.cc>"]


@pytest.mark.parametrize("sender", SENDERS)
def test_a_site_that_sends_mail_needs_a_sender(sender: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Environment(mail_url="smtps://mail.example.org", mail_from=sender)

    (error,) = refused.value.errors()
    assert (error["loc"], "write it as Fair of Minsk" in error["msg"]) == (("mail_from",), True)


def test_a_demo_sends_no_mail_whatever_is_set(tmp_path: Path) -> None:
    run = start(tmp_path, mode="demo", mail_url="smtps://mail.example.org", mail_from=SENDER)

    assert json.loads(run.stdout)[0] is None


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ({}, "http://localhost:8000"),
        ({"hosts": '["fair.example", "localhost"]', "https": "true"}, "https://fair.example"),
        ({"hosts": '["*", ".fair.example"]'}, "http://fair.example"),
        ({"site_url": "https://fair.example:8443"}, "https://fair.example:8443"),
    ],
)
def test_links_in_mails_lead_to_the_site(words: dict[str, str], url: str, tmp_path: Path) -> None:
    run = start(tmp_path, **words)

    assert json.loads(run.stdout)[3] == url
