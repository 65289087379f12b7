"""Dates, clock times and zone labels as people print them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from incidents.intake._source import Unfit

_ZONES = """
UTC UTC +0000 | Z UTC +0000 | GMT Etc/GMT +0000 | WET Europe/Lisbon +0000
WEST Europe/Lisbon +0100 | BST Europe/London +0100 | CET Europe/Brussels +0100
CEST Europe/Brussels +0200 | EET Europe/Athens +0200 | EEST Europe/Athens +0300
MSK Europe/Moscow +0300 | TRT Europe/Istanbul +0300 | AZT Asia/Baku +0400
GET Asia/Tbilisi +0400 | IRST Asia/Tehran +0330 | PKT Asia/Karachi +0500
WIB Asia/Jakarta +0700 | HKT Asia/Hong_Kong +0800 | PHT Asia/Manila +0800
JST Asia/Tokyo +0900 | KST Asia/Seoul +0900 | ChST Pacific/Guam +1000 | CHST Pacific/Guam +1000
AEST Australia/Sydney +1000 | AEDT Australia/Sydney +1100 | ACST Australia/Darwin +0930
AWST Australia/Perth +0800 | NZST Pacific/Auckland +1200 | NZDT Pacific/Auckland +1300
SST Pacific/Pago_Pago -1100 | SAST Africa/Johannesburg +0200 | EAT Africa/Nairobi +0300
CAT Africa/Maputo +0200 | WAT Africa/Lagos +0100 | HST Pacific/Honolulu -1000
AKST America/Anchorage -0900 | AKDT America/Anchorage -0800 | PST America/Los_Angeles -0800
PDT America/Los_Angeles -0700 | MST America/Denver -0700 | MDT America/Denver -0600
CST America/Chicago -0600 | CDT America/Chicago -0500 | EST America/New_York -0500
EDT America/New_York -0400 | AST America/Puerto_Rico -0400 | ADT America/Halifax -0300
NST America/St_Johns -0330 | NDT America/St_Johns -0230 | CVT Atlantic/Cape_Verde -0100
"""

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

MONTH = (
    r"(?i:january|february|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
WEEKDAY = r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?\s*"
_YEAR = r"(?:1[6-9]|20|21)\d{2}\b(?!\s*(?:UTC|GMT|[A-Z]{1,3}[SD]?T)\b)"
# What a zone follows is a clock time: in "4 May, 2015 GMT" no year is printed.
DAY = (
    rf"(?:{WEEKDAY})?(?:(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
    rf"|(?P<month_first>{MONTH})\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)"
    rf"(?:,?\s+(?P<year_after>{_YEAR}))?"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4}))"
)
"""A day as printed; the year may be missing."""

CLOCK = (
    r"(?P<clock>\d{1,2}[:.h]\d{2}(?!\d)(?:[:.]\d{2}\b)?|\d{3,4}(?!\d)|\d{1,2}(?=\s*[ap]\.?m\b))"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?i:hrs|hours)\b)?"
)
"""A clock time as printed: 1800, 09.15, 14:30, 6.30 pm."""

ZONE = (
    r"(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?(?!\d)|ChST\b"
    r"|(?:[Ll]ocal|[A-Z][a-z]+) time\b|[A-Z]{2,5}\b|Z\b)"
)
"""A zone label as printed: CET, GMT, UTC+4, local time."""

_DATE_LINE = re.compile(
    rf"(?i:(?:published|posted|date|updated)(?:\s+on)?:?\s+)?{DAY}[.,]?(?:\s*[,|-]?\s*{CLOCK}(?:\s*{ZONE})?)?"
)
_LAST_DAY = re.compile(rf",\s*{DAY}$")
_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])\s?(\d{1,2}):?(\d{2})?")


@dataclass(frozen=True, slots=True)
class Zone:
    """A printed zone label: the IANA zone that prints it and its distance from UTC."""

    name: str
    offset: timezone | ZoneInfo


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day; `year` is None where it is not printed."""

    year: int | None
    month: int
    day: int

    def on(self, line: int, year: int, text: str) -> date:
        """The date, in `year` where none is printed. Raises Unfit where there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError as problem:
            raise Unfit(line, f"there is no such date as “{text}”; correct it", text) from problem


def known_zones() -> dict[str, Zone]:
    """Every label that stands for one zone; labels used on several continents are not here."""
    zones = {}
    for entry in re.split(r"[|\n]", _ZONES.strip()):
        label, name, offset = entry.split()
        minutes = int(offset[:3]) * 60 + int(offset[0] + offset[3:])
        zones[label] = Zone(name, timezone(timedelta(minutes=minutes)))
    return zones


_KNOWN = known_zones()


def zone_of(label: str) -> Zone | None:
    """What a printed label stands for: its offset does not depend on the season."""
    if label in _KNOWN:
        return _KNOWN[label]
    found = _OFFSET.fullmatch(label)
    if found is None:
        return None
    sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    distance = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    # The signs of the Etc zones are turned round; there is none for half hours.
    turned = "-" if sign == "+" else "+"
    name = f"Etc/GMT{turned}{hours}" if not minutes and hours else "UTC"
    return Zone(name, timezone(distance))


@cache
def named_zone(name: str) -> Zone:
    """The zone that a person names in an option. Raises Unfit where there is no such zone."""
    if name not in available_timezones():
        raise Unfit(0, f"“{name}” is no time zone; give an IANA name such as Europe/Brussels")
    return Zone(name, ZoneInfo(name))


def read_clock(found: re.Match[str], line: int) -> tuple[time, int]:
    """Clock time and days to add (24:00 ends the day) of a CLOCK match; Unfit if impossible."""
    printed, half = found["clock"], (found["half"] or "").lower()
    digits = re.split(r"[:.h]", printed)
    if len(digits) == 1:
        digits = [printed[:-2], printed[-2:]] if len(printed) > 2 else [printed, "0"]
    hour, minute = int(digits[0]), int(digits[1])
    is_possible = hour <= 24 and minute < 60
    if half:
        is_possible = 1 <= hour <= 12 and minute < 60
        hour = hour % 12 + (12 if half == "p" else 0)
    if not is_possible or (hour == 24 and minute):
        reason = f"there is no such time as “{found[0].strip()}”; correct it"
        raise Unfit(line, reason, found[0])
    return time(hour % 24, minute), hour // 24


def read_day(found: re.Match[str]) -> Day:
    """The day of a DAY match."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return Day(year, month, day)
    if found["dotted"]:
        day, month, year = map(int, found["dotted"].split("."))
        return Day(year, month, day)
    name = found["month"] or found["month_first"]
    printed_year = found["year"] or found["year_after"]
    return Day(
        int(printed_year) if printed_year else None,
        _MONTHS.index(name[:3].lower()) + 1,
        int(found["day"] or found["day_after"]),
    )


def date_line(text: str, line: int) -> date | None:
    """The date of a line that holds nothing but a date; Unfit if that date is impossible."""
    found = _DATE_LINE.fullmatch(text)
    if found is None:
        return None
    day = read_day(found)
    return day.on(line, day.year, text) if day.year else None


def says_date(text: str) -> bool:
    """Whether a text ends in a comma and a day with its year, as captions do."""
    found = _LAST_DAY.search(text)
    return found is not None and read_day(found).year is not None


def weekday_disagrees(text: str, day: date) -> bool:
    """Whether a weekday is printed beside a date and is not that date's."""
    found = re.match(WEEKDAY, text)
    return bool(found) and _WEEKDAYS[day.weekday()] != text[:3].lower()


def midnight(day: date, zone: Zone) -> datetime:
    """The start of a day in a zone."""
    return datetime.combine(day, time(), tzinfo=zone.offset)


def utc(moment: datetime) -> datetime:
    """The same moment in UTC."""
    return moment.astimezone(UTC)
