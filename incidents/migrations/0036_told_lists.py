"""Pages of topics say what is live of them, and which other topics their stories have."""

from django.db import migrations

# Whatever is told of a list of a topic is told of the other topics of the same stories, too.
LISTS = """
CREATE OR REPLACE FUNCTION incidents_tell_lists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tags text[];
BEGIN
    SELECT array_agg(tag) INTO tags FROM (
        SELECT CASE shelf WHEN 'day' THEN 'day:' || date WHEN 'month' THEN 'month:' || date
            ELSE shelf || ':' || subject END AS tag
        FROM changed
        UNION
        SELECT 'topic:' || link.topic_id FROM changed
        JOIN incidents_incidenttopic AS link ON link.incident_id = changed.incident_id
        WHERE changed.shelf = 'topic'
        LIMIT 101
    ) AS found;
    IF cardinality(tags) > 100 OR octet_length(array_to_string(tags, ' ')) > 7000 THEN
        PERFORM pg_notify('newsroom_aside', '*');
    ELSIF cardinality(tags) > 0 THEN
        PERFORM pg_notify('newsroom_aside', array_to_string(tags, ' '));
    END IF;
    RETURN NULL;
END
$$;
"""

STATUS = """
CREATE FUNCTION incidents_tell_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('newsroom_aside', 'topic:' || topic_id)
    FROM incidents_incidenttopic WHERE incident_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER told_status AFTER UPDATE OF status ON incidents_incident
    FOR EACH ROW WHEN (NEW.version_number > 0 AND OLD.status <> NEW.status)
    EXECUTE FUNCTION incidents_tell_status();
"""

NOTHING_TOLD = """
DROP TRIGGER told_status ON incidents_incident;
DROP FUNCTION incidents_tell_status();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0035_told_translations"),
    ]

    operations = [
        migrations.RunSQL(LISTS, migrations.RunSQL.noop),
        migrations.RunSQL(STATUS, NOTHING_TOLD),
    ]
