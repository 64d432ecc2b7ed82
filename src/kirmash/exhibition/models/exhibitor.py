"""Exhibitors and their hierarchy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH
from kirmash.exhibition.models.fair import Fair, Section
from kirmash.exhibition.models.pavilion import Pavilion
from kirmash.registry.models.organisation import Organisation


class Standing(models.TextChoices):
    """The place of an exhibitor in the hierarchy that decides what is counted."""

    MAIN = "main", _("main exhibitor")
    CO = "co", _("co-exhibitor")
    REPRESENTED = "represented", _("represented company")


class Exhibitor(models.Model):
    """An organisation's part in a fair: with its own stand, on another's, or only represented."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="exhibitors")
    key = models.SlugField(max_length=KEY_LENGTH)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="exhibits")
    standing = models.CharField(max_length=12, choices=Standing)
    host = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="guests")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="exhibitors")
    pavilion = models.ForeignKey(Pavilion, null=True, blank=True, on_delete=models.PROTECT, related_name="exhibitors")
    has_own_staff = models.BooleanField(null=True, blank=True)
    has_own_goods = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "key"], name="exhibitor_key_once_per_fair"),
            models.UniqueConstraint(fields=["fair", "organisation"], name="organisation_exhibits_once_per_fair"),
            models.CheckConstraint(
                condition=models.Q(standing="main", host__isnull=True)
                | ~models.Q(standing="main") & models.Q(host__isnull=False),
                name="only_guests_have_a_host",
            ),
        ]
        ordering = ["fair", "key"]

    def __str__(self) -> str:
        return self.key
