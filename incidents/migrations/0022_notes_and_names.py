"""What editors tell each other, and the other names and addresses of topics."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0021_front_page_and_origins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                (
                    "pinned",
                    models.BooleanField(
                        default=False, help_text="A handover: stands above the other notes."
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-pinned", "-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TopicAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(allow_unicode=True, max_length=200, unique=True)),
            ],
            options={
                "verbose_name_plural": "topic addresses",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="TopicAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name_plural": "topic aliases",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="topic",
            name="wikidata",
            field=models.CharField(
                blank=True,
                help_text="Such as Q1492: tells machines which thing of this name is meant.",
                max_length=20,
                verbose_name="Wikidata number",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wikidata", ""), ("wikidata__regex", "^Q[1-9][0-9]*$"), _connector="OR"
                ),
                name="topic_wikidata_is_a_number",
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="resolved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to="incidents.note",
            ),
        ),
        migrations.AddField(
            model_name="topicaddress",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="addresses",
                to="incidents.topic",
            ),
        ),
        migrations.AddField(
            model_name="topicalias",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="incidents.topic",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                condition=models.Q(("resolved_at", None)),
                fields=["incident", "-pinned", "-at"],
                name="note_open_by_story",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="note_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at", None), ("resolved_by", None)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="note_settled_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("seen_at", None)), fields=["editor"], name="mention_unseen"
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("note", "editor"), name="mention_once"),
        ),
        migrations.AddConstraint(
            model_name="topicalias",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"), name="topic_alias_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="topicalias",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="topic_alias_has_a_name"
            ),
        ),
    ]
