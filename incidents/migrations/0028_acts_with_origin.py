"""Acts that still know where they came from are found by their time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0027_campaigns"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(
                    models.Q(("address", None), _negated=True),
                    models.Q(("session", ""), _negated=True),
                    _connector="OR",
                ),
                fields=["at"],
                name="event_with_origin",
            ),
        ),
    ]
