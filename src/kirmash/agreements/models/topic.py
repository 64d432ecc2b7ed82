"""What an agreement, a statement or talks were about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.base.models import KEY_LENGTH


class Block(models.TextChoices):
    """Where something was said; the three are never mixed."""

    TEXT = "text", _("text of the document")
    STATEMENT = "statement", _("statement of a signatory")
    TALKS = "talks", _("talks")


class Topic(models.Model):
    """A field of cooperation as named in the text, in a statement or in talks."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="topics")
    key = models.SlugField(max_length=KEY_LENGTH)
    position = models.PositiveSmallIntegerField()
    block = models.CharField(max_length=10, choices=Block)
    said_by = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="topics")
    names = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "key"], name="topic_key_once")]
        ordering = ["instrument", "position", "key"]

    def __str__(self) -> str:
        return self.key


class Flow(models.TextChoices):
    """Which way goods go between the first and the second party."""

    UNSTATED = "unstated", _("direction not stated")
    FIRST_TO_SECOND = "first-to-second", _("from the first to the second party")
    SECOND_TO_FIRST = "second-to-first", _("from the second to the first party")
    BOTH = "both", _("both ways")


class TradeDirection(models.Model):
    """A group of goods named as a direction of trade; the codes are suggestions until confirmed."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="trade_directions")
    key = models.SlugField(max_length=KEY_LENGTH)
    position = models.PositiveSmallIntegerField()
    block = models.CharField(max_length=10, choices=Block)
    flow = models.CharField(max_length=20, choices=Flow, default=Flow.UNSTATED)
    names = models.JSONField(default=dict)
    codes = models.JSONField(default=list)
    codes_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "key"], name="trade_direction_key_once")]
        ordering = ["instrument", "position", "key"]

    def __str__(self) -> str:
        return self.key
