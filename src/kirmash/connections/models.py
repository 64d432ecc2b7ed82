"""Tokens and their scopes, webhooks and their deliveries, answers that are kept."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Account, Event


class Scope(models.TextChoices):
    """What a token may be used for; never more than its account may do."""

    READ_FAIRS = "read:fairs", _("read fairs, exhibitors, organisations, places, goods")
    READ_RECORD = "read:record", _("read claims, conflicts, unknown matters, bulletins")
    WRITE_RECORD = "write:record", _("state and withdraw claims, decide conflicts, keep the watch list")
    READ_AGREEMENTS = "read:agreements", _("read agreements")
    READ_PEOPLE = "read:people", _("read personal data: who stands for an exhibitor")
    READ_HISTORY = "read:history", _("read who changed what")
    WEBHOOKS = "webhooks", _("make and change webhooks")


class ApiToken(models.Model):
    """A word by which a program comes in for an account; only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=20, help_text=_("its beginning, to recognise it by"))
    digest = models.CharField(max_length=64, unique=True, help_text=_("SHA-256 of the whole"))
    scopes = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, help_text=_("to the hour"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        """Whether it still opens the door."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def scope_labels(self) -> list[str]:
        """What it may be used for, in words."""
        return [str(Scope(scope).label) for scope in self.scopes if scope in Scope.values]


class OffReason(models.TextChoices):
    """Why a webhook is not called."""

    BY_HAND = "by-hand", _("switched off by hand")
    FAILED = "failed", _("switched off, because it could not be reached for a day")
    GONE = "gone", _("switched off, because it answered that it is gone for good")


class Webhook(models.Model):
    """An address of another system that is told what happens here."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="webhooks")
    address = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    secret = models.CharField(max_length=80)
    old_secret = models.CharField(max_length=80, blank=True)
    old_secret_until = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)
    off_since = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=10, choices=OffReason, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_active=True, off_because="")
                | models.Q(is_active=False) & ~models.Q(off_because=""),
                name="a_webhook_is_off_for_a_reason",
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address


class DeliveryState(models.TextChoices):
    """How a delivery stands."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("given up")


class Failure(models.TextChoices):
    """Why an attempt failed."""

    NO_SUCH_NAME = "no-such-name", _("There is no computer of this name.")
    REFUSED_ADDRESS = "refused-address", _("The name leads into a network that this site does not call.")
    NOT_REACHED = "not-reached", _("It could not be reached.")
    TIMED_OUT = "timed-out", _("It did not answer in time.")
    CERTIFICATE = "certificate", _("Its certificate is not valid.")
    NO_HTTP = "no-http", _("What it answered is not HTTP.")
    REDIRECT = "redirect", _("It sent us to another address; webhooks do not follow.")
    ANSWER = "answer", _("It answered that it did not take it.")
    OWNER = "owner", _("The account that made the webhook may not have webhooks any more.")


class Delivery(models.Model):
    """An event on its way to a webhook; the body is the same at every attempt."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    body = models.TextField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now, help_text=_("not before this moment"))
    created = models.DateTimeField(auto_now_add=True)
    attempted_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    code = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("HTTP status of the last answer"))
    failure = models.CharField(max_length=20, choices=Failure, blank=True)
    took_ms = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "event"], name="an_event_once_per_webhook")]
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_by_due")]
        ordering = ["-pk"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook}"


class KeptAnswer(models.Model):
    """The answer to a request that named a key of its own, kept so that it is done once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 of method, address and body"))
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="a_key_once_per_account")]

    def __str__(self) -> str:
        return self.key
