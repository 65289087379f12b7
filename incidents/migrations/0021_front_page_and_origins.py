"""The order of the front page with its history, and from which session an act came."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# An order of the front page is never rewritten, follows the one before, and holds what it says.
FRONT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION incidents_forbid_rewriting();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION incidents_forbid_rewriting();
"""

NO_FRONT = """
DROP TRIGGER append_only ON {table};
DROP TRIGGER append_only_truncate ON {table};
"""

FOLLOWS = """
CREATE FUNCTION incidents_arrangement_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number > 1 AND NOT EXISTS (
        SELECT FROM incidents_arrangement WHERE number = NEW.number - 1 AND at <= NEW.at
    ) THEN
        RAISE EXCEPTION 'arrangement % does not follow arrangement %', NEW.number, NEW.number - 1
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER arrangement_follows BEFORE INSERT ON incidents_arrangement
    FOR EACH ROW EXECUTE FUNCTION incidents_arrangement_follows();
CREATE FUNCTION incidents_placement_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM incidents_arrangement
        WHERE id = NEW.arrangement_id AND NEW.place BETWEEN 1 AND places
    ) OR NOT EXISTS (
        SELECT FROM incidents_incident WHERE id = NEW.incident_id AND version_number > 0
    ) THEN
        RAISE EXCEPTION 'story % has no place % in this arrangement', NEW.incident_id, NEW.place
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER placement_fits BEFORE INSERT ON incidents_placement
    FOR EACH ROW EXECUTE FUNCTION incidents_placement_fits();
"""

FOLLOWS_NOT = """
DROP TRIGGER placement_fits ON incidents_placement;
DROP FUNCTION incidents_placement_fits();
DROP TRIGGER arrangement_follows ON incidents_arrangement;
DROP FUNCTION incidents_arrangement_follows();
"""

# Where an act came from may be forgotten after a week at the soonest; the act itself never.
ORIGINS = """
CREATE FUNCTION incidents_event_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.address IS NULL AND NEW.session = ''
            AND OLD.at < clock_timestamp() - interval '7 days'
            AND to_jsonb(NEW) - 'address' - 'session' = to_jsonb(OLD) - 'address' - 'session' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: % is not allowed', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
DROP TRIGGER append_only ON incidents_event;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_event
    FOR EACH ROW EXECUTE FUNCTION incidents_event_forgets();
"""

NO_ORIGINS = """
DROP TRIGGER append_only ON incidents_event;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_event
    FOR EACH ROW EXECUTE FUNCTION incidents_forbid_rewriting();
DROP FUNCTION incidents_event_forgets();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0020_sources_as_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="session",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What stands for the session that it came from; never the session's own key.",
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="address",
            field=models.GenericIPAddressField(
                help_text="Where it came from; empty for what the newsroom does by itself.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("at", models.DateTimeField(help_text="By the database's clock.")),
                (
                    "places",
                    models.PositiveSmallIntegerField(help_text="How many stories were put on top."),
                ),
                (
                    "put_back",
                    models.PositiveIntegerField(
                        help_text="The number of the earlier order that was put back with it.",
                        null=True,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "until",
                    models.DateTimeField(help_text="When it leaves the top by itself.", null=True),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="incidents.arrangement",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "ordering": ["arrangement", "place"],
            },
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="arrangement_number_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("put_back", None), ("put_back__lt", models.F("number")), _connector="OR"
                ),
                name="arrangement_puts_back_an_earlier_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "place"), name="placement_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "incident"), name="placement_of_a_story_once"
            ),
        ),
        *(
            migrations.RunSQL(FRONT.format(table=table), NO_FRONT.format(table=table))
            for table in ("incidents_arrangement", "incidents_placement")
        ),
        migrations.RunSQL(FOLLOWS, FOLLOWS_NOT),
        migrations.RunSQL(ORIGINS, NO_ORIGINS),
    ]
