"""Months as tables of weeks, in which the days that have news can be told and followed."""

import calendar as weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from incidents.formats.addresses import html_address
from incidents.record.lists.days import Calendar
from incidents.text.addresses.stories import day_path, month_path

MONDAY_FIRST = weeks.Calendar(weeks.MONDAY)
A_MONDAY = date(2024, 1, 1).toordinal()

WEEKDAYS = tuple(date.fromordinal(A_MONDAY + place) for place in range(7))
"""Seven days from a Monday on, for the heads of the columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in a month: how many stories stand on it and where they are; 0 without news."""

    day: date
    count: int
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its weeks, from Monday; None where a day belongs to another month.

    `count` is how many stories it has, `address` its own page where there are any.
    """

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    count: int
    address: str
    weekdays: tuple[date, ...] = WEEKDAYS


def month(found: Calendar, number: int, *, count: int = 0, today: date | None = None) -> Month:
    """A month with its days that have news; `today` is the day whose page this is."""
    first = date(found.year, number, 1)
    rows = MONDAY_FIRST.monthdays2calendar(found.year, number)
    return Month(
        first=first,
        weeks=tuple(
            tuple(_cell(found, number, day, today) if day else None for day, _ in row)
            for row in rows
        ),
        count=count,
        address=html_address(month_path(first)) if count else "",
    )


def months(found: Calendar, counts: Mapping[date, int]) -> tuple[Month, ...]:
    """The twelve months of a year; `counts` are the stories of those that have some."""
    each = ((number, counts.get(date(found.year, number, 1), 0)) for number in range(1, 13))
    return tuple(month(found, number, count=count) for number, count in each)


def _cell(found: Calendar, number: int, day: int, today: date | None) -> Cell:
    of = date(found.year, number, day)
    count = found.days.get(of, 0)
    address = html_address(day_path(of)) if count else ""
    return Cell(of, count, address, current=of == today)
