"""What readers see and is no version is kept as well as told: who was cut off reads what it missed.

Whoever listens is told that something changed, by tags, as before; the same tags stand in a row.
So after a lost connection only the pages go that show something that changed meanwhile.
"""

from django.db import migrations, models

# One row for each notification, in its transaction: rows are only added, so nobody waits.
TELL = """
CREATE FUNCTION incidents_tell(tags text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO incidents_aside (transaction, tags, at)
    VALUES (pg_current_xact_id()::text::bigint, tags, clock_timestamp());
    PERFORM pg_notify('newsroom_aside', tags);
END
$$;
"""

# An outlet may be the name of a person, which may have to be taken out: its tag does not say it.
OUTLET = "'outlet:' || left(encode(sha256(convert_to(subject, 'UTF8')), 'hex'), 16)"

TELLERS = """
CREATE OR REPLACE FUNCTION incidents_tell_aside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {tell}TG_ARGV[0]);
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION incidents_tell_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'approved' THEN
        PERFORM {tell}'comments:' || OLD.incident_id);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'approved' THEN
        PERFORM {tell}'comments:' || NEW.incident_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION incidents_tell_comment_mode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {tell}'comments:' || NEW.id);
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION incidents_tell_topic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {tell}'topic:' || NEW.id);
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION incidents_tell_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM changed WHERE shelf = 'day') THEN
        PERFORM {tell}'days');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION incidents_tell_translations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {tell}'translations:' || original) FROM (
        SELECT OLD.translation_of AS original UNION SELECT NEW.translation_of
    ) AS found WHERE original IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION incidents_tell_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {tell}'topic:' || topic_id)
    FROM incidents_incidenttopic WHERE incident_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION incidents_tell_lists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tags text[];
BEGIN
    SELECT array_agg(tag) INTO tags FROM (
        SELECT CASE shelf WHEN 'day' THEN 'day:' || date WHEN 'month' THEN 'month:' || date
            WHEN 'outlet' THEN {outlet}
            ELSE shelf || ':' || subject END AS tag
        FROM changed
        UNION
        SELECT 'topic:' || link.topic_id FROM changed
        JOIN incidents_incidenttopic AS link ON link.incident_id = changed.incident_id
        WHERE changed.shelf = 'topic'
        LIMIT 101
    ) AS found;
    IF cardinality(tags) > 100 OR octet_length(array_to_string(tags, ' ')) > 7000 THEN
        PERFORM {tell}'*');
    ELSIF cardinality(tags) > 0 THEN
        PERFORM {tell}array_to_string(tags, ' '));
    END IF;
    RETURN NULL;
END
$$;
"""


def _tellers(tell: str, outlet: str) -> str:
    return TELLERS.replace("{tell}", tell).replace("{outlet}", outlet)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0037_found_by_year"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transaction", models.BigIntegerField()),
                ("tags", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["transaction"], name="aside_by_transaction")],
            },
        ),
        migrations.RunSQL(TELL, "DROP FUNCTION incidents_tell(text)"),
        migrations.RunSQL(
            _tellers("incidents_tell(", OUTLET),
            _tellers("pg_notify('newsroom_aside', ", "'outlet:' || subject"),
        ),
    ]
