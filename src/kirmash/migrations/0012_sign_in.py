from typing import Any

from django.db import migrations, models


def vouch_for_addresses(apps: Any, schema_editor: Any) -> None:
    """Note the mail addresses of the accounts there are: administrators made them, and answer for them."""
    addresses = apps.get_model("account", "EmailAddress")
    for account in apps.get_model("kirmash", "Account").objects.order_by("pk"):
        addresses.objects.update_or_create(
            user=account, email=account.email.lower(), defaults={"verified": True, "primary": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("kirmash", "0011_mail"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        migrations.AddField(
            model_name="account",
            name="name",
            field=models.CharField(blank=True, max_length=120, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="account",
            name="language",
            field=models.CharField(blank=True, max_length=10, verbose_name="language"),
        ),
        migrations.RunPython(vouch_for_addresses, migrations.RunPython.noop),
    ]
