"""Clock times after the printed time, told of as past."""

from datetime import datetime

import pytest

from tests.text.hints.around import PARIS, found, quotes, surroundings


@pytest.mark.parametrize(
    "place",
    [
        "At 1800",
        "At 18:00",
        "At 6 p.m.",
        "At about 6:30pm",
        "At 1800 CET",
        "At 1700 GMT",
        "At 18.00 CET",
    ],
)
def test_a_time_that_has_not_come_cannot_have_passed(place: str) -> None:
    (hint,) = found("clock", f"{place} the ministry said that the bridge was open again.")

    assert hint.quote == place
    assert hint.message.startswith("This is later than the printed time, 1430:")


@pytest.mark.parametrize(
    "text",
    [
        "At 1400 the ministry said that the bridge was open.",
        "At 1430 the ministry said that the bridge was open.",
        "At 1500 AZT the ministry said that the bridge was open.",
        "At 1800 local time the ministry said that the bridge was open.",
        "At 1800 the ministry will say what was found.",
        "The toll, which was put at 1800 on all sides, was checked.",
        "The toll stood at 1800, the ministry said.",
        "He was at 1800 metres when the storm began.",
        "Prices fell at 18.50 dollars, he said.",
        "On Friday the army attacked. At 1800 the ministry said that it was over.",
        "In 1992 it was the same. At 1800 the ministry said that it was over.",
        "Yesterday at 1800 the ministry said that it was over.",
        "“At 1800 the army attacked us,” she said.",
        "He was arrested at 18 and said so.",
        "At 25:00 the ministry said that it was over.",
        "At 1300 pm the ministry said that it was over.",
    ],
)
def test_times_that_fit_or_mean_another_day_or_no_time_at_all_are_left_alone(text: str) -> None:
    assert quotes("clock", text) == []


def test_today_by_name_is_still_today() -> None:
    assert quotes("clock", "On Saturday it rained. At 1800 the ministry said it was over.") == [
        "At 1800"
    ]


def test_a_time_of_the_evening_in_a_text_of_the_night_is_of_the_day_before() -> None:
    facts = surroundings(printed_at=datetime(2017, 2, 25, 0, 30, tzinfo=PARIS))

    assert quotes("clock", "At 2350 the ministry said that it was over.", facts=facts) == []


def test_nothing_is_later_where_no_time_is_printed() -> None:
    facts = surroundings(printed_at=None)

    assert quotes("clock", "At 1800 the ministry said that it was over.", facts=facts) == []


def test_the_ends_of_time_are_no_error() -> None:
    first = surroundings(printed_at=datetime(1, 1, 1, 0, 30, tzinfo=PARIS))
    last = surroundings(printed_at=datetime(9999, 12, 31, 23, 30, tzinfo=PARIS))
    text = "At 2340 HST the ministry said it. At 2340 NZDT it was over."

    assert quotes("clock", text, facts=first) == ["At 2340 NZDT"]
    assert quotes("clock", text, facts=last) == ["At 2340 HST"]
    assert quotes("day", "It was over yesterday, Friday.", facts=first) == ["yesterday, Friday"]
    assert quotes("day", "It ends tomorrow, Monday.", facts=last) == ["tomorrow, Monday"]
