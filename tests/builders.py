"""Builders: what a test needs in one line, with keyword overrides and nothing surprising."""

import datetime
from typing import Any

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.signature import Signature
from kirmash.base.actions import vouch_for_address
from kirmash.base.models import SITE, Account, Mandate, SiteRole
from kirmash.catalogue.actions import publish_catalogue
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.matching.models import GoodsLine
from kirmash.protocol.models import Delegation, Engagement
from kirmash.record.models import Cardinality, Claim, Comparator, Datatype, Property, Source, SourceKind
from kirmash.registry.actions import order_organisations, put_organisations, put_people, put_places
from kirmash.registry.models.organisation import Organisation, OrganisationKind, OrganisationName
from kirmash.registry.models.person import Office, Person, PersonName, Role
from kirmash.registry.models.place import Place, PlaceName

DAY = datetime.date(2025, 9, 29)


def an_account(
    email: str = "chen@kirmash.example",
    role: SiteRole | None = SiteRole.AUDITOR,
    subject: str = SITE,
    *,
    has_password: bool = True,
) -> Account:
    """Make an account with a role, or with none; without a password it is made much faster."""
    password = "correct-horse-battery" if has_password else None
    account = Account.objects.create_user(email, password)
    vouch_for_address(account=account)
    if role:
        Mandate.objects.create(account=account, role=role, subject=subject)
    return account


def a_source(key: str = "a-paper", **values: Any) -> Source:
    """Make a source."""
    defaults = {"kind": SourceKind.PRESS, "title": "A report", "publisher": "A paper", "url": "https://example.org/1"}
    return Source.objects.get_or_create(key=key, defaults={**defaults, **values})[0]


def a_property(key: str = "exhibitors", **values: Any) -> Property:
    """Make a property."""
    defaults = {"datatype": Datatype.NUMBER, "cardinality": Cardinality.ONE, "unit": "companies"}
    return Property.objects.get_or_create(key=key, defaults={**defaults, "labels": {"en": key}, **values})[0]


def a_claim(key: str, value: str, **values: Any) -> Claim:
    """Make a claim."""
    defaults = {
        "subject": "fair:a-fair",
        "about": values.pop("about", None) or a_property(),
        "source": values.pop("source", None) or a_source(),
        "comparator": Comparator.EXACTLY,
        "as_of": DAY,
    }
    return Claim.objects.create(key=key, value=value, **{**defaults, **values})


def an_exhibitor(key: str, *, fair: Fair, name: str = "", **values: Any) -> Exhibitor:
    """Make an invented company and its part in a fair."""
    organisation = Organisation.objects.create(key=key, kind=OrganisationKind.COMPANY, is_demo=True, place=fair.place)
    OrganisationName.objects.create(organisation=organisation, language="en", text=name or key)
    order_organisations(keys=[key])
    defaults = {"standing": Standing.MAIN, "has_own_staff": True, "has_own_goods": True}
    return Exhibitor.objects.create(key=key, fair=fair, organisation=organisation, **{**defaults, **values})


def a_delegation(key: str, *, fair: Fair, **values: Any) -> Delegation:
    """Make a delegation to a fair, from the fair's own place."""
    defaults = {"place": fair.place, "names": {"en": f"Delegation {key}"}}
    return Delegation.objects.create(key=key, fair=fair, **{**defaults, **values})


def a_named_person(key: str, *, name: str = "") -> Person:
    """Make a person with a name."""
    person = Person.objects.create(key=key)
    PersonName.objects.create(person=person, language="en", text=name or key)
    return person


def an_engagement(delegation: Delegation, begins: str, ends: str, **values: Any) -> Engagement:
    """Make an engagement, on the first day of the founding fair if not on another, in its time."""
    key, day = str(delegation.engagements.count() + 1), values.pop("day", DAY)
    first, last = (datetime.datetime.fromisoformat(f"{day}T{hour}+03:00") for hour in (begins, ends))
    defaults = {"kind": "talks", "titles": {"en": f"Engagement {key}"}, "begins_at": first, "ends_at": last}
    return Engagement.objects.create(delegation=delegation, key=key, **{**defaults, **values})


def a_place(key: str, *, parent: Place | None = None, **names: str) -> Place:
    """Make a place with its names by language, and put it into the search."""
    place = Place.objects.create(key=key, kind="city", parent=parent)
    PlaceName.objects.bulk_create(PlaceName(place=place, language=lang, text=text) for lang, text in names.items())
    put_places(keys=[key])
    return place


def an_organisation(key: str, *, place: Place | None = None, is_demo: bool = False, **names: str) -> Organisation:
    """Make a company with its names by language, and put it into the search."""
    made = Organisation.objects.create(key=key, kind="company", place=place, is_demo=is_demo)
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=made, language=language, text=text) for language, text in names.items()
    )
    put_organisations(keys=[key])
    return made


def a_person(key: str, **names: str) -> Person:
    """Make a person with names by language, and put them into the search."""
    person = Person.objects.create(key=key, gender="feminine")
    PersonName.objects.bulk_create(PersonName(person=person, language=lang, text=text) for lang, text in names.items())
    put_people(keys=[key])
    return person


def an_office(key: str, *, person: Person, body: Organisation | None = None, role: str = "chair") -> Office:
    """Make an office of a person in a body."""
    body = body or Organisation.objects.create(key=f"{key}-body", kind="company")
    return Office.objects.create(key=key, person=person, body=body, role=Role.objects.get_or_create(key=role)[0])


def a_signature(office: Office, *, key: str = "an-instrument") -> Signature:
    """Make an instrument between a body and itself, signed by whoever holds an office."""
    instrument = Instrument.objects.create(key=key, kind="agreement")
    party = Party.objects.create(instrument=instrument, position=1, organisation=office.body)
    return Signature.objects.create(instrument=instrument, party=party, office=office, signed_on=DAY)


def a_goods_line(exhibitor: Exhibitor, text: str, *codes: str, side: str = "offer", language: str = "en") -> GoodsLine:
    """Make an offer or a demand of an exhibitor."""
    return GoodsLine.objects.create(
        fair=exhibitor.fair, organisation=exhibitor.organisation, key=f"line-{GoodsLine.objects.count() + 1}",
        side=side, language=language, text=text, codes=list(codes),
    )  # fmt: skip


def a_published_catalogue(fair: Fair, **values: Any) -> Fair:
    """Open the catalogue of a fair that has exhibitors."""
    return publish_catalogue(fair=fair, published_on=DAY, **values)
