"""Tables of what lets a bulletin out: approvals, publications; the embargo stands at the release."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def key() -> tuple[str, Any]:
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def to(table: str, name: str = "+", *, on_delete: Any = django.db.models.deletion.CASCADE) -> Any:
    return models.ForeignKey(on_delete=on_delete, related_name=name, to=table)


def by() -> Any:
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [("kirmash", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="ApprovalRequest",
            fields=[
                key(),
                ("email", models.EmailField(max_length=254)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("version", to("kirmash.version", "requests")),
                ("party", to("kirmash.party")),
                ("asked_by", by()),
            ],
            options={"ordering": ["version", "pk"]},
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                key(),
                ("sha256", models.CharField(max_length=64)),
                ("answer", models.CharField(
                    choices=[("approved", "approved"), ("change", "asks for a change")], max_length=10)),
                ("comment", models.TextField(blank=True)),
                ("given_by", models.CharField(max_length=200)),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                ("account", by()),
                ("party", to("kirmash.party", on_delete=django.db.models.deletion.RESTRICT)),
                ("version", to("kirmash.version", "approvals", on_delete=django.db.models.deletion.RESTRICT)),
                ("request", models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="answers",
                    to="kirmash.approvalrequest")),
            ],
            options={
                "ordering": ["version", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["approved", "change"])), name="the_answer_is_known"),
                    models.CheckConstraint(
                        condition=models.Q(("answer", "approved"), models.Q(("comment", ""), _negated=True),
                                           _connector="OR"),
                        name="a_change_says_what"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                key(),
                ("headline", models.CharField(max_length=300)),
                ("dateline", models.CharField(blank=True, max_length=200)),
                ("filed_on", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("in_spite_of", models.TextField(blank=True, help_text="why it was let out with open findings")),
                ("was_wrong", models.TextField(blank=True)),
                ("is_right", models.TextField(blank=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                ("release", to("kirmash.release", "publications")),
                ("version", models.OneToOneField(
                    on_delete=django.db.models.deletion.RESTRICT, related_name="publication", to="kirmash.version")),
                ("corrects", models.OneToOneField(
                    blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT,
                    related_name="corrected_by", to="kirmash.publication")),
                ("published_by", by()),
                ("withdrawn_by", by()),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects__isnull", True),
                            models.Q(models.Q(("was_wrong", ""), _negated=True),
                                     models.Q(("is_right", ""), _negated=True)),
                            _connector="OR"),
                        name="a_correction_says_what_is_right"),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True),
                                           models.Q(("withdrawn_why", ""), _negated=True), _connector="OR"),
                        name="what_is_withdrawn_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedSentence",
            fields=[
                key(),
                ("position", models.PositiveSmallIntegerField()),
                ("paragraph", models.CharField(max_length=30)),
                ("text", models.TextField()),
                ("publication", to("kirmash.publication", "sentences")),
                ("claims", models.ManyToManyField(related_name="published_sentences", to="kirmash.claim")),
            ],
            options={
                "ordering": ["publication", "position"],
                "constraints": [models.UniqueConstraint(
                    fields=("publication", "position"), name="published_position_once")],
            },
        ),
        migrations.AddField(
            "release", "embargo_until",
            models.DateTimeField(blank=True, null=True,
                                 help_text="until then only those who make and approve it see it"),
        ),
        migrations.AlterField("release", "dateline", models.CharField(blank=True, max_length=200)),
    ]
