"""A release says no longer itself that it is public."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kirmash", "0003_published_texts")]

    operations = [
        migrations.RemoveConstraint("release", "a_draft_language_is_edited_before_it_is_published"),
        migrations.RemoveField("release", "published_at"),
    ]
