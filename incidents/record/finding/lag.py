"""How far the index of words is behind what is public."""

from datetime import datetime

from django.db import connection

PATIENCE = 10
"""Seconds after which a change that cannot be found yet is worth a word to readers."""

LAG = """
SELECT
    (SELECT recorded_at FROM incidents_version WHERE position = followed.position),
    coalesce((
        SELECT recorded_at < clock_timestamp() - make_interval(secs => %s)
        FROM incidents_version WHERE position = followed.position + 1
    ), false)
FROM (
    SELECT coalesce((SELECT position FROM incidents_findablehead), 0) AS position
) AS followed
"""


def lag() -> tuple[bool, datetime | None]:
    """Whether changes wait to be found for longer than usual, and up to when all can be found."""
    with connection.cursor() as cursor:
        cursor.execute(LAG, [PATIENCE])
        complete, behind = cursor.fetchone()
    return behind, complete if behind else None
