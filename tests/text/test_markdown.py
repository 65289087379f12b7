"""Bodies as CommonMark: rendered again, they are what they were."""

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from incidents.text.markdown import address, from_html
from incidents.text.sanitise import body
from tests.text.samples.prose import MARKUP

COMMONMARK = MarkdownIt("commonmark")


def rendered(markdown: str) -> str:
    return body(COMMONMARK.render(markdown))


@given(MARKUP)
def test_a_body_comes_back_from_markdown_as_it_was(markup: str) -> None:
    cleaned = body(markup.replace("footer", "p").replace("href", "title"))

    assert rendered(from_html(cleaned)) == cleaned


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<h2>A</h2><h3>B</h3><p>c<br>d</p>", "## A\n\n### B\n\nc\\\nd"),
        ("<p><strong>a</strong> <em>b</em>c</p>", "**a** <em>b</em>c"),
        ("<p><a href='https://a.example/(b)'>c</a></p>", "[c](https://a.example/%28b%29)"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        (
            "<blockquote><p>a</p><p>b</p><footer>c</footer></blockquote>",
            "> a\n>\n> b\n>\n> \u2014 c",
        ),
        ("<p>1. not a list</p>", "1\\. not a list"),
        ("<p>wow!<a href='https://a.example'>b</a></p>", "wow\\![b](https://a.example)"),
    ],
)
def test_each_element_has_its_form(markup: str, written: str) -> None:
    assert from_html(body(markup)) == written


def test_an_address_cannot_end_its_link() -> None:
    assert address("https://a.example/x y)(<é") == "https://a.example/x%20y%29%28%3C%C3%A9"
