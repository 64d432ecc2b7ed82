"""What was really signed at a fair: the running register, the closing figures of a minute, what still waits."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kirmash.agreements.exports.desk import FIGURES, HEADER, VALUES, figure_rows, register_rows
from kirmash.agreements.forms.desk import SignedFilterForm
from kirmash.agreements.queries.signed import figures_at, instruments_at, kinds_in, register_at, waiting_at
from kirmash.agreements.rights import SEE_SIGNED, SEE_VALUES
from kirmash.agreements.views.filing import unstored
from kirmash.base.access import fair_word, may, requires
from kirmash.base.listing import FORMS, list_file
from kirmash.base.texts import choose
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of


@requires(SEE_SIGNED, of=fair_word)
@unstored
def signed(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was really signed at a fair by a minute, with the figures of that minute."""
    fair = get_object_or_404(Fair, key=key)
    values = _register(request, fair)
    values["may_keep"] = may(request.user, SEE_VALUES, fair_word(key))
    with timezone.override(zone_of(fair)):
        return render(request, "agreements/signed.html", values)


@requires(SEE_SIGNED, of=fair_word)
@unstored
def signed_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the running register as it is shown, as CSV, XLSX or JSON."""
    fair = get_object_or_404(Fair, key=key)
    _known(kind)
    form, at = _asked(request, fair)
    is_open = may(request.user, SEE_VALUES, fair_word(key))
    lines = register_at(instruments_at(fair), at, form.wanted())
    header = (*HEADER, *VALUES) if is_open else HEADER
    return list_file(header, register_rows(lines, with_values=is_open), name=f"{key}-signed", kind=kind)


@requires(SEE_SIGNED, of=fair_word)
@unstored
def figures_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the closing figures of a minute as CSV, XLSX or JSON."""
    fair = get_object_or_404(Fair, key=key)
    _known(kind)
    _form, at = _asked(request, fair)
    is_open = may(request.user, SEE_VALUES, fair_word(key))
    found = figures_at(instruments_at(fair), at)
    return list_file(FIGURES, figure_rows(found, with_values=is_open), name=f"{key}-figures", kind=kind)


@requires(SEE_SIGNED, of=fair_word)
@unstored
def signed_waiting(request: HttpRequest, key: str) -> HttpResponse:
    """List what is to be signed and is not recorded as signed: releases about it wait."""
    fair = get_object_or_404(Fair, key=key)
    zone, now = zone_of(fair), timezone.now()
    lines = [
        (line, begins.astimezone(zone) if (begins := _begins(line.instrument)) else None)
        for line in waiting_at(instruments_at(fair), now)
    ]
    with timezone.override(zone):
        return render(request, "agreements/signed_waiting.html", {**_fair(fair), "lines": lines})


@login_not_required
@require_safe
def signed_public(request: HttpRequest, key: str) -> HttpResponse:
    """Show everybody what was signed, without values, where the fair publishes it."""
    fair = get_object_or_404(Fair, key=key, desk_rules__publishes_register=True)
    now = timezone.now()
    instruments = list(instruments_at(fair))
    lines = [line for line in register_at(instruments, now) if line.is_whole]
    found = figures_at(instruments, now)
    values = {
        **_fair(fair), "lines": lines, "groups": kinds_in(found), "at": now.astimezone(zone_of(fair)),
        "is_public": True,
    }  # fmt: skip
    with timezone.override(zone_of(fair)):
        return render(request, "agreements/signed_public.html", values)


def _register(request: HttpRequest, fair: Fair) -> dict[str, Any]:  # Any: what templates take
    form, at = _asked(request, fair)
    instruments = list(instruments_at(fair))
    found, wanted = figures_at(instruments, at), form.wanted()
    words = request.GET.urlencode()
    return {
        **_fair(fair),
        "form": form,
        "lines": register_at(instruments, at, wanted),
        "groups": kinds_in(found),
        "waiting": found.waiting,
        "at": at.astimezone(zone_of(fair)),
        "with_values": may(request.user, SEE_VALUES, fair_word(fair.key)),
        "kinds": list(FORMS),
        "address": f"?{words}" if words else "",
        "is_narrowed": any((wanted.kind, wanted.state, wanted.text)),
        "is_published": getattr(getattr(fair, "desk_rules", None), "publishes_register", False),
    }


def _asked(request: HttpRequest, fair: Fair) -> tuple[SignedFilterForm, Any]:  # Any: a moment
    form = SignedFilterForm(request.GET)
    return form, form.moment(timezone.now(), zone_of(fair))


def _begins(instrument: Any) -> Any:  # Any: a row that may have a plan
    signing = getattr(instrument, "signing", None)
    return signing.begins_at if signing else None


def _known(kind: str) -> None:
    if kind not in FORMS:
        raise Http404


def _fair(fair: Fair) -> dict[str, Any]:  # Any: what templates take
    return {"fair": fair, "fair_name": choose(fair.names)}
