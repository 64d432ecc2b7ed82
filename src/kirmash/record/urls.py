"""Pages of the record."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from kirmash.record.views import claims, conflicts, figures, history, stating, unknowns, withdrawing

WHOLE = "whole"


class PartConverter(StringConverter):
    """The part of a subject that a claim means; no part is the whole."""

    def to_python(self, value: str) -> str:
        """Return the part; empty for the whole."""
        return "" if value == WHOLE else value

    def to_url(self, value: str) -> str:
        """Return the word of the address."""
        return value or WHOLE


register_converter(PartConverter, "part")
MATTER = "<str:subject>/<str:about>/<part:part>/"

urlpatterns = [
    path("claims/", claims.claims, name="claims"),
    path("claims.csv", claims.claims_file, name="claims-file"),
    path("claims/<str:key>/", claims.claim, name="claim"),
    path("claims/<str:key>/withdraw/", withdrawing.withdraw, name="claim-withdraw"),
    path("claims/<str:key>/reinstate/", withdrawing.reinstate, name="claim-reinstate"),
    path("new/claim/", stating.state, name="claim-state"),
    path("conflicts/", conflicts.overview, name="conflicts"),
    path(f"conflicts/{MATTER}", conflicts.conflict, name="conflict"),
    path(f"conflicts/{MATTER}decide/", conflicts.decide, name="conflict-decide"),
    path(f"conflicts/{MATTER}reopen/", conflicts.reopen, name="conflict-reopen"),
    path(f"figures/{MATTER}", figures.figure, name="figure"),
    path("unknown/", unknowns.unknowns, name="unknowns"),
    path("unknown/<str:key>/", unknowns.unknown, name="unknown"),
    path("unknown/<str:key>/answer/", unknowns.answer, name="unknown-answer"),
    path("unknown/<str:key>/drop/", unknowns.drop, name="unknown-drop"),
    path("unknown/<str:key>/reopen/", unknowns.reopen, name="unknown-reopen"),
    path("new/unknown/", unknowns.note, name="unknown-note"),
    path("history/", history.history, name="history"),
]
