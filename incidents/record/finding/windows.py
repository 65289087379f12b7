"""Stretches of time that a search looks through one after another, the newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from django.db import connection

from incidents.record.finding.periods import asked

FURTHER = 4
"""So many times as many stories as a window has the next one, where that one did not do."""

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)

TALLIED = """
SELECT date, stories FROM incidents_tally
WHERE shelf = 'month' AND subject = '' AND date BETWEEN %s AND %s ORDER BY date DESC
"""

OUTERMOST = """
SELECT coalesce(min(at), now()), coalesce(max(at), now()) FROM incidents_findable
"""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """From which day to which a report may be of."""

    since: date = date.min
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Window:
    """When the newest report of a portion is: not before `begins`, and before `ends`.

    The index of words knows each portion of it under one of `periods`, where there are any.
    """

    begins: datetime = BEGINNING
    ends: datetime = END
    periods: tuple[str, ...] = ()


def windows(days: Days, looked_at: int = 0) -> Iterator[Window]:
    """All that may fit these days, in windows of about so many stories, each larger than the last.

    In one window where no number is given, or where it is half of them.
    """
    edges = list(_edges(_tallied(days), looked_at)) if looked_at else []
    if not edges:
        yield Window(periods=_between(days))
        return
    oldest, newest = _outermost()
    back_to = oldest if days.since == date.min else days.since - DAY
    bounds = (END, *(datetime.combine(edge, time(), UTC) for edge in edges), BEGINNING)
    for ends, begins in pairwise(bounds):
        last = min(days.until, newest) if ends == END else (ends - DAY).date()
        first = back_to if begins == BEGINNING else begins.date()
        yield Window(begins, ends, asked(first, last))


def _edges(tallied: Iterable[tuple[date, int]], looked_at: int) -> Iterator[date]:
    """The first days of the windows but the last one's, newest first."""
    months = list(tallied)
    left, seen = sum(stories for _, stories in months), 0
    for month, stories in months:
        seen += stories
        left -= stories
        if seen >= looked_at and left >= seen:
            yield month
            seen, looked_at = 0, looked_at * FURTHER


def _between(days: Days) -> tuple[str, ...]:
    """The months or years of these days, where they begin somewhere."""
    if days.since == date.min:
        return ()
    last = min(days.until, datetime.now(UTC).date() + 2 * DAY)
    return asked(days.since - DAY, (max(last, days.since)) + DAY)


def _tallied(days: Days) -> list[tuple[date, int]]:
    """How many stories there are in each month, newest first."""
    since = days.since.replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(TALLIED, [since, days.until])
        return list(cursor.fetchall())


def _outermost() -> tuple[date, date]:
    """The days of the oldest and of the newest report that can be found."""
    with connection.cursor() as cursor:
        cursor.execute(OUTERMOST)
        oldest, newest = cursor.fetchone()
    return oldest.astimezone(UTC).date(), newest.astimezone(UTC).date()
