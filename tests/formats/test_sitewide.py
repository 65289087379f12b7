"""What the pages about change across the site say, in every format."""

import json

import pytest

from incidents.formats import Format, every
from incidents.formats.as_json import JsonFormat
from incidents.formats.as_markdown import MarkdownFormat
from tests.formats.pages import SITE
from tests.formats.reading import text_in
from tests.formats.sitewide_pages import SITEWIDE

FORMATS = pytest.mark.parametrize("format_", every(), ids=lambda format_: format_.suffix)
SAID = {
    "changes of the site": ("Dam gates open above the old town", "The gauge read 3 m, not 4 m."),
    "changes under a name": ("Night desk", "/changes/3", "First version"),
    "corrections": ("The gauge read 4 m.", "The gauge read 3 m.", "Update 3", "/changes/3"),
    "accountability": ("7.5", "2.5", "40"),
    "provenance": ("The gauge read 3 m.", "1530 CET", "/changes/4", "Update 3"),
    "provenance of a retracted story": ("There is no dam.",),
}


@FORMATS
@pytest.mark.parametrize("name", SAID)
def test_a_page_says_in_every_format_what_it_is_for(format_: Format, name: str) -> None:
    page = SITEWIDE[name]
    if not format_.supports(page):
        pytest.skip(f"{format_.label} does not carry a page of this kind")

    found = text_in(format_, format_.write(page, SITE))

    assert [words for words in SAID[name] if words not in found] == []


@FORMATS
def test_the_ways_on_and_to_other_formats_keep_what_was_asked_for(format_: Format) -> None:
    page = SITEWIDE["some changes of the site"]
    if not format_.supports(page):
        pytest.skip(f"{format_.label} does not carry a page of this kind")

    found = text_in(format_, format_.write(page, SITE))

    assert "?kind=correction&size=100&after=44" in found
    assert "?kind=correction&size=100&before=41" in found
    assert all(
        f"/changes.{other.suffix}?kind=correction&size=100&before=50" in found
        for other in every()
        if other.suffix != format_.suffix and other.supports(page)
    )


def test_an_error_is_told_whole_in_json() -> None:
    written = json.loads(JsonFormat().write(SITEWIDE["corrections"], SITE))

    change = written["changes"][0]
    assert change["corrections"] == [
        {
            "piece": "Update 3",
            "wrong": "The gauge read 4 m.",
            "right": "The gauge read 3 m.",
            "entered": 3,
            "entered_at": "2017-02-25T13:30:00Z",
            "stood": 3660,
            "noticed": "reader",
            "grave": True,
            "warning": None,
        }
    ]
    assert (change["role"], change["approved_by"]) == ("Chief editor", "Mara Vale")
    assert change["difference_url"].endswith("/changes/3..4/")
    assert change["byline_url"] == "https://news.example/changes/by/night-desk/"


def test_an_error_is_told_in_words_in_markdown() -> None:
    written = MarkdownFormat().write(SITEWIDE["corrections"], SITE)

    assert "It stood for 1 hour 1 minute" in written
    assert "a reader noticed." in written
    assert "(grave)" in written
