"""Values that occur once in the world, planted in every confidential field.

A new confidential field is a line in the ``CONFIDENTIAL`` of its chapter's ``rights.py`` and a plant here.
"""

import datetime
import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from rules.predicates import Predicate

import kirmash
from builders import a_claim, a_property, a_published_catalogue, a_source, an_account, an_exhibitor
from kirmash.agreements.actions.filing import StepWords, set_route, write_text
from kirmash.agreements.actions.reconciling import compare_list
from kirmash.agreements.actions.signatories import issue_papers
from kirmash.agreements.models.desk import DeskEnquiry, DeskRules, SlotRequest
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.reconciliation import Reconciliation
from kirmash.agreements.queries.reconciling import end_of
from kirmash.agreements.reconciling import Listed, Scope
from kirmash.agreements.reconciling.reading import read_pasted
from kirmash.agreements.rights import words_of as words_of_instrument
from kirmash.agreements.rights import words_of_enquiry
from kirmash.base.access import Words
from kirmash.bulletin.models import Publication, Release, Version
from kirmash.exhibition.actions import note_exhibitor, offer_price
from kirmash.exhibition.models.dealing import StandOffer
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import StandWish
from kirmash.exhibition.models.venue import Space, Venue
from kirmash.exhibition.rights import own_words_of
from kirmash.exhibition.rights import words_of as words_of_exhibitor
from kirmash.protocol.actions import add_delegation, add_member, plan_engagement
from kirmash.protocol.models import Delegation, Engagement, Member
from kirmash.protocol.rights import words_of, words_of_engagement
from kirmash.record.actions import resolve_conflict
from kirmash.record.models import Claim, SourceKind, Unknown, Verdict
from kirmash.registry.models.organisation import Organisation, OrganisationName
from kirmash.registry.models.person import Office, Person, PersonName, Role, RoleName
from kirmash.registry.models.place import Place, PlaceName
from pair import content

LANGUAGES = ("en", "de", "ru", "be")
DAY = datetime.date(2025, 9, 29)
#: What every planted word begins with: a search for it would find all that can be found.
BEGINNING = "zq"
Field = tuple[str, str]
#: A column, how its value looks, and where that may stand on its own account.
Look = tuple[str, tuple[str, ...], frozenset[str]]
NOWHERE: frozenset[str] = frozenset()

#: Forms that propose the places, organisations and people in office of the whole site: that they exist is no secret.
REGISTRY = frozenset({
    "claim-state", "unknown-note", "delegation-add", "delegation-change", "member-add", "member-change",
    "engagement-add", "engagement-change", "reconciliation-add", "enquiry-open", "agreement-signatory",
    "instrument-add", "commitment-add", "city-companies",
})  # fmt: skip
#: Where exhibitors stand on their own account; nobody walks to the pages of neighbours and partners.
CATALOGUE = frozenset({
    "catalogue", "catalogue-list", "catalogue-exhibitor", "catalogue-csv", "catalogue-json", "catalogue-pdf",
    "catalogue-print", "catalogue-sitemap",
})  # fmt: skip
#: Where the API lists organisations and places, whatever they have to do with.
ORGANISATIONS, PLACES = REGISTRY | {"api:organisations"}, REGISTRY | {"api:places"}
EXHIBITORS = ORGANISATIONS | CATALOGUE | {"exhibitors", "exhibitors-file", "api:exhibitors"}
#: Where it is said that a delegation comes.
DELEGATIONS = frozenset({"delegations", "delegations-file", "closing-report-file"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """A value in a confidential field: how it looks, whose it is, where it may stand on its own account."""

    field: Field
    thing: str
    looks: tuple[str, ...]
    words: Words
    open_at: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The field and the thing in one word."""
        return f"{self.field[0]}.{self.field[1]} of {self.thing}"

    def shows_in(self, text: str) -> bool:
        """Say whether the value stands in a text; a number only by itself, not within the digits of another."""
        return any(
            look in text and (not look.isdecimal() or re.search(rf"(?<!\d){look}(?!\d)", text)) for look in self.looks
        )


@dataclass(slots=True, kw_only=True)
class Thing:
    """One of everything that mandates are held for, with what an address needs to lead there."""

    name: str
    exhibitor: Exhibitor
    delegation: Delegation
    engagement: Engagement
    member: Member
    note: int
    offer: int
    request: SlotRequest
    enquiry: DeskEnquiry
    plants: list[Plant] = field(default_factory=list)


def confidential() -> dict[Field, Predicate]:
    """Return the confidential fields of all chapters, and who sees each."""
    found: dict[Field, Predicate] = {}
    for chapter in pkgutil.iter_modules(kirmash.__path__):
        if chapter.ispkg and importlib.util.find_spec(f"kirmash.{chapter.name}.rights"):
            rights = importlib.import_module(f"kirmash.{chapter.name}.rights")
            found |= getattr(rights, "CONFIDENTIAL", {})
    return found


# --- the world -----------------------------------------------------------------------------


def a_world() -> list[Thing]:
    """Make two fairs: in the first mine, another's and my guest's things, in the second a stranger's."""
    first, second = (_fair(key) for key in ("one", "two"))
    days = _days()
    mine = _thing("mine", first, days)
    other = _thing("other", first, days)
    guest = _thing("guest", first, days, host=mine.exhibitor)
    far = _thing("far", second, days)
    for fair in (first, second):
        a_published_catalogue(fair)
    return [mine, other, guest, far]


def _fair(key: str) -> Fair:
    place = Place.objects.create(key=f"town-{key}", kind="city", country_code="BY")
    PlaceName.objects.create(place=place, language="en", text=f"Town {key}")
    fair = Fair.objects.create(
        key=key, names={"en": f"Fair {key}"}, place=place, dateline=place, begins_on=DAY, time_zone="Europe/Minsk",
        ends_on=DAY + datetime.timedelta(days=2), reported_on=DAY,
        venue=Venue.objects.create(key=f"venue-{key}", place=place),
    )  # fmt: skip
    subject, about = f"fair:{key}", a_property()
    a_claim(f"claim-{key}", "510", subject=subject, about=about)
    a_claim(f"rival-{key}", "520", subject=subject, about=about)
    if key == "two":
        _decide(subject)
    DeskRules.objects.create(fair=fair, publishes_register=True)
    Unknown.objects.create(key=f"unknown-{key}", subject=subject, matter="visitors", noted_on=DAY)
    Instrument.objects.create(key=f"instrument-{key}", kind="contract", fair=fair, binding="unknown")
    _let_out(Release.objects.create(
        key=f"release-{key}", fair=fair, style="en", language="en", headline="H", filed_on=DAY
    ))  # fmt: skip
    return fair


def _let_out(release: Release) -> None:
    """Put a bulletin before the public, without the gates on its way there."""
    version = Version.objects.create(fair=release.fair, style=release.style, number=1, text=release.headline)
    Publication.objects.create(
        release=release, version=version, headline=release.headline, filed_on=DAY,
        published_at=datetime.datetime.combine(DAY, datetime.time(), datetime.UTC),
    )  # fmt: skip


def _decide(subject: str) -> None:
    """Decide a conflict, so that there is one to open again; the other fair's is open."""
    a_source("editor", kind=SourceKind.EDITOR)
    resolve_conflict(
        key="decision", subject=subject, about=a_property(), part="", upheld=[Claim.objects.get(key="claim-two")],
        verdict=Verdict.ONE, reason="as counted", reasons={}, decided_by="Chen", decided_on=DAY,
    )  # fmt: skip


def _days() -> Iterator[datetime.date]:
    """Yield days that stand nowhere else, none of which is written within another."""
    return (datetime.date(2031 + n // 204, n // 17 % 12 + 1, 11 + n % 17) for n in count())


def _thing(name: str, fair: Fair, days: Iterator[datetime.date], host: Exhibitor | None = None) -> Thing:
    sown: list[Plant] = []
    exhibitor = _exhibitor(name, fair, host)
    _plant_stand(name, exhibitor, days, sown)
    note, offer = _plant_dealings(name, exhibitor, days, sown)
    delegation = _plant_delegation(name, fair, sown)
    member = _plant_member(name, delegation, days, sown)
    engagement = _plant_engagement(name, delegation, days, sown)
    request = _plant_slot_request(name, fair, days, sown)
    enquiry = _plant_enquiry(name, exhibitor, days, sown)
    return Thing(
        name=name, exhibitor=exhibitor, delegation=delegation, engagement=engagement, member=member, note=note,
        offer=offer, request=request, enquiry=enquiry, plants=sown,
    )  # fmt: skip


def _list_beside(home: Place, name: str) -> None:
    """Compare a list with the register of a city: one line of it is taken, the other is not."""
    reading = read_pasted("name,country\nX,\nY,Z", Listed(name="x", scope=Scope.ABOUT, of=end_of(home)))
    now = datetime.datetime(2025, 9, 29, tzinfo=datetime.UTC)
    made = compare_list(place=home, name="x", scope=Scope.ABOUT, reading=reading, now=now)
    Reconciliation.objects.filter(pk=made.pk).update(key=f"list-{name}")


def word(what: str, name: str) -> str:
    """Return a word that occurs nowhere else, nor within another."""
    return f"{BEGINNING}{what}{name[0]}q"


def texts(text: str) -> dict[str, str]:
    """Return a text that is the same in every language, so that no language hides it."""
    return dict.fromkeys(LANGUAGES, text)


def looks_of_day(day: datetime.date) -> tuple[str, ...]:
    """Return how pages and files write a day."""
    return (day.isoformat(), f"{day:%-d %B %Y}", f"{day:%-d %b}", f"{day:%Y%m%d}")


def looks_of_number(number: int) -> tuple[str, ...]:
    """Return how pages and files write a number."""
    return (str(number), f"{number:,}")


def _exhibitor(name: str, fair: Fair, host: Exhibitor | None) -> Exhibitor:
    pavilion = Pavilion.objects.create(fair=fair, key=f"pavilion-{name}", kind="national", place=fair.place)
    standing = {"standing": "co", "host": host} if host else {}
    made = an_exhibitor(f"maker-{name}", fair=fair, name=f"Maker {name}", pavilion=pavilion, **standing)
    home = Place.objects.create(key=f"home-{name}", kind="city")
    _list_beside(home, name)
    Organisation.objects.filter(pk=made.organisation_id).update(place=home)
    return Exhibitor.objects.select_related("organisation__place", "host__organisation").get(pk=made.pk)


def _neighbour(fair: Fair, what: str, name: str) -> Exhibitor:
    return an_exhibitor(f"{what}-{name}", fair=fair, name=word(what, name))


def _person(what: str, name: str) -> Person:
    person = Person.objects.create(key=f"{what}-{name}")
    PersonName.objects.bulk_create(PersonName(person=person, language=to, text=word(what, name)) for to in LANGUAGES)
    return person


def _organisation(what: str, name: str) -> Organisation:
    made = Organisation.objects.create(key=f"{what}-{name}", kind="company")
    OrganisationName.objects.create(organisation=made, language="en", text=word(what, name))
    return made


def _place(what: str, name: str) -> Place:
    made = Place.objects.create(key=f"{what}-{name}", kind="city")
    PlaceName.objects.create(place=made, language="en", text=word(what, name))
    return made


def _number(first: int, name: str) -> int:
    return first + ["mine", "other", "guest", "far"].index(name)


def _plant_stand(name: str, exhibitor: Exhibitor, days: Iterator[datetime.date], sown: list[Plant]) -> None:
    words, fair, day = words_of_exhibitor(exhibitor), exhibitor.fair, next(days)

    def sow(table: str, column: str, *looks: str, open_at: frozenset[str] = frozenset()) -> None:
        sown.append(Plant(field=(table, column), thing=name, looks=looks, words=words, open_at=open_at))

    area, power = _number(48_317, name), _number(73_191, name)
    StandWish.objects.create(
        exhibitor=exhibitor, area_m2=area, shape=word("sh", name), build=word("bu", name), power_kw=power,
        near=_neighbour(fair, "near", name), away_from=_neighbour(fair, "away", name),
    )  # fmt: skip
    sow("StandWish", "area_m2", *looks_of_number(area))
    sow("StandWish", "power_kw", *looks_of_number(power))
    sow("StandWish", "shape", word("sh", name))
    sow("StandWish", "build", word("bu", name))
    sow("StandWish", "near", word("near", name), open_at=EXHIBITORS)
    sow("StandWish", "away_from", word("away", name), open_at=EXHIBITORS)
    Representative.objects.create(
        exhibitor=exhibitor, person=_person("stand", name), languages=[word("tongue", name)], days=[str(day)]
    )
    sow("Representative", "person", word("stand", name), open_at=frozenset({"member-add"}))
    sow("Representative", "languages", word("tongue", name), open_at=CATALOGUE)  # which are spoken there, not by whom
    sow("Representative", "days", *looks_of_day(day))


def _plant_dealings(
    name: str, exhibitor: Exhibitor, days: Iterator[datetime.date], sown: list[Plant]
) -> tuple[int, int]:
    words = own_words_of(exhibitor)
    writer = an_account(f"{word('writer', name)}@kirmash.example", None, has_password=False)
    note = note_exhibitor(exhibitor=exhibitor, text=word("note", name), account=writer)
    amount, currency, day = _number(918_427_153, name), f"XQ{name[0].upper()}", next(days)
    changed, offer = (
        offer_price(
            exhibitor=exhibitor,
            amount_minor=amount,
            currency=currency,
            basis=word("b", name),
            valid_until=day,
            account=None,
        )
        for _time in range(2)
    )
    StandOffer.objects.filter(pk=changed.pk).update(state=word("st", name))
    rows: list[Look] = [
        ("text", (word("note", name),), NOWHERE),
        ("by", (writer.email,), frozenset({"history", "api:history"})),
    ]
    for column, looks, open_at in rows:
        sown.append(Plant(field=("ExhibitorNote", column), thing=name, looks=looks, words=words, open_at=open_at))
    of_offer: dict[str, tuple[str, ...]] = {
        "amount_minor": (*looks_of_number(amount), f"{amount / 100:,.2f}"),
        "currency": (currency,),
        "basis": (word("b", name),),
        "valid_until": looks_of_day(day),
        "state": (word("st", name),),
    }
    for column, looks in of_offer.items():
        sown.append(Plant(field=("StandOffer", column), thing=name, looks=looks, words=words))
    return note.pk, offer.pk


def _plant_delegation(name: str, fair: Fair, sown: list[Plant]) -> Delegation:
    head, role = _person("head", name), Role.objects.create(key=f"role-{name}")
    RoleName.objects.create(role=role, gender="masculine", language="en", text=word("role", name))
    office = Office.objects.create(key=f"office-{name}", person=head, role=role, body=_organisation("body", name))
    rank = _number(23_711, name)
    made = add_delegation(
        fair=fair, names={"en": f"Delegation {name}"}, place=fair.place, organisation=None, head=head, office=office,
        rank=rank,
    )  # fmt: skip
    rows: list[Look] = [
        ("head", (word("head", name),), REGISTRY),
        ("office", (word("role", name),), REGISTRY),
        ("rank", looks_of_number(rank), NOWHERE),
    ]
    for column, looks, open_at in rows:
        sown.append(Plant(field=("Delegation", column), thing=name, looks=looks, words=words_of(made), open_at=open_at))
    return made


def _plant_member(name: str, delegation: Delegation, days: Iterator[datetime.date], sown: list[Plant]) -> Member:
    first, last = next(days), next(days)
    made = add_member(
        delegation=delegation, names=texts(word("member", name)), functions=texts(word("function", name)),
        organisation=_organisation("firm", name), arrives_on=first, leaves_on=last, languages=[word("speech", name)],
        needs_interpreter=True,
    )  # fmt: skip
    rows: list[Look] = [
        ("person", (word("member", name),), NOWHERE),
        ("functions", (word("function", name),), NOWHERE),
        ("organisation", (word("firm", name),), ORGANISATIONS),
        ("arrives_on", looks_of_day(first), NOWHERE),
        ("leaves_on", looks_of_day(last), NOWHERE),
        ("languages", (word("speech", name),), NOWHERE),
    ]
    for column, looks, open_at in rows:
        sown.append(
            Plant(field=("Member", column), thing=name, looks=looks, words=words_of(delegation), open_at=open_at)
        )
    return made


def _plant_engagement(
    name: str, delegation: Delegation, days: Iterator[datetime.date], sown: list[Plant]
) -> Engagement:
    fair, day, minute = delegation.fair, next(days), _number(31, name)
    zone = datetime.timezone(datetime.timedelta(hours=3))
    begins, ends = (datetime.datetime.combine(day, datetime.time(hour, minute), zone) for hour in (4, 5))
    space = Space.objects.create(
        key=f"space-{name}", kind="hall", names=texts(word("hall", name)),
        venue=Venue.objects.create(key=f"elsewhere-{name}", place=fair.place),
    )  # fmt: skip
    partner = Delegation.objects.create(
        fair=fair, key=f"partner-{name}", place=fair.place, names=texts(word("partner", name))
    )
    made = plan_engagement(
        delegation=delegation, kind=word("k", name), begins_at=begins, ends_at=ends, titles=texts(word("title", name)),
        place=_place("spot", name), space=space, exhibitor=_neighbour(fair, "tour", name), room=word("room", name),
        with_delegation=partner, with_organisation=_organisation("whom", name), is_public=False,
        interpreters=[word("voice", name)], note=word("remark", name),
    )  # fmt: skip
    both = words_of_engagement(made)
    rows: list[Look] = [
        ("kind", (word("k", name),), NOWHERE),
        ("begins_at", (*_looks_of_moment(begins), *looks_of_day(day)), NOWHERE),
        ("ends_at", _looks_of_moment(ends), NOWHERE),
        ("titles", (word("title", name),), NOWHERE),
        ("place", (word("spot", name),), PLACES),
        ("space", (word("hall", name),), REGISTRY),
        ("exhibitor", (word("tour", name),), EXHIBITORS),
        ("room", (word("room", name),), NOWHERE),
        ("with_delegation", (word("partner", name),), DELEGATIONS | REGISTRY),
        ("with_organisation", (word("whom", name),), ORGANISATIONS),
        ("interpreters", (word("voice", name),), NOWHERE),
        ("note", (word("remark", name),), NOWHERE),
    ]
    for column, looks, open_at in rows:
        words = words_of(delegation) if column == "note" else both
        sown.append(Plant(field=("Engagement", column), thing=name, looks=looks, words=words, open_at=open_at))
    _plant_public(name, delegation, sown)
    return made


def _plant_public(name: str, delegation: Delegation, sown: list[Plant]) -> None:
    """Plant a public engagement: its note and its interpreters are confidential all the same."""
    begins = datetime.datetime(2025, 9, 29, 9, tzinfo=datetime.UTC)
    plan_engagement(
        delegation=delegation, kind="signing", begins_at=begins, ends_at=begins + datetime.timedelta(hours=1),
        titles=texts(f"Signing {name}"), place=None, space=None, exhibitor=None, room="", with_delegation=None,
        with_organisation=None, interpreters=[word("aside", name)], is_public=True, note=word("hint", name),
    )  # fmt: skip
    for column, look in {"interpreters": word("aside", name), "note": word("hint", name)}.items():
        sown.append(
            Plant(field=("Engagement", column), thing=f"{name}, public", looks=(look,), words=words_of(delegation))
        )


def _looks_of_moment(moment: datetime.datetime) -> tuple[str, ...]:
    return (
        f">{moment:%H:%M}<",
        f"{moment:%Y-%m-%dT%H:%M}",
        f"{moment:%Y-%m-%d %H:%M}",
        f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M}",
        f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M}",
    )


def _plant_slot_request(name: str, fair: Fair, days: Iterator[datetime.date], sown: list[Plant]) -> SlotRequest:
    """Plant what the parties of an instrument ask of the signing desk; its file has a text, a step and papers."""
    home, town = Place.objects.get(key=f"home-{name}"), Place.objects.get(key=f"town-{fair.key}")
    instrument = Instrument.objects.create(key=f"file-{name}", kind="partnership", fair=fair)
    for position, place in enumerate((home, town), start=1):
        Party.objects.create(instrument=instrument, position=position, place=place)
    write_text(instrument=instrument, content=content())
    set_route(instrument=instrument, steps=[StepWords(kind="council", lead_days=1, office="x")])
    issue_papers(instrument=instrument, reason="x")
    day, value, currency = next(days), _number(527_318_641, name), f"XW{name[0].upper()}"
    made = SlotRequest.objects.create(
        fair=fair, instrument=instrument, state="accepted", wished_on=day, not_before=datetime.time(3, 41),
        not_after=datetime.time(22, 41), contact=word("call", name), value=value, currency=currency,
        note=word("wish", name),
    )  # fmt: skip
    looks: dict[str, tuple[str, ...]] = {
        "wished_on": looks_of_day(day), "contact": (word("call", name),), "value": looks_of_number(value),
        "currency": (currency,), "note": (word("wish", name),),
    }  # fmt: skip
    words = words_of_instrument(instrument)
    sown += [Plant(field=("SlotRequest", column), thing=name, looks=look, words=words)
             for column, look in looks.items()]  # fmt: skip
    return made


def _plant_enquiry(name: str, exhibitor: Exhibitor, days: Iterator[datetime.date], sown: list[Plant]) -> DeskEnquiry:
    """Plant what a company asks of the signing desk before there is a file."""
    day, value, currency = next(days), _number(617_283_945, name), f"XV{name[0].upper()}"
    phone, mail = f"+3752967{_number(1_903_11, name)}", f"{word('post', name)}@maker.example"
    number = 1 + exhibitor.fair.desk_enquiries.count()
    made = DeskEnquiry.objects.create(
        fair=exhibitor.fair, number=number, subject=f"organisation:{exhibitor.organisation.key}", kind="contract",
        parties=word("sides", name), asker=word("asker", name), contact_name=word("whom2", name), contact_mail=mail,
        contact_phone=phone, value=value, currency=currency, wished_on=day, state="refused",
        reason=word("because", name),
    )  # fmt: skip
    looks: dict[str, tuple[str, ...]] = {
        "parties": (word("sides", name),), "asker": (word("asker", name),), "contact_name": (word("whom2", name),),
        "contact_mail": (mail,), "contact_phone": (phone,), "value": looks_of_number(value), "currency": (currency,),
        "wished_on": looks_of_day(day), "reason": (word("because", name),),
    }  # fmt: skip
    words = words_of_enquiry(made)
    sown += [Plant(field=("DeskEnquiry", column), thing=name, looks=look, words=words)
             for column, look in looks.items()]  # fmt: skip
    return made
