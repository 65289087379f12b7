"""What readers write below stories, and who may not for a while."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0023_media"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(blank=True, max_length=100)),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Never public; erased after a bounded time.",
                        max_length=254,
                        verbose_name="e-mail address",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("network", models.CharField(blank=True, editable=False, max_length=64)),
                ("sender", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("spam", "Spam"),
                            ("deleted", "Deleted"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CommentBan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("email", "E-mail address"), ("network", "Range of addresses")],
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "reason",
                    models.CharField(blank=True, help_text="For the desk alone.", max_length=300),
                ),
                ("until", models.DateTimeField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["until"],
            },
        ),
        migrations.AddField(
            model_name="house",
            name="comment_mode",
            field=models.CharField(
                choices=[("off", "Off"), ("moderated", "Moderated"), ("open", "Open")],
                default="off",
                help_text="How stories take comments that have no rule of their own.",
                max_length=10,
                verbose_name="comments of readers",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="comment_mode",
            field=models.CharField(
                blank=True,
                choices=[("off", "Off"), ("moderated", "Moderated"), ("open", "Open")],
                help_text="How this story takes comments; empty for the newsroom's own rule.",
                max_length=10,
                verbose_name="comments of readers",
            ),
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.CheckConstraint(
                condition=models.Q(("comment_mode__in", ["off", "moderated", "open"])),
                name="house_comment_mode_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("comment_mode__in", ["", "off", "moderated", "open"])),
                name="incident_comment_mode_known",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="decided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="commentban",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comment_bans",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["incident", "id"],
                name="comment_shown",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["state", "-id"], name="comment_by_state"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["sender", "sent_at"], name="comment_by_sender"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "approved", "rejected", "spam", "deleted"])
                ),
                name="comment_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "deleted"), _negated=True),
                    models.Q(("email", ""), ("name", ""), ("network", ""), ("text", "")),
                    _connector="OR",
                ),
                name="comment_deleted_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentban",
            constraint=models.UniqueConstraint(fields=("kind", "digest"), name="comment_ban_once"),
        ),
        migrations.AddConstraint(
            model_name="commentban",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["email", "network"])),
                name="comment_ban_kind_known",
            ),
        ),
    ]
