"""In which lists public stories stand: an index beside the ledger, moved on with every version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Sum

from incidents.models import Incident, Listed, Shelf, Tally

ON_PAGE = 50
"""Stories on a page of a list; the newest page of a year holds up to twice as many, less one."""

NEIGHBOURS = """
SELECT
    (SELECT max(date) FROM incidents_tally WHERE shelf = 'day' AND subject = '' AND date < %s),
    (SELECT min(date) FROM incidents_tally WHERE shelf = 'day' AND subject = '' AND date > %s)
"""


@dataclass(frozen=True, slots=True)
class Portion:
    """A page of a year's stories: pages count from the oldest on, so that none ever shifts.

    `start` and `end` count from the newest story of the year.
    """

    number: int
    pages: int
    start: int
    end: int


def days(first: date, last: date) -> tuple[tuple[date, int], ...]:
    """The days of a time that have news, oldest first, with how many stories stand on each."""
    return _counted(Shelf.DAY, first, last)


def months(first: date, last: date) -> tuple[tuple[date, int], ...]:
    """The months of a time that have news, by their first days; each counts a story once."""
    return _counted(Shelf.MONTH, first, last)


def latest_days(most: int) -> list[tuple[date, int]]:
    """The last days that have news, newest first, with how many stories stand on each."""
    rows = Tally.objects.filter(shelf=Shelf.DAY, subject="").order_by("-date")
    return list(rows.values_list("date", "stories")[:most])


def neighbours(first: date, last: date) -> tuple[date | None, date | None]:
    """The last day before a time and the first day after it that have news."""
    with connection.cursor() as cursor:
        cursor.execute(NEIGHBOURS, [first, last])
        previous, following = cursor.fetchone()
    return previous, following


def on_day(day: date, *, start: int = 0, end: int | None = None) -> list[Incident]:
    """The public stories that stand on a day, the latest change first, from place to place."""
    rows = Incident.objects.public().filter(
        listed__shelf=Shelf.DAY, listed__subject="", listed__date=day
    )
    return list(rows.order_by("-version_at", "-id")[start:end])


def years(shelf: Shelf, subject: str) -> tuple[tuple[int, int], ...]:
    """The years in which a subject has stories, newest first, with how many."""
    rows = Tally.objects.filter(shelf=shelf, subject=subject).order_by("-date")
    return tuple((day.year, count) for day, count in rows.values_list("date", "stories"))


def stories(
    shelf: Shelf, subject: str, *, start: int = 0, end: int = ON_PAGE, year: int | None = None
) -> list[Incident]:
    """The public stories of a subject, newest first, from one place of the list to another."""
    rows = Listed.objects.filter(
        shelf=shelf,
        subject=subject,
        incident__version_number__gt=0,
        incident__retracted_at=None,
    )
    if year is not None:
        rows = rows.filter(date__range=(date(year, 1, 1), date(year, 12, 31)))
    rows = rows.select_related("incident").order_by("-date", "-incident_id")
    return [row.incident for row in rows[start:end]]


def portion(count: int, number: int | None) -> Portion | None:
    """Which of the stories of a year stand on a page; the newest page without a number."""
    pages = max(1, count // ON_PAGE)
    chosen = pages if number is None else number
    if not 1 <= chosen <= pages:
        return None
    end = count - (chosen - 1) * ON_PAGE
    start = 0 if chosen == pages else end - ON_PAGE
    return Portion(chosen, pages, start, end)


def totals(shelf: Shelf, subjects: Sequence[str]) -> dict[str, int]:
    """How many stories each of these subjects has, of all years."""
    rows = Tally.objects.filter(shelf=shelf, subject__in=subjects).order_by()
    counted = rows.values("subject").annotate(total=Sum("stories"))
    return {row["subject"]: row["total"] for row in counted}


def _counted(shelf: Shelf, first: date, last: date) -> tuple[tuple[date, int], ...]:
    rows = Tally.objects.filter(shelf=shelf, subject="", date__range=(first, last))
    return tuple(rows.order_by("date").values_list("date", "stories"))
