"""A redacted text never returns to an earlier mask, nor can what was imported be confirmed."""

from django.db import migrations, models

# A text that was redacted twice stands as the later redaction left it.
REDACT_ONLY = """
CREATE OR REPLACE FUNCTION incidents_redact_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.hash = OLD.hash AND octet_length(NEW.salt) = 0 AND EXISTS (
        SELECT FROM (
            SELECT shown, shown_html FROM incidents_redaction
            WHERE content_id = OLD.hash ORDER BY version_id DESC LIMIT 1
        ) AS newest
        WHERE newest.shown = encode(sha256(convert_to(NEW.canonical, 'UTF8')), 'hex')
            AND newest.shown_html = encode(sha256(convert_to(NEW.html, 'UTF8')), 'hex')
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: % is not allowed without a redaction', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
"""

ANY_REDACTION = """
CREATE OR REPLACE FUNCTION incidents_redact_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.hash = OLD.hash AND octet_length(NEW.salt) = 0 AND EXISTS (
        SELECT FROM incidents_redaction AS redaction WHERE redaction.content_id = OLD.hash
            AND redaction.shown = encode(sha256(convert_to(NEW.canonical, 'UTF8')), 'hex')
            AND redaction.shown_html = encode(sha256(convert_to(NEW.html, 'UTF8')), 'hex')
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: % is not allowed without a redaction', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
"""

# By the digest of an item somebody could try names until one fits.
FORGET = """
UPDATE incidents_importedstory SET digest = '' WHERE digest <> '' AND incident_id IN (
    SELECT version.incident_id FROM incidents_redaction AS redaction
    JOIN incidents_version AS version ON version.position = redaction.version_id
)
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0011_people")]

    operations = [
        migrations.RunSQL(REDACT_ONLY, ANY_REDACTION),
        migrations.AlterField(
            model_name="importedstory",
            name="digest",
            field=models.CharField(
                blank=True,
                help_text="SHA-256 of the item; empty once something was removed from the story "
                "by law.",
                max_length=64,
            ),
        ),
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
    ]
