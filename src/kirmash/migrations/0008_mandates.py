"""Roles become mandates: what an account was on the whole site it now holds for the site."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORMER = {"administrator": "administrator", "editor": "organiser", "reader": "auditor"}
ROLES = [
    ("administrator", "Administrator"), ("organiser", "Organiser"), ("planner", "Floor planner"),
    ("protocol", "Protocol officer"), ("press", "Press officer"), ("auditor", "Auditor"), ("exhibitor", "Exhibitor"),
    ("pavilion", "Pavilion organiser"), ("buyer", "Buyer"), ("delegation", "Delegation"), ("city", "City department"),
]


def give(apps: Any, _schema_editor: object) -> None:  # Any: Django's historical models
    Account, Mandate = apps.get_model("kirmash", "Account"), apps.get_model("kirmash", "Mandate")
    Mandate.objects.bulk_create(Mandate(account=one, role=FORMER[one.role], subject="site") for one in Account.objects.all())


def take(apps: Any, _schema_editor: object) -> None:  # Any: as above
    Mandate = apps.get_model("kirmash", "Mandate")
    back = {new: old for old, new in FORMER.items()}
    for mandate in Mandate.objects.filter(subject="site"):
        mandate.account.role = back.get(mandate.role, "reader")
        mandate.account.save()


class Migration(migrations.Migration):

    dependencies = [("kirmash", "0007_definitions")]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(choices=ROLES, max_length=20)),
                ("subject", models.CharField(default="site", max_length=260)),
                ("given", models.DateTimeField(auto_now_add=True)),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mandates", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["account", "pk"]},
        ),
        migrations.AddConstraint(model_name="mandate", constraint=models.UniqueConstraint(fields=("account", "role", "subject"), name="mandate_once")),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(condition=models.Q(role__in=[role for role, _ in ROLES]), name="mandate_role_is_known"),
        ),
        migrations.RunPython(give, take),
    ]
