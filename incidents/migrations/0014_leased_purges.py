"""A purge is delivered outside of any transaction, by one worker at a time, and then forgotten."""

from django.db import migrations, models

# Until now only what a cache took was counted.
TOLD = "UPDATE incidents_purge SET told_at = coalesce(done_at, asked_at) WHERE attempts > 0"


class Migration(migrations.Migration):
    dependencies = [("incidents", "0013_material")]

    operations = [
        migrations.AddField("purge", "told_at", models.DateTimeField(null=True)),
        migrations.AddField("purge", "leased_until", models.DateTimeField(null=True)),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
        migrations.AddIndex("purge", models.Index(fields=["done_at"], name="purge_done")),
    ]
