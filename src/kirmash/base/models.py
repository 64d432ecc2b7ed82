"""What every chapter's tables share, who signs in, and who changed what."""

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
    person = models.SlugField(
        max_length=KEY_LENGTH, blank=True, allow_unicode=False, help_text=_("the key of the person who signs in")
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=SiteRole.values), name="account_role_is_known"),
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(person=""), name="a_person_signs_in_with_one_account"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def privacy_word(self) -> str:
        """The word by which pages on personal data name the account."""
        return f"account:{self.pk}"


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


class Viewing(models.Model):
    """Who saw a page with personal data: of whom, when, and on whose behalf.

    The same page seen again within the same ten minutes is one row.
    """

    at = models.DateTimeField(db_index=True)
    slot = models.DateTimeField(help_text=_("the ten minutes of the viewing"))
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="viewings")
    page = models.CharField(max_length=40, help_text=_("the kind of page"))
    subject = models.CharField(max_length=2 * KEY_LENGTH + 20, help_text=_("kind:key of what was shown"))
    people = models.TextField(blank=True, help_text=_("the keys of the people who were shown, each between spaces"))
    shown = models.CharField(max_length=16, blank=True, help_text=_("a short hash of the people"))
    reason = models.CharField(max_length=300, blank=True, help_text=_("why somebody acts for another account"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "page", "subject", "shown", "reason", "slot"], name="a_viewing_once_in_ten_minutes"
            )
        ]
        indexes = [models.Index(fields=["subject"], name="viewing_by_subject")]

    def __str__(self) -> str:
        return f"{self.page} {self.subject}"
