"""Pages of deals between companies, of links of the chain, and of meetings that were planned."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from kirmash.agreements.actions.dealing import (
    begin_deal,
    give_deal_up,
    reach_stage,
    say_of_meeting,
    state_link,
    withdraw_link,
)
from kirmash.agreements.forms.chain import LinkForm, MeetingForm
from kirmash.agreements.forms.dealing import DealForm, StageForm, instruments_for
from kirmash.agreements.forms.following import ReasonForm
from kirmash.agreements.models.chain import ChainLink
from kirmash.agreements.models.deal import Deal
from kirmash.agreements.queries.chain import chain_of, linkable, things
from kirmash.agreements.queries.deals import deal_title, deals, deals_seen_by, last_stage, shown_stages
from kirmash.agreements.queries.execution import instrument_name
from kirmash.agreements.queries.meetings import holding_of
from kirmash.agreements.rights import KEEP_DEALS, KEEP_EXECUTION, SEE_DEALS, words_of_deal
from kirmash.base.access import demand, may, requires
from kirmash.base.web import account_of, attempt, own_account, today
from kirmash.protocol.models import Engagement
from kirmash.protocol.queries.naming import title_of_engagement
from kirmash.protocol.rights import PLAN_PROGRAMMES, takes_part, words_of_engagement

unstored = cache_control(private=True, no_store=True)
PAGE = 25


@requires(SEE_DEALS)
@unstored
def all_deals(request: HttpRequest) -> HttpResponse:
    """List the deals that one may see, the latest first."""
    page = Paginator(deals_seen_by(request.user).order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    rows = [(one, deal_title(one), last_stage(one)) for one in page]
    values = {"rows": rows, "page": page, "address": "?", "may_keep": may(request.user, KEEP_DEALS)}
    return render(request, "agreements/deals.html", values)


@requires(KEEP_DEALS)
@unstored
def deal_add(request: HttpRequest) -> HttpResponse:
    """Put two sides on record that trade, or try to; one of them is one's own, or of one's city."""
    form = DealForm(instruments_for(own_account(request)), request.POST or None)
    if form.is_valid():
        words, account = form.words(), account_of(request)
        sides = words_of_deal(Deal(first=words.first, second=words.second, place=words.place))
        if not may(request.user, KEEP_DEALS, sides):
            form.add_error("first", _("One of the sides must be your own company, or in your city."))
        else:
            made = attempt(form, lambda: begin_deal(words=words, account=account))
            if made:
                messages.success(request, _("The deal is kept. Note its first stage."))
                return redirect("deal-stage", made.key)
    return render(request, "agreements/deal_form.html", {"form": form})


@unstored
def deal(request: HttpRequest, key: str) -> HttpResponse:
    """Show a deal: its stages with values and evidence, its chain."""
    found = _deal(request, key)
    values = {
        **_of_deal(request, found),
        "stages": shown_stages(found.stages.all()),
        "field": instrument_name(found.field_of) if found.field_of else "",
        "chain": chain_of(request.user, f"deal:{key}"),
    }
    return render(request, "agreements/deal.html", values)


@unstored
def deal_stage(request: HttpRequest, key: str) -> HttpResponse:
    """Note that a deal reached a stage."""
    found = _deal(request, key, keeps=True)
    form = StageForm(today(), request.POST or None, request.FILES or None, initial={"reached_on": today()})
    if form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: reach_stage(deal=found, words=form.words(), today=today(), account=account)):
            messages.success(request, _("The stage is kept."))
            return redirect("deal", key)
    return render(request, "agreements/deal_stage.html", {**_of_deal(request, found), "form": form})


@unstored
def deal_give_up(request: HttpRequest, key: str) -> HttpResponse:
    """Note that nothing more comes of a deal."""
    found = _deal(request, key, keeps=True)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        why, account = form.cleaned_data["why"], account_of(request)
        if attempt(form, lambda: give_deal_up(deal=found, why=why, today=today(), account=account)):
            messages.success(request, _("The deal is given up. It stays on record."))
            return redirect("deal", key)
    return render(request, "agreements/deal_give_up.html", {**_of_deal(request, found), "form": form})


@requires(KEEP_EXECUTION)
@unstored
def link_add(request: HttpRequest) -> HttpResponse:
    """State that one thing led to another; both must be such as one may see."""
    word = request.GET.get("of", "")
    here = things(request.user, [word]).get(word)
    if here is None:
        raise Http404
    form = LinkForm(linkable(request.user, here), request.POST or None)
    if form.is_valid():
        source, target = form.ends(word)
        said, account = form.cleaned_data, account_of(request)
        words = {"stated_by": said["stated_by"], "note": said["note"], "today": today(), "account": account}
        if attempt(form, lambda: state_link(source=source, target=target, **words)):
            messages.success(request, _("The link is stated."))
            return redirect(here.url)
    return render(request, "agreements/link_form.html", {"form": form, "here": here})


@requires(KEEP_EXECUTION)
@unstored
def link_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a link, with a reason."""
    link = get_object_or_404(ChainLink, pk=number, withdrawn_on=None)
    seen = things(request.user, [link.source, link.target])
    if len(seen) < 2:
        raise Http404
    form = ReasonForm(request.POST or None)
    back = seen[link.target].url
    if form.is_valid():
        why, account = form.cleaned_data["why"], account_of(request)
        if attempt(form, lambda: withdraw_link(link=link, why=why, today=today(), account=account)):
            messages.success(request, _("The link is withdrawn."))
            return redirect(back)
    values = {"form": form, "link": link, "source": seen[link.source], "target": seen[link.target], "back": back}
    return render(request, "agreements/link_withdraw.html", values)


@unstored
def meeting(request: HttpRequest, key: str, delegation: str, engagement: str) -> HttpResponse:
    """Show what each side says of a meeting, and note a further word with its scan."""
    rows = Engagement.objects.select_related("delegation__fair", "delegation__place", "with_delegation__fair")
    found = get_object_or_404(
        rows.prefetch_related("words__evidence"), delegation__fair__key=key, delegation__key=delegation, key=engagement
    )
    if not takes_part(request.user, found):
        raise Http404
    may_keep = may(request.user, PLAN_PROGRAMMES, words_of_engagement(found))
    if request.method == "POST":
        demand(request.user, PLAN_PROGRAMMES, words_of_engagement(found))
    form = MeetingForm(request.POST or None, request.FILES or None, initial={"said_on": today()}) if may_keep else None
    if form and form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: say_of_meeting(engagement=found, today=today(), account=account, **form.words())):
            messages.success(request, _("The word is kept."))
            return redirect("meeting", key, delegation, engagement)
    values = {"meeting": found, "title": title_of_engagement(found), "form": form, "holding": holding_of(found)}
    chain = chain_of(request.user, f"engagement:{key}/{delegation}/{engagement}")
    return render(request, "agreements/meeting.html", {**values, "chain": chain})


def _deal(request: HttpRequest, key: str, *, keeps: bool = False) -> Deal:
    found = get_object_or_404(deals(), key=key)
    demand(request.user, KEEP_DEALS if keeps else SEE_DEALS, words_of_deal(found))
    return found


def _of_deal(request: HttpRequest, found: Deal) -> dict[str, Any]:  # Any: what templates take
    return {
        "deal": found,
        "title": deal_title(found),
        "may_keep": may(request.user, KEEP_DEALS, words_of_deal(found)),
    }
