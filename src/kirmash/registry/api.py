"""Places, organisations and goods codes by the API."""

from collections.abc import Iterable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from kirmash.base.api.paging import Page, Paging, fetch
from kirmash.base.api.words import In, Key, Named, Out, Texts, texts_of
from kirmash.base.texts import choose
from kirmash.connections.door import by
from kirmash.connections.models import Scope
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.models.name import Case, NameForm
from kirmash.registry.models.organisation import Organisation, OrganisationKind
from kirmash.registry.models.place import Place, PlaceKind
from kirmash.registry.queries import name_of

router = Router(tags=["Registry"])
CountryCode = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166 code of two letters.")]


class PlaceOut(Named):
    """A country, a region or a city."""

    kind: PlaceKind
    names: Texts = Field(description="Names in force, by language tag.")
    country_code: str = Field(description="ISO 3166 code of its country, where it is recorded.")
    parent: Named | None = Field(description="The place that it lies in.")
    wikidata: str
    geonames: str

    @classmethod
    def of(cls, place: Place) -> "PlaceOut":
        """Return a place as it goes out."""
        return cls(
            key=place.key,
            name=name_of(place.names.all()),
            names=names_in_force(place.names.all()),
            kind=PlaceKind(place.kind),
            country_code=place.country_code,
            parent=named_place(place.parent),
            wikidata=place.wikidata,
            geonames=place.geonames,
        )


class PlacePage(Page):
    """A page of places."""

    items: list[PlaceOut]


class PlaceFilter(In):
    """Which places are wanted."""

    kind: PlaceKind | None = None
    country_code: CountryCode | None = None
    parent: Key | None = Field(default=None, description="Key of the place that they lie in.")


class OrganisationOut(Named):
    """A company, a public body, a chamber, an association or a newspaper."""

    kind: OrganisationKind
    level: str = Field(description="Level of government of a public body; empty for others.")
    names: Texts = Field(description="Names in force, by language tag.")
    place: Named | None
    registration_number: str
    website: str
    is_demo: bool = Field(description="Whether it is invented for a demo.")

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationOut":
        """Return an organisation as it goes out."""
        return cls(
            key=organisation.key,
            name=name_of(organisation.names.all()),
            names=names_in_force(organisation.names.all()),
            kind=OrganisationKind(organisation.kind),
            level=organisation.level,
            place=named_place(organisation.place),
            registration_number=organisation.registration_number,
            website=organisation.website,
            is_demo=organisation.is_demo,
        )


class OrganisationPage(Page):
    """A page of organisations."""

    items: list[OrganisationOut]


class OrganisationFilter(In):
    """Which organisations are wanted."""

    kind: OrganisationKind | None = None
    place: Key | None = Field(default=None, description="Key of its place.")
    is_demo: bool | None = None


class GoodsOut(Out):
    """A code of a nomenclature."""

    nomenclature: str = Field(description="HS, TN VED, CN …")
    code: str
    label: str = Field(description="Label in the language of the request, or the nearest one.")
    labels: Texts = Field(description="Labels by language.")

    @classmethod
    def of(cls, goods: GoodsCode) -> "GoodsOut":
        """Return a goods code as it goes out."""
        label = choose(goods.labels)
        return cls(nomenclature=goods.nomenclature, code=goods.code, label=label, labels=texts_of(goods.labels))


class GoodsPage(Page):
    """A page of goods codes."""

    items: list[GoodsOut]


class GoodsFilter(In):
    """Which goods codes are wanted."""

    nomenclature: Annotated[str, Field(max_length=20, pattern="^[A-Za-z0-9 ._-]+$")] | None = None
    within: Annotated[str, Field(max_length=10, pattern="^[0-9]+$")] | None = Field(
        default=None, description="Only codes that begin with these digits."
    )


def names_in_force(forms: Iterable[NameForm]) -> Texts:
    """Return the nominative of each language that is still valid."""
    return {form.language: form.text for form in forms if form.case == Case.NOMINATIVE and form.valid_until is None}


def named_place(place: Place | None) -> Named | None:
    """Return a place by its key and name."""
    return Named(key=place.key, name=name_of(place.names.all())) if place else None


_PLACES = Place.objects.select_related("parent").prefetch_related("names", "parent__names").order_by("key")
_ORGANISATIONS = Organisation.objects.select_related("place").prefetch_related("names", "place__names").order_by("key")


@router.get("/places", response=PlacePage, operation_id="list-places", summary="List places", **by(Scope.READ_FAIRS))
def places(
    request: HttpRequest, response: HttpResponse, wanted: Query[PlaceFilter], paging: Query[Paging]
) -> PlacePage:
    """List countries, regions and cities with their names by language."""
    columns = {"kind": wanted.kind, "country_code": wanted.country_code, "parent__key": wanted.parent}
    found = _PLACES.filter(**{column: value for column, value in columns.items() if value is not None})
    rows, said = fetch(request, response, found, paging)
    return PlacePage(items=[PlaceOut.of(place) for place in rows], **said)


@router.get(
    "/places/{key}", response=PlaceOut, operation_id="get-place", summary="Show a place", **by(Scope.READ_FAIRS)
)
def place(request: HttpRequest, key: Key) -> PlaceOut:
    """Show a country, a region or a city."""
    return PlaceOut.of(get_object_or_404(_PLACES, key=key))


@router.get(
    "/organisations",
    response=OrganisationPage,
    operation_id="list-organisations",
    summary="List organisations",
    **by(Scope.READ_FAIRS),
)
def organisations(
    request: HttpRequest, response: HttpResponse, wanted: Query[OrganisationFilter], paging: Query[Paging]
) -> OrganisationPage:
    """List companies, public bodies, chambers, associations and newspapers."""
    columns = {"kind": wanted.kind, "place__key": wanted.place, "is_demo": wanted.is_demo}
    found = _ORGANISATIONS.filter(**{column: value for column, value in columns.items() if value is not None})
    rows, said = fetch(request, response, found, paging)
    return OrganisationPage(items=[OrganisationOut.of(organisation) for organisation in rows], **said)


@router.get(
    "/organisations/{key}",
    response=OrganisationOut,
    operation_id="get-organisation",
    summary="Show an organisation",
    **by(Scope.READ_FAIRS),
)
def organisation(request: HttpRequest, key: Key) -> OrganisationOut:
    """Show an organisation with its names by language."""
    return OrganisationOut.of(get_object_or_404(_ORGANISATIONS, key=key))


@router.get("/goods", response=GoodsPage, operation_id="list-goods", summary="List goods codes", **by(Scope.READ_FAIRS))
def goods(request: HttpRequest, response: HttpResponse, wanted: Query[GoodsFilter], paging: Query[Paging]) -> GoodsPage:
    """List the codes of the nomenclatures that were taken in, with their labels."""
    columns = {"nomenclature": wanted.nomenclature, "code__startswith": wanted.within}
    found = GoodsCode.objects.filter(**{column: value for column, value in columns.items() if value is not None})
    rows, said = fetch(request, response, found, paging)
    return GoodsPage(items=[GoodsOut.of(code) for code in rows], **said)
