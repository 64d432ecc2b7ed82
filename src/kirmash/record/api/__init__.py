"""The record by the API: claims, conflicts, figures, the watch list, history."""

from kirmash.record.api import claims, conflicts, history, unknowns

ROUTERS = (claims.router, conflicts.router, unknowns.router, history.router)

__all__ = ["ROUTERS"]
