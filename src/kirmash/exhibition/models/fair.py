"""A fair (one edition) and its sections."""

from django.db import models

from kirmash.base.models import KEY_LENGTH, Record
from kirmash.exhibition.models.venue import Venue
from kirmash.registry.models.place import Place


class Fair(Record):
    """One edition of a fair."""

    names = models.JSONField(default=dict)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="fairs")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="fairs")
    begins_on = models.DateField()
    ends_on = models.DateField()
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    time_zone = models.CharField(max_length=60)
    dateline = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    reported_on = models.DateField(help_text="the day of filing; later claims stay out of its bulletins")
    catalogue_published_on = models.DateField(null=True, blank=True, help_text="empty: only staff see the catalogue")
    catalogue_licence = models.URLField(max_length=300, blank=True, help_text="under which its data may be used")
    catalogue_attribution = models.CharField(max_length=300, blank=True, help_text="how users of the data name it")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begins_on__lte=models.F("ends_on")), name="a_fair_begins_before_it_ends"
            )
        ]


class Edition(models.Model):
    """An edition of another fair, kept beside a fair for comparison."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="compared")
    key = models.SlugField(max_length=KEY_LENGTH)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "key"], name="edition_key_once_per_fair")]
        ordering = ["fair", "year", "key"]

    def __str__(self) -> str:
        return self.key


class Section(models.Model):
    """A branch of industry that a fair shows."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=KEY_LENGTH)
    position = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "key"], name="section_key_once_per_fair")]
        ordering = ["fair", "position", "key"]

    def __str__(self) -> str:
        return self.key
