"""How one thing led to another, as somebody states it; and what each side says of a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH, Account
from kirmash.protocol.models import Engagement


class ChainLink(models.Model):
    """One thing led to another: both by their words, as in ``engagement:FAIR/DELEGATION/3`` and ``instrument:KEY``.

    It is a statement with a day and a name, never a proof of cause.
    """

    source = models.CharField(max_length=3 * KEY_LENGTH, help_text=_("kind:key of what came first"))
    target = models.CharField(max_length=3 * KEY_LENGTH, help_text=_("kind:key of what it led to"))
    stated_on = models.DateField()
    stated_by = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target"], condition=models.Q(withdrawn_on__isnull=True), name="a_link_stands_once"
            ),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="nothing_leads_to_itself"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_why=""),
                name="a_withdrawn_link_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["target"], name="chain_link_by_target")]
        ordering = ["stated_on", "pk"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Side(models.TextChoices):
    """Whose word on a meeting it is."""

    DELEGATION = "delegation", _("the delegation")
    OTHER = "other", _("the other side")


class MeetingWord(models.Model):
    """What one side says of a meeting that was planned: that it was held, or not."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="words")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=12, choices=Side)
    was_held = models.BooleanField()
    said_on = models.DateField()
    said_by = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text=_("what was agreed"))
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "number"], name="meeting_word_number_once"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="the_side_is_known"),
        ]
        ordering = ["engagement", "number"]

    def __str__(self) -> str:
        return f"{self.engagement} {self.side}"
