"""What passes between a fair and an exhibitor that is nobody else's business: notes of the staff, prices offered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Account
from kirmash.exhibition.models.exhibitor import Exhibitor


class ExhibitorNote(models.Model):
    """What someone of the fair's staff notes about an exhibitor, for colleagues only."""

    exhibitor = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="a_note_says_something")]
        ordering = ["exhibitor", "-pk"]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.exhibitor}"


class Basis(models.TextChoices):
    """What an offered amount is for."""

    WHOLE = "whole", _("for the stand")
    PER_M2 = "per-m2", _("per m²")


class OfferState(models.TextChoices):
    """Whether an offer stands."""

    OFFERED = "offered", _("offered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class StandOffer(models.Model):
    """A price offered to an exhibitor for its stand, in the smallest unit of a currency."""

    exhibitor = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, related_name="stand_offers")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    basis = models.CharField(max_length=6, choices=Basis)
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=OfferState, default=OfferState.OFFERED)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="an_offer_has_an_amount"),
        ]
        ordering = ["exhibitor", "-pk"]

    def __str__(self) -> str:
        return f"offer {self.pk} to {self.exhibitor}"
