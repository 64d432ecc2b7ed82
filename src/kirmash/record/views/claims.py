"""Pages of the claims: the list with its filters, the same as a file, and one claim."""

from array import array

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from kirmash.base.access import SEE_HISTORY, may, requires
from kirmash.base.remembering import remembered
from kirmash.base.web import download, today
from kirmash.record.exports import claims_csv
from kirmash.record.forms.filtering import ClaimFilterForm
from kirmash.record.models import Claim, Resolution
from kirmash.record.queries import RESOLUTION, Shown, State, definition_of, show, states_of
from kirmash.record.queries.history import changes_of, lines_of
from kirmash.record.queries.listing import Wanted, find_claims
from kirmash.record.queries.naming import unit_name_of
from kirmash.record.queries.prospect import sentences_open_to
from kirmash.record.queries.watch import watched
from kirmash.record.rights import READ_RECORD

PAGE = 50


@requires(READ_RECORD)
def claims(request: HttpRequest) -> HttpResponse:
    """List claims, filtered and sorted as the address says."""
    form = ClaimFilterForm(request.GET)
    page = Paginator(_numbers(form.wanted()), PAGE).get_page(request.GET.get("page"))
    values = {
        "form": form,
        "page": page,
        "rows": _rows(tuple(page), get_language() or "en"),
        "address": form.address(),
        "chosen": form.chosen(),
        "headings": form.headings(),
    }
    return render(request, "record/claims.html", values)


@remembered
def _numbers(wanted: Wanted) -> "array[int]":
    return array("q", find_claims(wanted).values_list("pk", flat=True).iterator())


@remembered
def _rows(numbers: tuple[int, ...], language: str) -> list[tuple[Shown, State]]:
    found = Claim.objects.select_related("about", "source").in_bulk(numbers)
    listed = [found[number] for number in numbers if number in found]  # one may be gone since it was found
    states = states_of(listed)
    return [(shown, states[shown.claim.pk]) for shown in show(listed, language)]


@requires(READ_RECORD)
def claims_file(request: HttpRequest) -> HttpResponse:
    """Give the filtered list as CSV."""
    found = find_claims(ClaimFilterForm(request.GET).wanted())
    return download(claims_csv(found), name="claims.csv", kind="text/csv")


@requires(READ_RECORD)
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """Show a claim with its source, what others state, and what rests on it."""
    found = get_object_or_404(Claim.objects.select_related("about", "source"), key=key)
    same = Claim.objects.filter(subject=found.subject, about=found.about, part=found.part)
    others = same.exclude(pk=found.pk).select_related("about", "source") if found.about.key != RESOLUTION else []
    shown, *rest = show([found, *others])
    states = states_of([found, *others])
    decision = Resolution.objects.filter(claim=found).select_related("about").first()
    decisions = [*found.upheld_by.select_related("about"), *([decision] if decision else [])]
    values = {
        "shown": shown,
        "state": states[found.pk],
        "holds": State.HOLDS,
        "others": [(other, states[other.claim.pk]) for other in rest],
        "about_definition": definition_of(found.about),
        "unit": unit_name_of(found.about),
        "sentences": sentences_open_to(request.user, found),
        "withdrawals": list(found.withdrawals.all()),
        "decision": decision,
        "answers": watched(found.answers.all(), today()),
        "lines": lines_of(changes_of([found], decisions)) if may(request.user, SEE_HISTORY) else [],
    }
    return render(request, "record/claim.html", values)
