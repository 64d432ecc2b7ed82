"""Invitations: the links by which people set a password."""

import datetime

from django.db import models

from kirmash.base.models import Account

#: How long a link can be used.
LASTING = datetime.timedelta(days=7)


class Invitation(models.Model):
    """That someone was invited, or may set a new password: by whom, for which fair, and what became of the link.

    The link is not kept; it is signed with the secret key of the site.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    fair = models.CharField(max_length=150, blank=True, db_index=True, help_text="the word of the fair it was made for")
    language = models.CharField(max_length=10)
    is_renewal = models.BooleanField(default=False)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, help_text="when it was used, or a newer one took its place")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.account}, {self.made:%Y-%m-%d}"
