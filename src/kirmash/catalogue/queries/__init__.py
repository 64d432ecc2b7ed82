"""Reads of the catalogue: what the public may know, what was asked for, and the answer."""

from kirmash.catalogue.queries.answer import Answer, Choice, Facet, answer
from kirmash.catalogue.queries.detail import Detail, details_of
from kirmash.catalogue.queries.finding import Way, telling, ways_out
from kirmash.catalogue.queries.listing import Catalogue, Listing, catalogue_of, published
from kirmash.catalogue.queries.question import FACETS, SORTS, Question

__all__ = [
    "FACETS",
    "SORTS",
    "Answer",
    "Catalogue",
    "Choice",
    "Detail",
    "Facet",
    "Listing",
    "Question",
    "Way",
    "answer",
    "catalogue_of",
    "details_of",
    "published",
    "telling",
    "ways_out",
]
