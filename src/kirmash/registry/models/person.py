"""People and the offices they hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Record
from kirmash.registry.models.name import NameForm
from kirmash.registry.models.organisation import Organisation


class Gender(models.TextChoices):
    """How languages that need it speak of a person."""

    FEMININE = "feminine", _("feminine")
    MASCULINE = "masculine", _("masculine")


class Person(Record):
    """A person named by the record: an official, a contact, a signatory."""

    gender = models.CharField(max_length=10, choices=Gender, blank=True)
    is_demo = models.BooleanField(default=False)


class PersonName(NameForm):
    """A form of a person's name, given name first."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")

    class Meta(NameForm.Meta):
        constraints = [models.UniqueConstraint(fields=["person", "language", "case", "text"], name="person_name_once")]


class Role(Record):
    """What an office makes of its holder: chairman, head, deputy; named by a term table."""


class RoleName(NameForm):
    """A form of a role's name for one gender."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="names")
    gender = models.CharField(max_length=10, choices=Gender)

    class Meta(NameForm.Meta):
        constraints = [models.UniqueConstraint(fields=["role", "language", "case", "gender"], name="role_name_once")]


class Office(Record):
    """A person's role in a body during a period; open ends are unknown or still running."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offices")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="offices")
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)
    attested_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_from__isnull=True)
                | models.Q(held_until__isnull=True)
                | models.Q(held_from__lte=models.F("held_until")),
                name="an_office_begins_before_it_ends",
            )
        ]
