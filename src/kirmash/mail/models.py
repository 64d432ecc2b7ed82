"""The outbox, and who wants no more mail of a kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kirmash.base.models import KEY_LENGTH, Account
from kirmash.mail.kinds import Purpose


class State(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", pgettext_lazy("mail", "waiting")
    SENDING = "sending", pgettext_lazy("mail", "being sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    FAILED = "failed", pgettext_lazy("mail", "failed")
    CANCELLED = "cancelled", pgettext_lazy("mail", "cancelled")


#: States in which nothing happens to a mail any more by itself.
ENDED = (State.SENT, State.FAILED, State.CANCELLED)
#: What is left of the words of a secret mail that ended.
NO_WORDS = {"subject": "", "text": "", "html": ""}


class Message(models.Model):
    """A mail to one recipient, as it was written, and what became of it.

    ``mark`` is the Message-ID, made once: whoever gets the mail twice can see that it is one mail.
    ``trouble`` names a sentence in ``transport.TROUBLES`` and ``answer`` holds the words of the mail server.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, help_text=_("the same key is written once"))
    mark = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=60)
    purpose = models.CharField(max_length=20, choices=Purpose)
    is_secret = models.BooleanField(default=False)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL)
    sender = models.CharField(max_length=320)
    recipient = models.CharField(max_length=254)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    created = models.DateTimeField()
    due = models.DateTimeField()
    expires = models.DateTimeField()
    claimed = models.DateTimeField(null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due"], name="message_by_state"),
            models.Index(fields=["ended"], name="message_by_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="message_state_is_known"),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="message_purpose_is_known"),
            models.CheckConstraint(
                condition=models.Q(is_secret=False) | ~models.Q(state__in=ENDED) | models.Q(**NO_WORDS),
                name="message_secret_ends_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ENDED, ended__isnull=False)
                | (~models.Q(state__in=ENDED) & models.Q(ended__isnull=True)),
                name="message_end_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_ended(self) -> bool:
        """Whether nothing happens to it any more by itself."""
        return self.state in ENDED


class Refusal(models.Model):
    """An address that wants no more mail of a kind.

    The address itself is not kept: the refusal outlives every other trace of it and is only ever compared.
    A plain hash of an address can be guessed, so ``digest`` is keyed with the secret key of the site.
    """

    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "kind"], name="refusal_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"
