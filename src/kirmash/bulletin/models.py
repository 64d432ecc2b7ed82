"""Releases: sentences, each with the claims that carry it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import Account, Record
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim

#: The languages written at full quality; texts in others are drafts for a native editor.
FULL_QUALITY = ("de", "en", "ru", "be")


class Release(Record):
    """A bulletin in the style of an outlet, as written from the record at one time."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="releases")
    style = models.CharField(max_length=20)
    language = models.CharField(max_length=35)
    headline = models.CharField(max_length=300)
    dateline = models.CharField(max_length=200)
    filed_on = models.DateField()
    written_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text=_("empty: only staff see it"))
    edited_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when a native editor had gone over a draft language")
    )
    edited_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "style"], name="one_release_per_style"),
            models.CheckConstraint(
                condition=models.Q(published_at=None)
                | models.Q(language__in=FULL_QUALITY)
                | models.Q(edited_at__isnull=False),
                name="a_draft_language_is_edited_before_it_is_published",
            ),
        ]
        ordering = ["fair", "style"]

    @property
    def is_draft(self) -> bool:
        """Whether it is in a language whose texts are drafts, and no native editor has gone over it."""
        return self.language not in FULL_QUALITY and self.edited_at is None


class Sentence(models.Model):
    """One sentence of a release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveSmallIntegerField()
    paragraph = models.CharField(max_length=30)
    text = models.TextField()
    claims = models.ManyToManyField(Claim, related_name="sentences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "position"], name="sentence_position_once")]
        ordering = ["release", "position"]

    def __str__(self) -> str:
        return self.text


class Version(models.Model):
    """A bulletin's text at one time: as generated, or as an editor left it."""

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
