"""Dates in the forms that pages write."""

import datetime as dt

import pytest

from incidents.actions.house.fetching.reading.moments import Moment, moment

DAY = dt.date(2017, 2, 25)
SEVEN = Moment(DAY, dt.datetime(2017, 2, 25, 7, 0, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "written",
    [
        "2017-02-25T08:00:00+01:00",
        "2017-02-25T08:00:00+0100",
        "2017-02-25 08:00 +01:00",
        "2017-02-25T07:00:00Z",
        "2017-02-25T07:00:00.123456789Z",
        "2017-02-25 07:00:00 UTC",
        "2017-02-25T07:00z",
        "20170225T080000+01:00",
        "Sat, 25 Feb 2017 08:00:00 +0100",
        " 2017/02/25 07:00:00 GMT ",
    ],
)
def test_a_moment_with_its_zone_is_read_in_utc(written: str) -> None:
    assert moment(written) == SEVEN


@pytest.mark.parametrize(
    "written",
    ["2017-02-25", "20170225", "2017/02/25", "2017-02-25T23:30:00", "2017-02-25 23:30"],
)
def test_a_time_without_its_zone_tells_the_day_alone(written: str) -> None:
    assert moment(written) == Moment(DAY)


@pytest.mark.parametrize(
    "written",
    [
        "", "today", "2017", "2017-13-01", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-12:00",
        "25/02/2017", None, 20170225, ["2017-02-25"], "2" * 5000, "٢٠١٧-٠٢-٢٥", "1700-01-01",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(written: object) -> None:
    assert moment(written) is None
