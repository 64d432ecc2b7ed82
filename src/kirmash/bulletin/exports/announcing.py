"""The press draft of a signature that is planned: what can be said once it is recorded, and not before."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from kirmash.agreements.models.instrument import Act, Instrument
from kirmash.agreements.models.signing import Signing
from kirmash.agreements.queries.papers import WRITERS
from kirmash.base.texts import choose
from kirmash.bulletin.actions import VOICES
from kirmash.bulletin.wording.en import KINDS
from kirmash.bulletin.wording.story import Day, Fact, Name, Signatory, Story
from kirmash.bulletin.wording.style import STYLES
from kirmash.bulletin.wording.voice import Voice
from kirmash.registry.queries import forms_of, name_of, title_of

#: Stands for the claims that there will be once the signature is recorded.
PLANNED = ("planned",)


def press_draft(instrument: Instrument, language: str) -> list[str]:
    """Return the draft in a language, its first line saying until when it must not be used."""
    with override(language):
        warning = _("Draft. Not to be released before every signature is recorded.")
        return [warning, *_sentences(instrument, VOICES[language](STYLES[language]), language)]


def _sentences(instrument: Instrument, voice: Voice, language: str) -> Iterator[str]:
    signing: Signing | None = getattr(instrument, "signing", None)
    named = [(party.position, party.place or party.organisation) for party in instrument.parties.all()]
    cities = [
        Name(text=name_of(one.names.all(), language), forms=forms_of(one.names.all(), language))
        for _position, one in named
        if one
    ]
    signatories = list(_signatories(instrument, language))
    if len(signatories) < len(cities):
        yield _("Somebody who signs is not named yet.")
        return
    if signing is None or instrument.kind not in KINDS:
        yield f"{instrument.get_kind_display()}: {' – '.join(city.text for city in cities)}"
        yield from (f"{one.city.text}: {one.name}, {one.title}" for one in signatories)
        return
    story = _story(instrument, signing, cities, language)
    yield voice.style.finish(voice.headline(story))
    if instrument.fair and signing.place:
        yield voice.style.finish(voice.lead(story))
    yield voice.style.finish(voice.signatories(story, signatories))


def _signatories(instrument: Instrument, language: str) -> Iterator[Signatory]:
    for party in instrument.parties.all():
        signatory, named = getattr(party, "signatory", None), party.place or party.organisation
        if signatory and named:
            forms = named.names.all()
            yield Signatory(
                city=Name(text=name_of(forms, language), forms=forms_of(forms, language)),
                name=name_of(signatory.office.person.names.all(), language),
                gender=signatory.office.person.gender,
                title=title_of(signatory.office, language),
                claims=PLANNED,
            )


def _story(instrument: Instrument, signing: Signing, cities: list[Name], language: str) -> Story:
    fair, place = instrument.fair, signing.place
    at = Fact(
        text=name_of(place.names.all(), language) if place else "",
        forms=forms_of(place.names.all(), language) if place else {},
        claims=PLANNED,
    )
    day = Day(date=signing.planned_on, claims=PLANNED)
    return Story(
        fair=Fact(text=choose(fair.names, language) if fair else "", claims=PLANNED),
        dateline="", filed_on=signing.planned_on, begins=day, ends=day, place=at, is_first=None, cities=cities,
        kind=Fact(text=instrument.kind, claims=PLANNED), act=Fact(text=Act.SIGNED, claims=PLANNED), signed_on=day,
        signed_at=at, signatories=(), statements=(), talks=(), directions=(), directions_open=None, area=None,
        ground=None, sections=(), exhibitors=(), origins=(),
    )  # fmt: skip


WRITERS["press"] = press_draft
