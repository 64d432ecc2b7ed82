"""Delegations to a fair, their members, and what they do there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH
from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.exhibition.models.fair import Fair
from kirmash.exhibition.models.venue import Space
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.person import Office, Person
from kirmash.registry.models.place import Place


class Delegation(models.Model):
    """A group that comes to a fair together, led by its head."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="delegations")
    key = models.SlugField(max_length=KEY_LENGTH)
    names = models.JSONField(default=dict)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    head = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="led_delegations")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.SET_NULL, related_name="delegations")
    rank = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("1 goes first"))
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "key"], name="delegation_key_once_per_fair"),
            models.CheckConstraint(
                condition=models.Q(place__isnull=False) | models.Q(organisation__isnull=False),
                name="a_delegation_comes_from_somewhere",
            ),
        ]
        ordering = ["fair", "key"]

    def __str__(self) -> str:
        return self.key


class Member(models.Model):
    """A person who travels with a delegation; an open day is not known."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    functions = models.JSONField(default=dict)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="delegated"
    )
    arrives_on = models.DateField(null=True, blank=True)
    leaves_on = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=list)
    needs_interpreter = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delegation", "person"], name="a_person_once_per_delegation"),
            models.CheckConstraint(
                condition=models.Q(arrives_on__isnull=True)
                | models.Q(leaves_on__isnull=True)
                | models.Q(arrives_on__lte=models.F("leaves_on")),
                name="a_member_arrives_before_leaving",
            ),
        ]
        ordering = ["delegation", "pk"]

    def __str__(self) -> str:
        return f"{self.person} in {self.delegation}"


class EngagementKind(models.TextChoices):
    """What a delegation does."""

    TALKS = "talks", _("talks")
    STAND_TOUR = "stand-tour", _("stand tour")
    SIGNING = "signing", _("signing")
    RECEPTION = "reception", _("reception")
    TRANSFER = "transfer", _("transfer")
    OTHER = "other", _("other engagement")


class Engagement(models.Model):
    """Something a delegation does at a time; only what is public is known to more than those concerned."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="engagements")
    key = models.SlugField(max_length=KEY_LENGTH)
    kind = models.CharField(max_length=12, choices=EngagementKind)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    titles = models.JSONField(default=dict)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="engagements")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="engagements")
    exhibitor = models.ForeignKey(
        Exhibitor, null=True, blank=True, on_delete=models.SET_NULL, related_name="engagements"
    )
    room = models.CharField(max_length=200, blank=True)
    with_delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    with_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="engagements"
    )
    interpreters = models.JSONField(default=list)
    is_public = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delegation", "key"], name="engagement_key_once_per_delegation"),
            models.CheckConstraint(
                condition=models.Q(begins_at__lt=models.F("ends_at")), name="an_engagement_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=models.Q(with_delegation__isnull=True) | ~models.Q(with_delegation=models.F("delegation")),
                name="no_engagement_with_itself",
            ),
        ]
        ordering = ["delegation", "begins_at", "key"]

    def __str__(self) -> str:
        return f"{self.delegation} {self.key}"
