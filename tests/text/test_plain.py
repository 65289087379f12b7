"""The short way to the text of a stored body says what the long way says."""

import pytest
from hypothesis import given, settings, strategies as st

from incidents.text.body.nodes import text_of
from incidents.text.body.reading import read
from incidents.text.sanitise import body, plain

TAGS = ["p", "h2", "ul", "ol", "li", "blockquote", "footer", "strong", "em"]
PIECES = [
    *(f"<{mark}{tag}>" for tag in TAGS for mark in ("", "/")),
    *('<a href="https://a.example/?b=1&amp;c=>">', "</a>", "<br>", "&lt;p&gt;", "&amp;amp;"),
    *("water", "rose", " ", "\n", "3 < 4", "\u0338", "\u00a0", "&#824;"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_the_text_of_any_stored_body_is_its_plain_text(written: str) -> None:
    stored = body(written)

    assert plain(stored) == "\n\n".join(text_of(node) for node in read(stored))


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("", ""),
        ("<p>One<br>two</p>\n<p>Three &amp; four</p>", "One\ntwo\n\nThree & four"),
        ("<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "One\nTwo\nThree"),
        ("<blockquote><p>It rose.</p><footer>A warden</footer></blockquote>", "It rose.\nA warden"),
    ],
)
def test_blocks_are_parted_as_a_reader_sees_them(stored: str, text: str) -> None:
    assert plain(stored) == text
