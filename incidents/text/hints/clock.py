"""Clock times told of as past that lie after the printed time."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from incidents.text.hints.expressions import PAST, Expression, expressions
from incidents.text.hints.hint import Hint, Surroundings
from incidents.text.hints.passages import Passage
from incidents.text.times import zone_offset

_CLOCK = re.compile(
    r"\b[Aa]t (?:about |around |exactly )?"
    r"(?:(?P<hour>[01]?\d|2[0-3])(?:(?P<sign>[:.])(?P<minute>[0-5]\d))?"
    r"|(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d))(?![\d%])"
    r"(?: ?(?P<half>[ap]\.?m\b\.?))?(?: (?P<label>[A-Z]{2,5}(?:[+\-]\d{1,2})?)\b)?"
)
_CLEARLY_A_TIME = re.compile(
    r", (?!\d)| (?:hours|hrs|the|a|an|on|when|as|he|she|it|they|we|officials|police|residents)\b"
)
_LOCAL = re.compile(r",? \(?local\b")
_COUNTED = re.compile(
    r"\b(?:st(?:ood|ands?|anding)|puts?|estimated|valued|remain(?:s|ed)|is|was|were|set|fixed|priced"
    r"|capped) $",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|expected|scheduled|planned|plans?|until|till|tomorrow|by|may|might"
    r"|could|can|should|must|next|set to|going to|yesterday|overnight|previous|before|earlier|last"
    r"|that (?:day|night|morning|evening)|every|each|usually|daily)\b|['\u2019]ll\b"
)
_SAME_DAY = frozenset({"today", "tonight", "this morning", "this afternoon", "this evening"})
_LONGEST_AHEAD = timedelta(hours=12)
"""A time further ahead than this is rather one of the evening before."""

_AROUND = 20


def future_times(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Point at "at 1800 the ministry said" in a text printed at 1430.

    Only where nothing in the paragraph so far speaks of another day, and nothing in the sentence
    of what is still to come.
    """
    printed_at = facts.printed_at
    if printed_at is None:
        return
    for passage in passages:
        other_day = _first_other_day(passage, printed_at)
        for sentence in passage.sentences:
            if other_day < sentence.end:
                break
            if not PAST.search(sentence.text) or _AHEAD.search(sentence.text):
                continue
            for found in _CLOCK.finditer(sentence.text):
                start = sentence.start + found.start()
                end = sentence.start + found.end()
                if _is_later(found, printed_at) and not passage.is_quoted(start, end):
                    yield passage.hint("clock", _message(printed_at), start, end)


def _message(printed_at: datetime) -> str:
    return (
        f"This is later than the printed time, {printed_at:%H%M}: "
        "is the time right, or is the day missing?"
    )


def _first_other_day(passage: Passage, printed_at: datetime) -> int:
    """Say where the paragraph first names another day; its end where it names none."""
    others = (one.start for one in expressions(passage.text) if not _is_today(one, printed_at))
    return next(others, len(passage.text))


def _is_today(one: Expression, printed_at: datetime) -> bool:
    if one.is_date:
        return one.in_year(one.year or printed_at.year) == printed_at.date()
    return one.relative in _SAME_DAY or one.weekday == printed_at.weekday()


def _is_later(found: re.Match[str], printed_at: datetime) -> bool:
    said = _time(found)
    if said is None or not _is_time(found):
        return False
    label = found["label"]
    printed = printed_at.replace(tzinfo=None)
    if label:
        offset = zone_offset(label, datetime.combine(printed.date(), said))
        own = printed_at.utcoffset()
        if offset is None or own is None:
            return False
        try:
            printed += offset - own
        except OverflowError:
            return False
    ahead = datetime.combine(printed.date(), said) - printed
    return timedelta() < ahead <= _LONGEST_AHEAD


def _is_time(found: re.Match[str]) -> bool:
    """Whether it is surely a time: "stood at 1800", "at 9.15 per cent" and "at 6" are none."""
    before = found.string[max(0, found.start() - _AROUND) : found.start()]
    after = found.string[found.end() : found.end() + _AROUND]
    if _LOCAL.match(after) or _COUNTED.search(before):
        return False
    if found["half"]:
        return True
    if found["hours"] is None and found["minute"] is None:
        return False
    return bool(found["label"] or found["sign"] == ":" or _CLEARLY_A_TIME.match(after))


def _time(found: re.Match[str]) -> time | None:
    """Read the time of day; None where the clock has no such time."""
    hour = int(found["hour"] or found["hours"])
    minute = int(found["minute"] or found["minutes"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    return time(hour, minute)
