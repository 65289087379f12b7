"""Clock times as newsrooms print them, and times as machines exchange them."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LABEL_HOURS: dict[str, float] = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1,
    "MESZ": 2, "SAST": 2, "CAT": 2, "EET": 2, "EEST": 3, "EAT": 3, "TRT": 3, "AMT": 4, "AZT": 4,
    "GET": 4, "SAMT": 4, "GST": 4, "IRST": 3.5, "AFT": 4.5, "PKT": 5, "UZT": 5, "IST": 5.5,
    "NPT": 5.75, "ICT": 7, "WIB": 7, "CHST": 10, "HKT": 8, "SGT": 8, "AWST": 8, "PHT": 8,
    "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "SST": -11, "HST": -10, "HDT": -9, "AKST": -9, "AKDT": -8, "PST": -8, "PDT": -7,
    "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4, "AST": -4, "ADT": -3,
    "NST": -3.5, "NDT": -2.5, "ART": -3, "BRT": -3, "CVT": -1,
}  # fmt: skip
_LABELS_WITH_A_PAST = {"MSK": "Europe/Moscow"}
_NUMERIC = re.compile(r"(?:UTC|GMT)?([+\-\u2212])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


def printed(at: datetime, zone: str) -> str:
    """Print a moment as the clock shows it in a zone: ``1430 CET``.

    ``zone`` is a name such as ``Europe/Paris``; zones without an abbreviation of their own give
    ``UTC+4``. Raises ``ValueError`` for a naive moment, ``ZoneInfoNotFoundError`` for no zone.
    """
    local = _aware(at).astimezone(ZoneInfo(zone))
    return f"{local:%H%M} {_label(local.tzname() or '')}"


def printed_date(day: date) -> str:
    """Print a date: ``25 February 2017``. A moment must be brought to its zone before."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso(at: datetime) -> str:
    """Write a moment in UTC, ``2017-02-25T13:30:00Z``; microseconds only where there are any."""
    return _aware(at).astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def parse_iso(text: str) -> datetime:
    """Read a moment with an offset or ``Z`` into UTC; ``ValueError`` for anything else."""
    return _aware(datetime.fromisoformat(text)).astimezone(UTC)


def zone_offset(label: str, at: datetime) -> timedelta | None:
    """Give the offset from UTC that a printed label means; None for an unknown label.

    ``at`` is the naive local time, for labels whose offset has changed over the years. A label
    is taken as it stands: ``CET`` is one hour in summer too. Of labels with several meanings the
    one of the large news agencies counts (``CST`` is Chicago, ``IST`` Delhi, ``BST`` London).
    """
    label = label.strip().upper()
    if label in _LABELS_WITH_A_PAST:
        return at.replace(tzinfo=ZoneInfo(_LABELS_WITH_A_PAST[label])).utcoffset()
    if label in _LABEL_HOURS:
        return timedelta(hours=_LABEL_HOURS[label])
    found = _NUMERIC.fullmatch(label)
    if found is None or int(found[2]) > 14:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return size if found[1] == "+" else -size


@cache
def zone_names() -> frozenset[str]:
    """Every IANA zone name; looked up once, as that walks through hundreds of files.

    A machine may add names of its own: its clock, or none. Those mean nothing elsewhere.
    """
    return frozenset(available_timezones()) - {"Factory", "localtime"}


def is_nonexistent(local: datetime, zone: str) -> bool:
    """Say whether clocks in the zone skipped this naive local time (spring night)."""
    moment = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    back = moment.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) != local.replace(fold=0)


def is_ambiguous(local: datetime, zone: str) -> bool:
    """Say whether clocks in the zone showed this naive local time twice (autumn night)."""
    first, second = (local.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset() and not is_nonexistent(local, zone)


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError(f"{at!s} has no time zone")
    return at


def _label(name: str) -> str:
    """Turn the numeric names of the zone database ("+04", "-0330") into ``UTC+4``."""
    found = _NUMERIC.fullmatch(name)
    if found is None:
        return name
    minutes = f":{found[3]}" if found[3] and found[3] != "00" else ""
    return f"UTC{found[1]}{int(found[2])}{minutes}"
