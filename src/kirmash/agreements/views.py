"""Pages of the agreements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kirmash.agreements.exports import register_csv
from kirmash.agreements.forms import RegisterFilterForm
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.queries import held, instruments_of, matters_of, register_of
from kirmash.agreements.queries.register import OVER
from kirmash.agreements.rights import READ_AGREEMENTS, SEE_REGISTER, place_word
from kirmash.base.access import demand, fair_word, requires
from kirmash.base.texts import choose
from kirmash.base.web import download, today
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Unknown
from kirmash.record.queries import claims_about, show
from kirmash.registry.models.place import Place
from kirmash.registry.queries import name_of, title_of


def _party_name(party: Party) -> str:
    named = party.place or party.organisation
    return name_of(named.names.all()) if named else ""


def _rows(fair: Fair | None) -> list[tuple[Instrument, str]]:
    """Return instruments with their parties, the latest first."""
    found = sorted(instruments_of(fair), key=_when, reverse=True)
    return [(instrument, " – ".join(_party_name(party) for party in instrument.parties.all())) for instrument in found]


def _when(instrument: Instrument) -> str:
    return max((str(event.done_on or event.year or "") for event in instrument.events.all()), default="")


@requires(READ_AGREEMENTS, of=fair_word)
def agreements(request: HttpRequest, key: str) -> HttpResponse:
    """List a fair's agreements."""
    fair = get_object_or_404(Fair, key=key)
    values = {"fair": fair, "name": choose(fair.names), "rows": _rows(fair), "others": _rows(None)}
    return render(request, "agreements/list.html", values)


@requires(READ_AGREEMENTS)
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """Show an agreement: parties, acts, signatures, what was said where, and its claims."""
    found = get_object_or_404(Instrument.objects.select_related("fair"), key=key)
    demand(request.user, READ_AGREEMENTS, fair_word(found.fair.key) if found.fair else None)
    whole = instruments_of(found.fair).get(pk=found.pk)
    parties = {party.pk: _party_name(party) for party in whole.parties.all()}
    topics: dict[str, list[str]] = {}
    for topic in whole.topics.all():
        topics.setdefault(parties.get(topic.said_by_id or 0, ""), []).append(choose(topic.names))
    values = {
        "instrument": whole,
        "title": " – ".join(parties.values()),
        "events": [(event, name_of(event.place.names.all()) if event.place else "") for event in whole.events.all()],
        "signatures": [
            (s, parties[s.party_id], name_of(s.office.person.names.all()), title_of(s.office))
            for s in whole.signatures.all()
        ],
        "topics": list(topics.items()),
        "directions": [(d, choose(d.names)) for d in whole.trade_directions.all()],
        "claims": show(claims_about(f"instrument:{found.key}").order_by("about__key", "part", "pk")),
        "held": held(whole, None, today()),
        "unknowns": [
            choose(u.texts) for u in Unknown.objects.filter(subject=f"instrument:{found.key}", closed_on=None)
        ],
    }
    return render(request, "agreements/detail.html", values)


@requires(SEE_REGISTER, of=place_word)
def city(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a city has signed, how it stands, and what must be done until when."""
    place, day = get_object_or_404(Place, key=key), today()
    register = register_of(place, day)
    form = RegisterFilterForm(register, request.GET)
    matters = matters_of(register, day, form.days)
    values = {
        "place": place,
        "name": name_of(place.names.all()),
        "today": day,
        "late": [matter for matter in matters if matter.is_late],
        "coming": [matter for matter in matters if not matter.is_late],
        "running": sum(one.course.standing not in OVER for one in register),
        "over": sum(one.course.standing in OVER for one in register),
        "partners": len({name for one in register for name in one.partners}),
        "form": form,
        "rows": form.narrowed(),
        "address": f"?{request.GET.urlencode()}" if request.GET else "",
        "is_empty": not register,
    }
    return render(request, "agreements/city.html", values)


@requires(SEE_REGISTER, of=place_word)
def city_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give a city's register as a table, just as it is seen."""
    place = get_object_or_404(Place, key=key)
    rows = RegisterFilterForm(register_of(place, today()), request.GET).narrowed()
    return download(register_csv(rows), name=f"{key}-register.csv", kind="text/csv")
