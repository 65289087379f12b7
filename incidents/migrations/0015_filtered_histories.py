"""The history of a story is filtered by kind and byline without reading all of its versions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0014_leased_purges")]

    operations = [
        migrations.AddIndex(
            model_name="version",
            index=models.Index(
                fields=["incident", "kind", "number"], name="version_of_story_by_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(
                fields=["incident", "byline", "number"], name="version_of_story_by_byline"
            ),
        ),
    ]
