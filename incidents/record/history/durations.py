"""How long something stood, in words."""

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

ROUGHLY = 100 * DAY
"""From here on nobody asks for the hours as well."""


def duration(seconds: int) -> str:
    """Seconds in at most two units: "45 seconds", "2 hours 5 minutes", "3 days 1 hour"."""
    if seconds < MINUTE:
        return _counted(max(seconds, 0), "second")
    for unit, name, smaller, smaller_name in (
        (DAY, "day", HOUR, "hour"),
        (HOUR, "hour", MINUTE, "minute"),
    ):
        if seconds >= unit:
            whole, rest = divmod(seconds, unit)
            finer = 0 if seconds >= ROUGHLY else rest // smaller
            return _joined(_counted(whole, name), finer, smaller_name)
    return _counted(seconds // MINUTE, "minute")


def _joined(said: str, number: int, name: str) -> str:
    return f"{said} {_counted(number, name)}" if number else said


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
