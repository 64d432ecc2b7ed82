"""Pages of the exhibition: the fairs, one fair, its exhibitors."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from babel import Locale
from babel.numbers import format_currency, get_currency_precision
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rules.predicates import Predicate

from kirmash.base.access import demand, may, requires
from kirmash.base.listing import FORMS, Column, Listing, list_file
from kirmash.base.models import Account
from kirmash.base.remembering import remembered
from kirmash.base.texts import choose, locale_of
from kirmash.base.viewing import records_viewing, shows_people
from kirmash.base.web import account_of, attempt, own_account
from kirmash.exhibition.actions import note_exhibitor, offer_price, remove_note, rewrite_note, withdraw_offer
from kirmash.exhibition.exports.chart import chart_svg
from kirmash.exhibition.forms import NoteForm, OfferForm
from kirmash.exhibition.models.dealing import ExhibitorNote, OfferState, StandOffer
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import StandWish
from kirmash.exhibition.queries import (
    FILTERS,
    Question,
    Row,
    asked_for,
    choices_of,
    exhibitors_of,
    figures_holding,
    matters_with_history,
    numbers_asked_for,
    rows_of,
    seen_by,
)
from kirmash.exhibition.rights import (
    MAKE_OFFERS,
    SEE_EXHIBITORS,
    SEE_FAIRS,
    SEE_NOTES,
    SEE_OFFERS,
    SEE_PEOPLE,
    SEE_STAND_WISHES,
    WRITE_NOTES,
    may_rewrite,
    own_words_of,
    words_of,
)
from kirmash.record.queries import conflicts
from kirmash.registry.models.name import Case
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.queries import goods_named, name_of
from kirmash.search.queries import LONGEST

PAGE = 50
MISSING_LABELS = {
    "contact": gettext_lazy("without a contact"),
    "wish": gettext_lazy("without a stand wish"),
    "section": gettext_lazy("in no section"),
}


@requires(SEE_FAIRS)
def fairs(request: HttpRequest) -> HttpResponse:
    """Show the fairs of this site."""
    found = Fair.objects.select_related("place").prefetch_related("place__names").order_by("-begins_on")
    rows = [(fair, choose(fair.names), name_of(fair.place.names.all())) for fair in found]
    return render(request, "exhibition/fairs.html", {"fairs": rows})


@requires(SEE_FAIRS)
def fair_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a fair: figures with their claims, sections, pavilions, agreements, bulletins."""
    fair = get_object_or_404(Fair.objects.select_related("place", "venue"), key=key)
    language = get_language() or "en"
    figures = figures_holding(fair, language)
    counted = [shown for shown in figures if shown.claim.about.key.startswith("exhibitors-recorded")]
    several = matters_with_history(fair)
    values = {
        "fair": fair,
        "name": choose(fair.names),
        "place": name_of(fair.place.names.all()),
        "venue": choose(fair.venue.names) if fair.venue else "",
        "figures": [(s, (s.claim.about_id, s.claim.part) in several) for s in figures if s not in counted],
        "open_conflicts": sum(conflict.is_open for conflict in conflicts([f"fair:{fair.key}"])),
        "counted": counted,
        "chart": chart_svg(fair, language, is_file=False),
        "is_demo": fair.exhibitors.filter(organisation__is_demo=True).exists(),
        "sections": [choose(section.names) for section in fair.sections.all()],
        "pavilions": [
            (pavilion, name_of(pavilion.place.names.all()))
            for pavilion in fair.pavilions.select_related("place").prefetch_related("place__names")
        ],
        "exhibitors": fair.exhibitors.count(),
    }
    return render(request, "exhibition/fair.html", values)


@requires(SEE_EXHIBITORS)
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the organisation's part in the latest fair, or else to the claims about it."""
    found = get_object_or_404(Organisation, key=key)
    latest = found.exhibits.select_related("fair").order_by("-fair__begins_on").first()
    if latest:
        return redirect("exhibitor", key=latest.fair.key, exhibitor=latest.key)
    return redirect(f"{reverse('claims')}?{urlencode({'subject': f'organisation:{key}'})}")


def _columns() -> list[Column]:
    return [
        Column(key="name", label=_("Exhibitor"), order="organisation__orders__place", is_fixed=True),
        Column(key="place", label=_("Place"), order="sort_place"),
        Column(key="section", label=_("Section"), order="section__position"),
        Column(key="standing", label=_("Standing"), order="standing"),
        Column(key="pavilion", label=_("Pavilion"), order="pavilion__key"),
        Column(key="number", label=_("Registration number")),
    ]


#: What is shown before somebody chooses columns.
USUAL = ("name", "place", "section", "standing")


def _asked(request: HttpRequest, fair: Fair) -> tuple[Listing, dict[str, str], Question]:
    """Return what the address asks for: columns and order, filters, and the question to the record."""
    asked = request.GET
    listing = Listing(columns=_columns(), asked=asked, usual=USUAL)
    chosen = {name: asked.get(name, "").replace("\0", "")[:LONGEST] for name in (*FILTERS, "missing", "q")}
    question = Question(
        fair=fair,
        held=frozenset(own_account(request).held),
        chosen=tuple(chosen.items()),
        sort=listing.sort.removeprefix("-"),
        order=tuple(listing.order),
        language=get_language() or "en",
    )
    return listing, chosen, question


@requires(SEE_EXHIBITORS)
def exhibitors(request: HttpRequest, key: str) -> HttpResponse:
    """List a fair's exhibitors: found by name, narrowed, sorted, with the columns that were chosen."""
    fair = get_object_or_404(Fair, key=key)
    listing, chosen, question = _asked(request, fair)
    page = Paginator(numbers_asked_for(question), PAGE).get_page(request.GET.get("page"))
    rows = _rows(tuple(page), question.language)
    values = {
        "fair": fair,
        "name": choose(fair.names),
        "page": page,
        "rows": _cells(rows, listing),
        "listing": listing,
        "chosen": chosen,
        "text": chosen["q"],
        "is_narrowed": any(chosen.values()),
        "filters": _filters(fair, chosen),
        "missing_label": MISSING_LABELS.get(chosen["missing"], ""),
        "without_missing": listing.query(missing=""),
        "address": listing.query(),
        "kinds": list(FORMS),
    }
    return render(request, "exhibition/exhibitors.html", values)


@remembered
def _rows(numbers: tuple[int, ...], _language: str) -> list[Row]:
    rows = rows_of(Exhibitor.objects.filter(pk__in=numbers))
    return [rows[key] for key in numbers if key in rows]  # one may be gone since it was found


def _filters(fair: Fair, chosen: dict[str, str]) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    labels = {"section": _("Section"), "country": _("Country"), "pavilion": _("Pavilion"), "standing": _("Standing")}
    choices = choices_of(fair, get_language() or "en")
    return [
        (name, label, [(key, option, key == chosen[name]) for key, option in choices[name]])
        for name, label in labels.items()
    ]


def _cells(rows: list[Row], listing: Listing) -> list[tuple[Row, SafeString]]:
    """Return the rows of the list, each with the cells of the shown columns after its name."""
    labels = {str(value): str(label) for value, label in Standing.choices}
    hosted = _("%(standing)s with %(host)s")
    found = []
    for row in rows:
        standing = labels[row.standing]
        said = {
            "place": row.place,
            "section": row.section,
            "standing": hosted % {"standing": standing, "host": row.host} if row.host else standing,
            "pavilion": row.pavilion,
            "number": row.number,
        }
        found.append((row, listing.cells(said)))
    return found


@requires(SEE_EXHIBITORS)
def exhibitors_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the list of exhibitors, as found, narrowed and sorted, as a file."""
    if kind not in FORMS:
        raise Http404
    _listing, _chosen, question = _asked(request, get_object_or_404(Fair, key=key))
    header = ("key", "name", "place", "country", "standing", "host", "section", "pavilion", "demo")
    rows = [
        (row.key, row.name, row.place, row.country, row.standing, row.host_key, row.section_key, row.pavilion_key,
         "yes" if row.is_demo else "no")
        for row in rows_of(asked_for(question)).values()
    ]  # fmt: skip
    return list_file(header, rows, name="exhibitors", kind=kind)


def _row(exhibitor: Exhibitor) -> dict[str, object]:
    place = exhibitor.organisation.place
    return {
        "exhibitor": exhibitor,
        "name": name_of(exhibitor.organisation.names.all()),
        "place": name_of(place.names.all()) if place else "",
        "section": choose(exhibitor.section.names) if exhibitor.section else "",
        "pavilion": name_of(exhibitor.pavilion.place.names.all()) if exhibitor.pavilion else "",
        "host": name_of(exhibitor.host.organisation.names.all()) if exhibitor.host else "",
    }


@requires(SEE_EXHIBITORS)
@records_viewing("exhibitor-people", gettext_lazy("People of an exhibitor"), subject="exhibitor:{key}/{exhibitor}")
def exhibitor_page(request: HttpRequest, key: str, exhibitor: str) -> HttpResponse:
    """Show an exhibitor: names, stand wish, exhibits, people, offers and demands."""
    found = get_object_or_404(seen_by(request.user, exhibitors_of(get_object_or_404(Fair, key=key), {})), key=exhibitor)
    words = words_of(found)
    sees_people = may(request.user, SEE_PEOPLE, words)
    lines = found.organisation.goods_lines.filter(fair=found.fair)
    goods = goods_named({code for line in lines for code in line.codes})
    people = found.representatives.select_related("person").prefetch_related("person__names") if sees_people else []
    shows_people(request, [one.person.key for one in people])
    guests = found.guests.select_related("organisation").prefetch_related("organisation__names").order_by("key")
    names = found.organisation.names.all()
    values = {
        **_row(found),
        "fair": found.fair,
        "fair_name": choose(found.fair.names),
        "names": [(form.language, form.text) for form in names if form.case == Case.NOMINATIVE],
        "exhibits": [(exhibit, choose(exhibit.names)) for exhibit in found.exhibits.all()],
        "sees_host": seen_by(request.user, Exhibitor.objects.filter(guests=found)).exists(),
        "sees_people": sees_people,
        "people": [(one, name_of(one.person.names.all()), _languages(one), _days(one)) for one in people],
        "guests": [(guest, name_of(guest.organisation.names.all())) for guest in guests],
        "offers": [(line, [(code, goods[code]) for code in line.codes]) for line in lines if line.side == "offer"],
        "demands": [(line, [(code, goods[code]) for code in line.codes]) for line in lines if line.side == "demand"],
        **_wishes(request.user, found),
        **_dealings(request.user, found),
    }
    return render(request, "exhibition/exhibitor.html", values)


def _wishes(person: object, exhibitor: Exhibitor) -> dict[str, object]:
    """Return the stand that an exhibitor wishes for, for who may know it."""
    if not may(person, SEE_STAND_WISHES, words_of(exhibitor)):
        return {}
    sides = ("near__organisation", "away_from__organisation")
    found = StandWish.objects.filter(exhibitor=exhibitor).select_related(*sides)
    wish = found.prefetch_related(*(f"{side}__names" for side in sides)).first()
    others = [getattr(wish, side) for side in ("near", "away_from")] if wish else [None, None]
    near, away = (name_of(other.organisation.names.all()) or other.key if other else "" for other in others)
    return {"wish": wish, "near": near, "away_from": away}


def _dealings(person: object, exhibitor: Exhibitor) -> dict[str, object]:
    """Return notes on an exhibitor and prices offered to it, for who may know them."""
    own = own_words_of(exhibitor)
    sees_notes, sees_offers = may(person, SEE_NOTES, own), may(person, SEE_OFFERS, own)
    notes = exhibitor.notes.select_related("by") if sees_notes else []
    return {
        "sees_notes": sees_notes,
        "notes": [(note, may_rewrite(person, note)) for note in notes],
        "may_note": may(person, WRITE_NOTES, own),
        "sees_offers": sees_offers,
        "offers_made": [(offer, money(offer)) for offer in exhibitor.stand_offers.all()] if sees_offers else [],
        "may_offer": may(person, MAKE_OFFERS, own),
    }


@requires(WRITE_NOTES)
def note_add(request: HttpRequest, key: str, exhibitor: str) -> HttpResponse:
    """Write a note on an exhibitor, for colleagues."""
    found = _own(request, key, exhibitor, WRITE_NOTES)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: note_exhibitor(exhibitor=found, text=text, account=account_of(request))):
            messages.success(request, _("The note is written."))
            return redirect("exhibitor", key, exhibitor)
    return render(request, "exhibition/note.html", {"form": form, **_head(found)})


@requires(WRITE_NOTES)
def note_change(request: HttpRequest, key: str, exhibitor: str, note: int) -> HttpResponse:
    """Write a note anew."""
    found = _own(request, key, exhibitor, WRITE_NOTES)
    kept, account = _note(request, found, note)
    form = NoteForm(request.POST or None, initial={"text": kept.text})
    if form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: rewrite_note(note=kept, text=text, account=account)):
            messages.success(request, _("The note is changed."))
            return redirect("exhibitor", key, exhibitor)
    return render(request, "exhibition/note.html", {"form": form, "note": kept, **_head(found)})


@requires(WRITE_NOTES)
def note_remove(request: HttpRequest, key: str, exhibitor: str, note: int) -> HttpResponse:
    """Remove a note, after asking."""
    found = _own(request, key, exhibitor, WRITE_NOTES)
    kept, account = _note(request, found, note)
    if request.method == "POST":
        remove_note(note=kept, account=account)
        messages.success(request, _("The note is removed."))
        return redirect("exhibitor", key, exhibitor)
    return render(request, "exhibition/note_remove.html", {"note": kept, **_head(found)})


@requires(MAKE_OFFERS)
def offer_add(request: HttpRequest, key: str, exhibitor: str) -> HttpResponse:
    """Offer an exhibitor a price for its stand."""
    found = _own(request, key, exhibitor, MAKE_OFFERS)
    form = OfferForm(request.POST or None)
    if form.is_valid():
        account = account_of(request)
        if attempt(form, lambda: offer_price(exhibitor=found, account=account, **form.words())):
            messages.success(request, _("The offer stands on the exhibitor's page."))
            return redirect("exhibitor", key, exhibitor)
    return render(request, "exhibition/offer.html", {"form": form, **_head(found)})


@requires(MAKE_OFFERS)
def offer_withdraw(request: HttpRequest, key: str, exhibitor: str, offer: int) -> HttpResponse:
    """Withdraw an offer, after asking."""
    found = _own(request, key, exhibitor, MAKE_OFFERS)
    made = get_object_or_404(found.stand_offers.filter(state=OfferState.OFFERED), pk=offer)
    if request.method == "POST":
        withdraw_offer(offer=made, account=account_of(request))
        messages.success(request, _("The offer is withdrawn."))
        return redirect("exhibitor", key, exhibitor)
    return render(request, "exhibition/offer_withdraw.html", {"offer": made, "amount": money(made), **_head(found)})


def money(offer: StandOffer) -> str:
    """Return an offered amount as the reader's language writes it."""
    amount = Decimal(offer.amount_minor).scaleb(-get_currency_precision(offer.currency))
    return format_currency(amount, offer.currency, locale=locale_of(), format_type="standard")


def _own(request: HttpRequest, key: str, exhibitor: str, wanted: Predicate) -> Exhibitor:
    found = exhibitors_of(get_object_or_404(Fair, key=key), {})
    own = get_object_or_404(seen_by(request.user, found), key=exhibitor)
    demand(request.user, wanted, own_words_of(own))
    return own


def _note(request: HttpRequest, exhibitor: Exhibitor, note: int) -> tuple[ExhibitorNote, Account]:
    kept, account = get_object_or_404(exhibitor.notes, pk=note), account_of(request)
    if account is None or not may_rewrite(account, kept):
        raise PermissionDenied
    return kept, account


def _head(exhibitor: Exhibitor) -> dict[str, object]:
    return {
        "exhibitor": exhibitor,
        "fair": exhibitor.fair,
        "fair_name": choose(exhibitor.fair.names),
        "name": name_of(exhibitor.organisation.names.all()) or exhibitor.key,
    }


def _languages(representative: Representative) -> str:
    locale = Locale.parse(locale_of())
    return ", ".join(locale.languages.get(language, language) for language in representative.languages)


def _days(representative: Representative) -> list[date]:
    return [date.fromisoformat(day) for day in representative.days]
