"""No request, however odd, brings the API out of order, and every answer is as described."""

import os
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from schemathesis import APIOperation
from schemathesis import Case as AnyCase
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

import examples
from api_clients import Program, a_token
from kirmash.base.models import Account
from kirmash.connections.actions import add_webhook
from kirmash.connections.models import Webhook
from kirmash.exhibition.models.fair import Fair
from receiver import receiving

pytestmark = pytest.mark.django_db
#: Minutes of the long run; the suite's own run is bounded by the number of cases.
MINUTES = int(os.environ.get("KIRMASH_FUZZ_MINUTES", "0"))
#: On the second database fewer: what it may answer otherwise are the values at the edges.
IS_SECOND = bool(os.environ.get("KIRMASH_DATABASE_URL"))
CASES, EVERY = (1, 12) if IS_SECOND else (4, 4)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
Operation = APIOperation[Any, Any, Any, Any]  # Any: the library's own parts
Case = AnyCase[Any]  # Any: the same


@pytest.fixture
def site(demo_fair: Fair, aigerim_account: Account, settings: Settings) -> Iterator[Program]:
    """The demo with a webhook that a real receiver takes, and a program that may do everything."""
    settings.API_RATE = settings.API_KNOCKS = 10**9
    settings.WEBHOOK_LIMIT_S = 0.5
    program = a_token(aigerim_account)
    ends = (request_started, request_finished)
    for end in ends:  # the requests belong to the test's transaction
        end.disconnect(close_old_connections)
    with receiving() as receiver:
        add_webhook(account=aigerim_account, address=receiver.address, events=["claim.stated"])
        yield program
    for end in ends:
        end.connect(close_old_connections)


def operations() -> list[Operation]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]


def at_the_edges(operation: Operation) -> Iterator[Case]:
    """Yield what the schema's own edges give: each bound, each missing or odd value, other methods."""
    modes = list(GenerationMode)
    config = operation.schema.config.generation_for(operation=operation)
    yield from operation.schema.iter_coverage_cases(operation, generation_modes=modes, generation_config=config)


def spoiled(operation: Operation) -> st.SearchStrategy[Case]:
    """Return requests about what is really there: an example with a word of its body changed."""
    example = next(e for e in examples.EXAMPLES if e.operation == operation.definition.raw["operationId"])
    first = Webhook.objects.order_by("pk").values_list("pk", flat=True).first() or 1
    path = {**example.path, **({"id": first} if "id" in example.path else {})}
    if example.body is None:
        return operation.as_strategy(path_parameters=path)
    body = example.body

    def spoil(name: str) -> st.SearchStrategy[dict[str, Any]]:  # Any: JSON
        return JSON.map(lambda value: {**body, name: value})

    def request(words: dict[str, Any]) -> Case:  # Any: JSON
        return operation.Case(path_parameters=path, body=words, media_type="application/json")

    return st.one_of(st.just(body), *map(spoil, body)).map(request)


def hunt(strategy: st.SearchStrategy[Case], visit: Callable[[Case], None], cases: int) -> None:
    """Try so many cases of a strategy; always the same ones in the suite, others in the long run."""

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=not MINUTES,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if MINUTES else [Phase.generate],
    )
    @given(strategy)
    def trial(case: Case) -> None:
        visit(case)

    if MINUTES:
        seed(time.time_ns())(trial)
    trial()


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_no_request_is_answered_otherwise_than_described(is_signed_in: bool, site: Program) -> None:
    # The door of WSGI gives answers as they are, and does not unpack them as a connection would.
    headers = {"Accept-Encoding": "identity", **({"Authorization": f"Bearer {site.secret}"} if is_signed_in else {})}
    ends = time.monotonic() + MINUTES * 60 * (0.9 if is_signed_in else 0.1)
    found = operations()
    tried = 0

    def visit(case: Case) -> None:
        nonlocal tried
        tried += 1
        case.call_and_validate(headers=headers, checks=CHECKS)

    while True:
        for operation in found:
            if is_signed_in:
                for case in islice(at_the_edges(operation), 0, None, 1 if MINUTES else EVERY):
                    visit(case)
                hunt(spoiled(operation), visit, CASES)
            for mode in GenerationMode:
                hunt(operation.as_strategy(generation_mode=mode), visit, CASES if is_signed_in else 1)
        if time.monotonic() >= ends:
            break

    print(f"{tried} requests")
    assert tried > (1000 // (3 if IS_SECOND else 1) if is_signed_in else 80)
