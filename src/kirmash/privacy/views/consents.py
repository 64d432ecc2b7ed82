"""Consents of somebody else: what administrators record from paper, and what they withdraw on request."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.base.access import ADMINISTER, requires
from kirmash.base.errors import Refused
from kirmash.base.web import attempt, own_account, today
from kirmash.consent.actions import give_consent, withdraw_consent
from kirmash.consent.models import How
from kirmash.consent.wording import BY_KEY, PURPOSES
from kirmash.privacy.forms import PaperForm, purposes
from kirmash.privacy.views.desk import subject_of


@requires(ADMINISTER)
def record(request: HttpRequest, subject: str) -> HttpResponse:
    """Record a consent that somebody gave on paper or by mail."""
    found = subject_of(subject)
    choices = purposes(has_person=found.person is not None, has_account=found.account is not None)
    form = PaperForm(choices, request.POST or None, initial={"given_on": today()})
    if form.is_valid():
        said = form.cleaned_data
        words = {"language": said["language"], "how": How(said["how"]), "given_on": said["given_on"]}
        if attempt(
            form,
            lambda: give_consent(
                purpose=BY_KEY[said["purpose"]],
                person=found.key if found.person else "",
                account=found.account,
                evidence=said["evidence"],
                recorded_by=own_account(request),
                **words,
            ),
        ):
            messages.success(request, _("The consent is recorded."))
            return redirect("privacy-subject", found.word)
    return render(request, "privacy/paper.html", {"subject": found, "form": form, "purposes": PURPOSES})


@requires(ADMINISTER)
@require_POST
def withdraw(request: HttpRequest, subject: str, purpose: str) -> HttpResponse:
    """Withdraw a consent for somebody who asked for it."""
    found = subject_of(subject)
    if purpose in BY_KEY:
        try:
            withdraw_consent(
                purpose=BY_KEY[purpose],
                person=found.key if found.person else "",
                account=found.account,
                how=How.MAIL,
                recorded_by=own_account(request),
            )
            messages.success(request, _("The consent is withdrawn."))
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("privacy-subject", found.word)
