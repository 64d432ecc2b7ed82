"""The start page, and what everyone may choose for themselves."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from kirmash.base.access import SEE_HISTORY, may
from kirmash.base.models import Account, Change, SiteRole
from kirmash.base.texts import choose
from kirmash.base.web import keep_theme, own_account
from kirmash.desk.queries.due import due_for, urgent_matters
from kirmash.desk.queries.person import fair_now, own_exhibitors, own_places, role_now, roles_of
from kirmash.exhibition.models.fair import Fair
from kirmash.record.queries.history import lines_of
from kirmash.registry.queries import name_of

LATEST = 5


def back(request: HttpRequest) -> HttpResponse:
    """Lead back to the page that the form was on."""
    there = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return redirect(there if is_ours else reverse("home"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due to someone, in the role in which they work now."""
    account = own_account(request)
    role, fair = role_now(request), fair_now(account)
    values = {
        "role": role,
        "roles": roles_of(account),
        "fair": fair,
        "name": choose(fair.names) if fair else "",
        "place": name_of(fair.place.names.all()) if fair else "",
        "when": _when(fair, timezone.localdate()) if fair else "",
        "due": due_for(role, account, fair) if role else [],
        "matters": urgent_matters(account) if role == SiteRole.CITY else [],
        "cities": [(one.key, name_of(one.names.all())) for one in own_places(account)],
        "own": [(one, name_of(one.organisation.names.all())) for one in own_exhibitors(account)],
        "lines": _latest() if may(account, SEE_HISTORY) else [],
    }
    return render(request, "desk/home.html", values)


def _latest() -> list[object]:
    changes = Change.objects.exclude(table="account").select_related("account").order_by("-pk")[:LATEST]
    return [*lines_of(changes)]


def _when(fair: Fair, today: date) -> str:
    """Return in words how far off a fair is."""
    if fair.begins_on > today:
        days = (fair.begins_on - today).days
        return ngettext("begins in %(days)d day", "begins in %(days)d days", days) % {"days": days}
    if fair.ends_on < today:
        days = (today - fair.ends_on).days
        return ngettext("ended %(days)d day ago", "ended %(days)d days ago", days) % {"days": days}
    day, of = (today - fair.begins_on).days + 1, (fair.ends_on - fair.begins_on).days + 1
    return _("is on: day %(day)d of %(of)d") % {"day": day, "of": of}


@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """Work in another of one's roles."""
    role = request.POST.get("role", "")
    if isinstance(request.user, Account) and role in roles_of(request.user):
        request.session["role"] = str(SiteRole(role))
    return redirect("home")


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Show the site light, dark, or as the reader's system does."""
    answer = back(request)
    keep_theme(answer, request.POST.get("theme", ""))
    return answer


@login_not_required
@require_safe
@cache_control(max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """Say that the site cannot be reached; kept by the browser for that moment."""
    return render(request, "desk/offline.html")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Give the script that shows the offline page; it must lie at the root to see every page."""
    script = render_to_string("desk/sw.js", {"version": settings.VERSION}, request)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
