"""How the API says no: problem details (RFC 9457), each with an address that explains it."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from pydantic import Field

from kirmash.base.api.words import Out
from kirmash.base.errors import SENTENCES, Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MEDIA_TYPE = "application/problem+json"
#: The address under which each kind of problem is explained; the code follows.
TYPES = "/api/v1/problems/"
LOGGER = logging.getLogger("django.request")

#: Every problem that is not an action's refusal: its status, and its title.
PROBLEMS: "Mapping[str, tuple[int, StrPromise]]" = {
    "malformed": (400, gettext_lazy("The request cannot be read.")),
    "not-signed-in": (401, gettext_lazy("Sign in, or send a token.")),
    "token-refused": (401, gettext_lazy("The token is unknown, has expired or was revoked.")),
    "forbidden": (403, gettext_lazy("Your account may not do this.")),
    "scope-missing": (403, gettext_lazy("The token lacks the scope that this needs.")),
    "csrf": (403, gettext_lazy("A request with a session cookie needs the CSRF token of a page.")),
    "not-found": (404, gettext_lazy("There is nothing at this address.")),
    "method-not-allowed": (405, gettext_lazy("This address does not take this method.")),
    "written-meanwhile": (409, gettext_lazy("Somebody else wrote the same at this moment; try again.")),
    "too-large": (413, gettext_lazy("The body is too large.")),
    "wrong-content-type": (415, gettext_lazy("The body must be application/json.")),
    "invalid": (422, gettext_lazy("Something in the request cannot be used.")),
    "key-used-otherwise": (422, gettext_lazy("This Idempotency-Key was used for another request.")),
    "key-unusable": (422, gettext_lazy("An Idempotency-Key has 1 to 200 visible ASCII characters.")),
    "too-many-requests": (429, gettext_lazy("Too many requests; wait as long as the answer says.")),
    "internal": (500, gettext_lazy("Something went wrong here. It is noted, and nothing was changed.")),
}
#: Refusals that lie in what was sent; all others lie in how the record stands.
UNPROCESSABLE = frozenset({
    "claim-without-value", "not-a-number", "reason-missing", "one-claim-to-uphold", "too-much-upheld", "why-missing",
    "unknown-without-words", "claim-does-not-answer", "no-scope", "scope-not-allowed", "address-not-allowed",
    "no-events",
})  # fmt: skip
#: What is wrong with a value, by the word of the checker; the limits fill the sentence.
WRONG: "Mapping[str, StrPromise]" = {
    "missing": gettext_lazy("This is needed."),
    "extra_forbidden": gettext_lazy("This is not known here."),
    "string_type": gettext_lazy("This must be a text."),
    "string_unicode": gettext_lazy("This text is not valid Unicode."),
    "string_too_long": gettext_lazy("At most %(max_length)s characters."),
    "string_too_short": gettext_lazy("At least %(min_length)s characters."),
    "string_pattern_mismatch": gettext_lazy("This is not of the form that is asked for."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "less_than_equal": gettext_lazy("At most %(le)s."),
    "greater_than_equal": gettext_lazy("At least %(ge)s."),
    "bool_parsing": gettext_lazy("This must be true or false."),
    "bool_type": gettext_lazy("This must be true or false."),
    "enum": gettext_lazy("One of these: %(expected)s."),
    "literal_error": gettext_lazy("One of these: %(expected)s."),
    "day_form": gettext_lazy("A day is written year first, as in 2025-09-29."),
    "date_from_datetime_parsing": gettext_lazy("There is no such day."),
    "date_parsing": gettext_lazy("There is no such day."),
    "day_range": gettext_lazy("The day must lie between 1800 and 2200."),
    "list_type": gettext_lazy("This must be a list."),
    "too_long": gettext_lazy("At most %(max_length)s items."),
    "too_short": gettext_lazy("At least %(min_length)s items."),
    "model_attributes_type": gettext_lazy("This must be an object."),
    "model_type": gettext_lazy("This must be an object."),
    "dict_type": gettext_lazy("This must be an object."),
}


class Wrong(Out):
    """One value that cannot be used."""

    field: str = Field(description="Where it stands: query.limit, path.key, body.source.")
    code: str = Field(description="What is wrong, as a word that does not change.")
    detail: str = Field(description="What is wrong, in the language of the request.")


class Problem(Out):
    """Why a request was not fulfilled (RFC 9457)."""

    type: str = Field(description="Address that explains this kind of problem.")
    title: str = Field(description="The kind of problem in short.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong here, in the language of the request.")
    instance: str = Field(description="The address that was asked.")
    code: str = Field(description="The kind of problem as a word that does not change.")
    errors: list[Wrong] = Field(default=[], description="The values that cannot be used, if it is about values.")


class Problematic(Exception):
    """A request cannot be fulfilled, for a reason of the list above."""

    def __init__(self, code: str, *, errors: Sequence[Wrong] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.errors = errors
        self.headers = headers or {}


def answer(
    request: HttpRequest,
    code: str,
    *,
    status: int = 0,
    title: str = "",
    detail: str = "",
    errors: Sequence[Wrong] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a problem as an answer."""
    usual_status, usual_title = PROBLEMS.get(code, (409, ""))
    words = Problem(
        type=TYPES + code,
        title=title or str(usual_title),
        status=status or usual_status,
        detail=detail or title or str(usual_title),
        instance=request.path,
        code=code,
        errors=list(errors),
    )
    text = json.dumps(words.model_dump(exclude_defaults=True), ensure_ascii=False)
    return HttpResponse(text, status=words.status, content_type=MEDIA_TYPE, headers=headers)


def status_of(code: str) -> int:
    """Return the status of a problem, or of an action's refusal."""
    if code in PROBLEMS:
        return PROBLEMS[code][0]
    return 422 if code in UNPROCESSABLE else 409


def title_of(code: str) -> str:
    """Return what a kind of problem says in short; blanks stand where the case in hand is named."""
    if code in PROBLEMS:
        return str(PROBLEMS[code][1])
    return str(SENTENCES[code]) % _Blanks()


class _Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def handle_all(api: NinjaAPI) -> None:
    """Let the API answer everything that goes wrong with a problem."""
    handlers: dict[type[Exception], Any] = {  # Any: each handler takes its own exception
        Exception: internal,
        Problematic: lambda request, wrong: answer(request, wrong.code, errors=wrong.errors, headers=wrong.headers),
        Refused: _refused,
        ValidationError: _invalid,
        PermissionDenied: lambda request, _wrong: answer(request, "forbidden"),
        Http404: lambda request, _wrong: answer(request, "not-found"),
        AuthenticationError: lambda request, _wrong: answer(
            request, "not-signed-in", headers={"WWW-Authenticate": 'Bearer realm="kirmash"'}
        ),
        Throttled: lambda request, _wrong: answer(request, "too-many-requests"),
        HttpError: _unreadable,
        RequestDataTooBig: lambda request, _wrong: answer(request, "too-large"),
        SuspiciousOperation: lambda request, _wrong: answer(request, "malformed"),
        IntegrityError: lambda request, _wrong: answer(request, "written-meanwhile"),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


class JsonParser(Parser):
    """Takes bodies that say they are JSON, and no other."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:  # Any: JSON
        """Return what a body says."""
        if request.content_type != "application/json":
            raise Problematic("wrong-content-type")
        return super().parse_body(request)


class JsonRenderer(JSONRenderer):
    """Writes every script as it is."""

    json_dumps_params = {"ensure_ascii": False}


def _unreadable(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    """Say why a body cannot be read; the framework wraps what the parser says."""
    cause = wrong.__cause__
    return answer(request, cause.code if isinstance(cause, Problematic) else "malformed")


def internal(request: HttpRequest, wrong: Exception) -> HttpResponse:
    """Note an error of ours, and show nothing of the inside."""
    LOGGER.error("Internal error of the API: %s", request.path, exc_info=wrong)
    return answer(request, "internal")


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    title = _("The request was refused.")
    return answer(request, refused.code, status=status_of(refused.code), title=title, detail=str(refused))


def _invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    errors = [
        Wrong(field=_place(error["loc"]), code=str(error["type"]), detail=_sentence(error)) for error in wrong.errors
    ]
    return answer(request, "invalid", errors=errors[:50])


def _place(parts: Sequence[object]) -> str:
    """Return where a value stands; the name of the one body is left out."""
    kept = [parts[0], *parts[2:]] if parts[0] == "body" and len(parts) > 1 else list(parts)
    return ".".join(str(part)[:80] for part in kept)


def _sentence(error: Mapping[str, Any]) -> str:  # Any: the checker's own words
    kind = str(error["type"])
    if kind not in WRONG:
        return _("This value cannot be used.")
    limits: Mapping[str, object] = error.get("ctx", {})
    return str(WRONG[kind]) % limits
