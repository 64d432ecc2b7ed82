"""Goods lines: what an organisation offers or seeks at a fair, in its own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kirmash.base.models import KEY_LENGTH
from kirmash.exhibition.models.fair import Fair
from kirmash.registry.models.organisation import Organisation


class Side(models.TextChoices):
    """Whether the organisation has it or wants it."""

    OFFER = "offer", _("offer")
    DEMAND = "demand", _("demand")


class GoodsLine(models.Model):
    """An offer or a demand; the codes are the organisation's own and may be missing."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="goods_lines")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="goods_lines")
    key = models.SlugField(max_length=KEY_LENGTH)
    side = models.CharField(max_length=6, choices=Side)
    language = models.CharField(max_length=35)
    text = models.CharField(max_length=1000)
    codes = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "key"], name="goods_line_key_once_per_fair"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_goods_line_says_something"),
        ]
        ordering = ["fair", "key"]

    def __str__(self) -> str:
        return self.text
