"""Originals that left the archive for a while."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Party
from kirmash.base.models import Account


class Loan(models.Model):
    """That a party's original is with somebody: since when, until when, and when it came back."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="loans")
    lent_to = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300, blank=True)
    lent_on = models.DateField()
    due_on = models.DateField(help_text=_("the day by which it comes back"))
    back_on = models.DateField(null=True, blank=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=models.Q(back_on__isnull=True), name="an_original_is_lent_once_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(lent_on__lte=models.F("due_on")), name="a_loan_ends_after_it"),
            models.CheckConstraint(
                condition=models.Q(back_on__isnull=True) | models.Q(lent_on__lte=models.F("back_on")),
                name="an_original_comes_back_after_it_left",
            ),
        ]
        ordering = ["party", "pk"]

    def __str__(self) -> str:
        return f"{self.party} {self.lent_on}"
