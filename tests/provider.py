"""A small OpenID Connect provider for the tests: discovery, keys, code flow with PKCE, ID token, userinfo.

It stands for the outside world and is strict: a wrong secret, code, address or verifier gets nothing.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "kirmash", "a-secret-of-the-provider"


@dataclass
class Provider:
    """Who signs in there, and what was asked."""

    person: dict[str, Any] = field(default_factory=dict)
    #: Claims of the ID token that differ from those of userinfo.
    token_says: dict[str, Any] = field(default_factory=dict)
    issuer: str = ""
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def authorize(self, query: dict[str, str]) -> str:
        """Return where the person goes back to, with a code."""
        code = secrets.token_urlsafe()
        self.asked[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code, or nothing."""
        asked = self.asked.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET)
            or (asked.get("code_challenge_method"), asked.get("code_challenge")) != ("S256", challenge)
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person, **self.token_says}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "open", "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def discovery(self) -> dict[str, Any]:
        """Return what the provider says about itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        """Return the key that its tokens are signed with."""
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]}


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Start the provider on a free port of this machine."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, status: int, content: object = None, **headers: str) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(address.query).items()}
                self.answer(302, Location=provider.authorize(query))
            elif address.path == "/userinfo" and self.headers.get("Authorization") == "Bearer open":
                self.answer(200, provider.person)
            else:
                pages = {"/.well-known/openid-configuration": provider.discovery, "/keys": provider.keys}
                page = pages.get(address.path)
                self.answer(200 if page else 404, page() if page else None)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            tokens = provider.token({name: values[0] for name, values in parse_qs(sent).items()})
            self.answer(200 if tokens else 400, tokens or {"error": "invalid_grant"})

        def log_message(self, *values: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
