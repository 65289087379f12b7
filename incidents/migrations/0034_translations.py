"""Stories say of which other story they are a translation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0033_live_interval")]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="translation_of",
            field=models.UUIDField(
                db_index=True,
                editable=False,
                help_text="The key of the story of which this one is a translation.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("translation_of", None),
                    models.Q(("translation_of", models.F("key")), _negated=True),
                    _connector="OR",
                ),
                name="incident_not_its_own_translation",
            ),
        ),
    ]
