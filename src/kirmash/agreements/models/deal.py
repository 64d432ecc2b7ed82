"""What became of a contact between companies, stage by stage, as far as they say it themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.commitment import Way
from kirmash.agreements.models.instrument import Instrument
from kirmash.base.models import Account, Record
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place


class StageKind(models.TextChoices):
    """How far companies came with each other."""

    CONTACT = "contact", _("contact")
    OFFER = "offer", _("offer")
    CONTRACT = "contract", _("contract")
    DELIVERY = "delivery", _("first delivery")
    REPEATED = "repeated", _("repeated delivery")


class Deal(Record):
    """Two sides that trade, or try to: a company, and a company or the city that buys.

    An instrument stands beside it as the field in which it lies, never as its cause.
    """

    first = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deals")
    second = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="deals_as_second"
    )
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="deals")
    field_of = models.ForeignKey(
        Instrument, null=True, blank=True, on_delete=models.SET_NULL, related_name="deals",
        help_text=_("the agreement in whose field it lies"),
    )  # fmt: skip
    fair = models.ForeignKey(Fair, null=True, blank=True, on_delete=models.SET_NULL, related_name="deals")
    names = models.JSONField(default=dict, help_text=_("what is traded, by language"))
    given_up_on = models.DateField(null=True, blank=True)
    given_up_why = models.CharField(max_length=500, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second__isnull=False, place__isnull=True)
                | models.Q(second__isnull=True, place__isnull=False),
                name="a_deal_has_two_sides",
            ),
            models.CheckConstraint(
                condition=models.Q(second__isnull=True) | ~models.Q(second=models.F("first")),
                name="no_deal_with_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(given_up_on__isnull=True) | ~models.Q(given_up_why=""),
                name="what_is_given_up_has_a_reason",
            ),
        ]
        ordering = ["pk"]


class Stage(models.Model):
    """A stage that was reached on a day, as a side says it; its value is a range in one currency."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=StageKind)
    reached_on = models.DateField()
    text = models.TextField(blank=True)
    least_minor = models.BigIntegerField(null=True, blank=True, help_text=_("in hundredths of the currency"))
    most_minor = models.BigIntegerField(null=True, blank=True, help_text=_("in hundredths of the currency"))
    currency = models.CharField(max_length=3, blank=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.OFFICE)
    given_by = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=500, blank=True, help_text=_("where it can be read"))
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="stage_number_once"),
            models.CheckConstraint(condition=models.Q(kind__in=StageKind.values), name="the_stage_is_known"),
            models.CheckConstraint(condition=models.Q(way__in=Way.values), name="the_way_of_a_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(least_minor__isnull=True, most_minor__isnull=True, currency="")
                | models.Q(least_minor__gte=0, most_minor__gte=models.F("least_minor")) & ~models.Q(currency=""),
                name="a_value_is_a_range_in_a_currency",
            ),
        ]
        ordering = ["deal", "reached_on", "number"]

    def __str__(self) -> str:
        return f"{self.deal} {self.kind} {self.reached_on}"
