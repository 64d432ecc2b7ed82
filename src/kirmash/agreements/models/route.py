"""Who must agree before an instrument is signed, until when, and what they said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.text import TextVersion
from kirmash.base.models import Account
from kirmash.registry.models.organisation import Organisation


class StepKind(models.TextChoices):
    """What a step of the approval is."""

    LEGAL = "legal", _("legal vetting")
    TRANSLATION = "translation", _("comparison of the languages")
    FINANCE = "finance", _("financial department")
    REGION = "region", _("region or ministry")
    COUNCIL = "council", _("decision of the council")
    FOREIGN_OFFICE = "foreign-office", _("foreign office")
    REGISTRATION = "registration", _("registration of the draft")
    AUTHORITY = "authority", _("authority to sign")
    OTHER = "other", _("other step")


class Step(models.Model):
    """One who must agree, so many days before the planned signature; due dates are counted back, never stored."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=StepKind)
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.CASCADE, related_name="steps", help_text=_("on whose side")
    )
    body = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="approval_steps"
    )
    office = models.CharField(max_length=200, blank=True, help_text=_("who decides, where the body is not on record"))
    lead_days = models.PositiveSmallIntegerField(help_text=_("calendar days before the planned signature"))
    is_of_text = models.BooleanField(default=True, help_text=_("a change of the text asks for it anew"))
    must = models.BooleanField(default=True, help_text=_("nothing is signed without it"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "position"], name="step_position_once"),
            models.CheckConstraint(condition=models.Q(kind__in=StepKind.values), name="the_step_is_known"),
        ]
        ordering = ["instrument", "position"]

    def __str__(self) -> str:
        return f"{self.instrument} step {self.position}"


class Outcome(models.TextChoices):
    """What was decided in a step."""

    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned with remarks")
    REFUSED = "refused", _("refused")


class Decision(models.Model):
    """What one who must agree said, of which version; the last one counts."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="decisions")
    version = models.ForeignKey(TextVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    reference = models.CharField(max_length=200, blank=True, help_text=_("number of the letter or the decision"))
    remark = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="the_outcome_is_known"),
        ]
        ordering = ["step", "pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.outcome}"


class Override(models.Model):
    """That an instrument goes to the signing desk although steps are open, by whose word and why."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="overrides")
    version = models.ForeignKey(TextVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="overrides")
    open_steps = models.JSONField(default=list, help_text=_("the positions of the steps that were open"))
    decided_by = models.CharField(max_length=200)
    reason = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="an_override_has_a_reason")]
        ordering = ["instrument", "pk"]

    def __str__(self) -> str:
        return f"{self.instrument} override {self.pk}"
