"""Images, quoted posts and videos of stories, and the files of pictures."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION incidents_medium_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.shown_at IS NULL THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.incident_id, NEW.number, NEW.kind)
            = (OLD.incident_id, OLD.number, OLD.kind)
            AND (OLD.shown_at IS NULL OR NEW.shown_at IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what readers have seen keeps its number and stays'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER medium_stays BEFORE UPDATE OR DELETE ON incidents_medium
    FOR EACH ROW EXECUTE FUNCTION incidents_medium_stays();

CREATE FUNCTION incidents_picture_is_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL AND EXISTS (
        SELECT FROM incidents_version_piece AS piece
        JOIN incidents_content AS content ON content.hash = piece.content_id
        WHERE piece.key LIKE 'medium-%' AND strpos(content.canonical, OLD.digest) > 0
    ) THEN
        RAISE EXCEPTION 'a version shows this picture: only a redaction takes it away'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER picture_is_shown BEFORE DELETE ON incidents_picture
    FOR EACH ROW EXECUTE FUNCTION incidents_picture_is_shown();
"""

UNGUARD = """
DROP TRIGGER picture_is_shown ON incidents_picture;
DROP FUNCTION incidents_picture_is_shown();
DROP TRIGGER medium_stays ON incidents_medium;
DROP FUNCTION incidents_medium_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0022_notes_and_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="lead_media",
            field=models.JSONField(
                default=list, editable=False, help_text="Numbers of what the initial report shows."
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="media_counter",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="update",
            name="media",
            field=models.JSONField(
                default=list, editable=False, help_text="Numbers of what it shows, in order."
            ),
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("width", models.PositiveIntegerField(help_text="Of the largest file, in pixels.")),
                (
                    "height",
                    models.PositiveIntegerField(help_text="Of the largest file, in pixels."),
                ),
                (
                    "used_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When it was last uploaded or chosen.",
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Medium",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("image", "Image"), ("post", "Quoted post"), ("video", "Video")],
                        editable=False,
                        max_length=5,
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        verbose_name="description for those who cannot see it",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=2000)),
                ("credit", models.CharField(blank=True, max_length=500)),
                ("place", models.CharField(blank=True, max_length=500)),
                ("date", models.DateField(blank=True, null=True)),
                ("provenance", models.CharField(blank=True, max_length=500)),
                ("licence", models.CharField(blank=True, max_length=500)),
                ("redistribute", models.BooleanField(default=False)),
                ("warning", models.CharField(blank=True, max_length=500)),
                ("author", models.CharField(blank=True, max_length=500)),
                ("handle", models.CharField(blank=True, max_length=200)),
                ("platform", models.CharField(blank=True, max_length=100)),
                ("text", models.TextField(blank=True)),
                ("url", models.TextField(blank=True, verbose_name="web address")),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="posted at")),
                (
                    "provider",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("youtube", "YouTube"),
                            ("vimeo", "Vimeo"),
                            ("file", "Video file"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "video",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="the provider's name of it"
                    ),
                ),
                ("shown_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="media",
                        to="incidents.incident",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media",
                        to="incidents.picture",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "media",
                "ordering": ["incident_id", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "number"), name="medium_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="medium_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["image", "post", "video"])),
                        name="medium_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "image"), _negated=True),
                            models.Q(("alt", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="medium_image_is_described",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "post"), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="medium_post_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "video"), ("provider__in", ["youtube", "vimeo", "file"])
                            ),
                            models.Q(
                                models.Q(("kind", "video"), _negated=True),
                                ("provider", ""),
                                ("video", ""),
                            ),
                            _connector="OR",
                        ),
                        name="medium_video_has_provider",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "media_type",
                    models.CharField(
                        choices=[
                            ("image/webp", "WebP"),
                            ("image/jpeg", "JPEG"),
                            ("image/png", "PNG"),
                        ],
                        max_length=20,
                    ),
                ),
                ("width", models.PositiveIntegerField(help_text="In pixels.")),
                ("height", models.PositiveIntegerField(help_text="In pixels.")),
                ("size", models.PositiveIntegerField(help_text="In bytes.")),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="incidents.picture",
                    ),
                ),
            ],
            options={
                "ordering": ["picture_id", "width", "media_type"],
                "indexes": [models.Index(fields=["digest"], name="rendition_by_digest")],
                "constraints": [
                    models.UniqueConstraint(fields=("picture", "digest"), name="rendition_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("media_type__in", ["image/webp", "image/jpeg", "image/png"])
                        ),
                        name="rendition_type_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
