"""Pages on which a press service approves a bulletin: with an account, or by a link without one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kirmash.agreements.models.instrument import Party
from kirmash.base.access import requires
from kirmash.base.differences import changes
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.web import attempt, own_account
from kirmash.bulletin.actions import answer_approval
from kirmash.bulletin.forms import AnswerForm, NamedAnswerForm
from kirmash.bulletin.models import Approval, ApprovalRequest, Release, Version
from kirmash.bulletin.queries import embargo_line, standing_of, versions_of
from kirmash.bulletin.queries.publishing import party_name, read_ticket, words_of_party
from kirmash.bulletin.rights import APPROVE_RELEASE
from kirmash.bulletin.wording.style import STYLES

TICKET = "approval-ticket"


@requires(APPROVE_RELEASE, of=words_of_party)
def approve(request: HttpRequest, key: str, style: str, number: int) -> HttpResponse:
    """Let a city approve the latest version of a bulletin that speaks in its name, or ask for a change."""
    if style not in STYLES:
        raise Http404
    release = get_object_or_404(Release.objects.select_related("fair"), fair__key=key, style=style)
    standing = standing_of(release)
    version, party = standing.version, next((s.party for s in standing.parties if s.party.position == number), None)
    if party is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"sha256": version.sha256})
    if form.is_valid():
        answer = _answer(form, version=version, party=party, account=own_account(request))
        if attempt(form, lambda: answer_approval(answer)):
            messages.success(request, _("Your answer is recorded."))
            return redirect("bulletin-approve", key=key, style=style, number=number)
    return render(request, "bulletin/approve.html", {**_values(version, party), "form": form})


@never_cache
@login_not_required
def open_answer(request: HttpRequest, ticket: str) -> HttpResponse:
    """Put the link's secret into the session and lead to an address without it."""
    request.session[TICKET] = ticket
    answer = redirect("bulletin-answer")
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
@login_not_required
def answer_link(request: HttpRequest) -> HttpResponse:
    """Let a press service without an account answer by its link."""
    try:
        asked = read_ticket(str(request.session.get(TICKET, "")))
    except Refused as refused:
        return render(request, "accounts/join_refused.html", {"sentence": str(refused)}, status=404)
    version = asked.version
    form = NamedAnswerForm(request.POST or None, initial={"sha256": version.sha256})
    if form.is_valid():
        answer = _answer(form, version=version, party=asked.party, request=asked)
        if attempt(form, lambda: answer_approval(answer)):
            messages.success(request, _("Your answer is recorded."))
            return redirect("bulletin-answer")
    return render(request, "bulletin/approve.html", {**_values(version, asked.party), "form": form})


def _answer(
    form: AnswerForm, *, version: Version, party: Party, account: Account | None = None,
    request: ApprovalRequest | None = None,
) -> Approval:  # fmt: skip
    """Return what a form says, not yet on record."""
    words = form.cleaned_data
    return Approval(
        version=version, party=party, sha256=words["sha256"], answer=words["answer"], comment=words["comment"],
        given_by=account.email if account else words["given_by"], account=account, request=request,
    )  # fmt: skip


def _values(version: Version, party: Party) -> dict[str, object]:
    """Return the version, what its party said of it, and what was changed since it last said something."""
    said = Approval.objects.filter(party=party, version__fair=version.fair, version__style=version.style)
    before = said.exclude(version=version).select_related("version").order_by("version__number", "pk").last()
    latest = versions_of(version.fair, version.style).first()
    release = Release.objects.select_related("fair").get(fair=version.fair, style=version.style)
    return {
        "text_version": version, "style": STYLES[version.style], "party": party_name(party),
        "said": said.filter(version=version).last(), "before": before.version if before else None,
        "changes": changes(before.version.text, version.text) if before else [],
        "embargo": embargo_line(release),
        "is_open": latest == version and not hasattr(version, "publication"),
    }  # fmt: skip
