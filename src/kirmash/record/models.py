"""Claims: every figure and fact as stated, each with its source; withdrawals, resolutions, unknowns."""

from decimal import Decimal, InvalidOperation

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH, Record


class SourceKind(models.TextChoices):
    """What stands behind a source."""

    AGENCY = "agency", _("news agency")
    PRESS = "press", _("newspaper or broadcaster")
    OFFICIAL = "official", _("public body")
    ORGANISER = "organiser", _("organiser")
    DOCUMENT = "document", _("document")
    REGISTER = "register", _("register")
    OWN_COUNT = "own-count", _("counted here")
    EDITOR = "editor", _("editor's decision")


class Source(Record):
    """A document that states something: where it can be read and who published it."""

    kind = models.CharField(max_length=12, choices=SourceKind)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=35, blank=True)
    published_on = models.DateField(null=True, blank=True)


class Cardinality(models.TextChoices):
    """How many values of a property can hold together."""

    ONE = "one", _("one value")
    MANY = "many", _("many values")


class Datatype(models.TextChoices):
    """How the value of a claim is read."""

    NUMBER = "number", _("number")
    DATE = "date", _("date")
    WORD = "word", _("word of a closed list")
    REFERENCE = "reference", _("record")
    TEXT = "text", _("text")


class Property(Record):
    """What a claim is about: a metric with its unit, or a relation."""

    datatype = models.CharField(max_length=10, choices=Datatype)
    cardinality = models.CharField(max_length=4, choices=Cardinality)
    unit = models.CharField(max_length=30, blank=True)
    labels = models.JSONField(default=dict)
    definition = models.CharField(max_length=500, blank=True)
    definitions = models.JSONField(default=dict, help_text=_("the definition in further languages"))

    class Meta:
        verbose_name_plural = "properties"


class Comparator(models.TextChoices):
    """How the value bounds what is claimed; rendered with it, never dropped."""

    EXACTLY = "exactly", _("exactly")
    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("at least")
    ABOUT = "about", _("about")
    FORECAST = "forecast", _("forecast")


class Claim(Record):
    """One statement of one source: property × comparator × value × unit × as-of × definition × counted-by."""

    subject = models.CharField(max_length=KEY_LENGTH + 20, help_text=_("kind:key of a record, as in fair:innoprom"))
    about = models.ForeignKey(Property, on_delete=models.PROTECT, related_name="claims")
    part = models.CharField(max_length=KEY_LENGTH + 20, blank=True, help_text=_("empty: the whole"))
    comparator = models.CharField(max_length=10, choices=Comparator, default=Comparator.EXACTLY)
    value = models.CharField(max_length=500)
    as_of = models.DateField(null=True, blank=True)
    definition = models.CharField(max_length=500, blank=True)
    counted_by = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    language = models.CharField(max_length=35, blank=True)
    quotation = models.TextField(blank=True)
    note = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False, help_text=_("the latest of its withdrawals says so"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(value=""), name="a_claim_has_a_value"),
            models.CheckConstraint(
                condition=models.Q(comparator__in=Comparator.values), name="the_comparator_is_known"
            ),
        ]
        indexes = [models.Index(fields=["subject", "about", "part"], name="claim_by_property")]
        ordering = ["subject", "about__key", "part", models.F("as_of").asc(nulls_first=True), "key"]

    @property
    def number(self) -> Decimal | None:
        """The value as a number; None when the property is not counted in numbers."""
        try:
            return Decimal(self.value)
        except InvalidOperation:
            return None

    @property
    def statement(self) -> tuple[str, str]:
        """What is claimed, apart from when, by whom and where."""
        number = self.number
        return self.comparator, self.value if number is None else str(number.normalize())


class WithdrawalAct(models.TextChoices):
    """What is done with a claim after it was stated."""

    WITHDRAWN = "withdrawn", _("withdrawn")
    REINSTATED = "reinstated", _("reinstated")


class Withdrawal(models.Model):
    """A claim taken back because it was stated in error, or put back; the claim itself stays as it was."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="withdrawals")
    number = models.PositiveSmallIntegerField(help_text=_("1, 2, 3 … for each claim"))
    act = models.CharField(max_length=10, choices=WithdrawalAct)
    reason = models.TextField()
    done_by = models.CharField(max_length=200)
    done_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="withdrawal_number_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_withdrawal_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(act__in=WithdrawalAct.values), name="the_act_on_a_claim_is_known"
            ),
        ]
        ordering = ["claim", "number"]

    def __str__(self) -> str:
        return f"{self.claim} {self.act}"


class Verdict(models.TextChoices):
    """How an editor settles a conflict."""

    ONE = "one", _("one claim holds")
    SIDE_BY_SIDE = "side-by-side", _("each holds at its own date")
    NONE = "none", _("none of the claims holds")


class Resolution(Record):
    """An editor's decision on a conflict; itself stated as a claim."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="decides")
    subject = models.CharField(max_length=KEY_LENGTH + 20)
    about = models.ForeignKey(Property, on_delete=models.PROTECT, related_name="resolutions")
    part = models.CharField(max_length=KEY_LENGTH + 20, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict)
    upheld = models.ManyToManyField(Claim, related_name="upheld_by")
    reason = models.TextField()
    reasons = models.JSONField(default=dict, help_text=_("the reason in further languages"))
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    is_withdrawn = models.BooleanField(default=False, help_text=_("the conflict was re-opened"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "about", "part"],
                condition=models.Q(is_withdrawn=False),
                name="one_resolution_per_conflict",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_resolution_has_a_reason"),
        ]


class Unknown(Record):
    """Something no source says; it is watched until a claim answers it or it is dropped with a reason."""

    subject = models.CharField(max_length=KEY_LENGTH + 20)
    matter = models.CharField(max_length=KEY_LENGTH)
    texts = models.JSONField(default=dict, help_text=_("what is not known, by language"))
    noted_on = models.DateField()
    answered_by = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    reason = models.TextField(blank=True, help_text=_("why it was dropped"))
    closed_by = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "matter"], name="unknown_once"),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True, reason="", closed_on__isnull=True)
                | models.Q(answered_by__isnull=False, reason="", closed_on__isnull=False)
                | models.Q(answered_by__isnull=True, closed_on__isnull=False) & ~models.Q(reason=""),
                name="an_unknown_is_open_answered_or_dropped",
            ),
        ]
        ordering = ["subject", "matter"]
