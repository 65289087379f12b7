"""Where pages stand, in HTML and under every suffix."""

from datetime import date

import pytest

from incidents.formats.addresses import html_address, suffixed
from incidents.text.addresses.stories import day_path, month_path, year_path
from tests.formats.pages import PAGES

STORY = "/news/2017/02/25/dam-gates-open-above-the-old-town"


@pytest.mark.parametrize(
    ("name", "html", "json"),
    [
        ("story", f"{STORY}/", f"{STORY}.json"),
        ("frozen story", f"{STORY}/changes/2/", f"{STORY}/changes/2.json"),
        ("update", f"{STORY}/updates/3/", f"{STORY}/updates/3.json"),
        ("changes", f"{STORY}/changes/", f"{STORY}/changes.json"),
        ("comparison", f"{STORY}/changes/2..4/", f"{STORY}/changes/2..4.json"),
        ("day", "/news/2017/02/25/", "/news/2017/02/25/index.json"),
        ("month", "/news/2017/02/", "/news/2017/02/index.json"),
        ("year", "/news/2017/", "/news/2017/index.json"),
        ("front", "/", "/index.json"),
        ("topics", "/topics/", "/topics.json"),
        ("topic", "/topics/upper-valley-authority/", "/topics/upper-valley-authority.json"),
    ],
)
def test_every_page_has_one_address_in_html_and_one_for_each_suffix(
    name: str, html: str, json: str
) -> None:
    page = PAGES[name]

    assert html_address(page) == html
    assert suffixed(page, "json") == json


def test_a_slug_of_digits_is_a_story_and_no_index() -> None:
    assert suffixed("/news/2017/02/25/2018", "md") == "/news/2017/02/25/2018.md"


def test_other_scripts_and_signs_are_percent_encoded() -> None:
    assert html_address("/news/2017/02/25/洪水-100%") == (
        "/news/2017/02/25/%E6%B4%AA%E6%B0%B4-100%25/"
    )


def test_days_months_and_years_are_padded() -> None:
    day = date(2017, 2, 5)

    assert day_path(day) == "/news/2017/02/05"
    assert month_path(day) == "/news/2017/02"
    assert year_path(day) == "/news/2017"
