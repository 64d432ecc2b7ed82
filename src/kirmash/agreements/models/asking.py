"""The other side's hand: who was asked for news of what, by which link, and how its answers were taken."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.agreements.models.commitment import Commitment, News
from kirmash.agreements.models.deal import Deal
from kirmash.base.models import Account, Record
from kirmash.registry.models.organisation import Organisation
from kirmash.registry.models.place import Place

#: For how long a link can be used, where nothing else is said.
LASTING = datetime.timedelta(days=60)


class Asking(Record):
    """A city asks a partner for news: of commitments, or a company of its deals; answered without an account.

    The link itself is not kept, only the hash of its secret.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="askings")
    partner_place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="asked")
    partner_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="asked"
    )
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="askings")
    deals = models.ManyToManyField(Deal, blank=True, related_name="askings")
    contact = models.CharField(max_length=200, blank=True, help_text=_("who answers there"))
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10)
    note = models.TextField(blank=True, help_text=_("what the partner reads above the questions"))
    token_sha256 = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    expires_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    refused = models.JSONField(default=list, help_text=_("the rows of the last table that were not taken"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(partner_place__isnull=False, partner_organisation__isnull=True)
                | models.Q(partner_place__isnull=True, partner_organisation__isnull=False),
                name="somebody_is_asked",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("asked_on")), name="a_link_lasts_a_while"
            ),
        ]
        ordering = ["-asked_on", "-pk"]

    def is_open(self, today: datetime.date) -> bool:
        """Say whether the link can be used on a day."""
        return self.revoked_on is None and today <= self.expires_on


class Progress(models.TextChoices):
    """How far a partner says that a commitment is."""

    DONE = "done", pgettext_lazy("progress", "done")
    UNDER_WAY = "under-way", pgettext_lazy("progress", "under way")
    NOT_YET = "not-yet", pgettext_lazy("progress", "not yet")


class Report(models.Model):
    """What makes news a report of the other side: by which request it came, and how far it says it is."""

    news = models.OneToOneField(News, on_delete=models.CASCADE, related_name="report")
    asking = models.ForeignKey(Asking, null=True, on_delete=models.SET_NULL, related_name="reports")
    progress = models.CharField(max_length=10, choices=Progress)
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(progress__in=Progress.values), name="the_progress_is_known"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.news}: {self.progress}"


class Verdict(models.TextChoices):
    """How an officer takes what the other side reports."""

    ACCEPTED = "accepted", _("accepted")
    DISPUTED = "disputed", _("disputed")


class Judgement(models.Model):
    """How an officer took a report; a later one counts, and the earlier ones stay."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="judgements")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    why = models.CharField(max_length=500, blank=True)
    judged_on = models.DateField()
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["news", "number"], name="judgement_number_once"),
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="the_verdict_is_known"),
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.ACCEPTED) | ~models.Q(why=""), name="a_dispute_has_a_reason"
            ),
        ]
        ordering = ["news", "number"]

    def __str__(self) -> str:
        return f"{self.news}: {self.verdict}"


class Reminder(models.Model):
    """That somebody was reminded of a matter, so that nobody is reminded of it twice."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="reminders")
    matter = models.CharField(max_length=200)
    reminded_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "matter"], name="a_matter_is_reminded_of_once")]

    def __str__(self) -> str:
        return f"{self.account}: {self.matter}"
