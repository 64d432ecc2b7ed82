"""How long an instrument runs, and what renews it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.deadlines import DeadlineKind, Standing
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


class StandingLabel(models.TextChoices):
    """How an instrument stands on a day, in words."""

    NOT_YET = Standing.NOT_YET, _("does not run yet")
    RUNNING = Standing.RUNNING, _("in force")
    SUSPENDED = Standing.SUSPENDED, _("suspended")
    ENDING = Standing.ENDING, _("ending")
    ENDED = Standing.ENDED, _("ended")
    LAPSED = Standing.LAPSED, _("lapsed")
    UNKNOWN = Standing.UNKNOWN, _("not known")


class MatterLabel(models.TextChoices):
    """What must be done until a day, or happens on it, in words."""

    RENEW_BY_NOTICE = DeadlineKind.RENEW_BY_NOTICE, _("write to renew it")
    PREVENT_RENEWAL = DeadlineKind.PREVENT_RENEWAL, _("last day to object to tacit renewal")
    SIGN_ANEW = DeadlineKind.SIGN_ANEW, _("have a new one signed")
    LAST_DAY = DeadlineKind.LAST_DAY, _("last day of the term")
    ENDS_BY_NOTICE = DeadlineKind.ENDS_BY_NOTICE, _("ends by notice")
    CONTROL = DeadlineKind.CONTROL, _("control date")
    COMMITMENT = DeadlineKind.COMMITMENT, _("commitment")
    ROUTE_STEP = DeadlineKind.ROUTE_STEP, _("step of the approval")
    LOAN = DeadlineKind.LOAN, _("a lent original comes back")
    SESSION = DeadlineKind.SESSION, _("session of the working group")


class Term(models.Model):
    """What the text says of its duration; days of notice count back from the last day of a period."""

    instrument = models.OneToOneField(Instrument, on_delete=models.CASCADE, related_name="term")
    begins = models.CharField(max_length=10, choices=Beginning, default=Beginning.SIGNATURE)
    begins_on = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    renewal = models.CharField(max_length=20, choices=Renewal, default=Renewal.UNKNOWN)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(default=0)
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
