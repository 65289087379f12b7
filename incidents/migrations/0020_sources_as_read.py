"""What a source says of its author, its text as readers may see it, and own reporting."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0019_updates_are_published"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="author",
            field=models.CharField(
                blank=True, default="", help_text="Who wrote it, where it says so.", max_length=500
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="read_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="read_digest",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="SHA-256 of the bytes that came then, in hex.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="read_text",
            field=models.TextField(
                blank=True,
                default="",
                editable=False,
                help_text="What the page said when the newsroom read it, released to readers.",
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="own_reporting",
            field=models.BooleanField(
                default=False,
                help_text="The newsroom saw or heard it itself, and tells readers so.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at", None), ("read_digest", ""), ("read_text", "")),
                    models.Q(
                        models.Q(("read_text", ""), _negated=True),
                        models.Q(("read_at", None), _negated=True),
                        models.Q(("read_digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="source_read_as_a_whole",
            ),
        ),
    ]
