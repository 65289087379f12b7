"""Paragraphs that need no reading, and bodies that are read in part."""

import pytest
from hypothesis import given, strategies as st

from incidents.text import sanitise
from incidents.text.body.nodes import write
from incidents.text.body.reading import read
from incidents.text.body.settled import is_paragraph, one_a_line, parted
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import MARKUP


@pytest.mark.parametrize("written", ["<p>One two.</p>", "<p>x</p>", "<p>加泰罗尼亚</p>"])
def test_a_plain_paragraph_needs_no_reading(written: str) -> None:
    assert is_paragraph(written)
    assert write(read(written)) == written


@pytest.mark.parametrize(
    "inner",
    [
        "",
        " x",
        "x ",
        "x  y",
        "x\ty",
        "x\u00a0y",
        "x &amp; y",
        "x<br>y",
        "e\u0301",
        "\u0338",
        "\u200b",
    ],
)
def test_what_may_not_stay_as_it_is_gets_read(inner: str) -> None:
    assert not is_paragraph(f"<p>{inner}</p>")


@QUICK
@given(st.lists(st.sampled_from(["water", "r\u00f8se", " ", "\u0338", "e\u0301", "\u200b", "&"])))
def test_what_counts_as_settled_is_what_reading_would_leave_as_it_is(said: list[str]) -> None:
    written = f"<p>{''.join(said)}</p>"

    if is_paragraph(written):
        assert write(read(written)) == written


@pytest.mark.parametrize("text", ["<p>One two.</p>", "<p>One</p><p>Two</p>", "<p>A</p>\n<p>B</p>"])
def test_plain_paragraphs_stay_as_they_are_one_a_line(text: str) -> None:
    assert sanitise.body(text) == one_a_line(text) == text.replace("</p><p>", "</p>\n<p>")


@QUICK
@given(MARKUP, MARKUP)
def test_reading_the_parts_gives_what_reading_the_whole_gives(before: str, after: str) -> None:
    cleaned = sanitise._PARSER.clean(f"{before}<p>One.</p><p>Two.</p>\n{after}")

    in_parts = (part if done else write(read(part)) for part, done in parted(cleaned))

    assert "\n".join(filter(None, in_parts)) == write(read(cleaned))


def test_nothing_is_cut_inside_an_address_with_line_breaks() -> None:
    cleaned = sanitise._PARSER.clean('<a href="https://a.example/\n<p>x</p>\n">y<p>One.</p></a>')

    parts = list(parted(cleaned))

    assert len(parts) == 1
