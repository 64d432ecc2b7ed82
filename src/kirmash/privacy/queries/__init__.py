"""Reads of the privacy chapter; the ones that other chapters use are named here."""

from kirmash.privacy.queries.barring import barred, digest_of

__all__ = ["barred", "digest_of"]
