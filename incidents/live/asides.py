"""What readers see and is no version: the rows that say it changed, read since a moment.

Rows are numbered before their transactions end, so that no number says what was seen already; a
snapshot of the database does.
"""

from dataclasses import dataclass

import psycopg

ANYTHING = "*"
"""The tag that stands for everything: whatever it was, it may have changed."""

REMEMBERED = 86_400.0
"""Seconds after which rows are no longer relied on; they are kept twice as long."""

MOST_ROWS = 1_000  # that are read at once; of more nothing is said but ANYTHING

ASIDES = """
SELECT pg_current_snapshot()::text,
    (SELECT system_identifier FROM pg_control_system()) || '/'
        || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
    (pg_current_wal_insert_lsn() - '0/0')::bigint,
    extract(epoch FROM clock_timestamp())::float8,
    ARRAY(
        SELECT DISTINCT tags FROM incidents_aside
        WHERE transaction >= pg_snapshot_xmin(seen)::text::bigint
            AND NOT pg_visible_in_snapshot(transaction::text::xid8, seen)
        LIMIT %s
    )
FROM (SELECT %s::pg_snapshot AS seen) AS before
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of the database: what had ended is seen in its snapshot, and nothing else.

    `cluster` names the server's data and its line of history, `written` how far it had written,
    in bytes; `at` is its clock, in seconds.
    """

    snapshot: str
    cluster: str
    written: int
    at: float

    def follows(self, earlier: "Moment") -> bool:
        """Whether all that happened between the two can be read: the same data, not long after."""
        return (
            self.cluster == earlier.cluster
            and self.written >= earlier.written
            and self.at - earlier.at < REMEMBERED
        )


async def read(
    connection: psycopg.AsyncConnection, since: Moment | None
) -> tuple[Moment, frozenset[str]]:
    """This moment, and the tags of what changed since another; ANYTHING where that is unsure."""
    given = [MOST_ROWS + 1, since.snapshot if since else None]
    row = await (await connection.execute(ASIDES, given)).fetchone()
    if row is None:
        raise psycopg.DataError("The database does not say how it stands.")
    now = Moment(*row[:4])
    told: list[str] = row[4]
    if since is None or not now.follows(since) or len(told) > MOST_ROWS:
        return now, frozenset({ANYTHING})
    return now, frozenset(tag for tags in told for tag in tags.split())
