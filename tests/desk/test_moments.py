"""Times that editors type: each is a moment that every clock can show, or is refused."""

import pytest
from django.core.exceptions import ValidationError

from incidents.desk.forms import moments


@pytest.mark.parametrize(
    "typed",
    [
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "0001-01-01T00:00+23:59",
        "9999-12-31T23:59-23:59",
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_a_time_at_the_end_of_the_calendar_is_refused(typed: str, zone: str) -> None:
    with pytest.raises(ValidationError) as refused:
        moments.read(typed, zone)

    assert refused.value.code == "far"


def test_a_time_is_read_on_the_clock_of_the_zone() -> None:
    moment = moments.read("2017-02-25 14:30", "Europe/Paris")

    assert moment.isoformat() == "2017-02-25T14:30:00+01:00"
