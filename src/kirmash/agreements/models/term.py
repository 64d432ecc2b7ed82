"""How long an instrument runs, and what renews it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.deadlines import Renewal as RenewalWord
from kirmash.agreements.models.instrument import Instrument


class Renewal(models.TextChoices):
    """What happens when the term of an instrument ends."""

    NONE = RenewalWord.NONE, _("not renewed")
    TACIT = RenewalWord.TACIT, _("renewed tacitly, unless a party objects")
    ON_NOTICE = RenewalWord.ON_NOTICE, _("renewed on written notice")
    ON_NEW_SIGNATURE = RenewalWord.ON_NEW_SIGNATURE, _("renewed by a new signature")
    OPEN_ENDED = RenewalWord.OPEN_ENDED, _("of unlimited duration")
    UNKNOWN = RenewalWord.UNKNOWN, _("not known")


class Beginning(models.TextChoices):
    """From what a term counts."""

    SIGNATURE = "signature", _("on signature")
    IN_FORCE = "in-force", _("on entry into force")
    DAY = "day", _("on a stated day")


class Term(models.Model):
    """What the text says of its duration; days of notice count back from the last day of a period."""

    instrument = models.OneToOneField(Instrument, on_delete=models.CASCADE, related_name="term")
    begins = models.CharField(max_length=10, choices=Beginning, default=Beginning.SIGNATURE)
    begins_on = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    renewal = models.CharField(max_length=20, choices=Renewal, default=Renewal.UNKNOWN)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=0)
    termination_days = models.PositiveSmallIntegerField(null=True, blank=True)
    article = models.CharField(max_length=40, blank=True, help_text=_("where the text says so"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(renewal__in=Renewal.values), name="the_renewal_is_known"),
            models.CheckConstraint(
                condition=~models.Q(begins=Beginning.DAY) | models.Q(begins_on__isnull=False),
                name="a_stated_first_day_is_stated",
            ),
            models.CheckConstraint(
                condition=models.Q(begins_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(begins_on__lte=models.F("ends_on")),
                name="a_term_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}: {self.renewal}"
