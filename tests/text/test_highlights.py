"""Bylines, warnings, summaries and key events as they stand on a page."""

import pytest

from incidents.text.fragments import render
from incidents.text.fragments.credits import authors, in_words, inline, names_in_words, settled
from incidents.text.hashing.canonical import JSON
from tests.text.test_fragments import UPDATE

LINE: dict[str, JSON] = {"words": "The bridge is <strong>closed</strong>.", "updates": [2, 3]}
SUMMARY: dict[str, JSON] = {
    "lines": [LINE],
    "at": "2017-02-25T13:30:00Z",
    "printed": "1430 CET",
    "version": 4,
    "marks": [],
}


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("", ""),
        ("Jane Doe", "Jane Doe"),
        (" Jane Doe ;; Ali  Veli in Baku; ", "Jane Doe and Ali Veli in Baku"),
        ("A; B; C", "A, B and C"),
    ],
)
def test_names_are_joined_as_in_print(written: str, printed: str) -> None:
    assert names_in_words(written) == printed
    assert authors(settled(written)) == authors(written)


def test_a_byline_names_place_people_and_agencies() -> None:
    value = {"authors": "Jane Doe; Ali <Veli>", "agencies": "APA & others", "dateline": "BAKU"}

    assert render("credits", value) == (
        '<p class="credits"><span class="dateline">BAKU</span> - '
        '<span class="authors">By Jane Doe and Ali &lt;Veli&gt;</span>, '
        '<span class="agencies">with APA &amp; others</span></p>'
    )
    assert in_words(*value.values()) == "BAKU - By Jane Doe and Ali <Veli>, with APA & others"


def test_agencies_alone_begin_the_line() -> None:
    assert render("credits", {"agencies": "APA"}) == (
        '<p class="credits"><span class="agencies">With APA</span></p>'
    )
    assert render("credits", {}) == ""


def test_a_text_with_a_warning_opens_with_a_click() -> None:
    html = render(
        "update-3", {**UPDATE, "warning": "Injuries are <described>.", "html": "<p>B</p>"}
    )

    assert (
        '<details class="content-warning">\n<summary><strong>Content warning:</strong> '
        "Injuries are &lt;described&gt;.</summary>\n<p>B</p>\n</details>"
    ) in html


def test_a_retracted_update_has_neither_byline_nor_warning() -> None:
    said: dict[str, JSON] = {"state": "retracted", "warning": "Blood.", "authors": "Jane Doe"}

    html = render("update-3", {**UPDATE, **said})

    assert "Blood" not in html
    assert "Jane" not in html


def test_each_line_of_a_summary_links_the_updates_it_rests_on() -> None:
    assert (
        '<li>The bridge is <strong>closed</strong>. <span class="rests-on">('
        '<a href="#update-2">Update 2</a>, <a href="#update-3">Update 3</a>)</span></li>'
    ) in render("summary", SUMMARY)


def test_a_line_without_updates_rests_on_the_initial_report() -> None:
    html = render("summary", {**SUMMARY, "lines": [{"words": "It rains.", "updates": []}]})

    assert '<a href="#initial-report">Initial report</a>' in html


def test_a_line_that_partly_rests_on_a_retracted_update_says_so() -> None:
    html = render("summary", {**SUMMARY, "lines": [{**LINE, "retracted": [3]}]})

    assert '<a href="#update-3">Update 3</a> (retracted)' in html
    assert '<a href="#update-2">Update 2</a>,' in html


def test_a_line_that_rests_on_retracted_updates_alone_is_withdrawn() -> None:
    gone: dict[str, JSON] = {"words": "", "updates": [2, 3], "retracted": [2, 3]}

    html = render("summary", {**SUMMARY, "lines": [gone]})

    assert (
        '<li class="withdrawn">Withdrawn: this rested on Update 2 and Update 3, which were '
        "retracted.</li>"
    ) in html


def test_a_key_event_shows_time_words_and_link() -> None:
    event: dict[str, JSON] = {
        "update": 3,
        "at": "2017-02-25T13:30:00Z",
        "printed": "1430 CET",
        "printed_date": "25 February 2017",
        "headline": "Bridge & road closed",
    }

    assert (
        '<li><a href="#update-3"><time datetime="2017-02-25T13:30:00Z">'
        "1430 CET, 25 February 2017</time> Bridge &amp; road closed</a></li>"
    ) in render("key_events", {"events": [event]})


@pytest.mark.parametrize("key", ["summary", "key_events"])
def test_an_empty_list_is_not_shown(key: str) -> None:
    assert render(key, {**SUMMARY, "lines": [], "events": []}) == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Two  dead\nso far", "Two dead so far"),
        ("<p>One.</p><p>Two <em>of</em> them.</p>", "One. Two <em>of</em> them."),
        ('<script>x</script><a href="javascript:x">a</a>', "a"),
        ('<a href="https://a.example/">a</a> < b', '<a href="https://a.example/">a</a> &lt; b'),
    ],
)
def test_a_line_of_prose_holds_words_emphasis_and_links_alone(typed: str, stored: str) -> None:
    assert inline(typed) == stored
    assert inline(stored) == stored
