"""Notifications of what readers see and is no version, so that pages in memory are made anew."""

from django.db import migrations

# Tables whose rows are few, or change seldom: that any of them changed is all that is said.
WHOLE = ("arrangement", "placement", "house", "campaign", "campaign_stories", "checkpoint",
         "sitepage", "topicalias", "topicaddress")  # fmt: skip

# Files that nothing shows yet are no news; one that is replaced or gone is.
ONLY_CHANGED = ("picture", "rendition")

# What was written once stays, but for what a law takes out of it.
NEVER = ("content", "byline")

TELL = """
CREATE FUNCTION incidents_tell_aside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('newsroom_aside', TG_ARGV[0]);
    RETURN NULL;
END
$$;
CREATE FUNCTION incidents_tell_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'approved' THEN
        PERFORM pg_notify('newsroom_aside', 'comments:' || OLD.incident_id);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'approved' THEN
        PERFORM pg_notify('newsroom_aside', 'comments:' || NEW.incident_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION incidents_tell_comment_mode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('newsroom_aside', 'comments:' || NEW.id);
    RETURN NULL;
END
$$;
CREATE FUNCTION incidents_tell_topic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('newsroom_aside', 'topic:' || NEW.id);
    RETURN NULL;
END
$$;
"""

# A story that is published or moved changes a handful of lists; after an import that changed
# hundreds at once it is said in one word.
TELL_LISTS = """
CREATE FUNCTION incidents_tell_lists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tags text[];
BEGIN
    SELECT array_agg(tag) INTO tags FROM (
        SELECT DISTINCT CASE shelf WHEN 'day' THEN 'day:' || date WHEN 'month' THEN 'month:' || date
            ELSE shelf || ':' || subject END AS tag
        FROM changed LIMIT 101
    ) AS found;
    IF cardinality(tags) > 100 OR octet_length(array_to_string(tags, ' ')) > 7000 THEN
        PERFORM pg_notify('newsroom_aside', '*');
    ELSIF cardinality(tags) > 0 THEN
        PERFORM pg_notify('newsroom_aside', array_to_string(tags, ' '));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER told_aside_come AFTER INSERT ON incidents_listed
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION incidents_tell_lists();
CREATE TRIGGER told_aside_gone AFTER DELETE ON incidents_listed
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION incidents_tell_lists();
CREATE FUNCTION incidents_tell_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM changed WHERE shelf = 'day') THEN
        PERFORM pg_notify('newsroom_aside', 'days');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER told_aside_come AFTER INSERT ON incidents_tally
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION incidents_tell_days();
CREATE TRIGGER told_aside_gone AFTER DELETE ON incidents_tally
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION incidents_tell_days();
"""

EXACTLY = """
CREATE TRIGGER told_aside AFTER INSERT OR UPDATE OR DELETE ON incidents_comment
    FOR EACH ROW EXECUTE FUNCTION incidents_tell_comments();
CREATE TRIGGER told_aside AFTER UPDATE OF comment_mode ON incidents_incident
    FOR EACH ROW WHEN (NEW.version_number > 0 AND OLD.comment_mode <> NEW.comment_mode)
    EXECUTE FUNCTION incidents_tell_comment_mode();
CREATE TRIGGER told_aside AFTER UPDATE ON incidents_topic
    FOR EACH ROW EXECUTE FUNCTION incidents_tell_topic();
"""

NOTHING_TOLD = """
DROP TRIGGER told_aside_come ON incidents_listed;
DROP TRIGGER told_aside_gone ON incidents_listed;
DROP TRIGGER told_aside_come ON incidents_tally;
DROP TRIGGER told_aside_gone ON incidents_tally;
DROP TRIGGER told_aside ON incidents_comment;
DROP TRIGGER told_aside ON incidents_incident;
DROP TRIGGER told_aside ON incidents_topic;
DROP FUNCTION incidents_tell_aside();
DROP FUNCTION incidents_tell_comments();
DROP FUNCTION incidents_tell_comment_mode();
DROP FUNCTION incidents_tell_topic();
DROP FUNCTION incidents_tell_lists();
DROP FUNCTION incidents_tell_days();
"""


def _told(name: str, when: str, tag: str) -> migrations.RunSQL:
    table = f"incidents_{name}"
    return migrations.RunSQL(
        f"CREATE TRIGGER told_aside AFTER {when} ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION incidents_tell_aside('{tag or table}')",
        f"DROP TRIGGER told_aside ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0030_lists_and_site_pages"),
    ]

    operations = [
        migrations.RunSQL(TELL + TELL_LISTS + EXACTLY, NOTHING_TOLD),
        *(_told(name, "INSERT OR UPDATE OR DELETE OR TRUNCATE", "") for name in WHOLE),
        *(_told(name, "UPDATE OR DELETE OR TRUNCATE", "") for name in ONLY_CHANGED),
        *(_told(name, "UPDATE OR DELETE", "*") for name in NEVER),
    ]
