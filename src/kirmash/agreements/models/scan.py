"""Scans of papers, kept by their hashes and sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Instrument, Party
from kirmash.base.models import Account


class ScanKind(models.TextChoices):
    """Which paper a scan shows."""

    ORIGINAL = "original", _("signed original")
    COUNTERPART = "counterpart", _("counterpart of the other side")
    POWER = "power-of-attorney", _("power of attorney")
    DECISION = "decision", _("decision or order")
    MINUTES = "minutes", _("minutes")
    ANNEX = "annex", _("annex")


class Scan(models.Model):
    """A scan as it was handed in, and its sealed copy; the files lie in the data folder under their SHA-256."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="scans")
    number = models.PositiveSmallIntegerField()
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="scans",
        help_text=_("whose original it is, where it is one's"),
    )  # fmt: skip
    kind = models.CharField(max_length=20, choices=ScanKind)
    languages = models.CharField(max_length=60, blank=True, help_text=_("tags with spaces between, as in ru be"))
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    paper_sha256 = models.CharField(max_length=64, help_text=_("of the PDF that was made of it for the seal"))
    note = models.CharField(max_length=500, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sealed_sha256 = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of the certificate of the seal"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="scan_number_once"),
            models.UniqueConstraint(fields=["instrument", "sha256"], name="a_scan_once_per_instrument"),
            models.CheckConstraint(condition=models.Q(kind__in=ScanKind.values), name="the_scan_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=models.Q(sealed_sha256="", sealed_at__isnull=True)
                | (~models.Q(sealed_sha256="") & models.Q(sealed_at__isnull=False)),
                name="a_seal_has_its_time",
            ),
        ]
        ordering = ["instrument", "number"]

    def __str__(self) -> str:
        return f"{self.instrument} scan {self.number}"
