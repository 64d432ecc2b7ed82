"""National and regional pavilions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.place import Place


class PavilionKind(models.TextChoices):
    """Whose pavilion it is."""

    NATIONAL = "national", _("national exposition")
    REGIONAL = "regional", _("regional stand")


class Pavilion(models.Model):
    """A joint appearance of the exhibitors of one country or region."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="pavilions")
    key = models.SlugField(max_length=KEY_LENGTH)
    kind = models.CharField(max_length=10, choices=PavilionKind)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="pavilions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "key"], name="pavilion_key_once_per_fair")]
        ordering = ["fair", "key"]

    def __str__(self) -> str:
        return self.key
