"""What every chapter's tables share, who signs in, and who changed what."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY_LENGTH = 120


class Record(models.Model):
    """A row with a public key: the same word in addresses, folders and references."""

    key = models.SlugField(max_length=KEY_LENGTH, unique=True, allow_unicode=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class SiteRole(models.TextChoices):
    """What an account may do on the whole site."""

    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Editor")
    READER = "reader", _("Reader")


class AccountManager(BaseUserManager["Account"]):
    """Creates accounts with hashed passwords."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "Account":  # Any: Django's way
        """Create an account; without a password it cannot sign in by one."""
        account = self.model(email=self.normalize_email(email).lower(), **values)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Someone who signs in."""

    email = models.EmailField(_("mail address"), unique=True)
    role = models.CharField(_("role"), max_length=20, choices=SiteRole, default=SiteRole.READER)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=SiteRole.values), name="account_role_is_known")
        ]

    def __str__(self) -> str:
        return self.email


class Change(models.Model):
    """One line of history: who did what to which record, and when."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL)
    verb = models.CharField(max_length=60)
    table = models.CharField(max_length=60)
    record = models.CharField(max_length=KEY_LENGTH)
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["table", "record"], name="change_by_record")]

    def __str__(self) -> str:
        return f"{self.verb} {self.table} {self.record}"


def new_event_key() -> str:
    """Return a key that no other event has."""
    return f"evt_{uuid.uuid4().hex}"


class Event(models.Model):
    """Something that happened and that others may have asked to be told; an outbox."""

    key = models.CharField(max_length=40, unique=True, default=new_event_key)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    name = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    passed_on_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text=_("when it was given to the webhooks that ask for it")
    )

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
