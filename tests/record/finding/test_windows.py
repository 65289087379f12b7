"""The stretches of time that a search looks through one after another."""

from datetime import UTC, date, datetime, timedelta

import pytest

from incidents.actions.finding import follow
from incidents.record.finding.windows import BEGINNING, END, Days, Window, windows
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_years() -> None:
    """A story a month, of 2016 and 2017."""
    for month in range(24):
        day = date(2016 + month // 12, month % 12 + 1, 10)
        factories.story(f"Month {month + 1}", date=day)
    follow()


def moment(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=UTC)


def test_without_a_number_all_is_one_window() -> None:
    assert list(windows(Days())) == [Window()]


def test_one_window_of_days_asked_for_has_their_months() -> None:
    (window,) = windows(Days(date(2017, 2, 2), date(2017, 2, 20)))

    assert (window.begins, window.ends) == (BEGINNING, END)
    assert window.periods == ("month:2017-02", "month:every")


@pytest.mark.usefixtures("two_years")
def test_each_window_has_more_stories_than_the_one_after_it_in_time() -> None:
    begins = [window.begins for window in windows(Days(), 2)]

    assert begins == [moment(2017, 11), moment(2017, 3), BEGINNING]


@pytest.mark.usefixtures("two_years")
def test_windows_touch_and_leave_no_moment_out() -> None:
    found = list(windows(Days(), 1))

    assert found[0].ends == END
    assert [window.begins for window in found[:-1]] == [window.ends for window in found[1:]]
    assert found[-1].begins == BEGINNING


@pytest.mark.usefixtures("two_years")
def test_a_window_is_looked_up_by_its_months_or_its_years() -> None:
    factories.story("Long ago", date=date(2014, 12, 10))
    follow()

    first, second, last = windows(Days(), 2)

    assert first.periods == ("month:2017-11", "month:2017-12", "month:every")
    assert len(second.periods) == 8 + 1
    assert last.periods == ("year:2014", "year:2015", "year:2016", "year:2017", "month:every")


@pytest.mark.usefixtures("two_years")
def test_where_most_of_all_would_be_looked_at_all_are_at_once() -> None:
    assert len(list(windows(Days(), 16))) == 2
    assert list(windows(Days(), 17)) == [Window()]


@pytest.mark.usefixtures("two_years")
def test_how_large_a_window_is_follows_from_what_the_ones_before_it_held() -> None:
    begins = [window.begins for window in windows(Days(), 2, lambda seen: seen // 2)]

    assert begins == [moment(2017, 11), moment(2017, 10), moment(2017, 9), *begins[3:]]
    assert begins[3] == moment(2017, 7)


@pytest.mark.usefixtures("two_years")
def test_the_next_window_is_asked_for_when_the_one_before_it_was_looked_through() -> None:
    asked: list[int] = []

    def further(seen: int) -> int:
        asked.append(seen)
        return 3

    each = windows(Days(), 2, further)

    next(each)
    assert asked == []
    assert next(each).begins == moment(2017, 8)
    assert asked == [2]


@pytest.mark.usefixtures("two_years")
def test_windows_end_where_the_days_asked_for_do() -> None:
    first, last = windows(Days(date(2016, 3, 5), date(2016, 8, 20)), 2)

    assert first.begins == moment(2016, 7)
    assert first.periods == ("month:2016-07", "month:2016-08", "month:every")
    assert last.periods[0] == "month:2016-03"
    assert last.periods[-2] == "month:2016-06"


def test_an_index_without_words_has_one_window_of_all_the_same() -> None:
    for month in range(1, 5):
        factories.story("Border", date=date(2017, month, 1) + timedelta(days=3))

    assert [window.begins for window in windows(Days(), 1)][-1] == BEGINNING
