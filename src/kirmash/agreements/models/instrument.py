"""An instrument, its parties and the events of its life."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Record
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place


class Kind(models.TextChoices):
    """What an instrument is; the words of other languages come from term tables, never freely."""

    AGREEMENT = "agreement", _("agreement (kind not stated)")
    PROTOCOL_OF_INTENT = "protocol-of-intent", _("protocol of intent")
    MEMORANDUM = "memorandum", _("memorandum")
    FRAMEWORK = "framework", _("framework agreement")
    PARTNERSHIP = "partnership", _("partnership agreement")
    TWINNING = "twinning", _("twinning agreement")
    ROADMAP = "roadmap", _("roadmap")
    LETTER_OF_INTENT = "letter-of-intent", _("letter of intent")
    CONTRACT = "contract", _("contract")
    FRAMEWORK_CONTRACT = "framework-contract", _("framework contract")
    DELIVERY_ORDER = "delivery-order", _("delivery order")
    ACTION_PLAN = "action-plan", _("action plan")
    WORKING_GROUP_PROTOCOL = "working-group-protocol", _("working-group protocol")
    SUPPLEMENTARY_PROTOCOL = "supplementary-protocol", _("supplementary protocol")
    ORAL_UNDERSTANDING = "oral-understanding", _("oral understanding")


class Act(models.TextChoices):
    """What was done with an instrument; a closed list."""

    NEGOTIATED = "negotiated", _("negotiated")
    ENDORSED = "endorsed", _("endorsed internally")
    INITIALLED = "initialled", _("initialled")
    SIGNED = "signed", _("signed")
    REGISTERED = "registered", _("ratified or registered")
    IN_FORCE = "in-force", _("entered into force")


class Binding(models.TextChoices):
    """Whether the parties meant to be bound."""

    YES = "yes", _("binding")
    NO = "no", _("not binding")
    UNKNOWN = "unknown", _("not known")


class Instrument(Record):
    """A document, or an understanding recorded as one, between cities, regions or companies."""

    kind = models.CharField(max_length=30, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    fair = models.ForeignKey(Fair, null=True, blank=True, on_delete=models.PROTECT, related_name="instruments")
    binding = models.CharField(max_length=10, choices=Binding, default=Binding.UNKNOWN)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="the_kind_is_known"),
        ]


class Party(models.Model):
    """A side of an instrument: a place, represented by a body, or an organisation."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="parties"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "position"], name="party_position_once"),
            models.CheckConstraint(
                condition=models.Q(place__isnull=False) | models.Q(organisation__isnull=False),
                name="a_party_is_somebody",
            ),
        ]
        ordering = ["instrument", "position"]

    def __str__(self) -> str:
        return str(self.place or self.organisation)


class LifeEvent(models.Model):
    """An act done with an instrument on a day at a place."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=12, choices=Act)
    done_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("where the day is not known"))
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "act", "done_on"], name="act_once_a_day"),
            models.CheckConstraint(condition=models.Q(act__in=Act.values), name="the_act_is_known"),
        ]
        ordering = ["instrument", "done_on"]

    def __str__(self) -> str:
        return f"{self.act} {self.done_on or self.year or ''}"
