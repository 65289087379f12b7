"""The headings of a live page: "Update 2 - 09.15 CET", "1 August: UPDATED at 1300 GMT -"."""

import re
from dataclasses import dataclass
from datetime import time

from incidents.intake._reading import Line
from incidents.intake._source import Unfit
from incidents.intake.printed.clock import CLOCK, DAY, ZONE, Day, read_clock, read_day, zone_of

_MARKS = r"[\s\-\u2013\u2014\u2212:.,|/@*()\[\]]*"
_CLOSING = r"[\s\-\u2013\u2014\u2212:.,|*)\]]*"
_ORNAMENT = " *_#>\u2022\u25cf\u25a0\u25ba\u00bb"
_DAY = re.compile(rf"{DAY}(?=\W|$)")
_WORD = re.compile(r"(?i:updated?)(?![^\W\d_])")
_NUMBER = re.compile(
    r"(?:(?i:no\.?|nr\.?|number|n\u00b0)\s*|\#)?"
    r"(?P<number>\d{1,2}(?!\d|[.:h]\d|\s*[ap]\.?m\b)|\d{3}(?=[^\w.:]+(?:at\s+)?\d))"
)
_CLOCK = re.compile(CLOCK)
_ZONE = re.compile(ZONE)
_AT = re.compile(r"(?i:at|on|as of)\b\s*")
_FIRST_TIME = re.compile(rf"{CLOCK}\s*{ZONE}\s*[-\u2013\u2014:|]+\s*(?P<rest>\S.*)")
_DAY_AND_TIME = re.compile(rf"{DAY}(?:\s*[,\-\u2013|]\s*|\s+(?:at\s+)?){CLOCK}(?:\s*{ZONE})?[.:]?")
_OLDER = re.compile(r"={3,}|-{5,}|\*{3,}(?:\s*\*+)*|_{5,}")
_INITIAL = re.compile(
    r"(?i)(?:the )?(?:initial|original|first|earlier) (?:report|story|text|version)\W*"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What one heading prints; what it does not print is None or empty.

    `carry` is a day later than the day it stands on: 2400 is the start of the next day.
    """

    line: int
    text: str
    number: int | None = None
    day: Day | None = None
    clock: time | None = None
    carry: int = 0
    zone: str = ""
    printed: str = ""
    rest: str = ""


class _Scanner:
    """Takes one form after another from the start of a line."""

    def __init__(self, text: str) -> None:
        self.left = text

    def take(self, form: str | re.Pattern[str]) -> re.Match[str] | None:
        found = re.match(form, self.left)
        if found:
            self.left = self.left[found.end() :]
        return found


def read_heading(line: Line) -> Heading | None:
    """The heading of an update, or None for any other line. Raises Unfit for impossible times."""
    scanner = _Scanner(line.plain.strip(_ORNAMENT))
    day = scanner.take(_DAY)
    scanner.take(_MARKS)
    if not scanner.take(_WORD):
        return None
    scanner.take(_MARKS)
    number = scanner.take(_NUMBER)
    scanner.take(_MARKS)
    scanner.take(_AT)
    day = scanner.take(_DAY) or day
    scanner.take(_MARKS)
    scanner.take(_AT)
    clock = scanner.take(_CLOCK)
    if clock is None:
        return _untimed(line, scanner.left, number)
    scanner.take(r"\s*[,(]?\s*")
    zone = _zone(scanner)
    marks = scanner.take(_CLOSING)
    late_day = scanner.take(_DAY) if day is None else None
    scanner.take(_CLOSING)
    has_end = not scanner.left or bool(zone) or bool(marks and marks[0].strip(" ."))
    if not has_end or not (number or zone or not scanner.left):
        return None
    moment, carry = read_clock(clock, line.number)
    found_day = day or late_day
    printed = f"{clock[0].strip()} {zone}".strip()
    return Heading(
        line=line.number,
        text=line.plain,
        number=int(number["number"]) if number else None,
        day=read_day(found_day) if found_day else None,
        clock=moment,
        carry=carry,
        zone=zone,
        printed=printed,
        rest=scanner.left,
    )


def read_time_heading(line: Line) -> Heading | None:
    """A heading without the word: "16:25 GMT - Talks begin" or "27 Oct 2020, 10:27"."""
    found = _FIRST_TIME.fullmatch(line.plain) or _DAY_AND_TIME.fullmatch(line.plain)
    if found is None:
        return None
    parts = found.groupdict()
    is_dated = "rest" not in parts
    if not is_dated and zone_of(found["zone"]) is None:
        return None
    moment, carry = read_clock(found, line.number)
    return Heading(
        line=line.number,
        text=line.plain,
        day=read_day(found) if is_dated else None,
        clock=moment,
        carry=carry,
        zone=found["zone"] or "",
        printed=f"{found['clock']} {found['zone'] or ''}".strip(),
        rest=parts.get("rest") or "",
    )


def resembles_heading(line: Line) -> bool:
    """Whether a line that is no heading begins like one, so that a person should look at it."""
    text = line.plain.strip(_ORNAMENT)
    return len(text) < 60 and bool(_WORD.match(text)) and bool(re.search(r"\d", text))


def parts_off_older_text(line: Line) -> bool:
    """Whether a line only says that older text follows."""
    return bool(_OLDER.fullmatch(line.plain) or _INITIAL.fullmatch(line.plain))


def _untimed(line: Line, left: str, number: re.Match[str] | None) -> Heading | None:
    if number is None or left.strip():
        return None
    reason = f"“{line.plain}” has no time; print one after it, such as 1430 CET"
    raise Unfit(line.number, reason, line.plain)


def _zone(scanner: _Scanner) -> str:
    """A zone label; capitals that are no known label count only at the end of the line."""
    found = re.match(_ZONE, scanner.left)
    if found is None:
        return ""
    is_last = not scanner.left[found.end() :].strip(" -\u2013\u2014:.)]")
    if zone_of(found["zone"]) is None and not is_last:
        return ""
    scanner.take(_ZONE)
    return found["zone"]
