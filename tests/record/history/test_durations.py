"""How long something stood, in words."""

import pytest

from incidents.record.history.durations import duration


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "0 seconds"),
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (3599, "59 minutes"),
        (3600, "1 hour"),
        (7500, "2 hours 5 minutes"),
        (86_399, "23 hours 59 minutes"),
        (90_000, "1 day 1 hour"),
        (172_800, "2 days"),
        (86_400 * 99 + 7200, "99 days 2 hours"),
        (86_400 * 1200 + 7200, "1,200 days"),
    ],
)
def test_seconds_are_told_in_at_most_two_units(seconds: int, words: str) -> None:
    assert duration(seconds) == words
