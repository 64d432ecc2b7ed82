"""Places: countries, regions, cities."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Record
from kirmash.registry.models.name import NameForm


class PlaceKind(models.TextChoices):
    """What a place is."""

    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    CITY = "city", _("city")


class Place(Record):
    """A country, a region (oblast, Land, province) or a city."""

    kind = models.CharField(max_length=10, choices=PlaceKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    country_code = models.CharField(max_length=2, blank=True)
    wikidata = models.CharField(max_length=20, blank=True)
    geonames = models.CharField(max_length=20, blank=True)


class PlaceName(NameForm):
    """A form of a place's name."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")

    class Meta(NameForm.Meta):
        constraints = [models.UniqueConstraint(fields=["place", "language", "case", "text"], name="place_name_once")]
