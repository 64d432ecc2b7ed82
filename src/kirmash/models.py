"""Contents of the tables: every model of every chapter (Django looks here)."""

from kirmash.agreements.models.instrument import Instrument, LifeEvent, Party
from kirmash.agreements.models.signature import Signature
from kirmash.agreements.models.topic import Topic, TradeDirection
from kirmash.base.models import Account, Change, Event
from kirmash.bulletin.models import Release, Sentence
from kirmash.connections.models import ApiToken, Delivery, KeptAnswer, Webhook
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Edition, Fair, Section
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Exhibit, StandWish
from kirmash.exhibition.models.venue import Space, Venue
from kirmash.matching.models import GoodsLine
from kirmash.record.models import Claim, Property, Resolution, Source, Unknown, Withdrawal
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.organisation import Organisation, OrganisationName
from kirmash.registry.models.person import Office, Person, PersonName, Role, RoleName
from kirmash.registry.models.place import Place, PlaceName
from kirmash.search.models import Entry

__all__ = [
    "Account",
    "ApiToken",
    "Change",
    "Claim",
    "Delivery",
    "Edition",
    "Entry",
    "Event",
    "Exhibit",
    "Exhibitor",
    "Fair",
    "GoodsCode",
    "GoodsLine",
    "Instrument",
    "KeptAnswer",
    "LifeEvent",
    "Office",
    "Organisation",
    "OrganisationName",
    "Party",
    "Pavilion",
    "Person",
    "PersonName",
    "Place",
    "PlaceName",
    "Property",
    "Release",
    "Representative",
    "Resolution",
    "Role",
    "RoleName",
    "Section",
    "Sentence",
    "Signature",
    "Source",
    "Space",
    "StandWish",
    "Topic",
    "TradeDirection",
    "Unknown",
    "Venue",
    "Webhook",
    "Withdrawal",
]
