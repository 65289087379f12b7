"""Times as editors type them: the clock of the story's own zone."""

from datetime import MAXYEAR, MINYEAR, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError

from incidents.text.times import is_ambiguous, is_nonexistent, printed

FIRST, SECOND = "0", "1"


def written(at: datetime, zone: str) -> str:
    """A moment as a field for local time shows it: "2017-02-25T14:30"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.year:04d}-{local:%m-%dT%H:%M}"


def label(at: datetime, zone: str) -> str:
    """What the clock is called then and there: "CET"."""
    return printed(at, zone).partition(" ")[2]


def read(text: str, zone: str, fold: str = "") -> datetime:
    """The moment that a local time means; `fold` says which, where clocks showed it twice.

    Raises ValidationError with the code "zone", "invalid", "far", "nonexistent" or "ambiguous".
    """
    _refuse_no_zone(zone)
    try:
        local = datetime.fromisoformat(text.strip().upper())
    except ValueError:
        raise ValidationError(
            "This is not a time. Write it as 2017-02-25 14:30.", code="invalid"
        ) from None
    if not MINYEAR < local.year < MAXYEAR:  # else it has no date in some other zone
        raise ValidationError("No calendar reaches that far. Choose another year.", code="far")
    if local.tzinfo is not None:
        return local
    if is_nonexistent(local, zone):
        raise ValidationError(
            "Clocks in %(zone)s skipped this time that night. Choose another one.",
            code="nonexistent",
            params={"zone": zone},
        )
    if is_ambiguous(local, zone) and fold not in (FIRST, SECOND):
        raise ValidationError(
            "Clocks in %(zone)s showed this time twice that night. Say which one you mean.",
            code="ambiguous",
            params={"zone": zone},
        )
    return local.replace(tzinfo=ZoneInfo(zone), fold=1 if fold == SECOND else 0)


def _refuse_no_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError("The time zone is none, so no clock is known.", code="zone") from None


def both(text: str, zone: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two moments that a local time in an autumn night may mean, as choices."""
    first, second = read(text, zone, FIRST), read(text, zone, SECOND)
    return (
        (FIRST, f"the first, {printed(first, zone)}"),
        (SECOND, f"the second, {printed(second, zone)}"),
    )
