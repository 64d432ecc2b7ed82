"""The description of the API is complete, and its page shows it without JavaScript."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pydantic import BaseModel

from kirmash.api import document
from kirmash.base.api.words import In, Out

pytestmark = pytest.mark.django_db
DOCUMENT = json.loads(document())
OPERATIONS = [said for methods in DOCUMENT["paths"].values() for said in methods.values()]


def below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for inner in model.__subclasses__():
        yield inner
        yield from below(inner)


def test_no_two_schemas_share_a_name() -> None:
    names: dict[str, set[object]] = {}
    for model in {*below(In), *below(Out)}:
        definitions = model.model_json_schema(mode="serialization").get("$defs", {})
        for name, schema in [(model.__name__, model.model_json_schema(mode="serialization")), *definitions.items()]:
            said = {word: value for word, value in schema.items() if word != "$defs"}
            names.setdefault(name, set()).add(json.dumps(said, sort_keys=True))

    shown = DOCUMENT["components"]["schemas"]
    assert {name for name, schemas in names.items() if len(schemas) > 1 and name in shown} == set()


@pytest.mark.parametrize("said", OPERATIONS, ids=[said["operationId"] for said in OPERATIONS])
def test_every_operation_says_what_it_does_and_shows_it(said: dict[str, Any]) -> None:
    success = next(words for status, words in said["responses"].items() if status.startswith("2"))
    answer = success.get("content", {}).get("application/json", {"example": "no content"})
    body = said.get("requestBody", {}).get("content", {}).get("application/json", {"example": "no body"})

    missing = [name for name, words in (("answer", answer), ("body", body)) if "example" not in words]
    missing += [word for word in ("summary", "description", "tags") if not said.get(word)]
    assert missing == []


def test_every_parameter_is_bounded() -> None:
    bounds = {"maxLength", "maximum", "enum", "format", "pattern", "$ref"}
    schemas = [(said["operationId"], p["name"], p["schema"]) for said in OPERATIONS for p in said.get("parameters", [])]

    unbounded = [
        (operation, name)
        for operation, name, schema in schemas
        if schema.get("type") != "boolean" and "allOf" not in schema and not bounds & set(schema)
    ]
    assert unbounded == []


def test_the_page_shows_every_operation(dana: Client) -> None:
    html = dana.get("/api/v1/docs").content.decode()

    assert [said["operationId"] for said in OPERATIONS if f'id="{said["operationId"]}"' not in html] == []


def test_the_page_shows_a_command_to_copy(dana: Client) -> None:
    html = dana.get("/api/v1/docs").content.decode()

    command = "&quot;$SITE/api/v1/search?q=%D0%93%D0%BE%D0%BC%D0%B5%D0%BB%D1%8C&amp;limit=2&quot;"
    assert command in html


def test_the_root_leads_to_the_description(dana: Client) -> None:
    said = dana.get("/api/v1/").json()

    assert [dana.get(said[name]).status_code for name in ("description", "documentation", "problems")] == [200] * 3
