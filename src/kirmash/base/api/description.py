"""The description of the API (OpenAPI 3.1): what the framework leaves out is added here."""

import re
from collections.abc import Mapping
from typing import Any

from kirmash.base.api.problems import MEDIA_TYPE, Problem

Document = dict[str, Any]  # Any: JSON
#: A title that the framework makes from a field's name.
_REPEATS = re.compile(r"[A-Z][a-z0-9]*( [A-Z][a-z0-9]*)*")
#: What each answer that is no success means; those of bodies only where there is one.
REFUSALS = {
    400: "The request cannot be read.",
    401: "No session and no valid token.",
    403: "The account or the token may not do this.",
    404: "There is nothing at this address.",
    405: "The address does not take this method.",
    422: "A value cannot be used; `errors` names each.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    500: "Something went wrong here.",
}
REFUSALS_OF_BODIES = {
    409: "The record stands in the way.",
    413: "The body is larger than 256 kB.",
    415: "The body is not application/json.",
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A word of yours for this request. Sent again with the same key within 24 hours, "
    "the request is answered as the first time and nothing is done twice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "example": "b3a1c8de-0001",
}
SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "kirmash_…",
        "description": "A token of your account (see /account/tokens/). It has scopes, and never more rights "
        "than your account has at the moment.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "The session of this site. Requests that change something also need the header X-CSRFToken.",
    },
}


def describe(document: Document, examples: Mapping[str, Any]) -> Document:  # Any: JSON
    """Add security, refusals, headers and examples to every operation of a document."""
    _tidy(document)
    components = document["components"]
    components["securitySchemes"] = SECURITY
    components["schemas"] |= _problem_schemas()
    components["headers"] = _headers()
    for path in document["paths"].values():
        for method, operation in path.items():
            _complete(operation, method, examples.get(operation["operationId"], {}))
    return document


def _complete(operation: Document, method: str, example: Mapping[str, Any]) -> None:  # Any: JSON
    """Add to an operation what all of its kind have."""
    has_body = method in {"post", "put", "patch", "delete"}
    scope = operation.pop("x-scope", "")
    operation["security"] = [{"token": [scope] if scope else []}, {"session": []}]
    if scope:
        operation["description"] = f"{operation.get('description', '')}\n\nScope: `{scope}`.".strip()
    if method == "post":
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    for answer in operation["responses"].values():
        answer["headers"] = {"RateLimit": {"$ref": "#/components/headers/RateLimit"}}
    for status, words in (REFUSALS | (REFUSALS_OF_BODIES if has_body else {})).items():
        schema = {"$ref": "#/components/schemas/Problem"}
        operation["responses"][status] = {"description": words, "content": {MEDIA_TYPE: {"schema": schema}}}
    if method == "get":
        operation["responses"][304] = {"description": "The same as the ETag in `If-None-Match`."}
    operation["responses"] = {str(status): words for status, words in sorted(_by_number(operation["responses"]))}
    _show(operation, example)


def _by_number(answers: Document) -> list[tuple[int, Any]]:  # Any: JSON
    return [(int(status), words) for status, words in answers.items()]


def _without_null(schema: Document) -> Document:
    """Return the schema of a parameter, which is left out rather than null."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    return {**kinds[0], **{word: value for word, value in schema.items() if word != "anyOf"}}


def _show(operation: Document, example: Mapping[str, Any]) -> None:  # Any: JSON
    """Put the examples of an operation where readers look for them."""
    for parameter in operation.get("parameters", []):
        parameter["schema"] = _without_null(parameter["schema"])
        if parameter["name"] in example.get("parameters", {}):
            parameter["example"] = example["parameters"][parameter["name"]]
    if "requestBody" in operation and "request" in example:
        operation["requestBody"]["content"]["application/json"]["example"] = example["request"]
    if "response" in example:
        success = next(words for status, words in operation["responses"].items() if status.startswith("2"))
        if "content" in success:
            success["content"]["application/json"]["example"] = example["response"]


def _problem_schemas() -> Document:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schema["required"] = [name for name in schema["required"] if name != "errors"]
    return {**schema.pop("$defs"), "Problem": schema}


def _headers() -> Document:
    text = 'What is left of the rate limit, as in `"reads";r=598;t=41`: requests, and seconds until it begins anew.'
    return {"RateLimit": {"description": text, "schema": {"type": "string"}}}


def _tidy(part: Any) -> None:  # Any: JSON
    """Take out empty defaults, which contradict the type, and titles that repeat the name."""
    if isinstance(part, dict):
        if "default" in part and part["default"] is None:
            del part["default"]
        if "type" in part and _REPEATS.fullmatch(str(part.get("title", "-"))):
            del part["title"]
        for inner in part.values():
            _tidy(inner)
    elif isinstance(part, list):
        for inner in part:
            _tidy(inner)
