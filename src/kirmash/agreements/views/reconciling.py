"""Pages on which a city compares its register with lists from elsewhere."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kirmash.agreements.actions.reconciling import (
    compare_again,
    compare_list,
    decide_pair,
    remove_reconciliation,
    reopen_pair,
    settle_name,
    unsettle_name,
)
from kirmash.agreements.exports.reconciling import HEADER, finding_rows, refused_csv
from kirmash.agreements.forms.reconciling import (
    NONE_OF_THESE,
    DecideForm,
    FindingsFilterForm,
    ListForm,
    NameForm,
    WhyForm,
)
from kirmash.agreements.models.reconciliation import Decision, FoundPair, Reconciliation
from kirmash.agreements.queries.naming import Shown, day_said, shown
from kirmash.agreements.queries.reconciling import (
    SORTS,
    USUAL_ORDER,
    Wanted,
    cities_to_compare,
    counts_by_state,
    end_of,
    open_counts,
    pairs_wanted,
    reconciliations_seen_by,
)
from kirmash.agreements.reconciling import Difference, Listed, Reading, Scope, State, read_handed_in
from kirmash.agreements.reconciling.reading import WORDS
from kirmash.agreements.rights import RECONCILE, SEE_RECONCILIATIONS, place_word
from kirmash.base.access import demand, may, requires
from kirmash.base.listing import FORMS, Column, Listing, list_file
from kirmash.base.models import Change
from kirmash.base.web import account_of, attempt, download, today
from kirmash.record.queries.history import lines_of
from kirmash.record.views.desk import languages, proposals
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of, places_named

PAGE = 50
MOST_PRINTED = 2_000


@requires(SEE_RECONCILIATIONS)
def reconciliations(request: HttpRequest) -> HttpResponse:
    """List the comparisons that one may see, the latest first, and the cities for which one may begin another."""
    page = Paginator(reconciliations_seen_by(request.user), PAGE).get_page(request.GET.get("page"))
    names = places_named({one.place_id for one in page})
    counts = open_counts(page.object_list)
    cities = cities_to_compare(request.user)
    labels = places_named(cities.values_list("pk", flat=True))
    values = {
        "page": page,
        "rows": [(one, names.get(one.place_id) or one.place.key, *counts[one.pk]) for one in page],
        "cities": sorted((labels.get(city.pk) or city.key, city.key) for city in cities),
        "address": "?",
    }
    return render(request, "agreements/reconciliations.html", values)


@requires(RECONCILE, of=place_word)
def reconciliation_add(request: HttpRequest, key: str) -> HttpResponse:
    """Hand in a list, and compare it with the register of a city."""
    city = get_object_or_404(Place.objects.exclude(kind=PlaceKind.COUNTRY), key=key)
    known = _known()
    form = ListForm(known, request.POST or None, request.FILES or None)
    if form.is_valid():
        made = attempt(form, lambda: _compare(request, city, form.cleaned_data))
        if made:
            messages.success(request, _("The list is compared with your register."))
            return redirect("reconciliation", made.key)
    columns = list(WORDS.items())
    name = name_of(city.names.all()) or city.key
    values = {
        "form": form,
        "place": city,
        "name": name,
        "subjects": proposals(known),
        "columns": columns,
        "languages": languages(),
    }
    return render(request, "agreements/reconciliation_add.html", values)


def _known() -> dict[str, str]:
    places = dict(Place.objects.exclude(kind=PlaceKind.COUNTRY).values_list("pk", "key"))
    names = places_named(places)
    return {f"place:{key}": names.get(pk) or key for pk, key in places.items()}


def _compare(request: HttpRequest, city: Place, said: dict[str, Any]) -> Reconciliation:  # Any: what a form gives
    partner = Place.objects.filter(key=said["partner"].partition(":")[2]).first() if said["partner"] else None
    scope = Scope(said["scope"])
    of = {Scope.ABOUT: city, Scope.OWN: partner}.get(scope)
    listed = Listed(name=said["name"], scope=scope, of=end_of(of) if of else None, language=said["language"])
    file = said["file"]
    reading: Reading = read_handed_in(
        file=file or None, file_name=file.name if file else "", text=said["text"], listed=listed
    )
    return compare_list(
        place=city, name=said["name"], scope=scope, reading=reading, now=timezone.now(),
        partner=partner if scope == Scope.OWN else None, language=said["language"], source=said["source"],
        as_of=said["as_of"], account=account_of(request),
    )  # fmt: skip


@requires(SEE_RECONCILIATIONS)
def reconciliation(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was found: narrowed by state and decision, searched, sorted, or all of it to print."""
    found = _seen(request, key)
    form, listing, wanted = _asked(request)
    pairs = pairs_wanted(found, wanted).order_by(*_order(listing))
    size = MOST_PRINTED if "print" in request.GET else PAGE
    page = Paginator(pairs, size).get_page(request.GET.get("page"))
    values = {
        **_head(request, found),
        "form": form,
        "page": page,
        "listing": listing,
        "rows": [(one, _cells(one, listing)) for one in shown(page.object_list)],
        "tabs": _tabs(found, listing),
        "wanted": wanted,
        "is_narrowed": any((wanted.state, wanted.decision, wanted.text)),
        "address": listing.query(),
        "printed": listing.query(print="1"),
        "kinds": list(FORMS),
    }
    return render(request, "agreements/reconciliation.html", values)


def _order(listing: Listing) -> tuple[str, ...]:
    return tuple(listing.order) if listing.sort else USUAL_ORDER


def _asked(request: HttpRequest) -> tuple[FindingsFilterForm, Listing, Wanted]:
    form = FindingsFilterForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    wanted = Wanted(state=said.get("state", ""), decision=said.get("decision", ""), text=said.get("q", ""))
    columns = (
        Column(key="name", label=_("Partner"), order=SORTS["name"], is_fixed=True),
        Column(key="state", label=_("State"), order=SORTS["state"]),
        Column(key="ours", label=_("Our register")),
        Column(key="theirs", label=_("The list")),
        Column(key="because", label=_("Why they are one place")),
        Column(key="country", label=_("Country"), order=SORTS["country"]),
        Column(key="decision", label=_("Decision"), order=SORTS["decision"]),
    )
    return (
        form,
        Listing(columns=columns, asked=request.GET, usual=("state", "ours", "theirs", "because", "decision")),
        wanted,
    )


def _cells(one: Shown, listing: Listing) -> SafeString:
    said = {
        "state": format_html('<b class="badge {}">{}</b> {}', one.tone, one.state, "; ".join(one.differences)),
        "ours": "; ".join(filter(None, (one.ours if one.our_words else "", " / ".join(one.our_words)))),
        "theirs": " / ".join(one.their_words),
        "because": one.because or "; ".join(f"{name}: {why}" for _key, name, why in one.candidates),
        "country": one.country,
        "decision": one.decision,
    }
    return listing.cells(said)


def _tabs(found: Reconciliation, listing: Listing) -> list[tuple[str, str, int, str]]:
    """Return the states that occur, with the number of findings and the address that shows them."""
    counts = counts_by_state(found)
    tabs = [("", _("all"), sum(counts.values()))]
    tabs += [(state, str(State(state).label), total) for state, total in counts.items()]
    return [(state, label, total, listing.query(state=state)) for state, label, total in tabs]


@requires(SEE_RECONCILIATIONS)
def findings_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the findings, as narrowed and sorted, as a file."""
    if kind not in FORMS:
        raise Http404
    found = _seen(request, key)
    _form, listing, wanted = _asked(request)
    rows = finding_rows(pairs_wanted(found, wanted).order_by(*_order(listing)))
    return list_file(HEADER, rows, name="findings", kind=kind)


@requires(SEE_RECONCILIATIONS)
def refused_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the lines that could not be taken."""
    found = _seen(request, key)
    if not found.refused:
        raise Http404
    return download(refused_csv(found), name="refused.csv", kind="text/csv")


@requires(RECONCILE)
@require_POST
def reconciliation_again(request: HttpRequest, key: str) -> HttpResponse:
    """Compare the list with the register as it stands now."""
    found = _own(request, key)
    compare_again(reconciliation=found, now=timezone.now(), account=account_of(request))
    messages.success(request, _("The list is compared again with your register as it stands now."))
    return redirect("reconciliation", key)


@requires(RECONCILE)
def reconciliation_remove(request: HttpRequest, key: str) -> HttpResponse:
    """Remove a list with its findings, after asking."""
    found = _own(request, key)
    if request.method == "POST":
        remove_reconciliation(reconciliation=found, account=account_of(request))
        messages.success(request, _("The list is removed."))
        return redirect("reconciliations")
    decided = found.pairs.exclude(decision="").count()
    return render(request, "agreements/reconciliation_remove.html", {**_head(request, found), "decided": decided})


@requires(SEE_RECONCILIATIONS)
def finding(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a finding with what each side says, and decide it."""
    pair = _pair(request, key, number)
    may_decide = may(request.user, RECONCILE, place_word(pair.reconciliation.place.key))
    if request.method == "POST":
        demand(request.user, RECONCILE, place_word(pair.reconciliation.place.key))
    is_asked = may_decide and (request.method == "POST" or not pair.decision)
    form = DecideForm(request.POST or None) if is_asked else None
    if form and form.is_valid():
        words = {"decision": Decision(form.cleaned_data["decision"]), "why": form.cleaned_data["why"]}
        account = account_of(request)
        if attempt(form, lambda: decide_pair(pair=pair, **words, decided_on=today(), account=account)):
            messages.success(request, _("It is decided. The register itself is not changed by it."))
            return redirect("reconciliation", key)
    changes = Change.objects.filter(table="finding", record=f"{key}/{number}").select_related("account").order_by("-pk")
    return render(
        request, "agreements/finding.html", {**_of_pair(request, pair), "form": form, "lines": lines_of(changes)}
    )


@requires(RECONCILE)
def finding_name(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say which place a line of the list means."""
    pair = _pair(request, key, number, to_change=True)
    head = _of_pair(request, pair)
    one: Shown = head["one"]
    labels = {word: f"{name} – {why}" for word, name, why in one.candidates if word}
    form = NameForm(pair, labels, request.POST or None)
    if form.is_valid():
        word, why = form.cleaned_data["place"], form.cleaned_data["why"]
        place = None if word == NONE_OF_THESE else get_object_or_404(Place, key=word)
        account, now = account_of(request), timezone.now()
        done = attempt(form, lambda: (settle_name(pair=pair, place=place, why=why, now=now, account=account),))
        if done:
            messages.success(request, _("The list is compared again with that."))
            return redirect("finding", key, done[0].number) if done[0] else redirect("reconciliation", key)
    return render(request, "agreements/finding_name.html", {**head, "form": form})


@requires(RECONCILE)
def finding_unsettle(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take back which place a line of the list means, with a reason."""
    pair = _pair(request, key, number, to_change=True)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        why, account, now = form.cleaned_data["why"], account_of(request), timezone.now()
        done = attempt(form, lambda: (unsettle_name(pair=pair, why=why, now=now, account=account),))
        if done:
            messages.success(request, _("The list is compared again without that."))
            return redirect("finding", key, done[0].number) if done[0] else redirect("reconciliation", key)
    return render(request, "agreements/finding_unsettle.html", {**_of_pair(request, pair), "form": form})


@requires(RECONCILE)
def finding_reopen(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a decision back, with a reason."""
    pair = _pair(request, key, number, to_change=True)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        why, account = form.cleaned_data["why"], account_of(request)
        if attempt(form, lambda: reopen_pair(pair=pair, why=why, account=account)):
            messages.success(request, _("It is open again."))
            return redirect("finding", key, number)
    return render(request, "agreements/finding_reopen.html", {**_of_pair(request, pair), "form": form})


def _seen(request: HttpRequest, key: str) -> Reconciliation:
    found = get_object_or_404(Reconciliation.objects.select_related("place", "partner"), key=key)
    demand(request.user, SEE_RECONCILIATIONS, place_word(found.place.key))
    return found


def _own(request: HttpRequest, key: str) -> Reconciliation:
    found = _seen(request, key)
    demand(request.user, RECONCILE, place_word(found.place.key))
    return found


def _pair(request: HttpRequest, key: str, number: int, *, to_change: bool = False) -> FoundPair:
    found = _own(request, key) if to_change else _seen(request, key)
    return get_object_or_404(found.pairs.select_related("reconciliation__place", "place"), number=number)


def _head(request: HttpRequest, found: Reconciliation) -> dict[str, Any]:  # Any: what a page shows
    names = places_named({found.place_id, *([found.partner_id] if found.partner_id else [])})
    return {
        "reconciliation": found,
        "place_name": names.get(found.place_id) or found.place.key,
        "partner_name": names.get(found.partner_id or 0, ""),
        "may_decide": may(request.user, RECONCILE, place_word(found.place.key)),
        "is_export": found.scope == Scope.ALL,
    }


def _of_pair(request: HttpRequest, pair: FoundPair) -> dict[str, Any]:  # Any: what a page shows
    rows = {str(line["row"]) for line in pair.theirs}
    is_settled = not rows.isdisjoint(pair.reconciliation.chosen)
    return {
        **_head(request, pair.reconciliation),
        "one": shown([pair])[0],
        "pair": pair,
        "is_settled": is_settled,
        "is_doubtful": Difference.DOUBTFUL in pair.differences,
        "their_lines": [(line, day_said(line["when"])) for line in pair.theirs],
    }
