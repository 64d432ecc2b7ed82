"""Real processes on the database of a demo: one click opens it as a demo, nothing opens it as a site at work."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kirmash.base.models import SiteRole

ROLES = len(SiteRole)

PREPARE = """
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from kirmash.base.actions import give_account
from kirmash.base.models import SiteRole
from kirmash.base.models import HELD_FOR, SITE
things = {role: SITE if SITE in HELD_FOR[role] else f"{HELD_FOR[role][0]}:x/x" for role in SiteRole}
made = [
    give_account(email=f"{role}@kirmash.example", role=role, subject=of, is_demo=True)[1] for role, of in things.items()
]
give_account(email="real@kirmash.example", role=SiteRole.AUDITOR)
say(made)
"""
VISIT = """
from django.test import Client
from django.urls import reverse
def visitor(): return Client(headers={"host": "localhost"})
def is_in(client): return client.get("/account/").status_code == 200
page = visitor().get("/accounts/login/").content.decode()
click, other, word = visitor(), visitor(), visitor()
answers = [click.post("/accounts/demo/", {"email": "administrator@kirmash.example"}),
           other.post("/accounts/demo/", {"email": "real@kirmash.example"}),
           word.post("/accounts/login/", {"login": "administrator@kirmash.example", "password": sys.argv[1]})]
from kirmash.base.errors import Refused
from kirmash.signin.actions import enter_demo
try:
    enter_demo(email="administrator@kirmash.example"); refused = False
except Refused:
    refused = True
say({"buttons": page.count("Enter as"), "answers": [a.status_code for a in answers], "refused": refused,
     "in": [is_in(client) for client in (click, other, word)]})
"""


def run(code: str, folder: Path, mode: str, *words: str, **settings: str) -> Any:  # Any: what the process said
    """Run a program in the settings of a mode, and return what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KIRMASH_", "DJANGO_"))}
    environment = {
        **kept,
        "KIRMASH_MODE": mode,
        "KIRMASH_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "kirmash.settings",
    } | settings
    begin = "import json, sys, django; django.setup(); say = lambda what: print(json.dumps(what))\n"
    ended = subprocess.run(
        [sys.executable, "-c", begin + code, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return json.loads(ended.stdout)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a demo, and the password of its administrator."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "demo").write_text("Made by kirmash demo.\n", encoding="utf-8")
    return folder, run(PREPARE, folder, "demo")[0]


def test_one_click_opens_the_demo(demo: tuple[Path, str]) -> None:
    folder, password = demo

    seen = run(VISIT, folder, "demo", password)

    assert seen == {"buttons": ROLES, "answers": [302, 403, 302], "refused": False, "in": [True, False, True]}


def test_at_work_the_demos_accounts_are_closed_and_their_door_is_not_there(demo: tuple[Path, str]) -> None:
    folder, password = demo

    seen = run(VISIT, folder, "production", password)

    assert seen == {"buttons": 0, "answers": [404, 404, 302], "refused": True, "in": [False, False, False]}


def test_a_session_from_the_demo_is_worth_nothing_at_work(demo: tuple[Path, str]) -> None:
    folder, _password = demo
    enter = """
from django.test import Client
client = Client(headers={"host": "localhost"})
client.post("/accounts/demo/", {"email": "administrator@kirmash.example"})
say(client.cookies["sessionid"].value)
"""
    come_back = """
from django.test import Client
client = Client(headers={"host": "localhost"})
client.cookies["sessionid"] = sys.argv[1]
say(client.get("/account/").status_code)
"""
    cookie = run(enter, folder, "demo")

    answers = [run(come_back, folder, mode, cookie) for mode in ("demo", "production")]

    assert answers == [200, 302]


def test_the_door_needs_the_mark_of_the_demo_too(demo: tuple[Path, str]) -> None:
    folder, password = demo
    (folder / "demo").unlink()

    seen = run(VISIT, folder, "demo", password)

    (folder / "demo").write_text("Made by kirmash demo.\n", encoding="utf-8")
    assert seen == {"buttons": 0, "answers": [403, 403, 302], "refused": True, "in": [False, False, True]}


@pytest.mark.parametrize(("https", "prefix"), [("false", ""), ("true", "__Host-")])
def test_a_site_at_work_is_strict_by_itself(https: str, prefix: str, tmp_path: Path) -> None:
    ask = """
from django.conf import settings
say([settings.SECOND_FACTOR, settings.PASSWORD_HASHERS[0].rpartition(".")[2], settings.SESSION_COOKIE_NAME,
     settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY,
     settings.SESSION_COOKIE_SAMESITE, settings.SESSION_COOKIE_PATH, settings.SESSION_COOKIE_DOMAIN])
"""

    said = run(ask, tmp_path, "production", KIRMASH_HTTPS=https)

    assert said == [
        "administrators", "Argon2PasswordHasher", f"{prefix}sessionid", f"{prefix}csrftoken", https == "true", True,
        "Lax", "/", None,
    ]  # fmt: skip
