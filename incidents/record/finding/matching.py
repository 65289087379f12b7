"""Which portions of stories fit a search: never more than the newest 2,000, whatever it is.

A word that stands in few portions is looked up in the index of words. One that stands in very many
is looked up in the newest months alone, as many as will do: the same index knows the months, and
so a common word costs no more than a rare one.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from incidents.record.finding.portions import EVERY_MONTH, months
from incidents.record.finding.wording import Wording

MOST = 2_000
"""So many portions are sorted, ranked and counted."""

FEW = 20_000
"""A search that fits no more portions than this needs no months."""

SPARE = 3
"""So many times the portions that should do are looked at first; they are not spread evenly."""

FURTHER = 8
"""So many times as far back it goes where they did not do."""

MOST_MONTHS = 72
"""Months that are looked at one by one; beyond that all are."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LONGEST = 2_000  # milliseconds for one question to the database

BOUNDS = """
SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true),
    set_config('enable_seqscan', 'off', true)
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

WHERE = "vector @@ %(query)s::tsquery AND first_day <= %(until)s AND last_day >= %(since)s"

NEWEST = f"""
SELECT id, incident_id, (extract(epoch FROM at) * 1000000)::bigint, 0 FROM incidents_findable
WHERE {WHERE} ORDER BY at + interval '0' DESC, id DESC LIMIT %(most)s
"""  # noqa: S608 - the sum keeps the planner from walking through the index of times

RANKED = f"""
SELECT id, incident_id, (extract(epoch FROM at) * 1000000)::bigint,
    (ts_rank(vector, %(ranked)s::tsquery, 1) * 1000000000)::bigint
FROM (
    SELECT id, incident_id, at, vector FROM incidents_findable
    WHERE {WHERE} ORDER BY at + interval '0' DESC, id DESC LIMIT %(most)s
) AS newest
"""  # noqa: S608

EXPECTED = f"EXPLAIN (FORMAT JSON) SELECT FROM incidents_findable WHERE {WHERE}"

HELD = "SELECT reltuples FROM pg_class WHERE oid = 'incidents_findable'::regclass"

NTH = """
SELECT at FROM incidents_findable WHERE at < %s ORDER BY at DESC, id DESC OFFSET %s LIMIT 1
"""


class TooDearError(Exception):
    """A search took longer than it may."""


@dataclass(frozen=True, slots=True)
class Days:
    """From which day to which a report may be of."""

    since: date = date.min
    until: date = date.max


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


def matches(wording: Wording, days: Days, *, ranked: bool) -> list[Match]:
    """The newest portions that fit, at most one more than MOST, newest first."""
    wording = _within(wording, days)
    held = _held()
    expected = _expected(wording, days) if held > FEW else 0
    if expected > FEW:
        looked_at = SPARE * MOST * held // expected
        while looked_at < held // 2:
            found = _in_newest_months(wording, days, looked_at, ranked=ranked)
            if found is None:
                break
            if len(found) > MOST:
                return found
            looked_at *= FURTHER
    return _found(wording, days, ranked=ranked)


def _within(wording: Wording, days: Days) -> Wording:
    """With the months of the days asked for, where these are not too many."""
    if days.since == date.min:
        return wording
    day = timedelta(days=1)
    last = min(days.until, datetime.now(UTC).date() + 2 * day)
    if last < days.since:
        last = min(days.until, days.since + day)
    spans = _spans(days.since - day, last + day)
    return wording.within(spans) if spans else wording


def _spans(first: date, last: date) -> list[str]:
    """The months from one day to another; none where they are too many to be looked at each."""
    spans = months(first, last)
    return spans if len(spans) <= MOST_MONTHS and spans != [EVERY_MONTH] else []


def _in_newest_months(
    wording: Wording, days: Days, looked_at: int, *, ranked: bool
) -> list[Match] | None:
    """What fits in the months of so many portions; None where these are too many."""
    end = _after(days.until)
    with connection.cursor() as cursor:
        cursor.execute(NTH, [end, 0])
        newest = cursor.fetchone()
        cursor.execute(NTH, [end, looked_at])
        oldest = cursor.fetchone()
    if newest is None or oldest is None:
        return None
    last = newest[0] if days.until == date.max else end
    first = oldest[0].astimezone(UTC).date().replace(day=1)
    spans = _spans(first, last.astimezone(UTC).date())
    if not spans:
        return None
    begins = datetime.combine(first, datetime.min.time(), UTC) - EPOCH
    since = begins // timedelta(microseconds=1)
    found = _found(wording.within(spans), days, ranked=ranked)
    return [match for match in found if match.moment >= since]


def _after(day: date) -> datetime:
    """The end of a day everywhere on earth."""
    if day >= date.max - timedelta(days=2):
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=2), datetime.min.time(), UTC)


def _found(wording: Wording, days: Days, *, ranked: bool) -> list[Match]:
    with connection.cursor() as cursor:
        cursor.execute(
            RANKED if ranked else NEWEST,
            {**_asked(wording, days), "ranked": wording.ranked, "most": MOST + 1},
        )
        found = [Match(*row) for row in cursor.fetchall()]
    if ranked:
        found.sort(key=lambda match: (match.moment, match.id), reverse=True)
    return found


def _expected(wording: Wording, days: Days) -> int:
    """How many portions should fit, as far as the planner knows."""
    with connection.cursor() as cursor:
        cursor.execute(EXPECTED, _asked(wording, days))
        plan = cursor.fetchone()[0]
    read = json.loads(plan) if isinstance(plan, str) else plan
    return int(read[0]["Plan"]["Plan Rows"])


def _held() -> int:
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        return int(cursor.fetchone()[0])


def _asked(wording: Wording, days: Days) -> dict[str, str | date]:
    return {"query": wording.query, "since": days.since, "until": days.until}
