"""What the guide shows works: its commands are run against a real server, its Python against a real signature."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from api_clients import a_token
from builders import an_account
from kirmash.base.events import EVENTS
from kirmash.base.models import SiteRole
from kirmash.connections.courier import sign
from kirmash.connections.models import Scope
from kirmash.folder.loading import import_folder
from kirmash.scenarios import FOUNDING_FAIR
from machine import lacks

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "api.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```sh\n(.*?)```\n```json\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.django_db(transaction=True)
def test_every_command_of_the_guide_is_answered_as_it_says(live_server: LiveServer) -> None:
    if shutil.which("curl") is None:
        lacks("curl", "curl")
    import_folder(FOUNDING_FAIR)
    account = an_account("administrator@kirmash.example", SiteRole.ADMINISTRATOR, has_password=False)
    environment = {**os.environ, "SITE": live_server.url, "TOKEN": a_token(account).secret}

    def said(command: str, wanted: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
        run = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, check=True)
        answer = json.loads(run.stdout)
        return {name: answer.get(name) for name in wanted}

    expected = [json.loads(text) for _command, text in SHOWN]
    assert [said(command, wanted) for (command, _text), wanted in zip(SHOWN, expected, strict=True)] == expected
    assert len(SHOWN) == 7


def test_the_guide_names_every_scope_and_event() -> None:
    scopes = re.findall(r"^\| `([a-z:]+)` \|", GUIDE, re.MULTILINE)
    events = re.findall(r"`([a-z]+\.[a-z]+)`", GUIDE.partition("| Event |")[2].partition("A message names")[0])

    assert (scopes, sorted(events)) == (Scope.values, sorted(EVENTS))


def test_the_receiver_of_the_guide_knows_our_signature() -> None:
    code = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)[0]
    names: dict[str, Any] = {}  # Any: what the code defines
    exec(code, names)  # noqa: S102  # our own guide
    secret, other = ("whsec_" + word * 8 for word in ("AAAA", "BBBB"))
    signed = {
        "webhook-id": "evt_1",
        "webhook-timestamp": "7",
        "webhook-signature": sign([other, secret], "evt_1", 7, "{}"),
    }

    assert [names["is_ours"](secret, signed, body) for body in (b"{}", b"{ }")] == [True, False]
