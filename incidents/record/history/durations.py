"""How long something stood, in words."""

from collections.abc import Callable

from django.utils.translation import ngettext

from incidents.record.printing import number_printed

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

ROUGHLY = 100 * DAY
"""From here on nobody asks for the hours as well."""


Counted = Callable[[int], str]


def duration(seconds: int) -> str:
    """Seconds in at most two units: "45 seconds", "2 hours 5 minutes", "3 days 1 hour"."""
    if seconds < MINUTE:
        return _seconds(max(seconds, 0))
    for unit, counted, smaller, counted_smaller in (
        (DAY, _days, HOUR, _hours),
        (HOUR, _hours, MINUTE, _minutes),
    ):
        if seconds >= unit:
            whole, rest = divmod(seconds, unit)
            finer = 0 if seconds >= ROUGHLY else rest // smaller
            return _joined(counted(whole), finer, counted_smaller)
    return _minutes(seconds // MINUTE)


def _joined(said: str, number: int, counted: Counted) -> str:
    return f"{said} {counted(number)}" if number else said


def _seconds(number: int) -> str:
    return ngettext("%(number)s second", "%(number)s seconds", number) % _given(number)


def _minutes(number: int) -> str:
    return ngettext("%(number)s minute", "%(number)s minutes", number) % _given(number)


def _hours(number: int) -> str:
    return ngettext("%(number)s hour", "%(number)s hours", number) % _given(number)


def _days(number: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", number) % _given(number)


def _given(number: int) -> dict[str, str]:
    return {"number": number_printed(number)}
