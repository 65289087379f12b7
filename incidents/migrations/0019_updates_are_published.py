"""Every update has a number: what has none yet is a draft."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0018_updates_in_the_making")]

    operations = [
        migrations.RemoveConstraint("update", "update_state_known"),
        migrations.RemoveConstraint("update", "update_number_once_published"),
        migrations.AlterField("update", "number", models.PositiveIntegerField(editable=False)),
        migrations.AlterField(
            "update",
            "state",
            models.CharField(
                choices=[("published", "Published"), ("retracted", "Retracted")],
                default="published",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            "update",
            models.CheckConstraint(
                condition=models.Q(state__in=["published", "retracted"]),
                name="update_state_known",
            ),
        ),
        migrations.AddConstraint(
            "update",
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="update_number_from_one"
            ),
        ),
    ]
