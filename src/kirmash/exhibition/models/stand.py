"""What an exhibitor asks for: a stand, and room for what is shown on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.venue import SpaceKind


class StandShape(models.TextChoices):
    """How many sides of a stand are open to a gangway."""

    ROW = "row", _("row stand, one open side")
    CORNER = "corner", _("corner stand, two open sides")
    HEAD = "head", _("head stand, three open sides")
    ISLAND = "island", _("island stand, four open sides")


class Build(models.TextChoices):
    """Who builds the stand."""

    SHELL = "shell", _("shell scheme")
    SPACE_ONLY = "space-only", _("space only")


class StandWish(models.Model):
    """What a main exhibitor wishes for its stand; co-exhibitors stand with their host."""

    exhibitor = models.OneToOneField(Exhibitor, on_delete=models.CASCADE, related_name="wish")
    area_m2 = models.PositiveIntegerField()
    shape = models.CharField(max_length=10, choices=StandShape)
    build = models.CharField(max_length=10, choices=Build)
    power_kw = models.PositiveIntegerField(default=0)
    needs_water = models.BooleanField(default=False)
    needs_compressed_air = models.BooleanField(default=False)
    near = models.ForeignKey(Exhibitor, null=True, blank=True, on_delete=models.SET_NULL, related_name="wished_near")
    away_from = models.ForeignKey(
        Exhibitor, null=True, blank=True, on_delete=models.SET_NULL, related_name="wished_away"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(area_m2__gt=0), name="a_stand_wish_has_an_area"),
        ]

    def __str__(self) -> str:
        return f"{self.exhibitor} {self.area_m2} m²"


class Exhibit(models.Model):
    """A machine or another large thing shown, with the room it takes as transported."""

    exhibitor = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, related_name="exhibits")
    key = models.SlugField(max_length=KEY_LENGTH)
    shown_in = models.CharField(max_length=10, choices=SpaceKind)
    length_mm = models.PositiveIntegerField()
    width_mm = models.PositiveIntegerField()
    height_mm = models.PositiveIntegerField()
    mass_kg = models.PositiveIntegerField()
    names = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "key"], name="exhibit_key_once_per_exhibitor"),
            models.CheckConstraint(
                condition=models.Q(length_mm__gt=0, width_mm__gt=0, height_mm__gt=0, mass_kg__gt=0),
                name="an_exhibit_takes_room",
            ),
        ]
        ordering = ["exhibitor", "key"]

    def __str__(self) -> str:
        return self.key
