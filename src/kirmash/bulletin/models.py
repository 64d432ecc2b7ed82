"""Releases: sentences, each with the claims that carry it; versions, who approved them, and what was let out."""

import hashlib

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.models.instrument import Party
from kirmash.base.models import Account, Record
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim

#: The languages written at full quality; texts in others are drafts for a native editor.
FULL_QUALITY = ("de", "en", "ru", "be")


class Release(Record):
    """A bulletin in the style of an outlet, as it stands with those who make it: the latest version of its text."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="releases")
    style = models.CharField(max_length=20)
    language = models.CharField(max_length=35)
    headline = models.CharField(max_length=300)
    dateline = models.CharField(max_length=200, blank=True)
    filed_on = models.DateField()
    written_at = models.DateTimeField(auto_now_add=True)
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text=_("until then only those who make and approve it see it")
    )
    edited_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when a native editor had gone over a draft language")
    )
    edited_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "style"], name="one_release_per_style")]
        ordering = ["fair", "style"]

    @property
    def is_draft(self) -> bool:
        """Whether it is in a language whose texts are drafts, and no native editor has gone over it."""
        return self.language not in FULL_QUALITY and self.edited_at is None

    @property
    def is_embargoed(self) -> bool:
        """Whether only those who make and approve it may see it now."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()


class Said(models.Model):
    """One sentence, and the claims that carry it; none, where an editor wrote what no fact carries."""

    position = models.PositiveSmallIntegerField()
    paragraph = models.CharField(max_length=30)
    text = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class Sentence(Said):
    """One sentence of a release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="sentences")
    claims = models.ManyToManyField(Claim, related_name="sentences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "position"], name="sentence_position_once")]
        ordering = ["release", "position"]


class Version(models.Model):
    """A bulletin's text at one time: as written from the record, or as an editor left it."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="versions")
    style = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField(help_text=_("1, 2, 3 … for each fair and style"))
    text = models.TextField()
    is_generated = models.BooleanField(default=False)
    written_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "style", "number"], name="version_number_once")]
        ordering = ["fair", "style", "-number"]

    def __str__(self) -> str:
        return f"{self.style} {self.number}"

    @property
    def sha256(self) -> str:
        """What an approval is of: exactly this text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Kept(models.Model):
    """A finding that an editor lets stand, with a reason: these words, of this sort, in this bulletin."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="kept")
    style = models.CharField(max_length=20)
    slip = models.CharField(max_length=20)
    said = models.CharField(max_length=500)
    reason = models.TextField()
    kept_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "style", "slip", "said"], name="finding_kept_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="what_is_kept_has_a_reason"),
        ]
        ordering = ["fair", "style", "pk"]

    def __str__(self) -> str:
        return f"{self.slip} {self.said}"


class ApprovalRequest(models.Model):
    """A version sent to the press service of a party by mail, with a link that needs no account."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="requests")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    asked_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["version", "pk"]

    def __str__(self) -> str:
        return f"{self.version} {self.party}"


class Answer(models.TextChoices):
    """What a press service says of a version."""

    APPROVED = "approved", _("approved")
    CHANGE = "change", _("asks for a change")


class Approval(models.Model):
    """What the press service of a party said of one version; the last one counts.

    ``sha256`` is that of the text which it had before it.
    """

    version = models.ForeignKey(Version, on_delete=models.RESTRICT, related_name="approvals")
    party = models.ForeignKey(Party, on_delete=models.RESTRICT, related_name="+")
    sha256 = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, choices=Answer)
    comment = models.TextField(blank=True)
    given_by = models.CharField(max_length=200)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    request = models.ForeignKey(
        ApprovalRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=Answer.values), name="the_answer_is_known"),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.APPROVED) | ~models.Q(comment=""), name="a_change_says_what"
            ),
        ]
        ordering = ["version", "pk"]

    def __str__(self) -> str:
        return f"{self.version} {self.party} {self.answer}"


class Publication(models.Model):
    """A version that was let out, as everybody reads it; a correction names what was wrong before and what is right."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="publications")
    version = models.OneToOneField(Version, on_delete=models.RESTRICT, related_name="publication")
    headline = models.CharField(max_length=300)
    dateline = models.CharField(max_length=200, blank=True)
    filed_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    in_spite_of = models.TextField(blank=True, help_text=_("why it was let out with open findings"))
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="corrected_by"
    )
    was_wrong = models.TextField(blank=True)
    is_right = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_why = models.TextField(blank=True)

    #: What is let out is no draft, and under no embargo.
    is_draft = is_embargoed = False
    embargo_until = None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | (~models.Q(was_wrong="") & ~models.Q(is_right="")),
                name="a_correction_says_what_is_right",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_why=""),
                name="what_is_withdrawn_says_why",
            ),
        ]
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.version}"

    @property
    def fair(self) -> Fair:
        """The fair that it is about."""
        return self.release.fair

    @property
    def style(self) -> str:
        """The style of its outlet."""
        return self.release.style

    @property
    def language(self) -> str:
        """The language that it is in."""
        return self.release.language

    @property
    def key(self) -> str:
        """The key of the release that was let out."""
        return self.release.key


class PublishedSentence(Said):
    """One sentence of what was let out; it stays as it was when the release is written again."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="sentences")
    claims = models.ManyToManyField(Claim, related_name="published_sentences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "position"], name="published_position_once")]
        ordering = ["publication", "position"]


#: A bulletin as it stands with those who make it, or as it was let out: files and pages tell both alike.
Told = Release | Publication
