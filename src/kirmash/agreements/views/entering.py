"""Pages on which an officer writes an agreement down, and corrects it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kirmash.agreements.actions.entering import add_instrument, change_instrument, written_of
from kirmash.agreements.forms.entry import EntryForm
from kirmash.agreements.models.instrument import Instrument
from kirmash.agreements.queries.entering import foreseen, known_officers, known_places
from kirmash.agreements.rights import KEEP_REGISTER, instrument_words, place_word
from kirmash.base.access import demand, requires
from kirmash.base.web import account_of, attempt, own_account, today
from kirmash.record.views.desk import proposals
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of


@requires(KEEP_REGISTER, of=place_word)
def instrument_add(request: HttpRequest, key: str) -> HttpResponse:
    """Write an agreement of a city down; its deadlines are shown before and after."""
    city = get_object_or_404(Place.objects.exclude(kind=PlaceKind.COUNTRY), key=key)
    places, people = known_places(beside=city), known_officers(city)
    form = EntryForm(places, people, request.POST or None)
    if form.is_valid() and "look" not in request.POST:
        made = attempt(
            form, lambda: add_instrument(place=city, written=form.written(), account=account_of(request))
        )  # fmt: skip
        if made:
            messages.success(request, _("The agreement is in the register."))
            return redirect("agreement", made.key)
    values = _shown(form, city, people) | {"subjects": proposals(places), "back": ("city", key)}
    return render(request, "agreements/entry.html", values)


@requires(KEEP_REGISTER)
def instrument_change(request: HttpRequest, key: str) -> HttpResponse:
    """Correct what the register says of an agreement."""
    found = kept(request, key)
    city = city_of(request, found)
    people, written = known_officers(city), written_of(found, city)
    initial = {name: getattr(written, name) for name in written.__slots__}
    initial["responsible"] = f"person:{written.responsible}" if written.responsible else ""
    form = EntryForm(None, people, request.POST or None, initial=initial)
    if form.is_valid() and "look" not in request.POST:
        words, account = form.written(), account_of(request)
        if attempt(form, lambda: change_instrument(instrument=found, place=city, written=words, account=account)):
            messages.success(request, _("The register says so now."))
            return redirect("agreement", key)
    values = _shown(form, city, people) | {"instrument": found, "title": title_of(found), "back": ("agreement", key)}
    return render(request, "agreements/entry.html", values)


def _shown(form: EntryForm, city: Place | None, people: dict[str, str]) -> dict[str, object]:
    said = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else form.initial
    return {
        "form": form,
        "place": city,
        "name": name_of(city.names.all()) if city else "",
        "words": list(people.values()),
        "foreseen": foreseen(said, today()) if said else None,
    }


def instruments_kept() -> QuerySet[Instrument]:
    """Return instruments with what their pages of custody and of the working group ask of them."""
    return Instrument.objects.select_related("fair", "term", "responsible").prefetch_related(
        "parties__place__names", "parties__organisation__names", "events"
    )


def kept(request: HttpRequest, key: str) -> Instrument:
    """Return an instrument that somebody keeps; refuse everyone else."""
    found = get_object_or_404(instruments_kept(), key=key)
    demand(request.user, KEEP_REGISTER, instrument_words(found))
    return found


def city_of(request: HttpRequest, instrument: Instrument) -> Place | None:
    """Return the party for whose department somebody works, or else the first place among the parties."""
    places = [party.place for party in instrument.parties.all() if party.place]
    held = {subject for _role, subject in own_account(request).held}
    own = next((one for one in places if f"place:{one.key}" in held), None)
    return own or next(iter(places), None)


def title_of(instrument: Instrument) -> str:
    """Return the names of the parties."""
    named = [party.place or party.organisation for party in instrument.parties.all()]
    return " – ".join(name_of(one.names.all()) for one in named if one)
