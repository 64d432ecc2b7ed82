"""Reconciliations: a list beside the register of a city, and what was found and decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.reconciling import Scope, State
from kirmash.base.models import Record
from kirmash.registry.models.place import Place

LONGEST_NAME = 300


class Decision(models.TextChoices):
    """What a person decided about a finding; nothing in the register changes by it."""

    OURS = "ours", _("ours is right")
    THEIRS = "theirs", _("theirs is right: for the file")
    ASK = "ask", _("ask the partner")


class Reconciliation(Record):
    """A list of a city's ties from elsewhere, kept as it was read, to be compared with the city's own register.

    ``chosen`` holds, by row of the list, the key of the place that a person took for it, or nothing where it is
    none that is known here.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="reconciliations")
    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=10, choices=Scope)
    partner = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=35, blank=True)
    source = models.CharField(max_length=500, blank=True)
    as_of = models.DateField(null=True, blank=True)
    lines = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    chosen = models.JSONField(default=dict)
    beside = models.PositiveIntegerField(default=0, help_text=_("lines that are not about the city"))
    compared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(scope__in=Scope.values), name="the_scope_is_known"),
            models.CheckConstraint(
                condition=~models.Q(scope=Scope.OWN) | models.Q(partner__isnull=False),
                name="a_partners_list_has_a_partner",
            ),
        ]
        ordering = ["-pk"]


class FoundPair(models.Model):
    """A pair of places in a reconciliation: what each register says, how that stands, what was decided.

    ``pair`` is the same word whenever the lists are compared again. Its number never changes.
    """

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="pairs")
    number = models.PositiveIntegerField()
    pair = models.CharField(max_length=2 * LONGEST_NAME)
    state = models.CharField(max_length=20, choices=State)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=LONGEST_NAME, help_text=_("the name in the list, or else ours"))
    spelt = models.TextField(help_text=_("all names, folded, for the search"))
    country = models.CharField(max_length=2, blank=True)
    wikidata = models.CharField(max_length=20, blank=True)
    ours = models.JSONField(default=list)
    theirs = models.JSONField(default=list)
    reason = models.JSONField(default=dict, help_text=_("why the names are taken for one place"))
    candidates = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    why = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "number"], name="found_pair_number_once"),
            models.UniqueConstraint(fields=["reconciliation", "pair"], name="found_pair_once"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="the_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(decision__in=["", *Decision.values]), name="the_decision_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_on=None) | ~models.Q(decision="") & ~models.Q(why=""),
                name="a_decision_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["reconciliation", "state"], name="found_pair_by_state")]
        ordering = ["reconciliation", "number"]

    def __str__(self) -> str:
        return f"{self.reconciliation}/{self.number}"
