"""Asking for the desk before there is a file: cities and companies ask, the protocol answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kirmash.agreements.actions.enquiries import close_enquiry, enquire, open_file
from kirmash.agreements.forms.enquiries import CloseForm, EnquiryForm, OpenFileForm
from kirmash.agreements.models.desk import DeskEnquiry, RequestState
from kirmash.agreements.queries.enquiries import enquiries_seen_by, subjects_of
from kirmash.agreements.rights import ENQUIRE, KEEP_DESK, words_of_enquiry
from kirmash.agreements.views.filing import unstored
from kirmash.base.access import demand, fair_word, may, requires
from kirmash.base.texts import choose
from kirmash.base.web import account_of, attempt
from kirmash.exhibition.models.fair import Fair


@requires(ENQUIRE)
@unstored
def enquiries(request: HttpRequest, key: str) -> HttpResponse:
    """List who asks for the desk without a file: for the protocol all, for others their own."""
    fair = get_object_or_404(Fair, key=key)
    subjects = subjects_of(request.user, fair)
    if not subjects:
        raise PermissionDenied
    values = {
        "fair": fair, "fair_name": choose(fair.names), "rows": enquiries_seen_by(request.user, fair),
        "may_keep": may(request.user, KEEP_DESK, fair_word(key)),
    }  # fmt: skip
    return render(request, "agreements/enquiries.html", values)


@requires(ENQUIRE)
@unstored
def enquiry_add(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the desk."""
    fair = get_object_or_404(Fair, key=key)
    subjects = subjects_of(request.user, fair)
    if not subjects:
        raise PermissionDenied
    form = EnquiryForm(subjects, request.POST or None)
    if form.is_valid():
        is_protocol = may(request.user, KEEP_DESK, fair_word(key))
        words, account, now = form.words(), account_of(request), timezone.now()
        made = attempt(form, lambda: enquire(fair=fair, now=now, is_protocol=is_protocol, account=account, **words))
        if made:
            messages.success(request, _("The desk has the request."))
            return redirect("enquiry", key, made.number)
    values = {"fair": fair, "fair_name": choose(fair.names), "form": form}
    return render(request, "agreements/enquiry_add.html", values)


@unstored
def enquiry(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show an enquiry; whoever asks may withdraw it, the protocol refuse it."""
    found = _found(request, key, number)
    is_kept = may(request.user, KEEP_DESK, fair_word(key))
    form = CloseForm(request.POST or None)
    if form.is_valid():
        state = RequestState.REFUSED if is_kept else RequestState.WITHDRAWN
        reason, account = form.cleaned_data["reason"], account_of(request)
        if attempt(form, lambda: close_enquiry(enquiry=found, state=state, reason=reason, account=account)):
            messages.success(request, _("The answer is recorded."))
            return redirect("enquiry", key, number)
    values = {
        "fair": found.fair, "fair_name": choose(found.fair.names), "asked": found, "form": form, "may_keep": is_kept,
        "is_open": found.state == RequestState.ASKED,
    }  # fmt: skip
    return render(request, "agreements/enquiry.html", values)


@requires(KEEP_DESK, of=fair_word)
@unstored
def enquiry_open(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Open a file from an enquiry."""
    found = _found(request, key, number)
    form = OpenFileForm(request.POST or None)
    if form.is_valid():
        account = account_of(request)
        made = attempt(form, lambda: open_file(enquiry=found, parties=form.parties(), account=account))
        if made:
            messages.success(request, _("The file is open; its request waits at the desk."))
            return redirect("agreement-file", made.instrument.key)
    values = {"fair": found.fair, "fair_name": choose(found.fair.names), "asked": found, "form": form}
    return render(request, "agreements/enquiry_open.html", values)


def _found(request: HttpRequest, key: str, number: int) -> DeskEnquiry:
    rows = DeskEnquiry.objects.select_related("fair", "instrument")
    found = get_object_or_404(rows, fair__key=key, number=number)
    demand(request.user, ENQUIRE, words_of_enquiry(found))
    return found
