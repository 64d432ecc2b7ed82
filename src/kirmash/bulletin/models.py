"""Releases: sentences, each with the claims that carry it."""

from django.db import models

from kirmash.base.models import Record
from kirmash.exhibition.models.fair import Fair
from kirmash.record.models import Claim


class Release(Record):
    """A bulletin in the style of an outlet, as written from the record at one time."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="releases")
    style = models.CharField(max_length=20)
    language = models.CharField(max_length=35)
    headline = models.CharField(max_length=300)
    dateline = models.CharField(max_length=200)
    filed_on = models.DateField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "style"], name="one_release_per_style")]
        ordering = ["fair", "style"]


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
