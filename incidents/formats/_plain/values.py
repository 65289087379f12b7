"""Plain values, and how text, times and absent things become such values."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

from incidents.text.body.settling import clean_characters
from incidents.text.times import iso

Plain: TypeAlias = "bool | int | str | Sequence[Plain] | Mapping[str, Plain] | None"
"""What JSON can carry."""

Fields: TypeAlias = Mapping[str, Plain]
"""Values under their names; absent ones are there as None or an empty list."""


def given(text: str) -> str | None:
    """The text, or None where there is nothing."""
    return clean_characters(text) or None


def moment(at: datetime | None) -> str | None:
    """A time as "2017-02-25T13:30:00Z"."""
    return iso(at) if at is not None else None


def day_given(day: date | None) -> str | None:
    """A day as "2017-02-25"."""
    return day.isoformat() if day is not None else None
