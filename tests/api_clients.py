"""Clients of the API: programs that come in by a token."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.test import Client

from kirmash.base.models import Account
from kirmash.connections.actions import make_token
from kirmash.connections.models import ApiToken
from kirmash.connections.queries import scopes_of


@dataclass(frozen=True, slots=True)
class Program:
    """A program with its token."""

    client: Client
    token: ApiToken
    secret: str


def a_token(account: Account, scopes: Iterable[str] | None = None) -> Program:
    """Make a token of an account, with all the scopes it may have, and a client that sends it."""
    wanted = scopes_of(account) if scopes is None else scopes
    token, secret = make_token(account=account, name="price list", scopes=wanted, days=30)
    return Program(Client(headers={"Authorization": f"Bearer {secret}"}), token, secret)
