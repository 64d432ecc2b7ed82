"""Inviting one person, or many from a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kirmash.accounts.actions.inviting import Wish, deliver, invite, invite_all, shown_link
from kirmash.accounts.exports import Line, read_invitations, rejected_csv
from kirmash.accounts.forms import InvitationsFileForm, InviteForm
from kirmash.accounts.models import Invitation
from kirmash.accounts.rights import KEEP_ACCOUNTS
from kirmash.accounts.views.listing import scope_here
from kirmash.base.access import requires
from kirmash.base.errors import Refused
from kirmash.base.web import attempt, download

LINK, REJECTED = "invitation-link", "rejected-invitations"


def site_of(request: HttpRequest) -> str:
    """Return the address of the site."""
    return request.build_absolute_uri("/")


def show_link(request: HttpRequest, invitation: Invitation, *, is_sent: bool) -> HttpResponse:
    """Lead to the page that shows an invitation's link once."""
    request.session[LINK] = {
        "invitation": invitation.pk,
        "link": shown_link(invitation, site_of(request)),
        "is_sent": is_sent,
    }
    return redirect("invitation-sent")


@requires(KEEP_ACCOUNTS)
def invite_one(request: HttpRequest) -> HttpResponse:
    """Invite a person: who, as what, in which language."""
    person, scope = scope_here(request)
    asked = {"role": request.GET.get("role", ""), "thing": request.GET.get("of", "")}
    form = InviteForm(scope, request.POST or None, initial=asked)
    if form.is_valid():
        said = form.cleaned_data
        wish = Wish(
            email=said["email"],
            role=form.site_role(),
            subject=said["subject"],
            language=said["language"],
            name=said.get("name", ""),
        )
        made = attempt(form, lambda: invite(wish=wish, by=person))
        if made:
            return show_link(request, made, is_sent=deliver(invitation=made, site=site_of(request)))
    return render(request, "accounts/invite.html", {"form": form})


@never_cache
@requires(KEEP_ACCOUNTS)
def sent(request: HttpRequest) -> HttpResponse:
    """Say that an invitation went out, and show its link this once."""
    shown = request.session.pop(LINK, None)
    if shown is None:
        return redirect("accounts")
    invitation = get_object_or_404(Invitation.objects.select_related("account"), pk=shown["invitation"])
    values = {"invitation": invitation, "link": shown["link"], "is_sent": shown["is_sent"]}
    return render(request, "accounts/sent.html", values)


@requires(KEEP_ACCOUNTS)
def invite_many(request: HttpRequest) -> HttpResponse:
    """Invite everybody in a file; rows that are refused are given back."""
    form = InvitationsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            lines = read_invitations(form.cleaned_data["file"].read())
        except ValueError as problem:
            form.add_error("file", str(problem))
        else:
            return _invited(request, lines)
    return render(request, "accounts/invite_many.html", {"form": form})


def _invited(request: HttpRequest, lines: list[Line]) -> HttpResponse:
    """Invite those of the rows that can be read, and show what became of each."""
    person, _scope = scope_here(request)
    good = [line for line in lines if line.wish]
    made = invite_all(wishes=[line.wish for line in good if line.wish], by=person)
    refused = {line.number: str(done) for line, done in zip(good, made, strict=True) if isinstance(done, Refused)}
    invitations = [done for done in made if isinstance(done, Invitation)]
    unsent = sum(not deliver(invitation=each, site=site_of(request)) for each in invitations)
    rejected = [
        Line(number=line.number, cells=line.cells, problem=line.problem or refused[line.number])
        for line in lines
        if line.problem or line.number in refused
    ]
    request.session[REJECTED] = rejected_csv(rejected) if rejected else ""
    if not rejected and not unsent:
        messages.success(request, _("Everybody in the file is invited."))
        return redirect("accounts")
    values = {"invited": len(invitations), "unsent": unsent, "rejected": rejected}
    return render(request, "accounts/invited.html", values)


@requires(KEEP_ACCOUNTS)
def rejected_file(request: HttpRequest) -> HttpResponse:
    """Give back the rows of the last file that were refused, each with what is wrong."""
    content = request.session.get(REJECTED, "")
    if not content:
        raise Http404
    return download(content, name="rejected.csv", kind="text/csv")
