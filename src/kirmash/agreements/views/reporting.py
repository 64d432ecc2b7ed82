"""Pages of a city's figures: funnels, the yearly report, trade by goods."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from kirmash.agreements.actions.trading import import_trade, source_of
from kirmash.agreements.exports.department import funnels_csv, refused_trade_csv
from kirmash.agreements.exports.yearly import YEARLY, yearly_file
from kirmash.agreements.forms.department import FunnelForm, TradeForm, YearForm
from kirmash.agreements.queries import register_of
from kirmash.agreements.queries.department import partner_lines
from kirmash.agreements.queries.funnels import funnels_of
from kirmash.agreements.queries.yearly import yearly_report
from kirmash.agreements.rights import KEEP_TRADE, SEE_REGISTER, place_word
from kirmash.agreements.tables.trade import read_trade
from kirmash.agreements.views.cities import head_of
from kirmash.base.access import requires
from kirmash.base.errors import Refused
from kirmash.base.web import account_of, attempt, download, today
from kirmash.registry.models.place import Place
from kirmash.sheets.lines import TableRefused

unstored = cache_control(private=True, no_store=True)
YEARS = 12
REFUSED = "refused-trade"


@requires(SEE_REGISTER, of=place_word)
@unstored
def city_funnels(request: HttpRequest, key: str) -> HttpResponse:
    """Show how many reached which stage, with denominator, definitions and cut-off day."""
    place = get_object_or_404(Place, key=key)
    form = FunnelForm(request.GET or None, initial={"until": today()})
    cut_off, first, since = form.asked(today())
    values = {
        **head_of(request, place),
        "form": form,
        "funnels": funnels_of(place, cut_off, first=first, since=since),
        "address": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "agreements/city_funnels.html", values)


@requires(SEE_REGISTER, of=place_word)
@unstored
def city_funnels_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the funnels as a table, just as they are seen."""
    place = get_object_or_404(Place, key=key)
    cut_off, first, since = FunnelForm(request.GET or None).asked(today())
    content = funnels_csv(funnels_of(place, cut_off, first=first, since=since))
    return download(content, name=f"{key}-funnels.csv", kind="text/csv")


@requires(SEE_REGISTER, of=place_word)
@unstored
def city_yearly(request: HttpRequest, key: str) -> HttpResponse:
    """Show the yearly report, and give it as files."""
    place = get_object_or_404(Place, key=key)
    last = today().year
    usual = {"year": str(last - 1), "lang": translation.get_language()}
    form = YearForm(range(last, last - YEARS, -1), {**usual, **request.GET.dict()})
    said = form.cleaned_data if form.is_valid() else usual
    report = yearly_report(place, int(said["year"]), said["lang"], today())
    values = {
        **head_of(request, place),
        "form": form,
        "report": report,
        "kinds": [(kind, kind.upper()) for kind in YEARLY],
    }
    return render(request, "agreements/city_yearly.html", values)


@requires(SEE_REGISTER, of=place_word)
@unstored
def city_yearly_file(request: HttpRequest, key: str, year: int, lang: str, kind: str) -> HttpResponse:
    """Give the yearly report as a file."""
    place = get_object_or_404(Place, key=key)
    if kind not in YEARLY or lang not in dict(YearForm.base_fields["lang"].choices):  # type: ignore[attr-defined]
        raise Http404
    try:
        report = yearly_report(place, year, lang, today())
    except Refused:
        raise Http404 from None
    content, media = yearly_file(report, kind)
    return download(content, name=f"{key}-{year}-{lang}.{kind}", kind=media)


@requires(KEEP_TRADE, of=place_word)
@unstored
def city_trade(request: HttpRequest, key: str) -> HttpResponse:
    """Take in figures of trade with a partner, as claims of their source."""
    place = get_object_or_404(Place, key=key)
    lines = partner_lines(place, register_of(place, today()))
    form = TradeForm([(line.key, line.name) for line in lines], request.POST or None, request.FILES or None)
    if form.is_valid():
        partner = get_object_or_404(Place, key=form.cleaned_data["partner"])
        done = attempt(form, lambda: _take(request, place, partner, form.cleaned_data))
        if done:
            messages.success(request, done)
            return redirect("city-pair", key, partner.key)
    values = {**head_of(request, place), "form": form, "lines": lines, "has_refused": REFUSED in request.session}
    return render(request, "agreements/city_trade.html", values)


def _take(request: HttpRequest, place: Place, partner: Place, said: dict[str, Any]) -> str:  # Any: what a form gives
    name, data = said["file"]
    source = source_of(
        title=said["title"], publisher=said["publisher"], url=said["url"], published_on=said["published_on"]
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"trade{Path(name).suffix.lower()[:6]}"
        path.write_bytes(data)
        try:
            figures, refused = read_trade(path)
        except TableRefused as wrong:
            raise Refused("table-unreadable", why="; ".join(fault.sentence for fault in wrong.faults)) from None
    new, known = import_trade(place=place, partner=partner, figures=figures, source=source, account=account_of(request))
    request.session.pop(REFUSED, None)
    if refused:
        request.session[REFUSED] = refused_trade_csv(refused)
    sentence = _("%(new)s figures taken as claims, %(known)s were known, %(refused)s rows refused.")
    return sentence % {"new": new, "known": known, "refused": len(refused)}


@requires(KEEP_TRADE, of=place_word)
@unstored
def city_trade_refused(request: HttpRequest, key: str) -> HttpResponse:
    """Give the rows of the last table of trade that were refused."""
    content = request.session.get(REFUSED, "")
    if not content:
        raise Http404
    return download(content, name=f"{key}-refused.csv", kind="text/csv")
