"""The papers of the desk for the printer: of a day, and of one instrument."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from kirmash.agreements.ceremony.scene import Scene
from kirmash.agreements.ceremony.script import VOICES
from kirmash.agreements.exports.ceremony import TITLES, printed
from kirmash.agreements.queries.composing import party_name
from kirmash.agreements.queries.filing import files
from kirmash.agreements.queries.papers import scene_of
from kirmash.agreements.rights import SEE_DESK
from kirmash.agreements.views.filing import found_file, unstored
from kirmash.base.access import fair_word, requires
from kirmash.base.texts import choose
from kirmash.base.web import today
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.queries import zone_of

PDF = "application/pdf"
DAY = datetime.timedelta(days=1)


@requires(SEE_DESK, of=fair_word)
@unstored
def desk_print(request: HttpRequest, key: str, what: str, language: str) -> HttpResponse:
    """Print the papers of a day at the desk."""
    fair = get_object_or_404(Fair, key=key)
    _check(what, language)
    day = _day(request.GET.get("day", ""), fair)
    made = printed(what, scenes_of(fair, day), language=language, title=choose(fair.names, language), day=day)
    return _pdf(made, f"{key}-{day}-{what}-{language}")


@unstored
def agreement_print(request: HttpRequest, key: str, what: str, language: str) -> HttpResponse:
    """Print the papers of one signature."""
    found = found_file(request, key)
    _check(what, language)
    signing = getattr(found, "signing", None)
    day = signing.planned_on if signing else today()
    title = " – ".join(party_name(party) for party in found.parties.all())
    made = printed(what, [scene_of(found)], language=language, title=title, day=day)
    return _pdf(made, f"{key}-{what}-{language}")


def scenes_of(fair: Fair, day: datetime.date) -> list[Scene]:
    """Return the ceremonies of a day at the desk, in their order."""
    begins = datetime.datetime.combine(day, datetime.time.min, zone_of(fair))
    called = {"slot_request__begins_at__gte": begins, "slot_request__begins_at__lt": begins + DAY}
    found = files().filter(slot_request__fair=fair, slot_request__fell_at=None, **called)
    return [scene_of(one) for one in found.order_by("slot_request__begins_at", "pk")]


def _check(what: str, language: str) -> None:
    if what not in TITLES or language not in VOICES or language not in dict(settings.LANGUAGES):
        raise Http404


def _day(said: str, fair: Fair) -> datetime.date:
    try:
        return datetime.date.fromisoformat(said)
    except ValueError:
        return min(max(today(), fair.begins_on), fair.ends_on)


def _pdf(content: bytes, name: str) -> HttpResponse:
    made = HttpResponse(content, content_type=PDF)
    made["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return made
