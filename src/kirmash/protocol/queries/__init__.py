"""Reads of the protocol: the delegations of a fair, a programme as someone may see it, what clashes in it."""

from kirmash.protocol.queries.listing import Listed, Wanted, choices_of, listed
from kirmash.protocol.queries.naming import name_of_delegation, origin_of, spoken
from kirmash.protocol.queries.programme import Item, by_day, members_of, programme

__all__ = [
    "Item",
    "Listed",
    "Wanted",
    "by_day",
    "choices_of",
    "listed",
    "members_of",
    "name_of_delegation",
    "origin_of",
    "programme",
    "spoken",
]
