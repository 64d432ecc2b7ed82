from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def name_the_style(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("kirmash", "Release").objects.update(style=F("language"))


class Migration(migrations.Migration):

    dependencies = [
        ("kirmash", "0002_stands_and_goods_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="is_demo",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="release",
            name="style",
            field=models.CharField(default="", max_length=20),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_style, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="release", name="one_release_per_language"),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(fields=("fair", "style"), name="one_release_per_style"),
        ),
        migrations.AlterModelOptions(name="release", options={"ordering": ["fair", "style"]}),
    ]
