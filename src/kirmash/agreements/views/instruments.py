"""Pages of the agreements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.queries import held, instruments_of, line_of
from kirmash.agreements.queries.chain import chain_of
from kirmash.agreements.queries.custody import may_see_files
from kirmash.agreements.queries.execution import commitments, owner_name, stood
from kirmash.agreements.queries.group import group_values
from kirmash.agreements.queries.register import register_rows
from kirmash.agreements.rights import KEEP_EXECUTION, READ_AGREEMENTS, SEE_EXECUTION, SEE_FILE, words_of
from kirmash.agreements.views.custody import file_values
from kirmash.base.access import demand, fair_word, may, requires
from kirmash.base.texts import choose
from kirmash.base.web import today
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Unknown
from kirmash.record.queries import claims_about, show
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
        **_followed(request, whole),
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
        "held": held(register_rows().get(pk=found.pk), None, today()),
        "line": line_of(whole, today()),
        "sees_file": may(request.user, SEE_FILE, words_of(whole)),
        "unknowns": [
            choose(u.texts) for u in Unknown.objects.filter(subject=f"instrument:{found.key}", closed_on=None)
        ],
    }
    if may_see_files(request.user, whole):
        values |= file_values(request, whole) | group_values(whole)
    return render(request, "agreements/detail.html", values)


def _followed(request: HttpRequest, whole: Instrument) -> dict[str, object]:
    """Return what became of an instrument, for those who may see it: its commitments and its chain."""
    if not may(request.user, SEE_EXECUTION, words_of(whole)):
        return {}
    events = list(whole.events.all())
    rows = commitments().filter(instrument=whole).order_by("position", "key")
    return {
        "sees_execution": True,
        "may_keep": may(request.user, KEEP_EXECUTION, words_of(whole)),
        "commitments": [(stood(one, events, today()), owner_name(one)) for one in rows],
        "chain": chain_of(request.user, f"instrument:{whole.key}"),
    }
