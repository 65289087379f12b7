"""What must hold of the history as a whole: no gap in its positions, no story without its end."""

from collections.abc import Iterator, Sequence

from django.db import connection

from incidents.operations.checking.findings import Fault

ENDS = """
SELECT story.id, story.path, story.version_number, newest.number
FROM incidents_incident AS story
LEFT JOIN LATERAL (
    SELECT number, hash, position FROM incidents_version WHERE incident_id = story.id
    ORDER BY number DESC LIMIT 1
) AS newest ON true
WHERE story.version_number > 0 AND story.position <= %(head)s
    AND (story.version_number, story.version_hash, story.position)
        IS DISTINCT FROM (newest.number, newest.hash, newest.position)
    AND (%(chosen)s::bigint[] IS NULL OR story.id = ANY(%(chosen)s))
ORDER BY story.id
"""

MISSING = """
SELECT min(before) + 1 FROM (
    SELECT position, lag(position, 1, 0::bigint) OVER (ORDER BY position) AS before
    FROM (SELECT position FROM incidents_version WHERE position <= %(head)s
        UNION ALL SELECT %(head)s + 1) AS given
) AS pairs WHERE position <> before + 1
"""

POSITIONS = """
SELECT coalesce((SELECT max(position) FROM incidents_ledgerhead), 0),
    coalesce((SELECT max(position) FROM incidents_version), 0)
"""


def last_positions() -> tuple[int, int]:
    """The position last given, and the highest at which a version stands."""
    with connection.cursor() as cursor:
        cursor.execute(POSITIONS)
        given, standing = cursor.fetchone()
        return given, standing


def wrong_ends(head: int, chosen: Sequence[int] | None) -> Iterator[tuple[int, Fault]]:
    """The stories, by id, whose own row does not fit their newest version."""
    given = {"head": head, "chosen": None if chosen is None else list(chosen)}
    with connection.cursor() as cursor:
        cursor.execute(ENDS, given)
        for story, path, counted, newest in cursor.fetchall():
            reason = (
                "the story is published, and its versions are missing"
                if newest is None
                else f"the story counts {counted} versions and names another hash or position "
                f"than its newest stored version, {newest}"
            )
            yield story, Fault(path, reason)


def wrong_positions(given: int, standing: int) -> Iterator[Fault]:
    """A gap in the positions, and versions beyond the position last given."""
    with connection.cursor() as cursor:
        cursor.execute(MISSING, {"head": given})
        missing = cursor.fetchone()[0]
    if missing is not None:
        reason = f"position {missing} is missing: the version that stood there is gone"
        yield Fault("Site", reason)
    if standing > given:
        reason = f"a version stands at position {standing}, beyond the last one that was given"
        yield Fault("Site", reason)
