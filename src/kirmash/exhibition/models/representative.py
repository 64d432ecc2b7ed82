"""Who stands for an exhibitor at the fair, on which days, in which languages."""

from django.db import models

from kirmash.exhibition.models.exhibitor import Exhibitor
from kirmash.registry.models.person import Person


class Representative(models.Model):
    """A person at an exhibitor's stand; the days are those of the fair on which they are there."""

    exhibitor = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, related_name="representatives")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stands")
    languages = models.JSONField(default=list)
    days = models.JSONField(default=list)
    is_contact = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "person"], name="a_person_once_per_exhibitor"),
            models.UniqueConstraint(
                fields=["exhibitor"], condition=models.Q(is_contact=True), name="one_contact_per_exhibitor"
            ),
        ]
        ordering = ["exhibitor", "pk"]

    def __str__(self) -> str:
        return f"{self.person} for {self.exhibitor}"
