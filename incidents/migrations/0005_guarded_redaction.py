"""The database lets a text go only for a redaction, and takes no version without its note."""

from itertools import count

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from incidents.text.addresses.slugs import slug

# What stands in the place of a redacted text must be what the redaction says, and has no salt.
REDACT_ONLY = """
CREATE FUNCTION incidents_redact_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.hash = OLD.hash AND octet_length(NEW.salt) = 0 AND EXISTS (
        SELECT FROM incidents_redaction AS redaction WHERE redaction.content_id = OLD.hash
            AND redaction.shown = encode(sha256(convert_to(NEW.canonical, 'UTF8')), 'hex')
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: % is not allowed without a redaction', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
DROP TRIGGER append_only ON incidents_content;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_content
    FOR EACH ROW EXECUTE FUNCTION incidents_redact_only();
"""

NOT_REDACT_ONLY = """
DROP TRIGGER append_only ON incidents_content;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_content
    FOR EACH ROW EXECUTE FUNCTION incidents_forbid_rewriting();
DROP FUNCTION incidents_redact_only();
"""

# Versions from elsewhere carry a fixed note that is nowhere stored.
NOTED = """
CREATE FUNCTION incidents_version_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.has_note <> EXISTS (
        SELECT FROM incidents_version_piece WHERE version_id = NEW.position AND key = 'note'
    ) THEN
        RAISE EXCEPTION 'version % says it has a note and has none, or the other way round',
            NEW.number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER version_noted AFTER INSERT ON incidents_version
    FOR EACH ROW EXECUTE FUNCTION incidents_version_noted();
"""

NOT_NOTED = """
DROP TRIGGER version_noted ON incidents_version;
DROP FUNCTION incidents_version_noted();
"""

GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION incidents_forbid_rewriting();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION incidents_forbid_rewriting();
"""

UNGUARD = """
DROP TRIGGER append_only ON {table};
DROP TRIGGER append_only_truncate ON {table};
"""

TABLES = ("incidents_redaction", "incidents_checkpoint")

BYLINES = """
SELECT DISTINCT content.canonical::json ->> 'name' FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.key = 'byline' ORDER BY 1
"""

# A byline is no part of a version's hash, so that older versions may be given theirs.
SIGN = """
DROP TRIGGER append_only ON incidents_version;
UPDATE incidents_version AS version SET byline_id = byline.id
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
JOIN incidents_byline AS byline ON byline.name = content.canonical::json ->> 'name'
WHERE piece.version_id = version.position AND piece.key = 'byline';
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON incidents_version
    FOR EACH ROW EXECUTE FUNCTION incidents_forbid_rewriting();
"""


def sign_older_versions(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give the versions that stand already the name that their byline says."""
    byline = apps.get_model("incidents", "Byline")
    taken: set[str] = set()
    with editor.connection.cursor() as cursor:
        cursor.execute(BYLINES)
        for (name,) in filter(lambda row: row[0], cursor.fetchall()):
            stem = slug(name, limit=80)
            forms = (stem if attempt == 1 else f"{stem}-{attempt}" for attempt in count(1))
            free = next(form for form in forms if form not in taken)
            taken.add(free)
            byline._default_manager.create(name=name, slug=free)
        if taken:
            cursor.execute(SIGN)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_provable_history")]

    operations = [
        migrations.RunSQL(REDACT_ONLY, NOT_REDACT_ONLY),
        migrations.RunSQL(NOTED, NOT_NOTED),
        *(
            migrations.RunSQL(GUARD.format(table=table), UNGUARD.format(table=table))
            for table in TABLES
        ),
        migrations.RunPython(sign_older_versions, migrations.RunPython.noop),
    ]
