"""The page of the design: its tokens and parts, each as it is used."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kirmash.base.access import ANYONE, requires

TOKENS = ("ink", "quiet", "paper", "sheet", "line", "accent", "on-accent", "mark", "good", "bad")
#: An example, said to be one wherever it shows.
EXAMPLE = [
    (_("Milling machine"), 3, 18_400),
    (_("Press brake"), 1, 9_250),
    (_("Laser cutter"), 2, 4_100),
]
SHAPES = [
    {"name": "A1 · 54 m²", "box": [[0, 0], [60, 90]]},
    {"name": "A2 · 36 m²", "box": [[0, 120], [60, 180]]},
    {"name": "A3 · 96 m²", "box": [[90, 0], [170, 120]]},
    {"name": "A4 · 48 m²", "box": [[90, 120], [170, 180]]},
]


@require_safe
@requires(ANYONE)
def parts(request: HttpRequest) -> HttpResponse:
    """Show every token and part of the design."""
    return render(request, "desk/design.html", {"tokens": TOKENS, "example": EXAMPLE, "shapes": SHAPES})
