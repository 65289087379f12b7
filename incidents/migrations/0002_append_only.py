"""The database itself refuses to rewrite history."""

from django.db import migrations

FORBID = """
CREATE FUNCTION incidents_forbid_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is not allowed', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
"""

TABLES = ("incidents_version", "incidents_version_piece", "incidents_content", "incidents_event")

GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION incidents_forbid_rewriting();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION incidents_forbid_rewriting();
"""

# A version may only follow the version before it, and has to name that version's hash.
CHAIN = """
CREATE FUNCTION incidents_version_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before incidents_version%ROWTYPE;
BEGIN
    IF NEW.number = 1 THEN
        IF NEW.previous_hash <> '' THEN
            RAISE EXCEPTION 'the first version of a story has no previous hash'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO before FROM incidents_version
        WHERE incident_id = NEW.incident_id AND number = NEW.number - 1;
    IF NOT FOUND OR before.hash <> NEW.previous_hash OR before.at > NEW.at
            OR before.position >= NEW.position THEN
        RAISE EXCEPTION 'version % does not follow version % of its story',
            NEW.number, NEW.number - 1 USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER version_follows BEFORE INSERT ON incidents_version
    FOR EACH ROW EXECUTE FUNCTION incidents_version_follows();
"""

UNDO = """
DROP TRIGGER version_follows ON incidents_version;
DROP FUNCTION incidents_version_follows();
"""

UNGUARD = """
DROP TRIGGER append_only ON {table};
DROP TRIGGER append_only_truncate ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_nouns")]

    operations = [
        migrations.RunSQL(FORBID, "DROP FUNCTION incidents_forbid_rewriting();"),
        *(
            migrations.RunSQL(GUARD.format(table=table), UNGUARD.format(table=table))
            for table in TABLES
        ),
        migrations.RunSQL(CHAIN, UNDO),
    ]
