"""Words are looked up in whole years too: what can be found already gets the years of its months."""

from django.db import migrations

# Rows behind their story wait for the worker, and must not be refused here.
YEARS = """
ALTER TABLE incidents_findable DISABLE TRIGGER findable_is_newest;
UPDATE incidents_findable SET vector = vector || (
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT 'year:' || substr(lexeme, 7, 4))), '')
    FROM unnest(vector) WHERE lexeme ~ '^month:[0-9]{4}-[0-9]{2}$'
);
ALTER TABLE incidents_findable ENABLE TRIGGER findable_is_newest;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0036_told_lists"),
    ]

    operations = [
        migrations.RunSQL(YEARS, migrations.RunSQL.noop),
    ]
