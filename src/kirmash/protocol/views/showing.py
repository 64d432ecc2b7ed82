"""Pages of delegations for their readers: each sees what their mandate lets them know."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control

from kirmash.base.access import may, requires
from kirmash.base.texts import choose
from kirmash.base.web import download
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of
from kirmash.protocol.exports import delegations_csv, programme_csv, programme_ics
from kirmash.protocol.forms.engagement import DelegationFilterForm
from kirmash.protocol.models import Delegation
from kirmash.protocol.queries import by_day, listed, members_of, name_of_delegation, origin_of, programme, spoken
from kirmash.protocol.queries.naming import named
from kirmash.protocol.rights import PLAN_PROGRAMMES, SEE_DELEGATIONS, sees_programme, words_of
from kirmash.registry.queries import name_of, title_of

PAGE = 50
#: What is confidential stays in no cache: not in a browser's on a shared machine, not in a proxy's.
unstored = cache_control(private=True, no_store=True)


@requires(SEE_DELEGATIONS)
@unstored
def delegations(request: HttpRequest, key: str) -> HttpResponse:
    """List a fair's delegations, narrowed by words, day and country."""
    fair = get_object_or_404(Fair, key=key)
    form = DelegationFilterForm(fair, get_language() or "en", request.GET)
    rows = listed(fair, request.user, form.wanted())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    values = {
        "fair": fair,
        "fair_name": choose(fair.names),
        "form": form,
        "page": page,
        "rows": page.object_list,
        "knows_some": any(row.sees_programme for row in rows),
        "may_plan": may(request.user, PLAN_PROGRAMMES, frozenset({f"fair:{key}"})),
        "is_narrowed": bool(asked),
        "address": f"?{urlencode(asked)}",
    }
    return render(request, "protocol/delegations.html", values)


@requires(SEE_DELEGATIONS)
@unstored
def delegations_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the list of delegations, as narrowed, as CSV."""
    fair = get_object_or_404(Fair, key=key)
    form = DelegationFilterForm(fair, get_language() or "en", request.GET)
    rows = listed(fair, request.user, form.wanted())
    return download(delegations_csv(rows), name="delegations.csv", kind="text/csv")


@requires(SEE_DELEGATIONS)
@unstored
def delegation(request: HttpRequest, key: str, delegation: str) -> HttpResponse:
    """Show a delegation: to those concerned with its people and programme, to others what is public."""
    found = delegation_of(key, delegation)
    knows = sees_programme(request.user, found)
    members = members_of(found) if knows else []
    items = programme(request.user, found, members)
    values = {
        **head_of(found),
        "knows": knows,
        "may_plan": may(request.user, PLAN_PROGRAMMES, words_of(found)),
        "head": name_of(found.head.names.all()) if found.head and knows else "",
        "office": title_of(found.office) if found.office and knows else "",
        "members": [
            (
                member,
                name_of(member.person.names.all()) or member.person.key,
                choose(member.functions),
                name_of(member.organisation.names.all()) or member.organisation.key if member.organisation else "",
                spoken(member.languages),
            )
            for member in members
        ],
        "days": by_day(items),
        "clashes": sum(len(item.clashes) for item in items),
    }
    with timezone.override(zone_of(found.fair)):
        return render(request, "protocol/delegation.html", values)


@requires(SEE_DELEGATIONS)
@unstored
def programme_csv_file(request: HttpRequest, key: str, delegation: str) -> HttpResponse:
    """Give a programme as CSV, as far as the reader knows it."""
    found = delegation_of(key, delegation)
    items = programme(request.user, found)
    return download(programme_csv(items), name=f"programme-{found.key}.csv", kind="text/csv")


@requires(SEE_DELEGATIONS)
@unstored
def programme_ics_file(request: HttpRequest, key: str, delegation: str) -> HttpResponse:
    """Give a programme as a calendar, as far as the reader knows it."""
    found = delegation_of(key, delegation)
    calendar = programme_ics(found, programme(request.user, found), made_at=timezone.now())
    return download(calendar, name=f"programme-{found.key}.ics", kind="text/calendar; charset=utf-8")


def delegation_of(key: str, delegation: str) -> Delegation:
    """Return the delegation of an address, with all that names it."""
    found = named(Delegation.objects.all()).select_related("head", "office__person", "office__role", "office__body")
    return get_object_or_404(found, fair__key=key, key=delegation)


def head_of(delegation: Delegation) -> dict[str, Any]:  # Any: what the template shows
    """Return what every page of a delegation has at its head."""
    return {
        "fair": delegation.fair,
        "fair_name": choose(delegation.fair.names),
        "delegation": delegation,
        "name": name_of_delegation(delegation),
        "origin": origin_of(delegation),
    }
