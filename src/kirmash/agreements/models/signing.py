"""How a signature is planned: when, where, who signs; and what was handed out because of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.agreements.models.signature import Authority, Mode
from kirmash.base.models import Account
from kirmash.exhibition.models.venue import Space
from kirmash.registry.models.person import Office
from kirmash.registry.models.place import Place


class Signing(models.Model):
    """The planned signature of an instrument; the fair is the instrument's."""

    instrument = models.OneToOneField(Instrument, on_delete=models.CASCADE, related_name="signing")
    planned_on = models.DateField()
    begins_at = models.DateTimeField(null=True, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="signings")
    room = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    host = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("who receives the others"),
    )

    def __str__(self) -> str:
        return f"{self.instrument} planned"


class Signatory(models.Model):
    """Who is to sign for a party: the office that the person holds, and by what right it signs."""

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="signatory")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="planned_signatures")
    authority = models.CharField(max_length=20, choices=Authority, default=Authority.OWN_OFFICE)
    paper = models.CharField(
        max_length=300, blank=True, help_text=_("charter, power of attorney, order: number and day")
    )
    languages = models.JSONField(default=list, help_text=_("those that the person speaks"))

    class Meta:
        ordering = ["party"]

    def __str__(self) -> str:
        return f"{self.office} for {self.party}"


class Issue(models.Model):
    """One state of all the papers of a signature, as they were handed out; a later one takes its place.

    ``papers`` maps each paper to its lines; ``sha256`` is over them.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="issues")
    number = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500)
    papers = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="issue_number_once")]
        ordering = ["instrument", "number"]

    def __str__(self) -> str:
        return f"{self.instrument} issue {self.number}"
