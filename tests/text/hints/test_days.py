"""Days that do not fit."""

from datetime import datetime

import pytest

from tests.text.hints.around import PARIS, SATURDAY, TUESDAY, found, quotes, surroundings

ON_TUESDAY = surroundings(printed_at=TUESDAY)


@pytest.mark.parametrize(
    "place",
    [
        "Friday 13 September 2022",
        "Friday, 13 September 2022",
        "Friday, the 13th of September 2022",
        "Friday, September 13, 2022",
        "Friday, Sept. 13th, 2022",
        "Friday night, 13 September",
        "Friday (13 September",
        "13 September (Friday",
        "13 September 2022, a Friday",
        "Friday 2022-09-13",
    ],
)
def test_a_weekday_that_is_not_that_of_its_date_is_pointed_at(place: str) -> None:
    (hint,) = found("day", f"It began on {place}), officials said.", facts=ON_TUESDAY)

    assert hint.quote == place
    assert hint.message == "13 September 2022 is a Tuesday, not a Friday: look at both."


@pytest.mark.parametrize(
    "text",
    [
        "It began on Tuesday, 13 September 2022, at noon.",
        "It began on Saturday (10 September) and ended on Tuesday, September 13.",
        "It began on Friday. On 13 September 2022 it ended.",
        "The talks of 13 September 2022, Friday's fighting and the storm were named.",
        "In 2016 the army attacked on Friday, 1 April.",
        "Talks on 12 September, Tuesday and Wednesday failed.",
        "Between Friday, 13-14 September 2022 and today.",
        "It happened on 29 February.",
        "In June 31 people died.",
    ],
)
def test_days_that_fit_or_do_not_belong_together_are_left_alone(text: str) -> None:
    assert quotes("day", text, facts=ON_TUESDAY) == []


def test_without_a_printed_time_only_dates_with_a_year_can_be_wrong() -> None:
    facts = surroundings(printed_at=None)

    assert quotes("day", "On Friday, 13 September, it rained.", facts=facts) == []
    assert quotes("day", "On Friday, 13 September 2022, it rained.", facts=facts) == [
        "Friday, 13 September 2022"
    ]


def test_a_date_without_a_year_is_of_the_nearest_one() -> None:
    new_year = surroundings(printed_at=datetime(2023, 1, 2, 9, 0, tzinfo=PARIS))

    assert quotes("day", "It began on Friday, 30 December.", facts=new_year) == []
    assert quotes("day", "It began on Monday, 30 December.", facts=new_year) == [
        "Monday, 30 December"
    ]


@pytest.mark.parametrize(
    "place", ["31 June", "30 February 2022", "29 February 2022", "June 31, 2022"]
)
def test_a_day_that_no_calendar_has_is_pointed_at(place: str) -> None:
    (hint,) = found("day", f"It began on {place} in Basel.", facts=ON_TUESDAY)

    assert hint.message == f"There is no {place}."


@pytest.mark.parametrize(
    "place",
    [
        "today, Friday",
        "today (Friday",
        "this morning, 12 September",
        "tonight, Friday 9 September",
        "yesterday, 13 September 2022",
        "Friday (today",
    ],
)
def test_a_day_beside_today_must_be_the_printed_one(place: str) -> None:
    (hint,) = found("day", f"It began {place}).", facts=ON_TUESDAY)

    assert hint.quote == place
    assert "By the printed time" in hint.message


@pytest.mark.parametrize(
    "text",
    [
        "It began today, Tuesday 13 September.",
        "It began yesterday (Monday).",
        "Rain is expected today, Thursday, and Friday.",
        "Rain is expected today, Wednesday and Friday.",
        "He said today that it began on Friday.",
        "“I will fight today, Friday, and for ever,” he wrote on Friday.",
        "Last night, 13 September, it rained; last night, Monday, too.",
    ],
)
def test_a_day_beside_today_that_fits_or_is_another_is_left_alone(text: str) -> None:
    assert quotes("day", text, facts=ON_TUESDAY) == []


def test_tonight_is_still_the_day_before_soon_after_midnight() -> None:
    late = surroundings(printed_at=datetime(2022, 9, 14, 0, 30, tzinfo=PARIS))

    assert quotes("day", "It began tonight, Tuesday, in Basel.", facts=late) == []


def test_a_night_more_than_two_days_ago_wants_its_date() -> None:
    text = "As fighting began Friday night, both sides blamed each other."

    (hint,) = found("day", text, text, facts=ON_TUESDAY)

    assert hint.quote == "Friday night"
    assert hint.message == (
        "“Friday night” is four days before the printed time, if the last one is meant: "
        "give the date."
    )


@pytest.mark.parametrize(
    "text",
    [
        "It began on Sunday night.",
        "It began on Friday.",
        "The council will meet on Friday night.",
        "It is open until Friday night.",
        "It began last Friday night.",
        "The vote is on Wednesday morning.",
        "On Friday night, the 9th, or 9 September, it began.",
        "“It began on Friday night,” he said.",
        "Friday night's storm was heavy.",
    ],
)
def test_a_night_near_by_or_still_to_come_is_left_alone(text: str) -> None:
    assert quotes("day", text, facts=ON_TUESDAY) == []


def test_english_days_are_not_looked_for_in_other_languages() -> None:
    facts = surroundings(language="de", printed_at=SATURDAY)

    assert quotes("day", "Friday 13 September 2022", facts=facts) == []
