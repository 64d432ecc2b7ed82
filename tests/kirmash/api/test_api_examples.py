"""The examples in the API's description are what the API really answers."""

import json
import os

import pytest

import examples
from api_clients import a_token
from kirmash.base.models import Account
from kirmash.exhibition.models.fair import Fair
from receiver import receiving

pytestmark = pytest.mark.django_db


def test_every_example_is_what_the_api_answers(demo_fair: Fair, aigerim_account: Account) -> None:
    client = a_token(aigerim_account).client

    with receiving() as receiver:
        made = examples.make(client, receiver.address)

    if os.environ.get("KIRMASH_WRITE_EXAMPLES"):
        examples.TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert made == json.loads(examples.TARGET.read_text(encoding="utf-8"))


def test_every_operation_has_an_example() -> None:
    assert {example.operation for example in examples.EXAMPLES} == set(examples.addresses())
