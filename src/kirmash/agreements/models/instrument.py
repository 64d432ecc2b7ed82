"""An instrument, its parties and the events of its life."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.agreements.deadlines import Turn
from kirmash.base.models import Record
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Person
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


class Happening(models.TextChoices):
    """All that can happen to an instrument: the acts that bring it about, and the turns of its life."""

    NEGOTIATED = Act.NEGOTIATED, Act.NEGOTIATED.label
    ENDORSED = Act.ENDORSED, Act.ENDORSED.label
    INITIALLED = Act.INITIALLED, Act.INITIALLED.label
    SIGNED = Act.SIGNED, Act.SIGNED.label
    REGISTERED = Act.REGISTERED, Act.REGISTERED.label
    IN_FORCE = Act.IN_FORCE, Act.IN_FORCE.label
    RENEWED = Turn.RENEWED, pgettext_lazy("agreement", "renewed")
    AMENDED = Turn.AMENDED, _("amended")
    SUSPENDED = Turn.SUSPENDED, _("suspended")
    RESUMED = Turn.RESUMED, _("resumed")
    NOTICE = Turn.NOTICE, _("notice of termination given")
    TERMINATED = Turn.TERMINATED, _("terminated")
    LAPSED = Turn.LAPSED, _("lapsed")
    UPGRADED = Turn.UPGRADED, _("replaced by an instrument of a higher kind")


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
    titles = models.JSONField(default=dict)
    number = models.CharField(max_length=60, blank=True, help_text=_("in the register of the city or the region"))
    registered_on = models.DateField(null=True, blank=True)
    responsible = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="kept_instruments"
    )
    control_on = models.DateField(null=True, blank=True, help_text=_("the day on which it is looked at again"))
    note = models.TextField(blank=True)
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
    archive = models.CharField(max_length=200, blank=True, help_text=_("where the party keeps its original"))

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
    """An act done with an instrument, or a turn of its life, on a day at a place."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=12, choices=Happening)
    done_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("where the day is not known"))
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True, blank=True, help_text=_("the new last day of a renewal, where it is stated"))
    by = models.ForeignKey(
        Instrument, null=True, blank=True, on_delete=models.SET_NULL, related_name="turned",
        help_text=_("the instrument by which it was done: a supplementary protocol, a new agreement"),
    )  # fmt: skip
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "act", "done_on"], name="act_once_a_day"),
            models.CheckConstraint(condition=models.Q(act__in=Happening.values), name="the_act_is_known"),
        ]
        ordering = ["instrument", "done_on"]

    def __str__(self) -> str:
        return f"{self.act} {self.done_on or self.year or ''}"
