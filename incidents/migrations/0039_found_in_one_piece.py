"""Words stay beside what they are sorted by, as far as a page of the table holds them.

Ranking reads the words of two thousand stories: apart from their rows that is three pages for each,
and with them one. Rows that stand go there when they are written again.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0038_kept_asides"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE incidents_findable SET (toast_tuple_target = 8160)",
            "ALTER TABLE incidents_findable RESET (toast_tuple_target)",
        ),
    ]
