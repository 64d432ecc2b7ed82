"""Contents of the API under /api/v1: one router per chapter; errors are problem details (RFC 9457)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path, reverse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from kirmash.agreements.api import router as agreements
from kirmash.base.api.description import describe
from kirmash.base.api.problems import JsonParser, JsonRenderer, answer, handle_all
from kirmash.bulletin.api import router as bulletin
from kirmash.connections.api import router as connections
from kirmash.connections.door import Throttle, opened
from kirmash.connections.views.docs import console, problem, problems, reference
from kirmash.exhibition.api import router as exhibition
from kirmash.record.api import ROUTERS as RECORD
from kirmash.registry.api import router as registry
from kirmash.search.api import router as search

#: Requests and answers of the founding fair, written and checked by ``tests/examples.py``.
EXAMPLES = Path(__file__).with_name("examples.json")
DESCRIPTION = """The record of a trade fair: every figure and fact with its definition, date and source.

Texts come in the language of `Accept-Language` (en, de, ru, be). Lists come in pages (`page`, `limit`); the header
`Link` leads to the neighbours. Every `GET` has an `ETag`. What is refused is a problem (`application/problem+json`)
whose `code` does not change and whose `detail` is a sentence for people."""

api = NinjaAPI(
    title="Kirmash",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    throttle=[Throttle()],
    parser=JsonParser(),
    renderer=JsonRenderer(),
)
for router in (search, exhibition, registry, *RECORD, agreements, bulletin, connections):
    api.add_router("", router)
handle_all(api)


@cache
def document() -> str:
    """Return the description of the API."""
    words: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/v1/"))  # Any: JSON
    words["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    del words["servers"]
    return json.dumps(describe(words, json.loads(EXAMPLES.read_text(encoding="utf-8"))), ensure_ascii=False)


def openapi(_request: HttpRequest) -> HttpResponse:
    """Give the description of the API, for programs."""
    return HttpResponse(document(), content_type="application/json")


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show the description of the API, for people."""
    return reference(request, json.loads(document()))


def root(_request: HttpRequest) -> HttpResponse:
    """Say what there is."""
    words = {
        "name": "Kirmash",
        "version": settings.VERSION,
        "description": reverse("api:openapi"),
        "documentation": reverse("api:docs"),
        "problems": reverse("api:problems"),
    }
    return HttpResponse(json.dumps(words), content_type="application/json")


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Say that there is nothing at this address."""
    return answer(request, "not-found")


def _operations() -> list[URLPattern]:
    """Return the addresses of the operations, each behind the door."""
    patterns, _namespace, _name = api.urls
    found = [pattern for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in found:
        pattern.callback = opened(pattern.callback)
    return found


app_name = "api"
urlpatterns = [
    path("", opened(root), name="root"),
    path("openapi.json", opened(openapi), name="openapi"),
    path("docs", docs, name="docs"),
    path("docs/console", console, name="console"),
    path("problems/", problems, name="problems"),
    path("problems/<slug:code>", problem, name="problem"),
    *_operations(),
    re_path(r"^(?P<rest>.*)$", opened(nothing), name="nothing"),
]
