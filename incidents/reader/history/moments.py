"""Moments as readers and archives write them, brought into the range that can be looked up."""

from datetime import UTC, datetime

FIRST_YEAR, LAST_YEAR = 1, 9998


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; without an offset it is taken as UTC.

    Raises ValueError for a year after 9998, and where UTC would have a year before 1: a database
    that shows times in another zone could not show such a moment.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        found = aware.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"No calendar has the moment {moment}") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"The year {found.year} is out of range")
    return found
