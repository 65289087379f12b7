"""Days that do not fit the calendar, the printed time, or each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from incidents.text.hints.expressions import PAST, WEEKDAYS, Expression, expressions
from incidents.text.hints.hint import Hint, Surroundings
from incidents.text.hints.passages import Passage
from incidents.text.times import printed_date

_TO_DATE = re.compile(r",? \(?(?:the |on )?")
_TO_WEEKDAY = {"date": re.compile(r" \(|, (?:an? )?"), "relative": re.compile(r", (?:on )?| \(")}
_TO_RELATIVE = re.compile(r" \(")
_ENDS = re.compile(r"$|[,.;:)]")
_GOES_ON = re.compile(r",? (?:and |or |to |through )?")
_AHEAD = re.compile(
    r"\b(?:will|shall|due|expected|scheduled|planned|plans?|tomorrow|coming|upcoming|going to"
    r"|forecast|predicted|postponed|likely|set to|by \d+|until|till)\b|['\u2019]ll\b"
)
_NOT_PAST = re.compile(
    r"\b(?:next|last|every|each|this|by|until|till|before|from|through|to)(?: on)? $", re.IGNORECASE
)
_LEAD = 12
_AROUND = 300
_NEAR = 2
_FAR = 4
"""Days; with more of them, the weekday to come is nearer than the last one."""

_NUMBERS = ("", "", "", "three", "four", "five", "six")


def doubtful_days(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Point at days that cannot be, that disagree, or that a reader cannot place any more."""
    pointed: set[str] = set()
    for passage in passages:
        found = list(expressions(passage.text))
        groups = list(_groups(passage.text, found))
        # Without a year a date is of the nearest one, unless the paragraph tells of some year.
        near = facts.printed_at if not any(one.year for one in found) else None
        for group in groups:
            start, end = group[0].start, group[-1].end
            is_quoted = passage.is_quoted(start, end)
            day = _day(group, near)
            fault = _fault(group, day, None if is_quoted else facts.printed_at)
            if fault:
                yield passage.hint("day", fault, start, end)
        if facts.printed_at is not None and not any(one.month or one.year for one in found):
            alone = [one for group in groups for one in group if len(group) == 1]
            yield from _distant(passage, alone, facts.printed_at, pointed)


def _groups(text: str, found: Sequence[Expression]) -> Iterator[list[Expression]]:
    """Put together what stands for one and the same day: "today, Friday 13 September"."""
    group: list[Expression] = []
    for number, one in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        if group and not _belongs(text, group[-1], one, following):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _belongs(text: str, last: Expression, one: Expression, following: Expression | None) -> bool:
    gap = text[last.end : one.start]
    if one.is_date:
        is_named = last.weekday is not None or bool(last.relative)
        return is_named and _TO_DATE.fullmatch(gap) is not None
    if one.weekday is not None:
        kind = "date" if last.is_date else "relative" if last.relative else ""
        return kind != "" and (
            _TO_WEEKDAY[kind].fullmatch(gap) is not None and _is_alone(text, one, following)
        )
    is_day = last.is_date or last.weekday is not None
    return bool(one.relative) and is_day and _TO_RELATIVE.fullmatch(gap) is not None


def _is_alone(text: str, one: Expression, following: Expression | None) -> bool:
    """Whether a weekday explains the day before it, and is not one of several that are listed."""
    if following is not None:
        gap = text[one.end : following.start]
        if following.weekday is not None and _GOES_ON.fullmatch(gap):
            return False
        if following.is_date and _TO_DATE.fullmatch(gap):
            return True
    return _ENDS.match(text, one.end) is not None


def _fault(group: Sequence[Expression], day: date | None, printed_at: datetime | None) -> str:
    """Say what is wrong with a group, whose date, if any, is ``day``; empty where nothing is."""
    dated = next((one for one in group if one.is_date), None)
    if dated is not None and not dated.is_real() and _is_plain(dated, group):
        return f"There is no {dated.text}."
    weekday = next((one.weekday for one in group if one.weekday is not None), None)
    if day is not None and weekday is not None and day.weekday() != weekday:
        return (
            f"{printed_date(day)} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}: "
            "look at both."
        )
    relative = next((one for one in group if one.relative), None)
    if relative is None or printed_at is None or (day is None and weekday is None):
        return ""
    meant = _meant(relative.relative, printed_at)
    if day in meant or (day is None and weekday in {one.weekday() for one in meant}):
        return ""
    said = f"{WEEKDAYS[meant[0].weekday()]} {printed_date(meant[0])}"
    return f"By the printed time, \u201c{relative.text}\u201d is {said}: look at the day beside it."


def _is_plain(dated: Expression, group: Sequence[Expression]) -> bool:
    """Whether a date is surely one: "in June 31 people" is not."""
    return dated.text[0].isdigit() or dated.year is not None or len(group) > 1


def _day(group: Sequence[Expression], near: datetime | None) -> date | None:
    """Give the day of the date in a group; without a year, the one that is nearest to a time."""
    dated = next((one for one in group if one.is_date), None)
    if dated is None or dated.year is not None:
        return dated.in_year(dated.year) if dated is not None and dated.year is not None else None
    if near is None:
        return None
    printed = near.date()
    years = {min(max(printed.year + step, 1), 9999) for step in (-1, 0, 1)}
    days = [day for day in map(dated.in_year, sorted(years)) if day is not None]
    return min(days, key=lambda day: abs(day - printed), default=None)


def _meant(relative: str, printed_at: datetime) -> list[date]:
    """Give the days that a word may mean at the printed time, the usual one first."""
    steps = {"yesterday": (-1,), "tomorrow": (1,), "last night": (-1, 0)}.get(relative, (0,))
    if relative in ("tonight", "this evening") and printed_at.hour < 6:
        steps = (0, -1)
    printed = printed_at.date().toordinal()
    days = (printed + step for step in steps)
    return [date.fromordinal(max(1, min(day, date.max.toordinal()))) for day in days]


def _distant(
    passage: Passage, found: Iterable[Expression], printed_at: datetime, pointed: set[str]
) -> Iterator[Hint]:
    """Point, once a text, at "Friday night" when that is more than two days ago."""
    for one in found:
        if one.weekday is None or not one.part or one.text in pointed:
            continue
        days = (printed_at.weekday() - one.weekday) % len(WEEKDAYS)
        if days <= _NEAR or _may_be_ahead(passage, one, days):
            continue
        pointed.add(one.text)
        message = (
            f"\u201c{one.text}\u201d is {_NUMBERS[days]} days before the printed time, "
            "if the last one is meant: give the date."
        )
        yield passage.hint("day", message, one.start, one.end)


def _may_be_ahead(passage: Passage, one: Expression, days: int) -> bool:
    """Whether a weekday may be the coming one, as far as the words around it tell."""
    sentence = passage.sentence_at(one.start)
    around = slice(max(sentence.start, one.start - _AROUND), min(sentence.end, one.end + _AROUND))
    said = passage.text[around]
    return (
        passage.is_quoted(one.start, one.end)
        or _NOT_PAST.search(passage.text, max(0, one.start - _LEAD), one.start) is not None
        or _AHEAD.search(said) is not None
        or (days > _FAR and PAST.search(said) is None)
    )
