"""Everybody who may come walks over every page there is, and sees what stands there.

A new kind of address is a line in :func:`words_of_addresses`.
"""

import html
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader

from builders import an_account
from kirmash.base.access import may
from kirmash.base.models import Account, SiteRole
from planting import BEGINNING, Plant, Thing, confidential

#: Addresses of the API that look for words; they have no form that says so.
SEARCHED = frozenset({"api:search", "api:claims"})

# --- who comes -----------------------------------------------------------------------------

#: Every role, held for the site and for what is mine; nobody holds anything for the other things.
MANDATES = (
    *((role, "site") for role in (SiteRole.ADMINISTRATOR, SiteRole.ORGANISER, SiteRole.PLANNER, SiteRole.PROTOCOL,
                                  SiteRole.PRESS, SiteRole.AUDITOR)),
    *((role, "fair:one") for role in (SiteRole.ORGANISER, SiteRole.PLANNER, SiteRole.PROTOCOL, SiteRole.PRESS)),
    (SiteRole.EXHIBITOR, "organisation:maker-mine"),
    (SiteRole.BUYER, "organisation:maker-mine"),
    (SiteRole.PAVILION, "pavilion:one/pavilion-mine"),
    (SiteRole.DELEGATION, "delegation:one/town-one"),
    (SiteRole.DELEGATION, "delegation:one/partner-mine"),
    (SiteRole.CITY, "place:home-mine"),
)  # fmt: skip


def a_cast() -> dict[str, Account | None]:
    """Make an account for every mandate, and nobody for an outsider."""
    cast: dict[str, Account | None] = {"an outsider": None}
    for number, (role, subject) in enumerate(MANDATES):
        cast[f"{role} of {subject}"] = an_account(f"cast-{number}@kirmash.example", role, subject, has_password=False)
    return cast


# --- every page there is -------------------------------------------------------------------

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Route:
    """An address with gaps, and the name of the page there."""

    name: str
    path: str


def routes() -> list[Route]:
    """Return all addresses that the site answers to, as it knows them itself."""
    return list(_routes(get_resolver().url_patterns, ""))


def _routes(patterns: Sequence[URLPattern | URLResolver], before: str, space: str = "") -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, path, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield Route(f"{space}{pattern.name}" if pattern.name else path, _plain(path))


def _plain(path: str) -> str:
    """Return an address that is written as a regular expression with its gaps as the others have them."""
    return re.sub(r"\(\?P(<\w+>)[^()]*\)", r"\1", path).strip("^$").replace("\\.", ".").replace("^", "")


def words_of_addresses(thing: Thing) -> dict[str, Sequence[str]]:
    """Return what fills the gaps of addresses: by the step before the gap, or by the gap's own name."""
    fair = thing.exhibitor.fair.key
    return {
        "fairs/": [fair],
        "organisations/": [thing.exhibitor.organisation.key],
        "exhibitors/": [thing.exhibitor.key],
        "notes/": [str(thing.note)],
        "offers/": [str(thing.offer)],
        "delegations/": [thing.delegation.key],
        "members/": [str(thing.member.pk)],
        "engagements/": [thing.engagement.key],
        "claims/": [f"claim-{fair}"],
        "unknown/": [f"unknown-{fair}"],
        "agreements/": [f"file-{thing.name}"],
        "text/": ["1"],
        "steps/": ["1"],
        "originals/": ["1"],
        "signatories/": ["1"],
        "routes/": ["belarusian-city"],
        "papers/": ["1"],
        "desk/": [str(thing.request.pk)],
        "enquiries/": [str(thing.enquiry.number)],
        "what": ["all", "day"],
        "cities/": [f"town-{fair}", f"home-{thing.name}"],
        "reconciliations/": [f"list-{thing.name}"],
        "new/": [f"home-{thing.name}"],
        "findings/": ["1"],
        "bulletins/": ["en"],
        "press/": [fair],
        "style": ["en"],
        "<str:style>/": ["1"],
        "approve/": ["1"],
        "answer/": ["no-ticket"],
        "tongue": ["en"],
        "unknowns/": [f"unknown-{fair}"],
        "releases/": [f"release-{fair}"],
        "places/": [f"town-{fair}"],
        "problems/": ["not-found"],
        "property": ["exhibitors"],
        "files/": ["figures.csv", "conflicts.csv", "unknown.csv", "chart.svg"],
        "subject": [f"fair:{fair}"],
        "about": ["exhibitors"],
        "part": ["whole"],
        "kind": ["md", "html", "pdf", "docx", "csv", "xlsx", "json", "xml", "svg"],
        "language": ["en"],
        "catalogue/": [fair],
        "section": [fair],
    }


def addresses(route: Route, things: Collection[Thing]) -> set[str]:
    """Return the addresses of a route that lead to the things; raise ``KeyError`` for a gap that nothing fills."""
    found = set()
    for thing in things:
        fillings = words_of_addresses(thing)
        gaps = []
        for match in _PARAMETER.finditer(route.path):
            step = route.path[: match.start()].rpartition("/")[0].rpartition("/")[2] + "/"
            gaps.append(fillings[match[1]] if match[1] in fillings else fillings[step])
        for filling in product(*gaps):
            remaining = iter(filling)
            found.add("/" + _PARAMETER.sub(lambda _match: next(remaining), route.path))  # noqa: B023  # used at once
    return found


def text_of(answer: Any) -> str:  # Any: the test client's answer
    """Return all that an answer says: pages, archives unpacked, printed pages read, where it leads."""
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.get("Content-Type", "")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    elif kind.startswith("application/pdf"):
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        text = content.decode("utf-8", "replace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return html.unescape("\n".join((text, answer.get("Location", ""), answer.get("Content-Disposition", ""))))


def bare_refusals(patching: pytest.MonkeyPatch) -> None:
    """Let refusals have no page: most answers of a walk are some, and drawing their page takes most of its time."""
    for status in (403, 404):
        answer = partial(_bare, status)
        patching.setattr(f"kirmash.urls.handler{status}", answer, raising=False)


def _bare(status: int, _request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=status)


@dataclass(slots=True, kw_only=True)
class Walk:
    """What everyone saw on the way, and which routes opened for anyone."""

    seen: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)


def walk(cast: Mapping[str, Account | None], things: Collection[Thing], ways: Collection[Route]) -> Walk:
    """Send everyone to every address, and to its search for all planted words where it has one."""
    done = Walk()
    plants = [plant for thing in things for plant in thing.plants]
    for who, account in cast.items():
        client = Client()
        if account:
            client.force_login(account)
        for route in ways:
            for address in addresses(route, things):
                answer = client.get(address)
                if answer.status_code == 200 or (account and answer.status_code == 302):
                    done.opened.add(route.name)
                text = text_of(answer)
                if 'name="q"' in text.partition("<main")[2] or route.name in SEARCHED:
                    found = client.get(address, {"q": BEGINNING})
                    text += text_of(found)
                    if found.status_code == 200:
                        done.opened.add(route.name)
                for plant in plants:
                    if route.name not in plant.open_at and plant.shows_in(text):
                        done.seen.setdefault((who, plant.name), set()).add(route.name)
    return done


def allowed(cast: Mapping[str, Account | None], plants: Collection[Plant]) -> set[tuple[str, str]]:
    """Return who may see which plant, as the tables of the chapters say."""
    rights = confidential()
    return {
        (who, plant.name)
        for who, account in cast.items()
        for plant in plants
        if account and may(account, rights[plant.field], plant.words)
    }
