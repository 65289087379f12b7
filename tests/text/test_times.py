"""Printed clock times and exchanged ones."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from incidents.text.times import (
    is_ambiguous,
    is_nonexistent,
    iso,
    parse_iso,
    printed,
    printed_date,
    zone_names,
    zone_offset,
)

NOON = datetime(2017, 2, 25, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Paris", "1430 CET"),
        ("UTC", "1330 UTC"),
        ("Asia/Baku", "1730 UTC+4"),
        ("Asia/Kathmandu", "1915 UTC+5:45"),
        ("America/Sao_Paulo", "1030 UTC-3"),
        ("America/New_York", "0830 EST"),
    ],
)
def test_a_moment_is_printed_as_the_clock_of_the_zone_shows_it(zone: str, shown: str) -> None:
    assert printed(NOON, zone) == shown


def test_a_date_is_printed_day_month_year() -> None:
    assert printed_date(date(2017, 2, 5)) == "5 February 2017"


def test_microseconds_are_written_only_where_there_are_any() -> None:
    assert iso(NOON) == "2017-02-25T13:30:00Z"
    assert iso(NOON + timedelta(microseconds=5)) == "2017-02-25T13:30:00.000005Z"


@given(st.datetimes(min_value=datetime(2, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_written_moment_is_read_back(at: datetime) -> None:
    assert parse_iso(iso(at)) == at


def test_an_offset_is_brought_to_utc() -> None:
    east = datetime(2017, 2, 25, 17, 30, tzinfo=timezone(timedelta(hours=4)))

    assert iso(east) == iso(NOON)
    assert parse_iso("2017-02-25T17:30:00+04:00") == NOON


@pytest.mark.parametrize("text", ["2017-02-25T13:30:00", "yesterday", "", "2017-13-01T00:00:00Z"])
def test_a_time_without_zone_or_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"time zone|isoformat|month"):
        parse_iso(text)


def test_a_naive_moment_is_not_printed() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        printed(datetime(2017, 2, 25, 13, 30), "UTC")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("label", "hours"),
    [
        ("CET", 1), ("GMT", 0), ("EST", -5), ("PDT", -7), ("MSK", 3), ("AST", -4), ("CDT", -5),
        ("HST", -10), ("utc+4", 4), ("GMT+05:30", 5.5), ("-0330", -3.5), ("UTC", 0), ("ChST", 10),
    ],
)  # fmt: skip
def test_a_printed_label_means_an_offset(label: str, hours: float) -> None:
    assert zone_offset(label, datetime(2017, 2, 25)) == timedelta(hours=hours)  # noqa: DTZ001


def test_moscow_time_was_an_hour_further_for_some_years() -> None:
    assert zone_offset("MSK", datetime(2012, 1, 1)) == timedelta(hours=4)  # noqa: DTZ001


@pytest.mark.parametrize("label", ["", "XYZ", "UTC+99", "Europe/Paris"])
def test_an_unknown_label_means_nothing(label: str) -> None:
    assert zone_offset(label, datetime(2017, 2, 25)) is None  # noqa: DTZ001


@pytest.mark.parametrize(
    ("local", "skipped", "twice"),
    [
        (datetime(2017, 3, 26, 2, 30), True, False),  # noqa: DTZ001
        (datetime(2017, 10, 29, 2, 30), False, True),  # noqa: DTZ001
        (datetime(2017, 6, 1, 2, 30), False, False),  # noqa: DTZ001
    ],
)
def test_the_nights_of_the_clock_change_are_known(
    local: datetime, skipped: bool, twice: bool
) -> None:
    assert is_nonexistent(local, "Europe/Paris") is skipped
    assert is_ambiguous(local, "Europe/Paris") is twice


def test_only_names_that_mean_the_same_everywhere_are_zones() -> None:
    names = zone_names()

    assert {"UTC", "Europe/Brussels"} <= names
    assert not names & {"Factory", "localtime"}
