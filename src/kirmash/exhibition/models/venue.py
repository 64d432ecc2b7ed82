"""Venues with their halls and outdoor grounds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Record
from kirmash.registry.models.place import Place


class Venue(Record):
    """Where a fair takes place."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="venues")
    names = models.JSONField(default=dict)


class SpaceKind(models.TextChoices):
    """A roof or none."""

    HALL = "hall", _("hall")
    GROUND = "ground", _("outdoor ground")


class Space(Record):
    """A hall or an outdoor ground of a venue; no area means that none is known."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="spaces")
    kind = models.CharField(max_length=10, choices=SpaceKind)
    names = models.JSONField(default=dict)
    area_m2 = models.PositiveIntegerField(null=True, blank=True)
