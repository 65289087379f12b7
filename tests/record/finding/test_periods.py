"""Which months and years a portion has, and which are asked for."""

from datetime import date

from incidents.record.finding.periods import EVERY, MOST_HELD, MOST_YEARS, asked, held


def test_a_portion_has_the_months_and_the_years_of_its_texts() -> None:
    assert held(date(2016, 12, 31), date(2017, 1, 1)) == [
        "month:2016-12",
        "month:2017-01",
        "year:2016",
        "year:2017",
    ]


def test_a_portion_of_very_many_months_is_looked_up_whatever_is_asked_for() -> None:
    assert held(date(2000, 1, 1), date(2000 + MOST_HELD // 12, 1, 1)) == [EVERY]
    assert EVERY not in held(date(2000, 1, 1), date(1999 + MOST_HELD // 12, 12, 1))


def test_months_are_asked_for_within_two_years_and_years_beyond() -> None:
    assert asked(date(2017, 2, 25), date(2017, 3, 1)) == ("month:2017-02", "month:2017-03", EVERY)
    assert len(asked(date(2015, 3, 1), date(2017, 2, 1))) == 24 + 1
    assert asked(date(2015, 12, 1), date(2017, 12, 1)) == (
        *("year:2015", "year:2016", "year:2017", EVERY),
    )


def test_of_very_many_years_none_is_asked_for() -> None:
    assert len(asked(date(1950, 1, 1), date(1950 + MOST_YEARS - 1, 1, 1))) == MOST_YEARS + 1
    assert asked(date(1950, 1, 1), date(1950 + MOST_YEARS, 1, 1)) == ()
    assert asked(date.min, date.max) == ()
