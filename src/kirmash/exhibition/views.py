"""Pages of the exhibition: the fairs, and one fair."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from kirmash.base.access import requires
from kirmash.base.texts import choose
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import bars_by_origin, figures_holding, matters_with_history
from kirmash.record.queries import conflicts
from kirmash.registry.queries import name_of


@requires("read")
def home(request: HttpRequest) -> HttpResponse:
    """Show the fairs of this site."""
    fairs = Fair.objects.select_related("place").prefetch_related("place__names").order_by("-begins_on")
    rows = [(fair, choose(fair.names), name_of(fair.place.names.all())) for fair in fairs]
    return render(request, "exhibition/home.html", {"fairs": rows})


@requires("read")
def fair_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a fair: figures with their claims, sections, pavilions, agreements, bulletins."""
    fair = get_object_or_404(Fair.objects.select_related("place", "venue"), key=key)
    language = get_language() or "en"
    figures = figures_holding(fair, language)
    counted = [shown for shown in figures if shown.claim.about.key.startswith("exhibitors-recorded")]
    bars = bars_by_origin(fair, language)
    several = matters_with_history(fair)
    values = {
        "fair": fair,
        "name": choose(fair.names),
        "place": name_of(fair.place.names.all()),
        "venue": choose(fair.venue.names) if fair.venue else "",
        "figures": [(s, (s.claim.about_id, s.claim.part) in several) for s in figures if s not in counted],
        "open_conflicts": sum(conflict.is_open for conflict in conflicts([f"fair:{fair.key}"])),
        "counted": counted,
        "bars": bars,
        "chart_height": 40 * len(bars),
        "sections": [choose(section.names) for section in fair.sections.all()],
        "pavilions": [
            (pavilion, name_of(pavilion.place.names.all()))
            for pavilion in fair.pavilions.select_related("place").prefetch_related("place__names")
        ],
        "exhibitors": fair.exhibitors.count(),
    }
    return render(request, "exhibition/fair.html", values)
