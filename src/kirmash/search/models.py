"""What the search knows of a thing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH


class Kind(models.TextChoices):
    """What an entry leads to, in the order in which pages show them."""

    ORGANISATION = "organisation", _("Organisations")
    PERSON = "person", _("People")
    PLACE = "place", _("Places")
    GOODS = "goods", _("Goods")
    CLAIM = "claim", _("Claims")
    EXHIBITOR = "exhibitor", _("Exhibitors")


#: Kinds with a search of their own, which the search of the whole site leaves out.
APART = (Kind.EXHIBITOR,)


class Entry(models.Model):
    """A thing that can be found: its titles and a note by language, and the tokens under which it is found.

    Migration 0004 keeps an index of the tokens in step with this table: on SQLite in the table
    ``kirmash_entry_tokens``, on PostgreSQL as a GIN index (decision 0007).
    """

    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=KEY_LENGTH + 20)
    subject = models.CharField(
        max_length=KEY_LENGTH + 20,
        blank=True,
        db_index=True,
        help_text=_("kind:key of what the entry says something of"),
    )
    is_demo = models.BooleanField(default=False)
    titles = models.JSONField(default=dict)
    note = models.JSONField(default=dict)
    tokens = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="entry_once")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
