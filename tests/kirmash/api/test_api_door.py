"""How one comes in: tokens, sessions, limits, requests that are done once, answers that need not be sent again."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from api_clients import a_token
from builders import an_account
from kirmash.base.models import Account, Change, SiteRole
from kirmash.connections.actions import prune, revoke_token
from kirmash.connections.models import ApiToken, KeptAnswer
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim, Unknown

pytestmark = pytest.mark.django_db
ME, UNKNOWNS = "/api/v1/me", "/api/v1/unknowns"
NOTE = {"subject": "fair:innoprom-belarus-2025", "matter": "parking", "texts": {"en": "how many cars came"}}
JSON = "application/json"


def codes(*clients: Client) -> list[str]:
    return [client.get(ME).json().get("code", "in") for client in clients]


def test_a_token_says_whom_it_stands_for(chen_account: Account) -> None:
    said = a_token(chen_account, ["read:fairs"]).client.get(ME).json()

    assert (said["account"], said["roles"], said["scopes"], said["token"]) == (
        "chen@kirmash.example",
        ["organiser"],
        ["read:fairs"],
        "price list",
    )


def test_a_revoked_token_opens_nothing(chen_account: Account) -> None:
    program = a_token(chen_account)
    revoke_token(token=program.token)

    assert codes(program.client) == ["token-refused"]


def test_an_expired_token_opens_nothing(chen_account: Account) -> None:
    program = a_token(chen_account)
    ApiToken.objects.update(expires_at=timezone.now())

    assert codes(program.client) == ["token-refused"]


def test_a_wrong_token_is_not_helped_by_a_session(chen: Client, bruno_account: Account) -> None:
    secret = a_token(bruno_account).secret
    spoiled = [secret[:-1], secret[:-1] + ("a" if secret[-1] != "a" else "b"), "", "kirmash_" + "0" * 49, "ключ"]

    answers = [chen.get(ME, headers={"Authorization": f"Bearer {word}"}).status_code for word in spoiled]

    assert answers == [401] * len(spoiled)


def test_a_refusal_says_how_to_come_in(dana: Client, bruno_account: Account) -> None:
    program = a_token(bruno_account, ["read:fairs"]).client
    answers = [dana.get(ME), dana.get(ME, headers={"Authorization": "Bearer x"}), program.get("/api/v1/claims")]

    assert [answer["WWW-Authenticate"] for answer in answers] == [
        'Bearer realm="kirmash"',
        'Bearer realm="kirmash", error="invalid_token"',
        'Bearer realm="kirmash", error="insufficient_scope", scope="read:record"',
    ]


def test_a_session_writes_with_the_token_of_a_page_only(founding: Fair) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(an_account("chen@kirmash.example", SiteRole.ORGANISER))
    client.get("/account/tokens/new/")
    cookie = client.cookies["csrftoken"].value

    without = client.post(UNKNOWNS, NOTE, content_type=JSON)
    with_it = client.post(UNKNOWNS, NOTE, content_type=JSON, headers={"X-CSRFToken": cookie})

    assert (without.json()["code"], with_it.status_code) == ("csrf", 201)


def test_a_session_that_asks_for_nothing_but_reading_needs_no_token(bruno: Client) -> None:
    assert bruno.get(ME).json()["account"] == "bruno@kirmash.example"


def test_a_token_writes_without_a_cookie(chen_account: Account, founding: Fair) -> None:
    program = a_token(chen_account)
    strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {program.secret}"})

    assert strict.post(UNKNOWNS, NOTE, content_type=JSON).status_code == 201


def test_the_use_of_a_token_is_noted_to_the_hour(chen_account: Account) -> None:
    program = a_token(chen_account)

    program.client.get(ME)

    used = ApiToken.objects.get().last_used_at
    assert used is not None
    assert (used.minute, used.second, timezone.now() - used < datetime.timedelta(hours=2)) == (0, 0, True)


def test_a_token_is_counted_and_told_what_is_left(chen_account: Account, settings: Settings) -> None:
    settings.API_RATE = 2
    program, other = a_token(chen_account).client, a_token(chen_account).client

    answers = [program.get(ME) for _request in range(3)]

    rates = [answer["RateLimit"].rpartition(";")[0] for answer in answers]
    assert ([answer.status_code for answer in answers], rates, other.get(ME).status_code) == (
        [200, 200, 429],
        ['"reads";r=1', '"reads";r=0', '"reads";r=0'],
        200,
    )
    assert (answers[0]["RateLimit-Policy"], answers[-1]["Retry-After"].isdigit()) == ('"reads";q=2;w=60', True)


def test_writing_has_a_limit_of_its_own(chen_account: Account, founding: Fair, settings: Settings) -> None:
    settings.API_RATE = 5
    program = a_token(chen_account).client

    answers = [program.post(UNKNOWNS, NOTE, content_type=JSON).status_code for _request in range(2)]

    assert (answers, program.get(ME).status_code) == ([201, 429], 200)


def test_a_request_with_a_key_is_done_once(chen_account: Account, founding: Fair) -> None:
    program = a_token(chen_account).client
    headers = {"Idempotency-Key": "note-1"}

    first, second = (program.post(UNKNOWNS, NOTE, content_type=JSON, headers=headers) for _time in range(2))

    assert (first.status_code, second.status_code, first.json()) == (201, 201, second.json())
    assert (second["Idempotent-Replayed"], Unknown.objects.filter(matter="parking").count()) == ("true", 1)


def test_a_key_does_not_serve_for_another_request(chen_account: Account, founding: Fair) -> None:
    program = a_token(chen_account).client
    headers = {"Idempotency-Key": "note-1"}
    program.post(UNKNOWNS, NOTE, content_type=JSON, headers=headers)

    other = program.post(UNKNOWNS, {**NOTE, "matter": "trains"}, content_type=JSON, headers=headers)

    assert (other.status_code, other.json()["code"]) == (422, "key-used-otherwise")


def test_a_refused_request_leaves_its_key_free(chen_account: Account, founding: Fair) -> None:
    program = a_token(chen_account).client
    headers = {"Idempotency-Key": "again"}
    path = "/api/v1/claims/exhibitors-510/"
    refused = program.post(f"{path}reinstate", {"reason": "x"}, content_type=JSON, headers=headers)

    done = program.post(f"{path}withdraw", {"reason": "misread"}, content_type=JSON, headers=headers)

    assert (refused.status_code, done.status_code, Claim.objects.get(key="exhibitors-510").is_withdrawn) == (
        409,
        200,
        True,
    )


def test_keys_of_two_accounts_are_two_keys(chen_account: Account, aigerim_account: Account, founding: Fair) -> None:
    headers = {"Idempotency-Key": "note-1"}
    a_token(chen_account).client.post(UNKNOWNS, NOTE, content_type=JSON, headers=headers)

    other = a_token(aigerim_account).client.post(UNKNOWNS, NOTE, content_type=JSON, headers=headers)

    assert other.json()["code"] == "invalid"


@pytest.mark.parametrize("key", ["", " ", "a b", "ключ", "x" * 201])
def test_a_key_that_cannot_be_kept_is_refused(key: str, chen_account: Account, founding: Fair) -> None:
    answer = a_token(chen_account).client.post(UNKNOWNS, NOTE, content_type=JSON, headers={"Idempotency-Key": key})

    assert answer.json()["code"] == "key-unusable"


def test_a_key_is_forgotten_after_a_day(chen_account: Account, founding: Fair) -> None:
    program = a_token(chen_account).client
    headers = {"Idempotency-Key": "note-1"}
    program.post(UNKNOWNS, NOTE, content_type=JSON, headers=headers)
    KeptAnswer.objects.update(created=timezone.now() - datetime.timedelta(hours=25))

    answer = program.post(UNKNOWNS, {**NOTE, "matter": "trains"}, content_type=JSON, headers=headers)

    assert answer.status_code == 201


def test_kept_answers_are_pruned(chen_account: Account, founding: Fair) -> None:
    headers = {"Idempotency-Key": "note-1"}
    a_token(chen_account).client.post(UNKNOWNS, NOTE, content_type=JSON, headers=headers)

    prune(before=timezone.now())

    assert KeptAnswer.objects.count() == 0


def test_an_answer_that_did_not_change_is_not_sent_again(chen_account: Account, founding: Fair) -> None:
    program = a_token(chen_account).client
    path = "/api/v1/claims/exhibitors-510"
    tag = program.get(path)["ETag"]

    same = program.get(path, headers={"If-None-Match": tag})
    german = program.get(path, headers={"If-None-Match": tag, "Accept-Language": "de"})
    Claim.objects.filter(key="exhibitors-510").update(note="read again")
    changed = program.get(path, headers={"If-None-Match": tag})

    assert [(a.status_code, bool(a.content)) for a in (same, german, changed)] == [
        (304, False),
        (200, True),
        (200, True),
    ]


def test_the_head_of_an_answer_has_no_body(chen_account: Account, founding: Fair) -> None:
    program = a_token(chen_account).client
    path = "/api/v1/claims/exhibitors-510"

    head, whole = program.head(path), program.get(path)

    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", str(len(whole.content)))


def test_no_answer_is_shared_between_accounts_by_a_cache(chen_account: Account, founding: Fair) -> None:
    answer = a_token(chen_account).client.get("/api/v1/fairs")

    assert (answer["Cache-Control"], answer["Vary"]) == (
        "private, no-cache", "Authorization, Cookie, Accept-Language, Accept-Encoding"
    )  # fmt: skip


def test_what_is_done_by_a_token_stands_in_the_history_under_its_account(chen_account: Account, founding: Fair) -> None:
    a_token(chen_account).client.post(UNKNOWNS, NOTE, content_type=JSON)

    change = Change.objects.latest("pk")
    assert (change.account, change.verb, change.table) == (chen_account, "note", "unknown")


def test_the_description_is_open_and_says_what_is_needed(dana: Client) -> None:
    said = json.loads(dana.get("/api/v1/openapi.json").content)

    first = said["paths"]["/api/v1/claims"]["post"]
    assert (said["openapi"], first["security"], "example" in first["requestBody"]["content"][JSON]) == (
        "3.1.0",
        [{"token": ["write:record"]}, {"session": []}],
        True,
    )
