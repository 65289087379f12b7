"""Finding the days that an English text names: dates, weekdays, "today" and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from incidents.text.times import printed_date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(printed_date(date(2000, month, 1)).split()[1] for month in range(1, 13))

_NUMBER_OF = {name: number for number, name in enumerate(MONTHS, start=1)}
_NUMBER_OF |= {name[:3]: number for name, number in _NUMBER_OF.items()} | {"Sept": 9}
_SHORT = "|".join(["Sept", *(name[:3] for name in MONTHS)])
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{_SHORT})\b\.?)(?!\w)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?+"
_YEAR = r"(?:,? (?P<{}>(?:19|20)\d\d)(?![\d\-]))?+"
_EXPRESSION = re.compile(
    r"(?<![\d\-])(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d\-])"
    rf"|(?<![\w.,:/\-\u2013])(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})"
    + _YEAR.format("year")
    + rf"|\b(?P<first_month>{_MONTH}) (?P<second_day>{_DAY})(?![\w\-\u2013/%]|[.,:]\d)"
    + _YEAR.format("last_year")
    + rf"|\b(?P<bare_month>{'|'.join(MONTHS)})\b" + _YEAR.format("its_year")
    + r"|(?<![\w.,:/\-])(?<![Aa]t )(?<!about )(?<!around )(?<!exactly )"
    r"(?P<bare_year>(?:1[5-9]|20)\d\d)(?![\w:]|[.,]\d| [A-Z]{2,5}\b| hours)"
    + rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    r"(?P<part> (?:morning|afternoon|evening|night)\b)?+(?!['\u2019]s)"
    r"|\b(?P<relative>(?i:today|tonight|yesterday|tomorrow|last night"
    r"|this (?:morning|afternoon|evening)))\b"
    r"(?!['\u2019]s)"
)  # fmt: skip

PAST = re.compile(
    r"\b(?:said|was|were|had|began|started|happened|struck|hit|exploded|opened|closed|fired|killed"
    r"|announced|reported|told|took|came|broke|ended|left|arrived|landed|crashed|collapsed|entered"
    r"|fell|stopped|resumed|reached|issued|confirmed|shelled|attacked|erupted|wounded|died)\b"
)
"""Words of a sentence that tells of what has happened."""


@dataclass(frozen=True, slots=True)
class Expression:
    """What names a day: where it stands, and what it says.

    A month alone has a month and no day; a year alone has a year alone. ``part`` is the part of
    the day behind a weekday, such as "night".
    """

    start: int
    end: int
    text: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    part: str = ""
    relative: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it names a day of a month."""
        return self.day is not None

    def is_real(self) -> bool:
        """Whether the date stands in a calendar; without a year 29 February does."""
        return self.day is None or self.in_year(self.year or 2000) is not None

    def in_year(self, year: int) -> date | None:
        """Give the day in a year; None for what is no date or stands in no calendar."""
        if self.day is None or self.month is None:
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def expressions(text: str) -> Iterator[Expression]:
    """Find what names a day, in the order of the text."""
    for found in _EXPRESSION.finditer(text):
        bare = Expression(found.start(), found.end(), found[0])
        if found["iso"]:
            year, month, day = map(int, found["iso"].split("-"))
            yield replace(bare, day=day, month=month, year=year)
        elif found["weekday"]:
            part = (found["part"] or "").strip()
            yield replace(bare, weekday=WEEKDAYS.index(found["weekday"]), part=part)
        elif found["relative"]:
            yield replace(bare, relative=found["relative"].lower())
        else:
            yield _written(bare, found)


def _written(bare: Expression, found: re.Match[str]) -> Expression:
    """Read a date, a month or a year in words; a day beyond any month makes it a month alone."""
    said = found["day"] or found["second_day"]
    name = found["month"] or found["first_month"] or found["bare_month"]
    year = found["year"] or found["last_year"] or found["its_year"] or found["bare_year"]
    day = int(re.sub(r"\D", "", said)) if said else 0
    return replace(
        bare,
        day=day if 1 <= day <= 31 else None,
        month=_NUMBER_OF[name.rstrip(".")] if name else None,
        year=int(year) if year else None,
    )
