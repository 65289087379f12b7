"""Which portions of stories fit a search: never more than the newest 2,000, whatever it is.

A word that stands in few portions is looked up in the index of words. One that stands in very many
is looked up in the newest months or years, as many as will do, and then in older ones: the same
index knows these, and so a common word costs no more than a rare one.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from incidents.record.finding.windows import Days, Window, fourfold, windows
from incidents.record.finding.wording import Wording

MOST = 2_000
"""So many portions are sorted, ranked and counted."""

SPARE = 1.25
"""So many times the portions that should do are looked at: they are not spread evenly."""

FEW = round(1.5 * SPARE * MOST)
"""A search that fits no more portions than this looks at all of them at once."""

DEAREST = 20
"""Where words have to follow each other, stories with all of them are read one by one: at most so
many times as many as would do if all of these fitted."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NO_END = sys.maxsize

LONGEST = 2_000  # milliseconds for one question to the database

BOUNDS = """
SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true),
    set_config('enable_seqscan', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true)
"""

STEMMERS = """
WITH RECURSIVE held(stemmer) AS (
    (SELECT stemmer FROM incidents_findable ORDER BY stemmer LIMIT 1)
    UNION ALL
    SELECT (
        SELECT stemmer FROM incidents_findable WHERE stemmer > held.stemmer
        ORDER BY stemmer LIMIT 1
    ) FROM held WHERE held.stemmer IS NOT NULL
)
SELECT stemmer FROM held WHERE stemmer IS NOT NULL
"""

WHERE = """vector @@ %(query)s::tsquery AND first_day <= %(until)s AND last_day >= %(since)s
    AND at + interval '0' >= %(begins)s AND at + interval '0' < %(ends)s"""

NEWEST = f"""
SELECT id, incident_id, (extract(epoch FROM at) * 1000000)::bigint, 0 FROM incidents_findable
WHERE {WHERE} ORDER BY at + interval '0' DESC, id DESC LIMIT %(most)s
"""  # noqa: S608 - the sums keep the planner from walking through the index of times

RANKED = f"""
WITH newest AS MATERIALIZED (
    SELECT ctid AS place FROM incidents_findable
    WHERE {WHERE} ORDER BY at + interval '0' DESC, id DESC LIMIT %(most)s
)
SELECT id, incident_id, (extract(epoch FROM at) * 1000000)::bigint,
    (ts_rank(vector, %(ranked)s::tsquery, 1) * 1000000000)::bigint
FROM newest JOIN incidents_findable AS held ON held.ctid = newest.place
ORDER BY at DESC, id DESC
"""  # noqa: S608 - words are fetched by their place in the table once it is known of which

EXPECTED = """
EXPLAIN (FORMAT JSON) SELECT FROM incidents_findable WHERE vector @@ %s::tsquery
"""

HELD = "SELECT reltuples FROM pg_class WHERE oid = 'incidents_findable'::regclass"


class TooDearError(Exception):
    """A search took longer than it may."""


class Match(NamedTuple):
    """A portion that fits, when it has its newest report (microseconds since 1970), how well."""

    id: int
    incident: int
    moment: int
    rank: int

    @property
    def at(self) -> datetime:
        """When it has its newest report."""
        return EPOCH + timedelta(microseconds=self.moment)


@contextmanager
def bounded() -> Iterator[None]:
    """What is asked inside takes a bounded time, and leaves nothing behind.

    Raises TooDearError.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(BOUNDS, [str(LONGEST)])
            yield
            transaction.set_rollback(True)
    except OperationalError as failed:
        if isinstance(failed.__cause__, QueryCanceled):
            raise TooDearError from failed
        raise


def stemmers() -> list[str]:
    """By which dictionaries the words that can be found lost their endings."""
    with connection.cursor() as cursor:
        cursor.execute(STEMMERS)
        return [row[0] for row in cursor.fetchall()]


def matches(wording: Wording, days: Days, *, ranked: bool) -> tuple[list[Match], date | None]:
    """The newest portions that fit, at most one more than MOST, newest first.

    And the day since which they were looked for, where that was broken off as too dear.
    """
    found: list[Match] = []
    looked_at = _looked_at(wording)
    dearest = DEAREST * looked_at if wording.in_order and looked_at else NO_END

    def further(seen: int) -> int:
        return min(_further(seen, len(found)), dearest - seen)

    for window in windows(days, looked_at, further):
        found += _found(wording.within(window.periods), days, window, ranked=ranked)
        if len(found) > MOST:
            break
        if window.seen >= dearest:
            return found, window.begins.date()
    return found[: MOST + 1], None


def _looked_at(wording: Wording) -> int:
    """In how many portions there should be enough that fit; 0 where few fit among all."""
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        held = int(cursor.fetchone()[0])
    expected = _expected(wording) if held > FEW else 0
    return int(SPARE * MOST * held / expected) if expected > FEW else 0


def _further(seen: int, found: int) -> int:
    """How many stories should have the rest, where so many of those that were seen fit."""
    wanted = MOST + 1 - found
    most = fourfold(seen)
    return min(most, int(SPARE * wanted * seen / found)) if found else most


def _expected(wording: Wording) -> int:
    """How many portions should fit, as PostgreSQL estimates it from what it knows of words."""
    with connection.cursor() as cursor:
        cursor.execute(EXPECTED, [wording.query])
        (plan,) = cursor.fetchone()
    read = json.loads(plan) if isinstance(plan, str) else plan
    return int(read[0]["Plan"]["Plan Rows"])


def _found(wording: Wording, days: Days, window: Window, *, ranked: bool) -> list[Match]:
    with connection.cursor() as cursor:
        cursor.execute(RANKED if ranked else NEWEST, _asked(wording, days, window))
        return list(map(Match._make, cursor.fetchall()))


def _asked(wording: Wording, days: Days, window: Window) -> dict[str, str | int | date | datetime]:
    return {
        "query": wording.query,
        "ranked": wording.ranked,
        "since": days.since,
        "until": days.until,
        "begins": window.begins,
        "ends": window.ends,
        "most": MOST + 1,
    }
