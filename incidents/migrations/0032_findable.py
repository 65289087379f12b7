"""What readers can search in, and how what is taken out of a story can be found no more."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Whatever may take words out of a story takes all of its words with it, in the same transaction.
# What is public is put back by the worker. Nobody has to remember.
FORGETS = """
CREATE FUNCTION incidents_findable_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM incidents_findable WHERE incident_id = NEW.incident_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER findable_forgets AFTER INSERT ON incidents_version
    FOR EACH ROW WHEN (NEW.kind NOT IN ('first', 'update', 'addition', 'status', 'sources'))
    EXECUTE FUNCTION incidents_findable_forgets();
CREATE FUNCTION incidents_findable_forgets_blanked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM incidents_findable AS findable
    USING blanked JOIN incidents_version_piece AS piece ON piece.content_id = blanked.hash
    WHERE findable.incident_id = piece.incident_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER findable_forgets AFTER UPDATE ON incidents_content
    REFERENCING NEW TABLE AS blanked
    FOR EACH STATEMENT EXECUTE FUNCTION incidents_findable_forgets_blanked();
"""

NOT_FORGETS = """
DROP TRIGGER findable_forgets ON incidents_version;
DROP FUNCTION incidents_findable_forgets();
DROP TRIGGER findable_forgets ON incidents_content;
DROP FUNCTION incidents_findable_forgets_blanked();
"""

# Words of an older version would bring back what the trigger above has just taken away.
NEWEST = """
CREATE FUNCTION incidents_findable_is_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM incidents_incident
        WHERE id = NEW.incident_id AND version_number = NEW.version AND retracted_at IS NULL
    ) THEN
        RAISE EXCEPTION 'words of story % at version % are no longer what is public',
            NEW.incident_id, NEW.version USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER findable_is_newest BEFORE INSERT OR UPDATE ON incidents_findable
    FOR EACH ROW EXECUTE FUNCTION incidents_findable_is_newest();
"""

NOT_NEWEST = """
DROP TRIGGER findable_is_newest ON incidents_findable;
DROP FUNCTION incidents_findable_is_newest();
"""

# How often words occur decides how they are looked for; the usual sample knows too few of them.
COUNTED = """
ALTER TABLE incidents_findable ALTER COLUMN vector SET STATISTICS 300;
ALTER TABLE incidents_findable SET (autovacuum_analyze_scale_factor = 0.02);
"""

NOT_COUNTED = """
ALTER TABLE incidents_findable ALTER COLUMN vector SET STATISTICS -1;
ALTER TABLE incidents_findable RESET (autovacuum_analyze_scale_factor);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0031_told_aside"),
    ]

    operations = [
        migrations.CreateModel(
            name="FindableHead",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="findable_head_is_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Findable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("portion", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("stemmer", models.CharField(max_length=20)),
                (
                    "numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                (
                    "starts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="Of the vector and what stands beside it.", max_length=64
                    ),
                ),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findable",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "findable portions",
                "ordering": ["-at", "-id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["vector"], name="findable_by_word"
                    ),
                    models.Index(fields=["-at", "-id"], name="findable_by_time"),
                    models.Index(fields=["stemmer"], name="findable_by_stemmer"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "portion"), name="findable_portion_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(FORGETS, NOT_FORGETS),
        migrations.RunSQL(NEWEST, NOT_NEWEST),
        migrations.RunSQL(COUNTED, NOT_COUNTED),
    ]
