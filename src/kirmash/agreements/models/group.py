"""The working group of an agreement: who sits in it, when it meets, what it decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.registry.models.person import Office, Person


class Mode(models.TextChoices):
    """How a session is held."""

    IN_PERSON = "in-person", _("in person")
    VIDEO = "video", _("by video link")
    MIXED = "mixed", _("some in person, others by video link")
    WRITTEN = "written", _("in writing")


class WorkingGroup(models.Model):
    """The group of both sides that carries out an agreement and meets about it."""

    instrument = models.OneToOneField(Instrument, on_delete=models.CASCADE, related_name="group")
    names = models.JSONField(default=dict)
    task = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.instrument} group"


class GroupMember(models.Model):
    """A person who sits in a working group for a party, in an office or by name, for a time."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="members")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="group_members")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="group_seats")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.SET_NULL, related_name="group_seats")
    function = models.CharField(max_length=200, blank=True)
    is_chair = models.BooleanField(default=False)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(from_on__lte=models.F("until_on")),
                name="a_seat_begins_before_it_ends",
            ),
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(until_on__isnull=True), name="a_person_sits_once"
            ),
            models.UniqueConstraint(
                fields=["group", "party"],
                condition=models.Q(is_chair=True, until_on__isnull=True),
                name="one_chair_of_each_party",
            ),
        ]
        ordering = ["group", "party", "-is_chair", "pk"]

    def __str__(self) -> str:
        return f"{self.group} {self.person}"


class Session(models.Model):
    """A session of a working group: planned, then held, then with minutes."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    planned_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.IN_PERSON)
    agenda = models.TextField(blank=True, help_text=_("one matter in each line"))
    present = models.TextField(blank=True, help_text=_("who was there, one in each line"))
    discussion = models.TextField(blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    minutes = models.OneToOneField(
        Instrument, null=True, blank=True, on_delete=models.PROTECT, related_name="minuted_session"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="session_number_once"),
            models.CheckConstraint(condition=models.Q(mode__in=Mode.values), name="the_session_mode_is_known"),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True) | models.Q(held_on__isnull=False),
                name="minutes_are_of_a_session_that_was_held",
            ),
        ]
        ordering = ["group", "number"]

    def __str__(self) -> str:
        return f"{self.group} session {self.number}"
