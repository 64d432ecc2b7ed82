"""What the parties of an instrument undertook to do, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.deadlines import Execution
from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.base.models import Record
from kirmash.registry.models.organisation import Organisation


class Field(models.TextChoices):
    """In which field of cooperation a commitment lies."""

    TRADE = "trade", _("trade and business missions")
    TECHNOLOGY = "technology", _("technology and industry")
    EDUCATION = "education", _("education and science")
    CULTURE = "culture", _("culture")
    SPORT = "sport", _("sport")
    TOURISM = "tourism", _("tourism")
    YOUTH = "youth", _("youth and exchange")
    MUNICIPAL = "municipal", _("city economy and administration")
    HEALTH = "health", _("health and social affairs")
    FORMAL = "formal", _("meetings, reports and plans of the parties")
    OTHER = "other", _("other")


class Commitment(Record):
    """A measure that one party owes, or all of them; one that recurs falls due again every so many months."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="commitments")
    position = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)
    field = models.CharField(max_length=12, choices=Field, default=Field.OTHER)
    owner = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.CASCADE, related_name="commitments",
        help_text=_("the party that owes it; nobody where all do"),
    )  # fmt: skip
    body = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments",
        help_text=_("who carries it out"),
    )  # fmt: skip
    due_on = models.DateField(null=True, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=500, blank=True)
    article = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(field__in=Field.values), name="the_field_is_known"),
            models.CheckConstraint(
                condition=models.Q(every_months__isnull=True) | models.Q(due_on__isnull=False),
                name="what_recurs_falls_due_once",
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_on__isnull=True) | ~models.Q(dropped_why=""),
                name="what_is_dropped_has_a_reason",
            ),
        ]
        ordering = ["instrument", "position", "key"]


class ExecutionLabel(models.TextChoices):
    """How a commitment stands on a day, in words."""

    DUE = Execution.DUE, _("due")
    DONE = Execution.DONE, _("done")
    LATE = Execution.LATE, _("late")
    SILENT = Execution.SILENT, _("silent")
    DROPPED = Execution.DROPPED, _("dropped")


class Way(models.TextChoices):
    """How news came."""

    OFFICE = "office", _("written down here")
    LINK = "link", _("by the other side's link")
    TABLE = "table", _("by a table that came back")


class News(models.Model):
    """What was heard of a commitment: that it was done, or how far it is; with what proves it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="news")
    number = models.PositiveSmallIntegerField()
    heard_on = models.DateField()
    is_done = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True, help_text=_("the due day that it is about, where it recurs"))
    text = models.TextField(blank=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.OFFICE)
    given_by = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=500, blank=True, help_text=_("where it can be read"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="news_number_once"),
            models.CheckConstraint(condition=models.Q(way__in=Way.values), name="the_way_is_known"),
        ]
        ordering = ["commitment", "heard_on", "number"]
        verbose_name_plural = "news"

    def __str__(self) -> str:
        return f"{self.commitment} {self.number}"
