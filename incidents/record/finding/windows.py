"""Stretches of time that a search looks through one after another, the newest first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from django.db import connection

from incidents.record.finding.periods import asked

FURTHER = 4
"""At most so many times as many stories as were looked at are looked at next."""

WORTH = 3
"""At least one in so many stories must be left out, or a window less is not worth it."""

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

    The index of words knows each portion of it under one of `periods`, where there are any. `seen`
    is how many stories it has together with the windows before it, where others follow.
    """

    begins: datetime = BEGINNING
    ends: datetime = END
    periods: tuple[str, ...] = ()
    seen: int = 0


def fourfold(seen: int) -> int:
    """How many stories are looked at next, where so many were, and nothing speaks for less."""
    return FURTHER * seen


def windows(
    days: Days, looked_at: int = 0, further: Callable[[int], int] = fourfold
) -> Iterator[Window]:
    """All that may fit these days, in windows: the first one of about so many stories.

    How many the next one should have, `further` is asked when it is needed, and told how many were
    looked at. In one window where no number is given, or where it is most of them.
    """
    edges = _edges(_tallied(days), looked_at, further) if looked_at else iter(())
    first = next(edges, None)
    if first is None:
        yield Window(periods=_between(days))
        return
    oldest, newest = _outermost()
    back_to = oldest if days.since == date.min else days.since - DAY
    ends = END
    for edge, seen in chain([first], edges, [(None, 0)]):
        begins = datetime.combine(edge, time(), UTC) if edge else BEGINNING
        last = min(days.until, newest) if ends == END else (ends - DAY).date()
        yield Window(begins, ends, asked(edge or back_to, last), seen)
        ends = begins


def _edges(
    tallied: Iterable[tuple[date, int]], looked_at: int, further: Callable[[int], int]
) -> Iterator[tuple[date, int]]:
    """The first days of the windows but the last one's, newest first; how many stories since."""
    months = list(tallied)
    left, seen = sum(stories for _, stories in months), 0
    wanted = looked_at
    for month, stories in months:
        seen += stories
        left -= stories
        if seen >= wanted and WORTH * left >= seen + left:
            yield month, seen
            wanted = seen + further(seen)


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
