"""Names: one form of a name in one language and one case, with its source."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Case(models.TextChoices):
    """The grammatical form of a name."""

    NOMINATIVE = "nominative", _("nominative")
    GENITIVE = "genitive", _("genitive")
    DATIVE = "dative", _("dative")
    INSTRUMENTAL = "instrumental", _("instrumental")
    LOCATIVE = "locative", _("locative")
    ADJECTIVE = "adjective", _("adjective")


class NameForm(models.Model):
    """A form of a name.

    ``language`` is a BCP 47 tag; a tag with a subtag (``be-Latn``) is a spelling beside the
    usual one. A German genitive is stored with its article ("des Stadtexekutivkomitees Gomel").
    """

    language = models.CharField(max_length=35)
    case = models.CharField(max_length=12, choices=Case, default=Case.NOMINATIVE)
    text = models.CharField(max_length=300)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ("pk",)  # of two forms alike the same one is shown each time, whatever the database

    def __str__(self) -> str:
        return f"{self.text} ({self.language}, {self.case})"
