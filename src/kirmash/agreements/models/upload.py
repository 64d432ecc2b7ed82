"""A city's list on its way into the register: what the file held, and what an officer chose on the way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Account
from kirmash.registry.models.place import Place


class RegisterUpload(models.Model):
    """A table as it was handed in, kept between the steps of its import and a month longer for its refused rows.

    ``rows`` are pairs of the number in the file and the cells; ``meant`` has the field by column, ``chosen`` the
    key of the place by row where a name is borne by several, and nothing where it is another place.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="uploads")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    meant = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    counts = models.JSONField(default=dict, help_text=_("what was taken in so far"))
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="upload_number_once")]
        ordering = ["place", "-number"]

    def __str__(self) -> str:
        return f"{self.place}/{self.number}"
