"""Who signed, in which office, with what authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.registry.models.person import Office
from kirmash.registry.models.place import Place


class Authority(models.TextChoices):
    """By what right a person signs."""

    OWN_OFFICE = "own-office", _("own office")
    DEPUTY = "deputy", _("deputy")
    POWER_OF_ATTORNEY = "power-of-attorney", _("power of attorney")


class Mode(models.TextChoices):
    """How a signature is given."""

    IN_PERSON = "in-person", _("in person")
    VIDEO = "video", _("by video link")
    EXCHANGE = "exchange", _("by exchange of counterparts")


class Signature(models.Model):
    """A person's signature for a party; office and authority belong to the signature."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="signatures")
    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="signature")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="signatures")
    authority = models.CharField(max_length=20, choices=Authority, blank=True)
    mode = models.CharField(max_length=10, choices=Mode, blank=True)
    signed_on = models.DateField()
    signed_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True, help_text=_("when it was known here"))
    room = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["instrument", "party__position"]

    def __str__(self) -> str:
        return f"{self.office} for {self.party}"
