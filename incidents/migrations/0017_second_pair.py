"""The database lets nobody approve what they had a hand in themselves."""

from django.db import migrations

# Whoever wrote at a draft cannot be its second pair of eyes, in whichever order that happens.
DRAFTS = """
CREATE FUNCTION incidents_draft_second_pair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM incidents_draftauthor
        WHERE draft_id = NEW.id AND editor_id = NEW.approved_by_id
    ) THEN
        RAISE EXCEPTION 'draft % is approved by somebody who wrote at it', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER draft_second_pair BEFORE INSERT OR UPDATE ON incidents_draft
    FOR EACH ROW WHEN (NEW.approved_by_id IS NOT NULL)
    EXECUTE FUNCTION incidents_draft_second_pair();
CREATE FUNCTION incidents_draftauthor_second_pair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM incidents_draft
        WHERE id = NEW.draft_id AND approved_by_id = NEW.editor_id
    ) THEN
        RAISE EXCEPTION 'draft % was approved by who writes at it now', NEW.draft_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER draftauthor_second_pair BEFORE INSERT OR UPDATE ON incidents_draftauthor
    FOR EACH ROW EXECUTE FUNCTION incidents_draftauthor_second_pair();
"""

NOT_DRAFTS = """
DROP TRIGGER draft_second_pair ON incidents_draft;
DROP FUNCTION incidents_draft_second_pair();
DROP TRIGGER draftauthor_second_pair ON incidents_draftauthor;
DROP FUNCTION incidents_draftauthor_second_pair();
"""

# An approval covers everything since the last one: none of it may be the approver's own.
VERSIONS = """
CREATE FUNCTION incidents_version_second_pair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM incidents_version AS earlier
        WHERE earlier.incident_id = NEW.incident_id AND earlier.number < NEW.number
            AND earlier.author_id = NEW.approver_id AND earlier.number > COALESCE((
                SELECT max(number) FROM incidents_version
                WHERE incident_id = NEW.incident_id AND number < NEW.number
                    AND approver_id IS NOT NULL
            ), 0)
    ) THEN
        RAISE EXCEPTION 'version % is approved by an author since the last approved version',
            NEW.number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER version_second_pair BEFORE INSERT ON incidents_version
    FOR EACH ROW WHEN (NEW.approver_id IS NOT NULL)
    EXECUTE FUNCTION incidents_version_second_pair();
"""

NOT_VERSIONS = """
DROP TRIGGER version_second_pair ON incidents_version;
DROP FUNCTION incidents_version_second_pair();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0016_drafts")]

    operations = [
        migrations.RunSQL(DRAFTS, NOT_DRAFTS),
        migrations.RunSQL(VERSIONS, NOT_VERSIONS),
    ]
