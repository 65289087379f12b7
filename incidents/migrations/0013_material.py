"""Pages that were fetched, what became of links, and sealed names of nameless sources."""

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT, SET_NULL

# A redaction masks words here too; when, by whom, and what came, stays as it was.
KEPT = """
CREATE FUNCTION incidents_fetched_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.at, NEW.status, NEW.media_type, NEW.digest, NEW.fetched_by_id)
        IS DISTINCT FROM (OLD.at, OLD.status, OLD.media_type, OLD.digest, OLD.fetched_by_id) THEN
        RAISE EXCEPTION 'when, by whom and what was fetched is never altered'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER fetched_kept BEFORE UPDATE ON incidents_fetched
    FOR EACH ROW EXECUTE FUNCTION incidents_fetched_kept();
"""

NOT_KEPT = """
DROP TRIGGER fetched_kept ON incidents_fetched;
DROP FUNCTION incidents_fetched_kept();
"""

EDITOR = settings.AUTH_USER_MODEL
NUMBER = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0012_newest_redaction")]

    operations = [
        migrations.CreateModel(
            name="Fetched",
            fields=[
                ("id", NUMBER.clone()),
                ("address", models.TextField(help_text="As the editor gave it.")),
                ("final_address", models.TextField(help_text="Where redirects led.")),
                (
                    "canonical",
                    models.TextField(help_text="Without what only follows readers around."),
                ),
                ("at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("text", models.TextField(blank=True)),
                ("title", models.CharField(blank=True, max_length=2000)),
                ("outlet", models.CharField(max_length=500)),
                ("authors", models.JSONField(default=list)),
                (
                    "published_on",
                    models.DateField(help_text="The day that the page names.", null=True),
                ),
                (
                    "published_at",
                    models.DateTimeField(help_text="The moment, where it is known.", null=True),
                ),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "fetched_by",
                    models.ForeignKey(EDITOR, PROTECT, null=True, related_name="fetched"),
                ),
                (
                    "released_by",
                    models.ForeignKey(EDITOR, PROTECT, null=True, related_name="released"),
                ),
                (
                    "source",
                    models.ForeignKey(
                        "incidents.Source", SET_NULL, null=True, related_name="fetched"
                    ),
                ),
            ],
            options={"verbose_name_plural": "fetched pages", "ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="SourceIdentity",
            fields=[
                ("id", NUMBER.clone()),
                ("ciphertext", models.BinaryField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("created_by", models.ForeignKey(EDITOR, PROTECT, related_name="noted_identities")),
                ("readers", models.ManyToManyField(EDITOR, related_name="identities")),
                (
                    "source",
                    models.OneToOneField("incidents.Source", CASCADE, related_name="identity"),
                ),
            ],
            options={"verbose_name_plural": "source identities", "ordering": ["id"]},
        ),
        migrations.AddField(
            model_name="source",
            name="archived_url",
            field=models.TextField(
                blank=True, default="", help_text="Where an archive keeps a copy of the page."
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="link_checked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="link_failures",
            field=models.PositiveSmallIntegerField(
                default=0,
                editable=False,
                help_text="How often in a row the page was not reached.",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="link_state",
            field=models.CharField(
                choices=[
                    ("ok", "There"),
                    ("dead", "Gone"),
                    ("unreachable", "Not reached just now"),
                ],
                editable=False,
                max_length=12,
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                name="source_link_state_known",
                condition=models.Q(link_state=None)
                | models.Q(link_state__in=["ok", "dead", "unreachable"]),
            ),
        ),
        migrations.AddIndex(
            model_name="fetched", index=models.Index(fields=["-at"], name="fetched_by_time")
        ),
        migrations.AddConstraint(
            model_name="fetched",
            constraint=models.CheckConstraint(
                name="fetched_release_has_editor",
                condition=models.Q(released_at=None, released_by=None)
                | models.Q(released_at__isnull=False, released_by__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            model_name="fetched",
            constraint=models.CheckConstraint(
                name="fetched_moment_has_day",
                condition=models.Q(published_at=None) | models.Q(published_on__isnull=False),
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
