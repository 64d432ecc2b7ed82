"""The description of the API as a page shows it: operations by tag, with fields, examples and a command to copy."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

Schema = Mapping[str, Any]  # Any: JSON
DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter, or a field of a body or an answer."""

    name: str
    place: str
    kind: str
    is_required: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that the API does."""

    key: str
    method: str
    path: str
    summary: str
    words: list[str]
    scope: str
    parameters: list[Field]
    body: list[Field]
    answer: list[Field]
    request: str
    response: str
    command: str


def operations_of(document: Schema) -> dict[str, list[Operation]]:
    """Return the operations of a description by their tag, in its order."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            for tag in said.get("tags", ["API"]):
                found.setdefault(tag, []).append(_operation(document, method.upper(), path, said))
    return found


def _operation(document: Schema, method: str, path: str, said: Schema) -> Operation:
    body = _content(said.get("requestBody", {}))
    success = next(words for status, words in said["responses"].items() if status.startswith("2"))
    answer = _content(success)
    return Operation(
        key=said["operationId"],
        method=method,
        path=path,
        summary=said["summary"],
        words=[words for words in said.get("description", "").split("\n\n") if not words.startswith("Scope:")],
        scope=next(iter(said["security"][0]["token"]), ""),
        parameters=[_parameter(document, parameter) for parameter in said.get("parameters", [])],
        body=list(_fields(document, body.get("schema", {}))),
        answer=list(_fields(document, answer.get("schema", {}))),
        request=_written(body.get("example")),
        response=_written(answer.get("example")),
        command=_command(method, path, said, body.get("example")),
    )


def _content(part: Schema) -> Schema:
    content: Schema = part.get("content", {}).get("application/json", {})
    return content


def _parameter(document: Schema, parameter: Schema) -> Field:
    return Field(
        name=parameter["name"],
        place=parameter["in"],
        kind=_kind(document, parameter["schema"]),
        is_required=parameter["required"],
        words=parameter.get("description", ""),
    )


def _fields(document: Schema, schema: Schema, before: str = "", depth: int = 0) -> Iterator[Field]:
    """Yield the fields of an object and, with a point between, those of the objects in it."""
    schema = _resolved(document, schema)
    for name, inner in schema.get("properties", {}).items():
        place = f"{before}{name}"
        is_required = name in schema.get("required", [])
        words = inner.get("description", "")
        yield Field(name=place, place="", kind=_kind(document, inner), is_required=is_required, words=words)
        nested = _resolved(document, inner)
        if nested.get("type") == "array":
            nested, place = _resolved(document, nested["items"]), f"{place}[]"
        if "properties" in nested and depth < DEEPEST:
            yield from _fields(document, nested, f"{place}.", depth + 1)


def _resolved(document: Schema, schema: Schema) -> Schema:
    """Return a schema without the reference or the null around it."""
    kinds = [kind for kind in (schema.get("anyOf") or schema.get("allOf") or []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        schema = kinds[0]
    if "$ref" in schema:
        named: Schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return named
    return schema


def _kind(document: Schema, schema: Schema) -> str:
    """Return in words what values a schema takes."""
    inner = _resolved(document, schema)
    is_empty = {"type": "null"} in schema.get("anyOf", [])
    if "enum" in inner:
        kind = " | ".join(map(str, inner["enum"]))
    elif inner.get("type") == "array":
        kind = f"list of {_kind(document, inner['items'])}"
    else:
        kind = inner.get("format") or str(inner.get("type", "value"))
    bounds = {"minimum": "≥ {}", "maximum": "≤ {}", "maxLength": "at most {} characters", "maxItems": "at most {}"}
    said = [words.format(inner[bound]) for bound, words in bounds.items() if bound in inner]
    return ", ".join([kind, *said]) + (" or null" if is_empty else "")


def _written(example: object) -> str:
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)


def _command(method: str, path: str, said: Schema, body: object) -> str:
    """Return the request as a command to copy."""
    examples = {p["name"]: p["example"] for p in said.get("parameters", []) if "example" in p}
    address = path
    for name, value in examples.items():
        address = address.replace("{" + name + "}", quote(str(value), safe=":"))
    asked = {p["name"]: p["example"] for p in said.get("parameters", []) if p["in"] == "query" and "example" in p}
    question = f"?{urlencode(asked)}" if asked else ""
    lines = ['curl -H "Authorization: Bearer $TOKEN"']
    if method not in {"GET", "POST"} or (method == "POST" and body is None):
        lines.append(f"-X {method}")
    if body is not None:
        lines.append('-H "Content-Type: application/json"')
        lines.append("-d '" + json.dumps(body, ensure_ascii=False).replace("'", "'\\''") + "'")
    return " \\\n  ".join([*lines, f'"$SITE{address}{question}"'])
