"""People without an office leave the search: it is read by people who may not know them."""

from typing import Any

from django.db import migrations


def take_out(apps: Any, _schema_editor: object) -> None:  # Any: Django's historical models
    offices, entries = apps.get_model("kirmash", "Office").objects, apps.get_model("kirmash", "Entry").objects
    entries.filter(kind="person").exclude(key__in=offices.values("person__key")).delete()


class Migration(migrations.Migration):
    dependencies = [("kirmash", "0015_accounts")]

    operations = [migrations.RunPython(take_out, migrations.RunPython.noop)]
