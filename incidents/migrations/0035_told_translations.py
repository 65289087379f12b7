"""Notifications of a story that joins its translations, or leaves them: theirs name it."""

from django.db import migrations

TELL = """
CREATE FUNCTION incidents_tell_translations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('newsroom_aside', 'translations:' || original) FROM (
        SELECT OLD.translation_of AS original UNION SELECT NEW.translation_of
    ) AS found WHERE original IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER told_translations
    AFTER UPDATE OF translation_of, version_number, retracted_at ON incidents_incident
    FOR EACH ROW WHEN (
        NEW.version_number > 0 AND (
            OLD.translation_of IS DISTINCT FROM NEW.translation_of
            OR NEW.translation_of IS NOT NULL AND (
                OLD.version_number = 0
                OR (OLD.retracted_at IS NULL) <> (NEW.retracted_at IS NULL)
            )
        )
    ) EXECUTE FUNCTION incidents_tell_translations();
"""

NOTHING_TOLD = """
DROP TRIGGER told_translations ON incidents_incident;
DROP FUNCTION incidents_tell_translations();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0034_translations"),
    ]

    operations = [migrations.RunSQL(TELL, NOTHING_TOLD)]
