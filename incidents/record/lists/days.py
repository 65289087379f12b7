"""Days, months and years, with what lies before and after them."""

from dataclasses import dataclass
from datetime import date, timedelta

from incidents.record.lists import shelves
from incidents.record.lists.lines import lines
from incidents.record.pages import DayPage, PeriodPage, shown
from incidents.record.pages.shown import ANY_VERSION, DAYS, shows, told

ON_DAY = 200
"""Stories on a page of a day: more come only from a great import."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a month or year that have news, with how many stories stand on each."""

    year: int
    month: int | None
    days: dict[date, int]


@told
def day(date: date, number: int = 1) -> DayPage | None:
    """The stories standing on a day, a page of them; None where there are none."""
    shows(DAYS, shown.day(date))
    count = sum(stories for _, stories in shelves.days(date, date))
    pages = -(-count // ON_DAY)
    if not 1 <= number <= pages:
        return None
    if pages > 1:  # what changes on another page comes to the first one
        shows(ANY_VERSION)
    rows = shelves.on_day(date, start=(number - 1) * ON_DAY, end=number * ON_DAY)
    previous, following = shelves.neighbours(date, date)
    return DayPage(
        date=date,
        stories=lines(rows),
        previous=previous,
        next=following,
        count=count,
        number=number,
        pages=pages,
    )


@told
def month(year: int, month: int) -> PeriodPage | None:
    """The days of a month that have news, with counts; None where there are none."""
    first, last = _month(year, month)
    entries = _days(first, last)
    if not entries:
        return None
    previous, following = shelves.neighbours(first, last)
    return PeriodPage(
        year=year,
        month=month,
        entries=entries,
        previous=previous.replace(day=1) if previous else None,
        next=following.replace(day=1) if following else None,
    )


@told
def year(year: int) -> PeriodPage | None:
    """The months of a year that have news, with counts; None where there are none."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    shows(DAYS)
    entries = shelves.months(first, last)
    shows(*(f"month:{month}" for month, _ in entries))
    if not entries:
        return None
    previous, following = shelves.neighbours(first, last)
    return PeriodPage(
        year=year,
        month=None,
        entries=entries,
        previous=previous.replace(month=1, day=1) if previous else None,
        next=following.replace(month=1, day=1) if following else None,
    )


@told
def calendar(year: int, month: int | None = None) -> Calendar:
    """The days of a month, or of a whole year, that have news."""
    first, last = _month(year, month) if month else (date(year, 1, 1), date(year, 12, 31))
    return Calendar(year, month, dict(_days(first, last)))


def _days(first: date, last: date) -> tuple[tuple[date, int], ...]:
    """The days of a time that have news; more may come to each, and new ones."""
    found = shelves.days(first, last)
    shows(DAYS, *(shown.day(each) for each, _ in found))
    return found


def _month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = date(year, month, 1)
    if (year, month) == (9999, 12):
        return first, date.max
    return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
