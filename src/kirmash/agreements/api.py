"""Agreements by the API."""

import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from kirmash.agreements.models.instrument import Act, Binding, Instrument, Kind, LifeEvent, Party
from kirmash.agreements.models.signature import Signature
from kirmash.agreements.models.topic import Block, Flow, Topic, TradeDirection
from kirmash.agreements.queries import instruments_with_all
from kirmash.agreements.rights import READ_AGREEMENTS
from kirmash.base.access import demand, fair_word, may
from kirmash.base.api.paging import Page, Paging, fetch
from kirmash.base.api.words import In, Key, Named, Out, Texts, texts_of
from kirmash.base.models import SITE
from kirmash.base.texts import choose
from kirmash.connections.door import by, visitor_of
from kirmash.connections.models import Scope
from kirmash.registry.api import named_place
from kirmash.registry.queries import name_of, title_of

router = Router(tags=["Agreements"])


class PartyOut(Out):
    """A side of an agreement: a place, or an organisation."""

    position: int
    name: str
    place: str = Field(description="Key of the place; empty where an organisation is the party.")
    organisation: str = Field(description="Key of the organisation.")

    @classmethod
    def of(cls, party: Party) -> "PartyOut":
        """Return a party as it goes out."""
        named = party.place or party.organisation
        return cls(
            position=party.position,
            name=name_of(named.names.all()) if named else "",
            place=party.place.key if party.place else "",
            organisation=party.organisation.key if party.organisation else "",
        )


class EventOut(Out):
    """An act done with an agreement."""

    act: Act
    done_on: datetime.date | None
    year: int | None = Field(description="Where the day is not known.")
    place: Named | None

    @classmethod
    def of(cls, event: LifeEvent) -> "EventOut":
        """Return an act as it goes out."""
        return cls(act=Act(event.act), done_on=event.done_on, year=event.year, place=named_place(event.place))


class SignatureOut(Out):
    """Who signed for which party, in which office."""

    party: int = Field(description="Position of the party.")
    name: str
    title: str
    authority: str
    mode: str
    signed_on: datetime.date

    @classmethod
    def of(cls, signature: Signature) -> "SignatureOut":
        """Return a signature as it goes out."""
        return cls(
            party=signature.party.position,
            name=name_of(signature.office.person.names.all()),
            title=title_of(signature.office),
            authority=signature.authority,
            mode=signature.mode,
            signed_on=signature.signed_on,
        )


class TopicOut(Named):
    """What was spoken of, and where: in the text, in a statement, in talks."""

    names: Texts
    block: Block

    @classmethod
    def of(cls, topic: Topic) -> "TopicOut":
        """Return a topic as it goes out."""
        return cls(key=topic.key, name=choose(topic.names), names=texts_of(topic.names), block=Block(topic.block))


class DirectionOut(Named):
    """A group of goods named as a direction of trade."""

    names: Texts
    block: Block
    flow: Flow
    codes: list[str]
    codes_confirmed: bool

    @classmethod
    def of(cls, direction: TradeDirection) -> "DirectionOut":
        """Return a direction of trade as it goes out."""
        return cls(
            key=direction.key,
            name=choose(direction.names),
            names=texts_of(direction.names),
            block=Block(direction.block),
            flow=Flow(direction.flow),
            codes=direction.codes,
            codes_confirmed=direction.codes_confirmed,
        )


class AgreementOut(Out):
    """A document, or an understanding recorded as one, between cities, regions or companies."""

    key: str
    kind: Kind
    binding: Binding
    fair: str = Field(description="Key of the fair where it was made; empty where it was none.")
    parties: list[PartyOut]
    events: list[EventOut]
    is_demo: bool


class AgreementDetail(AgreementOut):
    """An agreement with its signatures, topics and directions of trade.

    What sources state about it are claims about the subject `instrument:KEY`.
    """

    parent: str = Field(description="Key of the agreement that it rests on.")
    signatures: list[SignatureOut]
    topics: list[TopicOut]
    trade_directions: list[DirectionOut]


class AgreementPage(Page):
    """A page of agreements, in the order in which they were recorded."""

    items: list[AgreementOut]


class AgreementFilter(In):
    """Which agreements are wanted."""

    fair: Key | None = None
    kind: Kind | None = None


@router.get(
    "/agreements",
    response=AgreementPage,
    operation_id="list-agreements",
    summary="List agreements",
    **by(Scope.READ_AGREEMENTS),
)
def agreements(
    request: HttpRequest, response: HttpResponse, wanted: Query[AgreementFilter], paging: Query[Paging]
) -> AgreementPage:
    """List agreements with their parties and what was done with them."""
    columns = {"fair__key": wanted.fair, "kind": wanted.kind}
    found = instruments_with_all().filter(**{column: value for column, value in columns.items() if value})
    account = visitor_of(request).account
    if not may(account, READ_AGREEMENTS, frozenset({SITE})):
        own = [subject.partition(":")[2] for _role, subject in account.held if subject.startswith("fair:")]
        found = found.filter(Q(fair=None) | Q(fair__key__in=own))
    rows, said = fetch(request, response, found, paging)
    return AgreementPage(items=[AgreementOut(**_words(instrument)) for instrument in rows], **said)


@router.get(
    "/agreements/{key}",
    response=AgreementDetail,
    operation_id="get-agreement",
    summary="Show an agreement",
    **by(Scope.READ_AGREEMENTS),
)
def agreement(request: HttpRequest, key: Key) -> AgreementDetail:
    """Show an agreement: parties, acts, signatures, topics, directions of trade."""
    found = get_object_or_404(instruments_with_all(), key=key)
    demand(visitor_of(request).account, READ_AGREEMENTS, fair_word(found.fair.key) if found.fair else None)
    return AgreementDetail(
        **_words(found),
        parent=found.parent.key if found.parent else "",
        signatures=[SignatureOut.of(signature) for signature in found.signatures.all()],
        topics=[TopicOut.of(topic) for topic in found.topics.all()],
        trade_directions=[DirectionOut.of(direction) for direction in found.trade_directions.all()],
    )


def _words(instrument: Instrument) -> dict[str, Any]:  # Any: fields of several kinds
    return {
        "key": instrument.key,
        "kind": Kind(instrument.kind),
        "binding": Binding(instrument.binding),
        "fair": instrument.fair.key if instrument.fair else "",
        "parties": [PartyOut.of(party) for party in instrument.parties.all()],
        "events": [EventOut.of(event) for event in instrument.events.all()],
        "is_demo": instrument.is_demo,
    }
