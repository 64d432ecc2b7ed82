"""How many exhibit in each section and from each country, as bars that a table repeats."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kirmash.catalogue.queries import Answer, Choice

WIDTH, ROW, NUMBER_ROOM = 520, 44, 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A choice as a bar: where its label stands, how long it is."""

    choice: Choice
    label: int
    top: int
    width: int


def chart_of(answer: Answer, name: str) -> tuple[SafeString, Sequence[Choice]]:
    """Return a facet as SVG and its choices for the table beside it; empty where there is nothing to compare."""
    facet = next((facet for facet in answer.facets if facet.name == name), None)
    if facet is None:
        return SafeString(), []
    most = max(choice.count for choice in facet.choices)
    bars = [
        Bar(
            choice=choice,
            label=ROW * place + 14,
            top=ROW * place + 20,
            width=max(2, round((WIDTH - NUMBER_ROOM) * choice.count / most)) if most else 2,
        )
        for place, choice in enumerate(facet.choices)
    ]
    titles = {"section": _("Exhibitors by section"), "country": _("Exhibitors by country")}
    values = {"title": titles[name], "name": name, "bars": bars, "width": WIDTH, "height": ROW * len(bars)}
    return render_to_string("catalogue/chart.svg", values), facet.choices
