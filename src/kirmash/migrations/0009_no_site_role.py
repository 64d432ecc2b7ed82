"""The role of an account on the whole site is a mandate now."""

from django.db import migrations, models

FORMER = ["administrator", "editor", "reader"]


class Migration(migrations.Migration):

    dependencies = [("kirmash", "0008_mandates")]

    operations = [
        migrations.RemoveConstraint(model_name="account", name="account_role_is_known"),
        migrations.RemoveField(model_name="account", name="role"),
    ]
