"""Fairs, their sections, pavilions, spaces, figures and exhibitors by the API."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from ninja import Query, Router
from pydantic import Field

from kirmash.base.access import may
from kirmash.base.api.paging import Page, Paging, cut, fetch
from kirmash.base.api.words import In, Key, Named, Out, Texts, texts_of
from kirmash.base.texts import choose
from kirmash.connections.door import by, visitor_of
from kirmash.connections.models import Scope
from kirmash.exhibition.models.exhibitor import Exhibitor, Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.pavilion import Pavilion, PavilionKind
from kirmash.exhibition.models.representative import Representative
from kirmash.exhibition.models.stand import Exhibit
from kirmash.exhibition.models.venue import Space, SpaceKind
from kirmash.exhibition.queries import exhibitors_of, figures_holding, seen_by
from kirmash.exhibition.rights import SEE_PEOPLE, words_of
from kirmash.record.api.claims import ClaimPage
from kirmash.record.api.words import ClaimOut
from kirmash.record.queries import State
from kirmash.registry.api import CountryCode, named_place, names_in_force
from kirmash.registry.queries import goods_named, name_of

router = Router(tags=["Fairs"])


class FairOut(Named):
    """An edition of a fair."""

    names: Texts
    place: Named | None
    venue: Named | None
    begins_on: datetime.date
    ends_on: datetime.date
    edition: int | None = Field(description="Number of the edition, where it is known.")
    time_zone: str = Field(description="IANA name of the time zone at the fair.")
    reported_on: datetime.date = Field(description="Day of filing: later claims stay out of its bulletins.")

    @classmethod
    def of(cls, fair: Fair) -> "FairOut":
        """Return a fair as it goes out."""
        return cls(
            key=fair.key,
            name=choose(fair.names),
            names=texts_of(fair.names),
            place=named_place(fair.place),
            venue=Named(key=fair.venue.key, name=choose(fair.venue.names)) if fair.venue else None,
            begins_on=fair.begins_on,
            ends_on=fair.ends_on,
            edition=fair.edition,
            time_zone=fair.time_zone,
            reported_on=fair.reported_on,
        )


class FairPage(Page):
    """A page of fairs, the latest first."""

    items: list[FairOut]


class SectionOut(Named):
    """A branch of industry that a fair shows."""

    names: Texts
    position: int


class SectionPage(Page):
    """A page of sections, in their order."""

    items: list[SectionOut]


class PavilionOut(Out):
    """A joint appearance of the exhibitors of one country or region."""

    key: str
    kind: PavilionKind
    place: Named | None

    @classmethod
    def of(cls, pavilion: Pavilion) -> "PavilionOut":
        """Return a pavilion as it goes out."""
        return cls(key=pavilion.key, kind=PavilionKind(pavilion.kind), place=named_place(pavilion.place))


class PavilionPage(Page):
    """A page of pavilions."""

    items: list[PavilionOut]


class SpaceOut(Named):
    """A hall or an outdoor ground of the fair's venue."""

    names: Texts
    kind: SpaceKind
    area_m2: int | None = Field(description="None where no area is known.")

    @classmethod
    def of(cls, space: Space) -> "SpaceOut":
        """Return a hall or a ground as it goes out."""
        names = texts_of(space.names)
        kind = SpaceKind(space.kind)
        return cls(key=space.key, name=choose(space.names), names=names, kind=kind, area_m2=space.area_m2)


class SpacePage(Page):
    """A page of halls and grounds."""

    items: list[SpaceOut]


class ExhibitorOut(Named):
    """An organisation's part in a fair."""

    organisation: str = Field(description="Key of the organisation.")
    standing: Standing
    place: Named | None
    section: Named | None
    pavilion: str = Field(description="Key of the pavilion; empty where it is in none.")
    host: Named | None = Field(description="The exhibitor on whose stand it is.")
    is_demo: bool = Field(description="Whether the organisation is invented for a demo.")


class ExhibitorPage(Page):
    """A page of exhibitors."""

    items: list[ExhibitorOut]


class ExhibitorFilter(In):
    """Which exhibitors are wanted; the same as on the page of exhibitors."""

    section: Key | None = None
    country: CountryCode | None = None
    pavilion: Key | None = None
    standing: Standing | None = None


class ExhibitOut(Named):
    """A machine or another large thing shown, with the room it takes as transported."""

    names: Texts
    shown_in: SpaceKind
    length_mm: int
    width_mm: int
    height_mm: int
    mass_kg: int

    @classmethod
    def of(cls, exhibit: Exhibit) -> "ExhibitOut":
        """Return an exhibit as it goes out."""
        return cls(
            key=exhibit.key,
            name=choose(exhibit.names),
            names=texts_of(exhibit.names),
            shown_in=SpaceKind(exhibit.shown_in),
            length_mm=exhibit.length_mm,
            width_mm=exhibit.width_mm,
            height_mm=exhibit.height_mm,
            mass_kg=exhibit.mass_kg,
        )


class CodeOut(Out):
    """A goods code that a line names."""

    code: str
    label: str = Field(description="Its label, or that of the nearest code above it; empty where none is known.")


class GoodsLineOut(Out):
    """An offer or a demand in the organisation's own words."""

    key: str
    side: str = Field(description="offer or demand")
    language: str
    text: str
    codes: list[CodeOut]


class RepresentativeOut(Named):
    """Who stands for an exhibitor."""

    languages: list[str]
    days: list[datetime.date]
    is_contact: bool

    @classmethod
    def of(cls, representative: Representative) -> "RepresentativeOut":
        """Return a person at a stand as it goes out."""
        person = representative.person
        return cls(
            key=person.key,
            name=name_of(person.names.all()),
            languages=representative.languages,
            days=representative.days,
            is_contact=representative.is_contact,
        )


class ExhibitorDetail(ExhibitorOut):
    """An exhibitor with what it shows, offers and seeks."""

    names: Texts
    has_own_staff: bool | None
    has_own_goods: bool | None
    guests: list[Named] = Field(description="Exhibitors on its stand.")
    exhibits: list[ExhibitOut]
    goods_lines: list[GoodsLineOut]
    people: list[RepresentativeOut] | None = Field(
        description="Who stands for it; null without the scope `read:people`."
    )


_FAIRS = Fair.objects.select_related("place", "venue").prefetch_related("place__names").order_by("-begins_on", "key")


@router.get("/fairs", response=FairPage, operation_id="list-fairs", summary="List fairs", **by(Scope.READ_FAIRS))
def fairs(request: HttpRequest, response: HttpResponse, paging: Query[Paging]) -> FairPage:
    """List the fairs of this site, the latest first."""
    rows, said = fetch(request, response, _FAIRS.all(), paging)
    return FairPage(items=[FairOut.of(fair) for fair in rows], **said)


@router.get("/fairs/{key}", response=FairOut, operation_id="get-fair", summary="Show a fair", **by(Scope.READ_FAIRS))
def fair(request: HttpRequest, key: Key) -> FairOut:
    """Show an edition of a fair."""
    return FairOut.of(get_object_or_404(_FAIRS, key=key))


@router.get(
    "/fairs/{key}/sections",
    response=SectionPage,
    operation_id="list-sections",
    summary="List a fair's sections",
    **by(Scope.READ_FAIRS),
)
def sections(request: HttpRequest, response: HttpResponse, key: Key, paging: Query[Paging]) -> SectionPage:
    """List the branches of industry that a fair shows, in their order."""
    rows, said = fetch(request, response, get_object_or_404(Fair, key=key).sections.all(), paging)
    items = [SectionOut(key=s.key, name=choose(s.names), names=texts_of(s.names), position=s.position) for s in rows]
    return SectionPage(items=items, **said)


@router.get(
    "/fairs/{key}/pavilions",
    response=PavilionPage,
    operation_id="list-pavilions",
    summary="List a fair's pavilions",
    **by(Scope.READ_FAIRS),
)
def pavilions(request: HttpRequest, response: HttpResponse, key: Key, paging: Query[Paging]) -> PavilionPage:
    """List the national expositions and regional stands of a fair."""
    found = get_object_or_404(Fair, key=key).pavilions.select_related("place").prefetch_related("place__names")
    rows, said = fetch(request, response, found, paging)
    return PavilionPage(items=[PavilionOut.of(pavilion) for pavilion in rows], **said)


@router.get(
    "/fairs/{key}/spaces",
    response=SpacePage,
    operation_id="list-spaces",
    summary="List the halls and grounds of a fair",
    **by(Scope.READ_FAIRS),
)
def spaces(request: HttpRequest, response: HttpResponse, key: Key, paging: Query[Paging]) -> SpacePage:
    """List the halls and grounds of the venue where a fair takes place."""
    venue = get_object_or_404(Fair.objects.select_related("venue"), key=key).venue
    found = Space.objects.filter(venue=venue).order_by("key") if venue else Space.objects.none()
    rows, said = fetch(request, response, found, paging)
    return SpacePage(items=[SpaceOut.of(space) for space in rows], **said)


@router.get(
    "/fairs/{key}/figures",
    response=ClaimPage,
    operation_id="list-figures",
    summary="List a fair's figures",
    **by(Scope.READ_RECORD),
)
def figures(request: HttpRequest, response: HttpResponse, key: Key, paging: Query[Paging]) -> ClaimPage:
    """List the figures about a whole fair that hold, as claims: each with its definition, day and source."""
    held = figures_holding(get_object_or_404(Fair, key=key), get_language() or "en")
    rows, said = cut(request, response, held, paging)
    return ClaimPage(items=[ClaimOut.of(shown, State.HOLDS) for shown in rows], **said)


@router.get(
    "/fairs/{key}/exhibitors",
    response=ExhibitorPage,
    operation_id="list-exhibitors",
    summary="List a fair's exhibitors",
    **by(Scope.READ_FAIRS),
)
def exhibitors(
    request: HttpRequest, response: HttpResponse, key: Key, wanted: Query[ExhibitorFilter], paging: Query[Paging]
) -> ExhibitorPage:
    """List a fair's exhibitors, narrowed by section, country, pavilion and standing."""
    chosen = {name: str(value) for name, value in wanted.model_dump(exclude_none=True).items()}
    found = seen_by(visitor_of(request).account, exhibitors_of(get_object_or_404(Fair, key=key), chosen))
    rows, said = fetch(request, response, found, paging)
    return ExhibitorPage(items=[ExhibitorOut(**_words(exhibitor)) for exhibitor in rows], **said)


@router.get(
    "/fairs/{key}/exhibitors/{exhibitor}",
    response=ExhibitorDetail,
    operation_id="get-exhibitor",
    summary="Show an exhibitor",
    **by(Scope.READ_FAIRS),
)
def exhibitor(request: HttpRequest, key: Key, exhibitor: Key) -> ExhibitorDetail:
    """Show an exhibitor with its exhibits, offers and demands.

    The people at its stand are personal data: a token needs the scope `read:people` to see them.
    """
    fair = get_object_or_404(Fair, key=key)
    visitor = visitor_of(request)
    found = get_object_or_404(seen_by(visitor.account, exhibitors_of(fair, {})), key=exhibitor)
    may_see_people = visitor.may(Scope.READ_PEOPLE) and may(visitor.account, SEE_PEOPLE, words_of(found))
    guests = found.guests.select_related("organisation").prefetch_related("organisation__names").order_by("key")
    return ExhibitorDetail(
        **_words(found),
        names=names_in_force(found.organisation.names.all()),
        has_own_staff=found.has_own_staff,
        has_own_goods=found.has_own_goods,
        guests=[Named(key=guest.key, name=name_of(guest.organisation.names.all())) for guest in guests],
        exhibits=[ExhibitOut.of(exhibit) for exhibit in found.exhibits.all()],
        goods_lines=_goods_lines(found),
        people=_people(found) if may_see_people else None,
    )


def _words(exhibitor: Exhibitor) -> dict[str, Any]:  # Any: fields of several kinds
    section, host = exhibitor.section, exhibitor.host
    return {
        "key": exhibitor.key,
        "name": name_of(exhibitor.organisation.names.all()),
        "organisation": exhibitor.organisation.key,
        "standing": Standing(exhibitor.standing),
        "place": named_place(exhibitor.organisation.place),
        "section": Named(key=section.key, name=choose(section.names)) if section else None,
        "pavilion": exhibitor.pavilion.key if exhibitor.pavilion else "",
        "host": Named(key=host.key, name=name_of(host.organisation.names.all())) if host else None,
        "is_demo": exhibitor.organisation.is_demo,
    }


def _people(exhibitor: Exhibitor) -> list[RepresentativeOut]:
    found = exhibitor.representatives.select_related("person").prefetch_related("person__names")
    return [RepresentativeOut.of(representative) for representative in found]


def _goods_lines(exhibitor: Exhibitor) -> list[GoodsLineOut]:
    lines = list(exhibitor.organisation.goods_lines.filter(fair=exhibitor.fair))
    labels = goods_named({code for line in lines for code in line.codes})
    return [
        GoodsLineOut(
            key=line.key,
            side=line.side,
            language=line.language,
            text=line.text,
            codes=[CodeOut(code=code, label=labels[code]) for code in line.codes],
        )
        for line in lines
    ]
