"""Paths of stories and days."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from incidents.text.addresses.stories import (
    day_path,
    is_in_news,
    is_period,
    kept_path,
    month_path,
    normalise_address,
    story_path,
    within_news,
    within_typed,
    year_path,
)


def test_a_path_is_padded() -> None:
    assert kept_path(date(2017, 2, 5), "x") == "2017/02/05/x"
    assert kept_path(date(987, 2, 5), "x") == "0987/02/05/x"


@given(st.dates(), st.text(min_size=1))
def test_what_a_story_keeps_is_found_again_in_its_path(day: date, name: str) -> None:
    kept = kept_path(day, name)

    assert story_path(kept) == f"{day_path(day)}/{name}"
    assert within_news(story_path(kept)) == kept
    assert is_in_news(story_path(kept))


def test_a_path_elsewhere_stays_as_it_is() -> None:
    assert within_news("/topics/border") == "/topics/border"
    assert within_news("") == ""
    assert not is_in_news("/newsletters/2017/")


@pytest.mark.parametrize(
    "typed",
    ["2017/02/25/x", "/2017/02/25/x/", "news/2017/02/25/x", "/news/2017/02/25/x/"],
)
def test_a_path_may_be_typed_with_or_without_what_stands_before_it(typed: str) -> None:
    assert within_typed(typed) == "2017/02/25/x"


def test_days_months_and_years_are_periods_and_stories_are_none() -> None:
    day = date(2017, 2, 5)

    assert all(map(is_period, (day_path(day), month_path(day), year_path(day))))
    assert not is_period(story_path("2017/02/05/2018"))
    assert not is_period("/")


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("/news/2017/2/5/x.md", "2017/02/05/x"),
        ("https://host.example/zh/news/2017/02/5/x.html?y#z", "2017/02/05/x"),
        ("/news/2017/02/25/x/", "2017/02/25/x"),
        ("/news/2017/02/25/%E5%8A%A0.md", "2017/02/25/加"),
        ("/news/2017/02/25/e\u0301", "2017/02/25/\u00e9"),
        ("/news/2017/02/30/x", None),
        ("/news/2017/02/25/index.md", None),
        ("/news/2017/02/25/", None),
        ("/news/2017/02/25/x/updates/3/", None),
        ("/news/2017/02/25/a%2Fb", None),
        ("/news/2017/02/25/..", None),
        ("/news/2017/02/25/%2E.md", None),
        ("/opinion/2017/02/25/x", None),
        ("", None),
    ],
)
def test_an_address_is_normalised_whatever_its_form(address: str, normal: str | None) -> None:
    assert normalise_address(address) == normal


@given(st.text())
def test_no_text_is_too_odd_to_be_asked_for_an_address(text: str) -> None:
    normal = normalise_address(f"/news/2017/2/5/{text}")

    assert normal is None or normal.startswith("2017/02/05/")
