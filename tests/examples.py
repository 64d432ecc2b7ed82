"""The examples of the API's description: real requests to the founding fair, and the real answers.

``KIRMASH_WRITE_EXAMPLES=1 pytest tests/kirmash/api/test_api_examples.py`` writes ``src/kirmash/examples.json``;
without the setting the test makes them again and compares.
"""

import datetime
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone

from kirmash.api import document
from kirmash.connections.models import Webhook

TARGET = Path(__file__).parents[1] / "src" / "kirmash" / "examples.json"
FAIR = "innoprom-belarus-2025"
MATTER = {"subject": f"fair:{FAIR}", "property": "exhibitors", "part": "whole"}
VISITORS = {"subject": f"fair:{FAIR}", "property": "visitors", "part": "whole"}
HOOK = "https://hooks.example.org/kirmash"
_MASKS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|\+00:00)"), "2025-10-02T09:00:00Z"),
    (re.compile(r"evt_[0-9a-f]{32}"), "evt_5b1d8f0c2a9e4d37b6c1f0a98e7d6c54"),
    (re.compile(r"whsec_[A-Za-z0-9+/=]+"), "whsec_bm90IGEgc2VjcmV0LCBvbmx5IGFuIGV4YW1wbGUuLi4="),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One request: an operation, what stands in its address and question, its body."""

    operation: str
    path: dict[str, Any] = field(default_factory=dict)  # Any: words and numbers
    query: dict[str, Any] = field(default_factory=dict)  # Any: words and numbers
    body: dict[str, Any] | None = None  # Any: JSON


#: In this order; a later one may rest on an earlier one.
EXAMPLES = [
    Example(operation="get-me"),
    Example(operation="search", query={"q": "Гомель", "limit": 2}),
    Example(operation="list-places", query={"kind": "city", "limit": 1}),
    Example(operation="get-place", path={"key": "gomel"}),
    Example(operation="list-organisations", query={"kind": "body", "limit": 1}),
    Example(operation="get-organisation", path={"key": "gomel-city-executive-committee"}),
    Example(operation="list-goods", query={"within": "8", "limit": 2}),
    Example(operation="list-fairs"),
    Example(operation="get-fair", path={"key": FAIR}),
    Example(operation="list-sections", path={"key": FAIR}, query={"limit": 2}),
    Example(operation="list-pavilions", path={"key": FAIR}, query={"limit": 2}),
    Example(operation="list-spaces", path={"key": FAIR}),
    Example(operation="list-figures", path={"key": FAIR}, query={"limit": 1}),
    Example(operation="list-exhibitors", path={"key": FAIR}, query={"standing": "main", "limit": 1}),
    Example(operation="get-exhibitor", path={"key": FAIR, "exhibitor": "demo-llama-services"}),
    Example(operation="list-claims", query={"q": "visitors", "state": "holds", "limit": 1}),
    Example(operation="get-claim", path={"key": "exhibitors-510"}),
    Example(operation="list-properties", query={"limit": 2}),
    Example(operation="list-sources", query={"limit": 1}),
    Example(operation="list-conflicts", query={"subject": f"fair:{FAIR}", "limit": 1}),
    Example(operation="get-conflict", path=MATTER),
    Example(operation="get-figure", path=VISITORS),
    Example(operation="list-unknowns", query={"state": "open", "limit": 1}),
    Example(operation="get-unknown", path={"key": "regions"}),
    Example(operation="list-agreements", query={"fair": FAIR, "limit": 1}),
    Example(operation="get-agreement", path={"key": "gomel-yekaterinburg-2025"}),
    Example(operation="list-releases", path={"key": FAIR}, query={"limit": 1}),
    Example(operation="get-release", path={"key": f"{FAIR}-de"}),
    Example(
        operation="state-claim",
        body={
            "subject": f"fair:{FAIR}",
            "property": "visitors",
            "comparator": "more_than",
            "value": "14500",
            "as_of": "2025-10-01",
            "source": "tass-closing",
        },
    ),
    Example(
        operation="withdraw-claim",
        path={"key": f"{FAIR}-visitors-14500"},
        body={"reason": "The report speaks of the first day only.", "done_by": "Newsroom"},
    ),
    Example(
        operation="reinstate-claim",
        path={"key": f"{FAIR}-visitors-14500"},
        body={"reason": "A second report gives the same number.", "done_by": "Newsroom"},
    ),
    Example(
        operation="reopen-conflict",
        path=MATTER,
        body={"reason": "The organiser published a new list.", "done_by": "Newsroom"},
    ),
    Example(
        operation="resolve-conflict",
        path=MATTER,
        body={
            "verdict": "one",
            "upheld": ["exhibitors-520"],
            "reason": "The closing report counts what was on the stands.",
            "decided_by": "Newsroom",
        },
    ),
    Example(
        operation="note-unknown",
        body={
            "subject": f"fair:{FAIR}",
            "matter": "parking-spaces",
            "texts": {"en": "how many parking spaces there were", "de": "wie viele Parkplätze es gab"},
        },
    ),
    Example(
        operation="drop-unknown",
        path={"key": f"{FAIR}-parking-spaces"},
        body={"reason": "Nobody asks for it.", "done_by": "Newsroom"},
    ),
    Example(
        operation="reopen-unknown",
        path={"key": f"{FAIR}-parking-spaces"},
        body={"reason": "The city asks for it."},
    ),
    Example(
        operation="answer-unknown",
        path={"key": f"{FAIR}-parking-spaces"},
        body={"claim": f"{FAIR}-visitors-14500"},
    ),
    Example(operation="list-changes", query={"table": "conflict", "limit": 1}),
    Example(
        operation="make-webhook",
        body={"address": HOOK, "events": ["claim.stated", "release.written"]},
    ),
    Example(operation="list-webhooks"),
    Example(operation="get-webhook", path={"id": 1}),
    Example(operation="test-webhook", path={"id": 1}),
    Example(operation="list-deliveries", path={"id": 1}, query={"limit": 1}),
    Example(operation="replay-delivery", path={"id": 1}),
    Example(operation="remove-webhook", path={"id": 1}),
]


def addresses() -> dict[str, tuple[str, str]]:
    """Return the method and the address of every operation, by its name."""
    paths = json.loads(document())["paths"]
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def make(client: Client, receiver: str) -> dict[str, Any]:  # Any: JSON
    """Make every request and return the examples; the webhook really calls the receiver."""
    where = addresses()
    rows: dict[str, int] = {}
    made = {}
    for example in EXAMPLES:
        method, path = where[example.operation]
        path = path.format(**{name: rows.get(example.operation, value) for name, value in example.path.items()})
        question = f"?{urlencode(example.query)}" if example.query else ""
        body = json.dumps(example.body) if example.body is not None else ""
        answer = client.generic(method, path + question, body, content_type="application/json" if body else "")
        assert answer.status_code in {200, 201, 204}, (example.operation, answer.content.decode())
        said: Any = answer.json() if answer.content else None  # Any: JSON
        if example.operation == "make-webhook":
            rows |= dict.fromkeys(("get-webhook", "test-webhook", "list-deliveries", "remove-webhook"), said["id"])
            Webhook.objects.update(address=receiver)
        if example.operation == "test-webhook":
            rows["replay-delivery"] = said["id"]
        made[example.operation] = _shown(example, said, receiver)
    return made


def _shown(example: Example, said: Any, receiver: str) -> dict[str, Any]:  # Any: JSON
    """Return an example without what differs from day to day."""
    text = json.dumps(said, ensure_ascii=False)
    for days in (0, 1):  # it may have been midnight since the fair was imported
        day = timezone.localdate() - datetime.timedelta(days=days)
        text = text.replace(f'{day}"', '2025-10-02"')
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    text = re.sub(r'"id": \d+', '"id": 1', text.replace(receiver, HOOK))
    shown: dict[str, Any] = {"parameters": {**example.path, **example.query}}  # Any: JSON
    if example.body is not None:
        shown["request"] = example.body
    if said is not None:
        shown["response"] = json.loads(text)
    return shown
