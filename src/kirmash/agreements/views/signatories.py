"""Pages of who is to sign, and of the papers that are handed out because of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kirmash.agreements.actions.signatories import issue_papers, name_signatory
from kirmash.agreements.exports.ceremony import TITLES as PRINTED
from kirmash.agreements.forms.signatories import IssueForm, SignatoryForm
from kirmash.agreements.models.signing import Issue
from kirmash.agreements.queries.composing import party_name
from kirmash.agreements.queries.papers import changed
from kirmash.agreements.views.filing import found_file, head_of, unstored
from kirmash.base.web import account_of, attempt, today


@unstored
def agreement_signatory(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """Say who signs for a party; every paper that names it is issued anew by the same step."""
    found = found_file(request, key, keeps=True)
    party = get_object_or_404(found.parties.select_related("instrument", "place", "organisation"), position=position)
    signing = getattr(found, "signing", None)
    form = SignatoryForm(
        party, getattr(party, "signatory", None), signing.planned_on if signing else today(), request.POST or None
    )
    if form.is_valid():
        account = account_of(request)
        said = {"words": form.words(), "reason": form.cleaned_data["reason"]}
        made = attempt(form, lambda: (name_signatory(party=party, account=account, **said),))
        if made:
            return _issued(request, key, *made)
    values = {**head_of(request, found), "form": form, "party_name": party_name(party)}
    return render(request, "agreements/signatory.html", values)


@unstored
def agreement_issue(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out the papers of a signature as they are now."""
    found = found_file(request, key, keeps=True)
    form = IssueForm(request.POST or None)
    if form.is_valid():
        made = issue_papers(instrument=found, reason=form.cleaned_data["reason"], account=account_of(request))
        return _issued(request, key, made)
    return render(request, "agreements/issue.html", {**head_of(request, found), "form": form})


@unstored
def agreement_papers(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show the papers of an issue, and what it changed in the one before it."""
    found = found_file(request, key)
    issue = get_object_or_404(found.issues.select_related("account"), number=number)
    before = found.issues.filter(number=number - 1).first()
    papers = [
        (paper, title, pieces, before is not None and any(how != "kept" for how, _words in pieces))
        for paper, title, pieces in changed(before, issue, (get_language() or "en").split("-")[0])
    ]
    values = {
        **head_of(request, found),
        "issue": issue,
        "before": before,
        "papers": papers,
        "touched": sum(is_touched for *_rest, is_touched in papers),
        "whats": [(what, label) for what, label in PRINTED.items() if what != "day"],
        "is_last": not found.issues.filter(number__gt=number).exists(),
    }
    return render(request, "agreements/papers.html", values)


def _issued(request: HttpRequest, key: str, issue: Issue | None) -> HttpResponse:
    if issue is None:
        messages.info(request, _("Nothing that stands on a paper changed; no new issue was made."))
        return redirect("agreement-file", key)
    messages.success(request, _("Issue %(number)s of all papers is made.") % {"number": issue.number})
    return redirect("agreement-papers", key, issue.number)
