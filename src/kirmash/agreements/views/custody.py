"""Pages on which originals are kept, lent and taken back, and the sealed extract of the register."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kirmash.agreements.actions.custody import keep_instrument, lend_original, take_back_original
from kirmash.agreements.actions.scanning import sealed_pdf, site_seal
from kirmash.agreements.exports.extract import as_pdf, extract_of
from kirmash.agreements.forms.custody import BackForm, CustodyForm, LendForm
from kirmash.agreements.models.custody import Loan
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries import held
from kirmash.agreements.queries.custody import changes_in_custody, originals_of
from kirmash.agreements.queries.entering import known_officers
from kirmash.agreements.rights import KEEP_REGISTER, SEE_REGISTER, instrument_words
from kirmash.agreements.views.entering import city_of, instruments_kept, kept, title_of
from kirmash.base.access import demand, may, requires
from kirmash.base.errors import Refused
from kirmash.base.web import account_of, attempt, download, today
from kirmash.record.queries.history import lines_of


def seen(request: HttpRequest, key: str) -> Instrument:
    """Return an instrument whose file somebody may see; refuse everyone else."""
    found = get_object_or_404(instruments_kept(), key=key)
    demand(request.user, SEE_REGISTER, instrument_words(found))
    return found


def file_values(request: HttpRequest, instrument: Instrument) -> dict[str, Any]:  # Any: what a page shows
    """Return what the section on custody shows, on the page of the instrument and on its own."""
    return {
        "instrument": instrument,
        "originals": originals_of(instrument, today()),
        "scans": list(instrument.scans.select_related("party__place", "party__organisation")),
        "may_keep": may(request.user, KEEP_REGISTER, instrument_words(instrument)),
    }


@requires(SEE_REGISTER)
def custody(request: HttpRequest, key: str) -> HttpResponse:
    """Show where the originals are, the scans with their hashes, and what was done to them."""
    found = seen(request, key)
    values = file_values(request, found) | {
        "title": title_of(found),
        "lines": lines_of(changes_in_custody(found)),
        "is_own_page": True,
    }
    return render(request, "agreements/custody_page.html", values)


@requires(KEEP_REGISTER)
def custody_change(request: HttpRequest, key: str) -> HttpResponse:
    """Say where each original is kept, under which number, and who answers for it."""
    found = kept(request, key)
    people = known_officers(city_of(request, found))
    initial: dict[str, object] = {
        name: getattr(found, name) for name in ("number", "registered_on", "control_on")
    }  # fmt: skip
    initial["responsible"] = f"person:{found.responsible.key}" if found.responsible else ""
    form = CustodyForm(originals_of(found, today()), people, request.POST or None, initial=initial)
    if (
        form.is_valid()
        and attempt(form, lambda: keep_instrument(instrument=found, **form.words, account=account_of(request)))
        is not None
    ):
        messages.success(request, _("The register says so now."))
        return redirect("custody", key)
    return _step(request, found, form, heading=_("Where the originals are kept"), words=list(people.values()))


@requires(KEEP_REGISTER)
def original_lend(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """Note that an original leaves the archive."""
    found = kept(request, key)
    party = get_object_or_404(found.parties, position=position)
    form = LendForm(request.POST or None)
    if (
        form.is_valid()
        and attempt(form, lambda: lend_original(party=party, **form.cleaned_data, account=account_of(request)))
        is not None
    ):
        messages.success(request, _("The original is noted as lent; the register reminds of its return."))
        return redirect("custody", key)
    return _step(request, found, form, heading=_("Lend an original"), lede=party.archive)


@requires(KEEP_REGISTER)
def original_back(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Note that an original came back."""
    found = kept(request, key)
    loan = get_object_or_404(Loan, party__instrument=found, pk=number)
    form = BackForm(request.POST or None)
    if (
        form.is_valid()
        and attempt(form, lambda: take_back_original(loan=loan, **form.cleaned_data, account=account_of(request)))
        is not None
    ):
        messages.success(request, _("The original is back."))
        return redirect("custody", key)
    lede = _("With %(whom)s, to be back by %(day)s.") % {"whom": loan.lent_to, "day": loan.due_on}
    return _step(request, found, form, heading=_("Take an original back"), lede=lede)


@requires(SEE_REGISTER)
def extract(request: HttpRequest, key: str) -> HttpResponse:
    """Give the extract of the register as a PDF, sealed where the site has a seal."""
    found, day = seen(request, key), today()
    try:
        seal = site_seal()
    except Refused:
        seal = None
    name = _("Sealed by %(name)s") % {"name": seal.name} if seal else ""
    content = extract_of(
        found, held(found, None, day), originals_of(found, day), day=day, language=get_language() or "en", seal=name
    )
    made = as_pdf(content)
    if seal:
        made = sealed_pdf(made, seal, reason=str(content["title"]))
    return download(made, name=f"{key}-extract.pdf", kind="application/pdf")


def _step(request: HttpRequest, found: Instrument, form: Form, **values: Any) -> HttpResponse:  # Any: what is shown
    return step(request, found, form, back="custody", **values)


def step(
    request: HttpRequest, found: Instrument, form: Form, *, back: str, **values: Any
) -> HttpResponse:  # Any: what is shown
    """Show a form about an instrument, with the way back to a page of its file."""
    shown = {"form": form, "instrument": found, "title": title_of(found), "back": back, **values}
    return render(request, "agreements/custody_step.html", shown)
