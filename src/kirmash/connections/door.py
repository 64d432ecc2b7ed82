"""The door of the API: who comes in, for what, how often, with how much; and what is answered once only."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from ninja import Status
from ninja.responses import NinjaJSONEncoder
from ninja.throttling import BaseThrottle
from ninja.utils import check_csrf
from pydantic import BaseModel

from kirmash.base.access import may
from kirmash.base.api.problems import MEDIA_TYPE, Problematic, answer, internal
from kirmash.base.models import Account
from kirmash.connections.actions import token_of
from kirmash.connections.models import ApiToken, KeptAnswer, Scope
from kirmash.connections.queries import RIGHT_OF

P = ParamSpec("P")
Made = TypeVar("Made")
View = Callable[..., HttpResponse]
SAFE = frozenset({"GET", "HEAD"})
WINDOW_S = 60
#: Of the requests of a minute, this share may change something.
WRITES_SHARE = 5
KEPT = timedelta(hours=24)
LONGEST_KEY = 200
BEARER = 'Bearer realm="kirmash"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who came in: an account, by its session or by a token."""

    account: Account
    token: ApiToken | None

    def may(self, scope: Scope) -> bool:
        """Say whether the account may do what the scope names, and the token was made for it."""
        return may(self.account, RIGHT_OF[scope]) and (self.token is None or scope in self.token.scopes)


def visitor_of(request: HttpRequest) -> Visitor:
    """Return who came in; only for endpoints behind the door."""
    visitor = getattr(request, "auth", None)
    if not isinstance(visitor, Visitor):
        raise PermissionDenied
    return visitor


class By:
    """Lets in by a token or a session whoever may do what a scope names; without a scope, every account."""

    def __init__(self, scope: Scope | None) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Visitor | None:
        """Return who came in; None where nobody did."""
        visitor = _by_token(request) if "Authorization" in request.headers else _by_session(request)
        if visitor is None or self.scope is None:
            return visitor
        if visitor.token is not None and self.scope not in visitor.token.scopes:
            header = f'{BEARER}, error="insufficient_scope", scope="{self.scope}"'
            raise Problematic("scope-missing", headers={"WWW-Authenticate": header})
        if not visitor.may(self.scope):
            raise PermissionDenied
        return visitor


def by(scope: Scope | None) -> dict[str, Any]:  # Any: what an operation is declared with
    """Return how an operation is declared that needs a scope; the description names it."""
    return {"auth": By(scope), "openapi_extra": {"x-scope": str(scope or "")}}


def _by_token(request: HttpRequest) -> Visitor:
    scheme, _space, secret = request.headers["Authorization"].partition(" ")
    token = token_of(secret=secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise Problematic("token-refused", headers={"WWW-Authenticate": f'{BEARER}, error="invalid_token"'})
    return Visitor(account=token.account, token=token)


def _by_session(request: HttpRequest) -> Visitor | None:
    if not isinstance(request.user, Account) or not request.user.is_active:
        return None
    if check_csrf(request) is not None:
        raise Problematic("csrf")
    return Visitor(account=request.user, token=None)


class Throttle(BaseThrottle):
    """So many requests a minute for each token, or for each account that has a session."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; say whether it is still one of those allowed."""
        visitor = visitor_of(request)
        kind = "reads" if request.method in SAFE else "writes"
        most = settings.API_RATE if kind == "reads" else max(1, settings.API_RATE // WRITES_SHARE)
        who = f"token-{visitor.token.pk}" if visitor.token else f"account-{visitor.account.pk}"
        count = _count(f"api-{kind}-{who}")
        request.rate = (kind, most, max(0, most - count))  # type: ignore[attr-defined]  # read by _marked
        return count <= most

    def wait(self) -> float:
        """Return the seconds until the count begins anew."""
        return _rest_of_window()


def opened(view: View) -> View:
    """Let a view of the API be reached without the site's sign-in, and look after what all of its answers share."""
    inner = conditional_page(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        try:
            response = _marked(request, _refusal(request) or inner(request, *args, **kwargs))
        except DatabaseError as wrong:  # outside an operation: the shared cache cannot be reached
            response = internal(request, wrong)
        if is_head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return login_not_required(csrf_exempt(guarded))


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to a request that need not be looked at any further."""
    if int(cache.get(_window(f"api-knocks-{request.META.get('REMOTE_ADDR', '')}"), 0)) >= settings.API_KNOCKS:
        wait = str(int(_rest_of_window()) + 1)
        return answer(request, "too-many-requests", headers={"Retry-After": wait})
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > settings.API_LARGEST_BODY:
        return answer(request, "too-large")
    return None


def _marked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put on an answer what all share: problems in one form, the rate, what a cache may do."""
    if response.status_code == 405 and response["Content-Type"] != MEDIA_TYPE:
        allowed = ", ".join(sorted({*response["Allow"].split(", "), *(["HEAD"] if "GET" in response["Allow"] else [])}))
        response = answer(request, "method-not-allowed", headers={"Allow": allowed})
    if response.status_code == 401:
        _count(f"api-knocks-{request.META.get('REMOTE_ADDR', '')}")
    if rate := getattr(request, "rate", None):
        kind, most, rest = rate
        response["RateLimit-Policy"] = f'"{kind}";q={most};w={WINDOW_S}'
        response["RateLimit"] = f'"{kind}";r={rest};t={int(_rest_of_window()) + 1}'
    response.headers.setdefault("Cache-Control", "private, no-cache")
    patch_vary_headers(response, ["Authorization", "Cookie", "Accept-Language"])
    return response


def _count(name: str) -> int:
    key = _window(name)
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, 2 * WINDOW_S)
    return count


def _window(name: str) -> str:
    return f"{name}-{int(time.time()) // WINDOW_S}"


def _rest_of_window() -> float:
    return WINDOW_S - time.time() % WINDOW_S


def once(endpoint: Callable[Concatenate[HttpRequest, P], Made]) -> Callable[Concatenate[HttpRequest, P], Made]:
    """Do what an endpoint does once for each ``Idempotency-Key`` of an account; later the answer is repeated."""

    @wraps(endpoint)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> Any:  # Any: an answer, made or kept
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return endpoint(request, *args, **kwargs)
        if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable() and " " not in key):
            raise Problematic("key-unusable")
        with transaction.atomic():
            kept, is_new = _kept(request, key)
            if not is_new:
                return _repeated(kept)
            made = endpoint(request, *args, **kwargs)
            _keep(kept, made)
        return made

    return guarded


def _kept(request: HttpRequest, key: str) -> tuple[KeptAnswer, bool]:
    account = visitor_of(request).account
    KeptAnswer.objects.filter(account=account, created__lt=timezone.now() - KEPT).delete()
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    fingerprint = hashlib.sha256(said).hexdigest()
    kept, is_new = KeptAnswer.objects.get_or_create(account=account, key=key, defaults={"fingerprint": fingerprint})
    if kept.fingerprint != fingerprint:
        raise Problematic("key-used-otherwise")
    return kept, is_new


def _keep(kept: KeptAnswer, made: object) -> None:
    status, value = (made.status_code, made.value) if isinstance(made, Status) else (200, made)
    kept.status = status
    words = value.model_dump() if isinstance(value, BaseModel) else {}
    kept.body = json.loads(json.dumps(words, cls=NinjaJSONEncoder))
    kept.save(update_fields=["status", "body"])


def _repeated(kept: KeptAnswer) -> HttpResponse:
    body = json.dumps(kept.body, ensure_ascii=False) if kept.body else ""
    headers = {"Idempotent-Replayed": "true"}
    return HttpResponse(body, status=kept.status, content_type="application/json; charset=utf-8", headers=headers)
