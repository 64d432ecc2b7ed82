"""Organisations: companies, city and regional bodies, chambers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Record
from kirmash.registry.models.name import NameForm
from kirmash.registry.models.place import Place


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    COMPANY = "company", _("company")
    BODY = "body", _("public body")
    CHAMBER = "chamber", _("chamber of commerce")
    ASSOCIATION = "association", _("association")
    MEDIA = "media", _("press")


class Level(models.TextChoices):
    """The level of government of a public body."""

    CITY = "city", _("city")
    DISTRICT = "district", _("district")
    REGION = "region", _("region (oblast)")
    STATE = "state", _("state")


class Organisation(Record):
    """A company, a public body, a chamber, an association or a newspaper."""

    kind = models.CharField(max_length=12, choices=OrganisationKind)
    level = models.CharField(max_length=10, choices=Level, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    registration_number = models.CharField(max_length=60, blank=True)
    website = models.URLField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="body") & ~models.Q(level="") | ~models.Q(kind="body") & models.Q(level=""),
                name="a_public_body_has_a_level_and_only_it",
            )
        ]


class OrganisationName(NameForm):
    """A form of an organisation's name."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")

    class Meta(NameForm.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language", "case", "text"], name="organisation_name_once")
        ]


class OrganisationOrder(models.Model):
    """Where an organisation stands among others by its name, as the readers of a language see and order names.

    ``place`` is compared as it stands; :func:`kirmash.registry.actions.put_organisations` writes it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="orders")
    language = models.CharField(max_length=10)
    place = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language"], name="organisation_ordered_once_per_language")
        ]
        indexes = [models.Index(fields=["language", "place", "organisation"], name="organisation_order")]

    def __str__(self) -> str:
        return f"{self.organisation_id} ({self.language})"
