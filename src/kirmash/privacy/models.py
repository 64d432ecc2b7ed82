"""What proves that personal data went: erasures and retention runs, neither with a name in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Account


class Ground(models.TextChoices):
    """Why somebody is erased."""

    REQUEST = "request", _("the person asked for it")
    WITHDRAWN = "withdrawn", _("the person withdrew their consent")
    OBJECTION = "objection", _("the person objected to the processing")
    UNLAWFUL = "unlawful", _("the data should not have been kept")
    ORDER = "order", _("an authority or a court ordered it")


class Scope(models.TextChoices):
    """How much of a person went."""

    WHOLE = "whole", _("everything")
    PART = "part", _("all but the acts of public office")


class SubjectKind(models.TextChoices):
    """Who was erased."""

    PERSON = "person", _("person")
    ACCOUNT = "account", _("account")


class Erasure(models.Model):
    """A tombstone: that somebody was erased, when, why and from which tables.

    Who it was is kept as a keyed hash only: it recognises the same key in an import, and says nothing by itself.
    """

    digest = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=10, choices=SubjectKind)
    scope = models.CharField(max_length=10, choices=Scope)
    ground = models.CharField(max_length=12, choices=Ground)
    at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    rows = models.JSONField(default=dict, help_text=_("what was done, by table: how many rows"))
    is_barred = models.BooleanField(default=False, help_text=_("an import may not bring the person back"))

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class RetentionRun(models.Model):
    """A run that ended the terms of personal data: what went from which table."""

    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField(help_text=_("the day up to which terms were counted"))
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    report = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"retention {self.day}"
