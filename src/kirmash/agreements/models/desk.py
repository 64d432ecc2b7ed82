"""The signing desk of a fair: when it is open, who asks for it, who is called when."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.agreements.models.instrument import Instrument, Kind
from kirmash.base.models import KEY_LENGTH, Account
from kirmash.exhibition.models.fair import Fair

#: Minutes for a document at the desk.
SHORTEST, LONGEST = 10, 15


class DeskRules(models.Model):
    """What holds at all desks of a fair."""

    fair = models.OneToOneField(Fair, on_delete=models.CASCADE, related_name="desk_rules")
    order_language = models.CharField(
        max_length=10, blank=True, help_text=_("in whose alphabet three and more parties sit")
    )
    publishes_register = models.BooleanField(
        default=False, help_text=_("everybody may read what was signed, without values")
    )

    def __str__(self) -> str:
        return f"rules of the desks of {self.fair}"


class Desk(models.Model):
    """A room in which documents are signed on a day of a fair, one after the other."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="desks")
    number = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    slot_minutes = models.PositiveSmallIntegerField(default=15)
    pause_minutes = models.PositiveSmallIntegerField(default=0, help_text=_("between two documents"))
    travel_minutes = models.PositiveSmallIntegerField(
        default=10, help_text=_("what somebody needs to come from another room")
    )
    announcers = models.JSONField(default=list, help_text=_("the languages of the announcer, the first one first"))
    room = models.CharField(max_length=200)
    requests_until = models.DateTimeField(null=True, blank=True, help_text=_("after this, only protocol adds requests"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "number"], name="desk_number_once_per_fair"),
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=models.F("closes_at")), name="a_desk_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=SHORTEST) & models.Q(slot_minutes__lte=LONGEST),
                name="a_slot_has_minutes",
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
    wants_interpreters = models.BooleanField(default=False)
    wants_flags = models.BooleanField(default=True)
    witnesses = models.JSONField(default=list, help_text=_("who is to see it, in words"))
    photographer = models.CharField(max_length=200, blank=True)
    came_at = models.DateTimeField(null=True, blank=True, help_text=_("since when they are in the room"))
    fell_at = models.DateTimeField(null=True, blank=True, help_text=_("since when it is clear that nobody signs"))
    fell_why = models.CharField(max_length=500, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(fell_at__isnull=True) | ~models.Q(fell_why=""),
                name="what_is_not_signed_has_a_reason",
            ),
        ]
        ordering = ["fair", "begins_at", "rank", "pk"]

    def __str__(self) -> str:
        return f"{self.instrument} at {self.fair}"


class DeskEnquiry(models.Model):
    """That somebody asks for the desk before there is a file; the protocol opens one from it, or says no.

    ``subject`` is the word of whoever asks, as in organisation:KEY; those who hold a role for it see the enquiry.
    """

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="desk_enquiries")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=2 * KEY_LENGTH, blank=True)
    kind = models.CharField(max_length=30, choices=Kind)
    parties = models.CharField(max_length=500, help_text=_("in the words of whoever asks"))
    asker = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=200)
    contact_mail = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    wished_on = models.DateField(null=True, blank=True)
    not_before = models.TimeField(null=True, blank=True)
    not_after = models.TimeField(null=True, blank=True)
    wants_photographer = models.BooleanField(default=False)
    wants_press = models.BooleanField(default=False)
    wants_interpreters = models.BooleanField(default=False)
    wants_flags = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    reason = models.CharField(max_length=500, blank=True)
    instrument = models.OneToOneField(
        Instrument, null=True, blank=True, on_delete=models.SET_NULL, related_name="desk_enquiry"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "number"], name="desk_enquiry_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=RequestState.values), name="the_enquiry_state_is_known"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="the_enquired_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | ~models.Q(currency=""), name="an_enquired_value_has_a_currency"
            ),
        ]
        ordering = ["fair", "number"]
        verbose_name_plural = "desk enquiries"

    def __str__(self) -> str:
        return f"{self.fair} enquiry {self.number}"


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
