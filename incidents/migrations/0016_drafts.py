"""Texts in the making, who is at them, and the rules under which they go out."""

import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0015_filtered_histories"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "target",
                    models.CharField(
                        choices=[("update", "Update"), ("story", "The story's own text")],
                        default="update",
                        max_length=10,
                    ),
                ),
                (
                    "base",
                    models.PositiveIntegerField(
                        default=0, help_text="The version of the story that the writing began from."
                    ),
                ),
                ("typed", models.JSONField(default=dict)),
                (
                    "proposal",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for a second pair of eyes"),
                            ("sent_back", "Sent back"),
                            ("scheduled", "Scheduled"),
                            ("held", "About to go out"),
                            ("published", "Published"),
                            ("discarded", "Thrown away"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "remark",
                    models.TextField(
                        blank=True, help_text="Why it was sent back, for its authors."
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("approved_at", models.DateTimeField(null=True)),
                ("release_at", models.DateTimeField(null=True)),
                (
                    "settled_at",
                    models.DateTimeField(
                        help_text="When it was published or thrown away.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["-saved_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DraftAuthor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DraftText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                ("typed", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-revision"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("page", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "draft",
                    models.UUIDField(
                        help_text="The key of the draft that is being written.", null=True
                    ),
                ),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["page"],
            },
        ),
        migrations.AddField(
            model_name="house",
            name="hold_seconds",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Seconds in which a posted text can still be stopped; 0 for none.",
                verbose_name="delay before release",
            ),
        ),
        migrations.AddField(
            model_name="house",
            name="second_pair",
            field=models.BooleanField(
                default=False,
                help_text="Texts are published only after somebody who did not write them approved them.",
                verbose_name="second pair of eyes",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="hold_seconds",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Seconds in which a posted text can still be stopped; empty for the newsroom's.",
                null=True,
                verbose_name="delay before release",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="releases_stopped",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Nothing of this story goes out by itself until somebody lets it go on.",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="second_pair",
            field=models.BooleanField(
                blank=True,
                help_text="Whether texts need somebody else's approval; empty for the newsroom's own rule.",
                null=True,
                verbose_name="second pair of eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.CheckConstraint(
                condition=models.Q(("hold_seconds__lte", 3600)), name="house_holds_an_hour_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hold_seconds", None), ("hold_seconds__lte", 3600), _connector="OR"
                ),
                name="incident_holds_an_hour_at_most",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts_begun",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="saved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="update",
            field=models.ForeignKey(
                help_text="The update that it changes; none for a new one.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="incidents.update",
            ),
        ),
        migrations.AddField(
            model_name="draftauthor",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="writers",
                to="incidents.draft",
            ),
        ),
        migrations.AddField(
            model_name="draftauthor",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="writes_at",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="authors",
            field=models.ManyToManyField(
                related_name="drafts", through="incidents.DraftAuthor", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="drafttext",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="drafttext",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_texts",
                to="incidents.draft",
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presences",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presences",
                to="incidents.incident",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftauthor",
            constraint=models.UniqueConstraint(
                fields=("draft", "editor"), name="draft_author_once"
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["draft", "submitted", "sent_back", "scheduled", "held"])
                ),
                fields=["incident", "-saved_at"],
                name="draft_open_by_story",
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                condition=models.Q(("state__in", ["scheduled", "held"])),
                fields=["release_at", "id"],
                name="draft_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "sent_back",
                            "scheduled",
                            "held",
                            "published",
                            "discarded",
                        ],
                    )
                ),
                name="draft_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__in", ["update", "story"])), name="draft_target_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("target", "update"), ("update", None), _connector="OR"),
                name="draft_of_the_story_changes_no_update",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("proposal__isnull", False),
                        ("release_at__isnull", False),
                        ("released_by__isnull", False),
                        ("state__in", ["scheduled", "held"]),
                    ),
                    models.Q(
                        models.Q(("state__in", ["scheduled", "held"]), _negated=True),
                        ("release_at", None),
                        ("released_by", None),
                    ),
                    _connector="OR",
                ),
                name="draft_waits_for_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent_back"), _negated=True),
                    models.Q(("remark", ""), _negated=True),
                    _connector="OR",
                ),
                name="draft_sent_back_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="draft_approval_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_at__isnull", False), ("state__in", ["published", "discarded"])
                    ),
                    models.Q(
                        models.Q(("state__in", ["published", "discarded"]), _negated=True),
                        ("settled_at", None),
                    ),
                    _connector="OR",
                ),
                name="draft_settled_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("approved_by", models.F("saved_by")), _negated=True),
                    _connector="OR",
                ),
                name="draft_approver_did_not_save_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="drafttext",
            constraint=models.UniqueConstraint(
                fields=("draft", "revision"), name="draft_text_once"
            ),
        ),
        migrations.AddIndex(
            model_name="presence",
            index=models.Index(fields=["incident", "seen_at"], name="presence_by_story"),
        ),
    ]
