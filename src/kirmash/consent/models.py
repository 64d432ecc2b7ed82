"""Consents, each with the very words that were agreed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH, Account
from kirmash.consent.wording import BY_KEY, Purpose


class Wording(models.Model):
    """What somebody was asked to agree to, word by word, in one language; never changed."""

    purpose = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35)
    text = models.TextField()
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the text"))
    first_shown = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version", "language", "digest"], name="a_wording_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_wording_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} ({self.language})"


class How(models.TextChoices):
    """How a consent came to us."""

    SITE = "site", _("on this site")
    PAPER = "paper", _("on paper")
    MAIL = "mail", _("by mail")


class Consent(models.Model):
    """One giving of consent, by a person of the record or by an account; withdrawing it adds a time."""

    person = models.SlugField(max_length=KEY_LENGTH, blank=True, help_text=_("the key of a person"))
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="consents")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How)
    evidence = models.CharField(max_length=500, blank=True, help_text=_("where the paper or the mail is kept"))
    recorded_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.CharField(max_length=10, choices=How, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person="") | models.Q(account__isnull=False), name="a_consent_is_somebodys"
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True) & ~models.Q(person=""),
                name="one_standing_consent_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["account", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True, account__isnull=False),
                name="one_standing_consent_of_an_account",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_how="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_how=""),
                name="a_withdrawal_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(how="site") | ~models.Q(evidence=""), name="a_consent_elsewhere_has_evidence"
            ),
        ]
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person or self.account} {self.purpose}"

    @property
    def words(self) -> str:
        """What was agreed to, without its title."""
        return self.wording.text.partition("\n\n")[2]

    @property
    def asked(self) -> Purpose | None:
        """What was agreed to, if the site still asks for it."""
        return BY_KEY.get(self.purpose)
