"""No text, whatever its characters, breaks the document around it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from incidents.formats import by_suffix
from incidents.formats.as_json import JsonFormat
from incidents.formats.as_markdown import MarkdownFormat
from incidents.formats.as_xml import XmlFormat
from incidents.record.pages import StoryPage
from incidents.text.body.settling import clean_characters
from incidents.text.sanitise import body_from_text, plain
from tests.formats.entries import change, line, source, topic, update
from tests.formats.list_pages import topic_page
from tests.formats.pages import SITE, day_page, story
from tests.formats.reading import outline, parsed_xml

NASTY = [
    "]]>", "<![CDATA[", "-->", "<script>", "</title>", "&amp;", "&#0;", "&copy;", "\x00", "\x08",
    "\x1b[31m", "\ud800", "\udfff", "\ufffe", "\r", "\r\n", "\u2028", "\u202e", "\u200f", "שלום",
    "مرحبا", '"', "'", "`", "```", "~~~", "[", "]", "](", "![", ")", "(", "*", "**", "_", "__",
    "\\", "# ", "## ", " #", "> ", "- ", "+ ", "1. ", "===", "---", "***", "|", "<http://a.example>",
    "\n\n", "\n", "\t", "    ", "[a]: b", "http://a.example/x_y_", "洪水", "🌊",
]  # fmt: skip
CHARACTERS = st.characters(exclude_categories=())
TEXT = st.lists(st.one_of(st.sampled_from(NASTY), st.text(CHARACTERS, max_size=5)), max_size=6).map(
    "".join
)
PATIENT = settings(deadline=None)
"""How long an example takes says nothing on a busy machine."""


def _one_line(text: str) -> str:
    return " ".join(clean_characters(text).split())


def _story(text: str) -> StoryPage:
    """A story with the same text in every place that holds text."""
    return story(
        headline=text,
        topic_line=text,
        captions=(text, f"Seen from {text}"),
        status_line=text,
        notice=text,
        topics=(topic(name=text, qualifier=text, slug=text),),
        updates=(update(2, headline=text, label=text), update(1, retracted=True, reason=text)),
        sources=(
            source(1, outlet=text, title=text, via=text, quote=text),
            source(2, outlet=f"Radio {text}", url=""),
        ),
        changes=(
            change(1, title=text, note=text, byline=text),
            change(2, 2, title=text, note=text, hash=text),
        ),
        related=tuple(replace(entry, title=text, contexts=(text, text)) for entry in RELATED),
    )


RELATED = story().related


@PATIENT
@given(TEXT)
def test_json_stays_json_and_keeps_the_text(text: str) -> None:
    found = json.loads(JsonFormat().write(_story(text), SITE).encode())

    assert found["headline"] == clean_characters(text)
    assert found["related"][0]["contexts"] == [clean_characters(text)] * 2


@PATIENT
@given(TEXT)
def test_xml_stays_well_formed_and_keeps_the_text(text: str) -> None:
    found = parsed_xml(XmlFormat().write(_story(text), SITE))

    assert (found.findtext("headline") or "") == clean_characters(text)
    assert (found.findtext("sources/source/name") or "") == clean_characters(text)


@PATIENT
@given(TEXT)
def test_the_grammar_of_markdown_holds_whatever_the_titles(text: str) -> None:
    expected = _one_line(f"{text} (Updated 3)")

    found = outline(MarkdownFormat().write(_story(text), SITE))

    plain_headings = outline(MarkdownFormat().write(_story("x"), SITE)).headings
    assert [tag for tag, _ in found.headings if tag != "h5"] == [
        tag for tag, _ in plain_headings if tag != "h5"
    ]
    assert ("h1", expected) in found.headings
    assert len(found.items) == 9
    assert found.links == outline(MarkdownFormat().write(_story("x"), SITE)).links
    assert not found.kinds & {"fence", "code_block", "html_block", "html_inline", "hr", "image"}


@PATIENT
@given(TEXT)
def test_lists_of_stories_hold_whatever_the_titles(text: str) -> None:
    stories = (
        line(1, printed_headline=text, topic_line=text, contexts=(text,)),
        line(2, summary=text),
    )

    found = [
        outline(MarkdownFormat().write(page, SITE))
        for page in (
            day_page(stories=stories),
            replace(topic_page(), stories=stories, live=(), beside=()),
        )
    ]

    assert [sum(tag == "h3" for tag, _ in each.headings) for each in found] == [2, 2]
    assert all(("h3", _one_line(text)) in each.headings for each in found)
    assert not any(each.kinds & {"html_inline", "html_block", "hr", "image"} for each in found)


@PATIENT
@given(TEXT)
def test_bodies_hold_the_grammar_too(text: str) -> None:
    html = body_from_text(text)
    page = story(lead_html=html, lead_marks=(), updates=())

    found = outline(MarkdownFormat().write(page, SITE))

    assert [words for tag, words in found.headings if tag in {"h1", "h2"}] == [
        page.printed_headline
    ]
    assert [words for tag, words in found.headings if tag == "h3"][1:] == [
        "Pictures:", "Sources:", "Changes:", "Related:",
    ]  # fmt: skip
    assert JsonFormat().write(page, SITE).encode()
    found_lead = parsed_xml(XmlFormat().write(page, SITE)).findtext("lead/text") or ""
    assert found_lead == plain(html)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_an_address_that_no_reader_should_follow_is_no_link(address: str) -> None:
    page = story(sources=(source(1, url=address),))

    found = outline(MarkdownFormat().write(page, SITE))

    assert address not in found.links
    assert by_suffix("md") is not None


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example/x_(y)?q=a b", "https://a.example/x_%28y%29?q=a%20b"),
        ("https://a.example/?a=1&copy;=2", "https://a.example/?a=1&copy%3B=2"),
    ],
)
def test_addresses_keep_within_their_parentheses(address: str, written: str) -> None:
    page = story(sources=(source(1, url=address),))

    assert f"]({written})" in MarkdownFormat().write(page, SITE)
