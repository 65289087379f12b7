"""The hash of a version covers what its frozen page shows, and what redactions left in place."""

from django.db import migrations, models

# Both the text and the HTML in the place of a redacted text must be what the redaction says.
REDACT_ONLY = """
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

WITHOUT_HTML = REDACT_ONLY.replace(
    "            AND redaction.shown_html = encode(sha256(convert_to(NEW.html, 'UTF8')), 'hex')\n",
    "",
)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_guarded_redaction")]

    operations = [
        migrations.AddField(
            model_name="versionpiece",
            name="html_hash",
            field=models.CharField(
                blank=True,
                default="",
                help_text="SHA-256(salt || HTML); empty where there is no HTML, and before schema 2.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="shown_html",
            field=models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(REDACT_ONLY, WITHOUT_HTML),
    ]
