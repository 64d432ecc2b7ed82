"""Every operation of the API against everybody who may knock."""

import json
from typing import Any

import pytest
from django.test import Client

import examples
from api_clients import a_token
from kirmash.api import document
from kirmash.base.models import Account
from kirmash.connections.models import Scope, Webhook
from kirmash.exhibition.models.fair import Fair

pytestmark = pytest.mark.django_db
OPERATIONS = examples.addresses()
EXAMPLES = {example.operation: example for example in examples.EXAMPLES}
#: Who is let in by the role alone; the rest needs what stands here.
EDITORS = {"write:record", "read:history"}
ADMINISTRATORS = {"webhooks"}
REFUSED = {401, 403}


def scopes() -> dict[str, str]:
    paths = json.loads(document())["paths"]
    return {
        said["operationId"]: (said["security"][0]["token"] or [""])[0]
        for methods in paths.values()
        for said in methods.values()
    }


SCOPES = scopes()


def knock(client: Client, operation: str) -> int:
    """Send the operation's example and return the status; nothing that was changed by others is in the way."""
    method, path = OPERATIONS[operation]
    example = EXAMPLES[operation]
    words: dict[str, Any] = {**example.path, **({"id": 999} if "id" in example.path else {})}  # Any: words, a number
    body = json.dumps(example.body) if example.body is not None else ""
    kind = "application/json" if body else ""
    return client.generic(method, path.format(**words), body, content_type=kind).status_code


def let_in(client: Client) -> dict[str, bool]:
    return {operation: knock(client, operation) not in REFUSED for operation in OPERATIONS}


def may_by(*allowed: str) -> dict[str, bool]:
    return {operation: scope in allowed for operation, scope in SCOPES.items()}


READERS = ("", *(scope for scope in Scope.values if scope not in EDITORS | ADMINISTRATORS))


def test_an_outsider_is_let_in_nowhere(dana: Client, founding: Fair) -> None:
    answers = {operation: knock(dana, operation) for operation in OPERATIONS}

    assert answers == dict.fromkeys(OPERATIONS, 401)


def test_a_reader_reads_by_a_session(bruno: Client, founding: Fair) -> None:
    assert let_in(bruno) == may_by(*READERS)


def test_an_editor_writes_by_a_session(chen: Client, founding: Fair) -> None:
    assert let_in(chen) == may_by(*READERS, *EDITORS)


def test_an_administrator_does_everything_by_a_session(aigerim: Client, founding: Fair) -> None:
    assert let_in(aigerim) == may_by("", *Scope.values)


@pytest.mark.parametrize("scope", Scope.values)
def test_a_token_opens_what_its_scope_names_and_no_more(scope: str, aigerim_account: Account, founding: Fair) -> None:
    program = a_token(aigerim_account, [scope])

    assert let_in(program.client) == may_by("", scope)


def test_a_token_loses_what_its_account_loses(aigerim_account: Account, founding: Fair) -> None:
    program = a_token(aigerim_account)
    aigerim_account.mandates.update(role="planner")

    assert let_in(program.client) == may_by(*READERS)


def test_a_token_of_a_deactivated_account_opens_nothing(aigerim_account: Account, founding: Fair) -> None:
    program = a_token(aigerim_account)
    aigerim_account.is_active = False
    aigerim_account.save()

    assert let_in(program.client) == may_by()


def test_nobody_who_is_refused_changes_anything(bruno: Client, founding: Fair) -> None:
    let_in(bruno)

    assert Webhook.objects.count() == 0


def test_every_operation_names_a_scope_but_the_one_that_says_who_one_is() -> None:
    assert {operation for operation, scope in SCOPES.items() if not scope} == {"get-me"}


def test_personal_data_need_a_scope_of_their_own(demo_fair: Fair, aigerim_account: Account) -> None:
    path = "/api/v1/fairs/innoprom-belarus-2025/exhibitors/demo-llama-services"
    without = a_token(aigerim_account, ["read:fairs"]).client
    with_people = a_token(aigerim_account, ["read:fairs", "read:people"]).client

    answers = [client.get(path).json()["people"] for client in (without, with_people)]

    assert (answers[0], [person["key"] for person in answers[1]]) == (None, ["demo-person-0001"])


def test_people_are_found_with_their_scope_only(founding: Fair, aigerim_account: Account) -> None:
    counts = [
        a_token(aigerim_account, scopes).client.get("/api/v1/search", {"q": "privalov"}).json()["counts"]
        for scopes in (["read:fairs"], ["read:fairs", "read:people"])
    ]

    assert counts == [{}, {"person": 1}]


def test_what_concerns_accounts_is_no_history_for_editors(
    chen_account: Account, aigerim_account: Account, founding: Fair
) -> None:
    editor, administrator = a_token(chen_account).client, a_token(aigerim_account).client

    totals = [c.get("/api/v1/history", {"table": "token"}).json()["total"] for c in (editor, administrator)]

    assert totals == [0, 2]
