"""Hashes name authors and approvers by commitments instead of their keys.

Rows written before keep naming the keys, which their hashes cover.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0009_redactions_in_their_story")]

    operations = [
        operation
        for person in ("author", "approver")
        for operation in (
            migrations.AddField(
                model_name="version",
                name=f"{person}_nonce",
                field=models.BinaryField(
                    help_text="Private: who has it can tell whose change it is.",
                    max_length=16,
                    null=True,
                ),
            ),
            migrations.AddField(
                model_name="version",
                name=f"{person}_commitment",
                field=models.CharField(blank=True, db_default="", default="", max_length=64),
            ),
        )
    ]
