"""The page of a figure: its claims over time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kirmash.base.access import requires
from kirmash.record.models import Cardinality, Claim, Property
from kirmash.record.queries import definition_of, show, states_of
from kirmash.record.queries.naming import unit_name_of
from kirmash.record.queries.timeline import NARROW, WIDE, chart_of
from kirmash.record.rights import READ_RECORD


@requires(READ_RECORD)
def figure(request: HttpRequest, subject: str, about: str, part: str) -> HttpResponse:
    """Show what was claimed about a figure, day by day, as a picture and as a table."""
    property_ = get_object_or_404(Property, key=about)
    claims = Claim.objects.filter(subject=subject, about=property_, part=part).select_related("about", "source")
    states = states_of(claims)
    rows = [(shown, states[shown.claim.pk]) for shown in show(claims)]
    if not rows:
        raise Http404
    rows.sort(key=lambda row: (str(row[0].claim.as_of or ""), row[0].claim.pk))
    values = {
        "head": rows[0][0],
        "rows": rows,
        "charts": [chart for chart in (chart_of(rows, WIDE), chart_of(rows, NARROW)) if chart],
        "about_definition": definition_of(property_),
        "unit": unit_name_of(property_),
        "has_conflict_page": property_.cardinality == Cardinality.ONE,
    }
    return render(request, "record/figure.html", values)
