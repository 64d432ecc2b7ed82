"""What an instrument says: its versions, and the one that both legal departments agreed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Instrument
from kirmash.base.models import Account


class TextVersion(models.Model):
    """The text of an instrument in all its languages at one time; nothing is overwritten, the last one counts.

    ``content`` has the parties with their names and languages, and the markup of each language; ``sha256`` is over it.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text=_("what changed, and why"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="text_number_once")]
        ordering = ["instrument", "number"]

    def __str__(self) -> str:
        return f"{self.instrument} text {self.number}"


class Freeze(models.Model):
    """That a version is the one agreed; a later version stands beside it and is not frozen."""

    version = models.OneToOneField(TextVersion, on_delete=models.CASCADE, related_name="freeze")
    frozen_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.version} frozen"
