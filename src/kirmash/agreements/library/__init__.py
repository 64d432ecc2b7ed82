"""The library: clauses with parameters, whole drafts of them in four languages, and ways of approval.

It is plain: clauses and ways stand in TOML files, a draft is a text, and what it means is dates.
"""

from kirmash.agreements.library.clause import Chosen, Clause, ClauseFault, ClauseRefused, Parameter, ParameterType
from kirmash.agreements.library.drafting import Dateline, draft
from kirmash.agreements.library.loading import fields, kinds, library
from kirmash.agreements.library.meaning import Promised, article_of, begins_on_of, promises_of, term_of
from kirmash.agreements.library.numbers import Duration, Unit, YearDay
from kirmash.agreements.library.parties import DraftParty, Side
from kirmash.agreements.library.routes import Route, RouteStep, routes
from kirmash.agreements.library.values import choose, plain
from kirmash.agreements.library.wording import say_fault

__all__ = [
    "Chosen", "Clause", "ClauseFault", "ClauseRefused", "Dateline", "DraftParty", "Duration", "Parameter",
    "ParameterType", "Promised", "Route", "RouteStep", "Side", "Unit", "YearDay", "article_of", "begins_on_of",
    "choose", "draft", "fields", "kinds", "library", "plain", "promises_of", "routes", "say_fault", "term_of",
]  # fmt: skip
