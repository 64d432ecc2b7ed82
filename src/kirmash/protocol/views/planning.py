"""Pages on which a protocol officer writes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kirmash.base.access import fair_word, requires
from kirmash.base.texts import choose
from kirmash.base.web import account_of, attempt
from kirmash.exhibition.models.fair import Fair
from kirmash.protocol.actions import (
    add_delegation,
    add_member,
    cancel_engagement,
    change_delegation,
    change_engagement,
    change_member,
    plan_engagement,
    remove_delegation,
    remove_member,
)
from kirmash.protocol.forms.delegation import DelegationForm, MemberForm
from kirmash.protocol.forms.engagement import EngagementForm
from kirmash.protocol.models import Delegation, Member
from kirmash.protocol.queries.naming import title_of_engagement
from kirmash.protocol.rights import PLAN_PROGRAMMES
from kirmash.protocol.views.showing import delegation_of, head_of, unstored
from kirmash.registry.queries import name_of

plans = requires(PLAN_PROGRAMMES, of=fair_word)


@plans
@unstored
def delegation_add(request: HttpRequest, key: str) -> HttpResponse:
    """Announce a delegation."""
    fair = get_object_or_404(Fair, key=key)
    form = DelegationForm(fair, None, request.POST or None)
    if form.is_valid():
        made = attempt(form, lambda: add_delegation(fair=fair, account=account_of(request), **form.words()))
        if made:
            messages.success(request, _("The delegation is announced."))
            return redirect("delegation", key, made.key)
    values = {"form": form, "fair": fair, "fair_name": choose(fair.names)}
    return render(request, "protocol/delegation_form.html", values)


@plans
@unstored
def delegation_change(request: HttpRequest, key: str, delegation: str) -> HttpResponse:
    """Change what is said of a delegation."""
    found = delegation_of(key, delegation)
    form = DelegationForm(found.fair, found, request.POST or None)
    if form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: change_delegation(delegation=found, account=account, **form.words())):
            messages.success(request, _("The delegation is changed."))
            return redirect("delegation", key, delegation)
    return render(request, "protocol/delegation_form.html", {"form": form, **head_of(found)})


@plans
@unstored
def delegation_remove(request: HttpRequest, key: str, delegation: str) -> HttpResponse:
    """Remove a delegation, after asking."""
    found = delegation_of(key, delegation)
    if request.method == "POST":
        remove_delegation(delegation=found, account=account_of(request))
        messages.success(request, _("The delegation is removed."))
        return redirect("delegations", key)
    values = {"members": found.members.count(), "engagements": found.engagements.count()}
    return render(request, "protocol/delegation_remove.html", {**values, **head_of(found)})


@plans
@unstored
def member_add(request: HttpRequest, key: str, delegation: str) -> HttpResponse:
    """Add a member: someone known here, or a new person."""
    found = delegation_of(key, delegation)
    form = MemberForm(found, None, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        who = {"person": said["person"], "names": form.texts("new"), "gender": said["gender"], "leads": said["leads"]}
        account = account_of(request)
        if attempt(form, lambda: add_member(delegation=found, account=account, **who, **form.words())):
            messages.success(request, _("The member is added."))
            return redirect("delegation", key, delegation)
    return render(request, "protocol/member_form.html", {"form": form, **head_of(found)})


@plans
@unstored
def member_change(request: HttpRequest, key: str, delegation: str, member: int) -> HttpResponse:
    """Change what is said of a member."""
    found = delegation_of(key, delegation)
    known = _member(found, member)
    form = MemberForm(found, known, request.POST or None)
    if form.is_valid():
        words, leads = form.words(), form.cleaned_data["leads"]
        if attempt(form, lambda: change_member(member=known, leads=leads, account=account_of(request), **words)):
            messages.success(request, _("The member is changed."))
            return redirect("delegation", key, delegation)
    values = {"form": form, "member": known, "person": name_of(known.person.names.all()), **head_of(found)}
    return render(request, "protocol/member_form.html", values)


@plans
@unstored
def member_remove(request: HttpRequest, key: str, delegation: str, member: int) -> HttpResponse:
    """Take a person out of a delegation, after asking."""
    found = delegation_of(key, delegation)
    known = _member(found, member)
    if request.method == "POST":
        remove_member(member=known, account=account_of(request))
        messages.success(request, _("The member is removed."))
        return redirect("delegation", key, delegation)
    values = {"member": known, "person": name_of(known.person.names.all()), **head_of(found)}
    return render(request, "protocol/member_remove.html", values)


@plans
@unstored
def engagement_add(request: HttpRequest, key: str, delegation: str) -> HttpResponse:
    """Put an engagement into a programme."""
    found = delegation_of(key, delegation)
    form = EngagementForm(found, None, request.POST or None, initial={"day": found.fair.begins_on})
    if form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: plan_engagement(delegation=found, account=account, **form.words())):
            messages.success(request, _("The engagement is planned."))
            return redirect("delegation", key, delegation)
    return render(request, "protocol/engagement_form.html", {"form": form, **head_of(found)})


@plans
@unstored
def engagement_change(request: HttpRequest, key: str, delegation: str, engagement: str) -> HttpResponse:
    """Change an engagement."""
    found = delegation_of(key, delegation)
    planned = get_object_or_404(found.engagements, key=engagement)
    form = EngagementForm(found, planned, request.POST or None)
    if form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: change_engagement(engagement=planned, account=account, **form.words())):
            messages.success(request, _("The engagement is changed."))
            return redirect("delegation", key, delegation)
    values = {"form": form, "engagement": planned, "title": title_of_engagement(planned), **head_of(found)}
    return render(request, "protocol/engagement_form.html", values)


@plans
@unstored
def engagement_cancel(request: HttpRequest, key: str, delegation: str, engagement: str) -> HttpResponse:
    """Take an engagement out of the programme, after asking."""
    found = delegation_of(key, delegation)
    planned = get_object_or_404(found.engagements, key=engagement)
    if request.method == "POST":
        cancel_engagement(engagement=planned, account=account_of(request))
        messages.success(request, _("The engagement is cancelled."))
        return redirect("delegation", key, delegation)
    values = {"engagement": planned, "title": title_of_engagement(planned), **head_of(found)}
    return render(request, "protocol/engagement_cancel.html", values)


def _member(delegation: Delegation, member: int) -> Member:
    """Return a member by number: an address is written into logs, where a name has no business."""
    return get_object_or_404(delegation.members.select_related("person", "delegation__fair"), pk=member)
