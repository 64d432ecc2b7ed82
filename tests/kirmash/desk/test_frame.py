"""The frame of every page: theme, vendored files, what is kept for the moment without a network."""

import hashlib
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from kirmash.base.web import THEMES
from kirmash.desk.queries.helping import HELP

VENDOR = Path(__file__).parents[3] / "src" / "kirmash" / "static" / "kirmash" / "vendor"


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_is_kept_for_the_reader(theme: str, dana: Client, db: None) -> None:
    dana.post(reverse("theme"), {"theme": theme, "next": "/accounts/login/"})

    html = dana.get("/accounts/login/").content.decode()

    assert (f'data-theme="{theme}"' in html) is (theme != "system")


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_a_form_of_ours_leads_nowhere_else(there: str, dana: Client, db: None) -> None:
    assert dana.post(reverse("theme"), {"theme": "dark", "next": there})["Location"] == "/"


@pytest.mark.parametrize("theme", ['"><script>', "blue", ""])
def test_a_theme_that_is_none_is_the_systems(theme: str, dana: Client, db: None) -> None:
    assert dana.post(reverse("theme"), {"theme": theme}).cookies["theme"].value == "system"


def test_vendored_files_are_those_of_the_manifest() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))

    files = [path for path in VENDOR.rglob("*") if path.is_file()]
    found = {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    found.pop("manifest.json")
    assert found == {name: said["sha256"] for name, said in manifest.items()}


def test_what_is_kept_for_the_moment_without_a_network_is_there(dana: Client, db: None) -> None:
    script = dana.get(reverse("service-worker"))

    kept = script.content.decode().partition("KEPT = [")[2].partition("]")[0].replace('"', "").split(", ")
    pages = [
        dana.get(kept[0]).status_code,
        *(finders.find(url.removeprefix("/static/")) is not None for url in kept[1:]),
    ]
    assert (script["Content-Type"], pages) == ("text/javascript; charset=utf-8", [200, True, True, True])


def test_help_stands_on_the_pages_that_need_it(bruno: Client, db: None) -> None:
    assert str(HELP["claims"]) in bruno.get(reverse("claims")).content.decode()
