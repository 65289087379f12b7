"""Dates as pages write them: a day, and the moment where it is known to which zone it belongs."""

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

EARLIEST, LATEST = 1800, 2200
LONGEST = 60
_ZONE_NAME = re.compile(r"\s*\b(UTC|GMT)$|(?<=\d)z$", re.IGNORECASE)
_FRACTION = re.compile(r"(\.\d{6})\d+")
_SHORT_ZONE = re.compile(r"(T.*[+-]\d{2})(\d{2})$")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published; `at` is in UTC, and None where only the day is known."""

    on: dt.date
    at: dt.datetime | None = None


def moment(written: object) -> Moment | None:
    """What a date says; None for what says none. A time without its zone tells the day alone."""
    text = written.strip() if isinstance(written, str) else ""
    if not text or len(text) > LONGEST or not text.isascii():
        return None
    found = _iso(text) or _mail(text)
    if found is None or not EARLIEST <= found.year <= LATEST:
        return None
    if isinstance(found, dt.datetime):
        if found.tzinfo is None:
            return Moment(found.date())
        at = found.astimezone(dt.UTC).replace(microsecond=0)
        return Moment(at.date(), at)
    return Moment(found)


def _iso(text: str) -> dt.date | None:
    """ISO 8601, in the forms that Python reads and a few more."""
    if not _YEAR.match(text):
        return None
    text = _ZONE_NAME.sub("+00:00", text.replace("/", "-"))
    text = _FRACTION.sub(r"\1", text)
    text = _SHORT_ZONE.sub(r"\1:\2", text.replace(" ", "T", 1)).replace(" ", "")
    try:
        if len(text) == 10 or (len(text) == 8 and text.isdigit()):
            return dt.date.fromisoformat(text)
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> dt.datetime | None:
    """As in the headers of mail and feeds: `Sat, 25 Feb 2017 08:00:00 +0100`."""
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
