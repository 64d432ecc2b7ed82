"""Reads of the agreements: instruments with all that is said of them, and a city's register with its deadlines."""

from kirmash.agreements.queries.instruments import instruments_of, instruments_with_all
from kirmash.agreements.queries.lines import line_of
from kirmash.agreements.queries.register import Held, Matter, held, matters_of, register_of

__all__ = ["Held", "Matter", "held", "instruments_of", "instruments_with_all", "line_of", "matters_of", "register_of"]
