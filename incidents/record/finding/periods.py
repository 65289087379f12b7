"""Months and years, which stand in the index of words beside the words."""

from datetime import date

EVERY = "month:every"
"""What stands instead of the months and years of a portion that spans very many."""

MOST_HELD = 120
"""Months of a portion that are named."""

MOST_MONTHS = 24
"""Months that are asked for one by one; of a longer time its years are."""

MOST_YEARS = 60
"""Years that are asked for one by one; beyond that none is."""


def held(first: date, last: date) -> list[str]:
    """What a portion is looked up by whose texts are of these days and all between."""
    if _number(last) - _number(first) >= MOST_HELD:
        return [EVERY]
    return [*_months(first, last), *_years(first, last)]


def asked(first: date, last: date) -> tuple[str, ...]:
    """What portions of these days and all between have one of; nothing where that is too much.

    It may be a little more than these days: whole months, or whole years.
    """
    if _number(last) - _number(first) < MOST_MONTHS:
        return (*_months(first, last), EVERY)
    return (*_years(first, last), EVERY) if last.year - first.year < MOST_YEARS else ()


def _months(first: date, last: date) -> list[str]:
    numbers = range(_number(first), _number(last) + 1)
    return [f"month:{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]


def _years(first: date, last: date) -> list[str]:
    return [f"year:{year:04d}" for year in range(first.year, last.year + 1)]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
