"""Goods codes of importable nomenclatures."""

from django.db import models


class GoodsCode(models.Model):
    """A code of a nomenclature (HS, TN VED, CN) with labels by language."""

    nomenclature = models.CharField(max_length=20, default="HS")
    code = models.CharField(max_length=10)
    labels = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomenclature", "code"], name="goods_code_once")]
        ordering = ["nomenclature", "code"]

    def __str__(self) -> str:
        return f"{self.nomenclature} {self.code}"
