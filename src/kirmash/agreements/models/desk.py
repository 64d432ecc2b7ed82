"""The signing desk of a fair: when it is open, who asks for it, who is called when."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.agreements.models.instrument import Instrument
from kirmash.base.models import Account
from kirmash.exhibition.models.fair import Fair


class Desk(models.Model):
    """A room in which documents are signed on a day of a fair, one after the other."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="desks")
    number = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    slot_minutes = models.PositiveSmallIntegerField(default=15)
    room = models.CharField(max_length=200)
    requests_until = models.DateTimeField(null=True, blank=True, help_text=_("after this, only protocol adds requests"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "number"], name="desk_number_once_per_fair"),
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=models.F("closes_at")), name="a_desk_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=5) & models.Q(slot_minutes__lte=60), name="a_slot_has_minutes"
            ),
        ]
        ordering = ["fair", "opens_at", "number"]

    def __str__(self) -> str:
        return f"{self.fair} desk {self.number}"


class RequestState(models.TextChoices):
    """How a request for the desk stands."""

    ASKED = "asked", pgettext_lazy("request", "asked")
    ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
    REFUSED = "refused", pgettext_lazy("request", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")


class SlotRequest(models.Model):
    """That an instrument is to be signed at a fair's desk, with what the parties wish and need."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="slot_requests")
    instrument = models.OneToOneField(Instrument, on_delete=models.CASCADE, related_name="slot_request")
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    wished_on = models.DateField(null=True, blank=True)
    not_before = models.TimeField(null=True, blank=True)
    not_after = models.TimeField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=5, help_text=_("1 goes first"))
    contact = models.CharField(max_length=200, blank=True, help_text=_("whom the desk calls"))
    value = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    wants_photographer = models.BooleanField(default=False)
    wants_press = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text=_("why it is refused or withdrawn"))
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.SET_NULL, related_name="called")
    begins_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "begins_at"], name="a_slot_is_given_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=RequestState.values), name="the_request_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(desk__isnull=True, begins_at__isnull=True)
                | models.Q(desk__isnull=False, begins_at__isnull=False),
                name="a_slot_has_its_desk_and_time",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | ~models.Q(currency=""), name="a_value_has_a_currency"
            ),
        ]
        ordering = ["fair", "begins_at", "rank", "pk"]

    def __str__(self) -> str:
        return f"{self.instrument} at {self.fair}"


class Recording(models.Model):
    """Who wrote down that an instrument was signed, when, and who saw it."""

    instrument = models.OneToOneField(Instrument, on_delete=models.CASCADE, related_name="recording")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    witnesses = models.JSONField(default=list)
    photographer = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.instrument} recorded"
