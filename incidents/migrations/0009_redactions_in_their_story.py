"""The database takes a redaction only for a text of the story in which it is announced."""

from django.db import migrations

# Set by set: a redaction may take out thousands of texts, whose announcement is one long list.
ANNOUNCED = """
CREATE FUNCTION incidents_redaction_announced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT version_id, content_id FROM redacted
        EXCEPT
        SELECT version.position, piece.content_id
        FROM (SELECT DISTINCT version_id FROM redacted) AS given
        JOIN incidents_version AS version
            ON version.position = given.version_id AND version.kind = 'redaction'
        JOIN incidents_version_piece AS told
            ON told.version_id = version.position AND told.key = 'redaction'
        JOIN incidents_content AS said ON said.hash = told.content_id
        CROSS JOIN LATERAL jsonb_to_recordset(said.canonical::jsonb -> 'removed')
            AS gone(version bigint, piece text, hash text)
        JOIN incidents_version_piece AS piece ON piece.incident_id = version.incident_id
            AND piece.key = gone.piece AND piece.number = gone.version
            AND piece.number < version.number AND piece.content_id = gone.hash
    ) OR EXISTS (
        SELECT FROM redacted
        JOIN incidents_version AS version ON version.position = redacted.version_id
        JOIN incidents_version_piece AS piece ON piece.content_id = redacted.content_id
            AND piece.incident_id <> version.incident_id
    ) THEN
        RAISE EXCEPTION 'a redaction takes out an earlier text of its own story, and announces it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER redaction_announced AFTER INSERT ON incidents_redaction
    REFERENCING NEW TABLE AS redacted
    FOR EACH STATEMENT EXECUTE FUNCTION incidents_redaction_announced();
"""

NOT_ANNOUNCED = """
DROP TRIGGER redaction_announced ON incidents_redaction;
DROP FUNCTION incidents_redaction_announced();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0008_keep_only_first_changes")]

    operations = [migrations.RunSQL(ANNOUNCED, NOT_ANNOUNCED)]
