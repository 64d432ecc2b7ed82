"""What every chapter's tables share, who signs in, and who changed what."""

import datetime
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
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
    """In what capacity someone comes to the site."""

    ADMINISTRATOR = "administrator", _("Administrator")
    ORGANISER = "organiser", _("Organiser")
    PLANNER = "planner", _("Floor planner")
    PROTOCOL = "protocol", _("Protocol officer")
    PRESS = "press", _("Press officer")
    AUDITOR = "auditor", _("Auditor")
    EXHIBITOR = "exhibitor", _("Exhibitor")
    PAVILION = "pavilion", _("Pavilion organiser")
    BUYER = "buyer", _("Buyer")
    DELEGATION = "delegation", _("Delegation")
    CITY = "city", _("City department")


SITE = "site"
#: What each role is held for: the first part of the mandate's subject.
HELD_FOR: dict[str, tuple[str, ...]] = {
    SiteRole.ADMINISTRATOR: (SITE,),
    SiteRole.AUDITOR: (SITE,),
    **dict.fromkeys((SiteRole.ORGANISER, SiteRole.PLANNER, SiteRole.PROTOCOL, SiteRole.PRESS), (SITE, "fair")),
    **dict.fromkeys((SiteRole.EXHIBITOR, SiteRole.BUYER), ("organisation",)),
    SiteRole.PAVILION: ("pavilion",),
    SiteRole.DELEGATION: ("delegation",),
    SiteRole.CITY: ("place",),
}


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
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
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
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(person=""), name="a_person_signs_in_with_one_account"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @cached_property
    def held(self) -> frozenset[tuple[str, str]]:
        """Return the account's mandates, as role and subject."""
        return frozenset((mandate.role, mandate.subject) for mandate in self.mandates.all())

    @property
    def privacy_word(self) -> str:
        """The word by which pages on personal data name the account."""
        return f"account:{self.pk}"

    @property
    def titles(self) -> str:
        """Return the names of the account's roles."""
        held = {role for role, _subject in self.held}
        return ", ".join(str(role.label) for role in SiteRole if role in held)


class Mandate(models.Model):
    """A role that an account holds, for the whole site or for one thing, named by its word."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="mandates")
    role = models.CharField(max_length=20, choices=SiteRole)
    subject = models.CharField(max_length=2 * KEY_LENGTH + 20, default=SITE)
    given = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "role", "subject"], name="mandate_once"),
            models.CheckConstraint(condition=models.Q(role__in=SiteRole.values), name="mandate_role_is_known"),
        ]
        ordering = ["account", "pk"]

    def __str__(self) -> str:
        return f"{self.role} of {self.subject}"


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


class Impersonation(models.Model):
    """An administrator looks at the site as another account, in order to help, for a reason and for a while."""

    administrator = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="impersonations")
    reason = models.TextField()
    began = models.DateTimeField()
    until = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("began")), name="impersonation_has_an_end"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="impersonation_has_a_reason"),
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.administrator} as {self.account}"

    @property
    def left(self) -> datetime.datetime:
        """When it ended, or ends at the latest."""
        return min(self.ended or self.until, self.until)


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
