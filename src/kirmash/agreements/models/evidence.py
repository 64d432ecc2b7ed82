"""Files that prove what was reported, each known by its hash; the files themselves lie beside the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.evidence.kinds import Media
from kirmash.agreements.models.chain import MeetingWord
from kirmash.agreements.models.commitment import News
from kirmash.agreements.models.deal import Stage
from kirmash.base.models import Account


class Evidence(models.Model):
    """A file that was handed in with news, with a stage of a deal, or with a word on a meeting."""

    news = models.ForeignKey(News, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence")
    word = models.ForeignKey(MeetingWord, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=150)
    media = models.CharField(max_length=8, choices=[(one.value, one.value.upper()) for one in Media])
    size = models.PositiveIntegerField(help_text=_("bytes"))
    sha256 = models.CharField(max_length=64, db_index=True)
    kept_at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    removed_on = models.DateField(null=True, blank=True)
    removed_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(news__isnull=False, stage__isnull=True, word__isnull=True)
                | models.Q(news__isnull=True, stage__isnull=False, word__isnull=True)
                | models.Q(news__isnull=True, stage__isnull=True, word__isnull=False),
                name="evidence_proves_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_on__isnull=True) | ~models.Q(removed_why=""),
                name="removed_evidence_has_a_reason",
            ),
        ]
        ordering = ["pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:12]}"
