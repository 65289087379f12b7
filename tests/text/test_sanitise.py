"""What a body may hold, and what becomes of everything else."""

# ruff: noqa: RUF001  texts in other scripts stand here on purpose
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from incidents.text import sanitise
from incidents.text.body.nodes import block_of, write
from incidents.text.body.reading import read
from incidents.text.sanitise import blocks, body, body_from_text, line, plain, words
from tests.text.samples import hostile
from tests.text.samples.prose import MARKUP


class Reader(HTMLParser):
    """Reads tags and attributes the way another parser than ours would."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))


@pytest.mark.parametrize("markup", hostile.ALL)
def test_nothing_executable_survives(markup: str) -> None:
    reader = Reader()

    reader.feed(body(markup))

    for tag, attributes in reader.seen:
        assert tag in sanitise.ALLOWED_TAGS
        for name, value in attributes:
            assert (tag, name) == ("a", "href")
            assert (value or "").lower().startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("markup", hostile.ALL)
def test_hostile_markup_is_clean_after_one_pass(markup: str) -> None:
    assert body(body(markup)) == body(markup)


@given(MARKUP)
def test_cleaning_twice_is_cleaning_once(markup: str) -> None:
    once = body(markup)

    assert body(once) == once


@given(st.text())
def test_any_text_at_all_can_be_cleaned(text: str) -> None:
    once = body(text)

    assert body(once) == once
    assert line(line(text)) == line(text)
    once.encode("utf-8")


@given(MARKUP)
def test_an_html5_parser_reads_a_body_exactly_as_it_is_written(markup: str) -> None:
    cleaned = body(markup)

    reparsed = sanitise._PARSER.clean(cleaned)

    assert write(read(reparsed)) == cleaned


@given(MARKUP)
def test_the_blocks_of_a_body_are_its_lines(markup: str) -> None:
    cleaned = body(markup)

    assert "\n".join(block.html for block in blocks(cleaned)) == cleaned
    assert [block.html for block in blocks(cleaned)] == cleaned.splitlines()


@given(MARKUP)
def test_blocks_taken_without_a_parser_are_those_that_the_parser_finds(markup: str) -> None:
    cleaned = body(markup)

    found = blocks(cleaned)

    assert found == [block_of(node) for node in read(cleaned)]


@given(st.text(st.characters(exclude_categories=["Cf", "Cs"])))
def test_plain_text_keeps_its_words(text: str) -> None:
    shown = plain(body_from_text(text))

    assert shown.split() == line(text).split()


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("one\n\ntwo\nthree", "<p>one</p>\n<p>two<br>three</p>"),
        ("<b>a</b> <i>b</i>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<h1>a</h1><h4>b</h4>", "<h2>a</h2>\n<h3>b</h3>"),
        ("before<p>in</p>after", "<p>before</p>\n<p>in</p>\n<p>after</p>"),
        ("<p>old</p>\n\nnew\n\nnewer", "<p>old</p>\n<p>new</p>\n<p>newer</p>"),
        ("<p></p><p> <br>&nbsp;</p><p>\u200b</p>", ""),
        ("<p>one<br><br>two</p>", "<p>one</p>\n<p>two</p>"),
        ("<div>one<div>two</div></div>", "<p>one</p>\n<p>two</p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p>\n<p>b</p>"),
        ("<p>e\u0301</p>", "<p>\u00e9</p>"),
        ("<p>a&#1;b\ud800c\x00</p>", "<p>abc</p>"),
        ("<strong>a </strong>b", "<p><strong>a</strong> b</p>"),
        ("<em><strong>a</strong></em>", "<p><strong><em>a</em></strong></p>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>"),
        ("<ul>a<li></li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li>a<ol><li>b</li></ol>c</li></ul>",
         "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("<blockquote>a<footer>b</footer></blockquote>",
         "<blockquote><p>a</p><footer>b</footer></blockquote>"),
        ("<blockquote><footer>b</footer><p>a</p></blockquote>",
         "<blockquote><p>a</p><footer>b</footer></blockquote>"),
        ("<footer>b</footer>", "<p>b</p>"),
        ("<p class=a id=b style='c:d'>x</p>", "<p>x</p>"),
    ],
)  # fmt: skip
def test_markup_is_brought_into_the_schema(given_html: str, kept: str) -> None:
    assert body(given_html) == kept


@pytest.mark.parametrize(
    "address", ["", "/news/", "//a.example", "javascript:x", "ftp://a", "https:"]
)
def test_a_link_without_an_address_that_may_stand_is_unwrapped(address: str) -> None:
    assert body(f'<p>a <a href="{address}">b</a></p>') == "<p>a b</p>"


@pytest.mark.parametrize("address", ["http://a.example", "HTTPS://a.example/?b=c", "mailto:a@b.c"])
def test_links_to_the_web_and_to_mail_stay(address: str) -> None:
    markup = f'<p><a href="{address}">a</a></p>'

    assert body(markup) == markup


def test_plain_text_may_hold_signs_of_markup() -> None:
    assert body_from_text("1 < 2 & <b>") == "<p>1 &lt; 2 &amp; &lt;b&gt;</p>"


def test_a_line_is_one_line_of_clean_text() -> None:
    assert line("  A\tB\r\nC\x07 D\u00a0E e\u0301 \ufffe") == "A B C D\u00a0E \u00e9"


def test_the_plain_text_of_a_body_parts_blocks_by_blank_lines() -> None:
    markup = "<p>a<br>b</p>\n<ul><li>c</li><li>d</li></ul>"

    assert plain(markup) == "a\nb\n\nc\nd"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Two were killed at 09.15.", 5),
        ("The U.S. co-operates \u2014 it doesn't wait", 6),
        ("加泰隆尼亞，11月9日", 9),
        ("हिन्दी में", 2),
        ("می\u200cخواهم", 1),
    ],
)
def test_words_are_counted_in_every_script(text: str, number: int) -> None:
    assert words(text) == number


@pytest.mark.parametrize(
    "piece", ["<div>", "<ul><li>", "<b>", "&nbsp; ", " ", "<br> ", "<p> ", "\n ", ".", "<a href=x>"]
)
def test_a_hundred_thousand_characters_of_anything_are_cleaned_in_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()

    body(text)
    line(text)

    assert time.process_time() - start < 2
