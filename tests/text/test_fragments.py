"""The fragments that frozen pages are made of."""

import pytest
from lxml import etree

from incidents.text.fragments import render
from incidents.text.hashing.canonical import JSON
from tests.text.samples import hostile

CORRECTION: dict[str, JSON] = {
    "kind": "correction",
    "at": "2017-02-25T14:10:00Z",
    "printed": "1510 CET",
    "version": 4,
}
RETRACTION: dict[str, JSON] = {**CORRECTION, "kind": "retraction", "printed": "1600 CET"}
UPDATE: dict[str, JSON] = {
    "number": 3,
    "label": "3",
    "headline": "",
    "html": "<p>Body</p>\n<h2>Part</h2>",
    "at": "2017-02-25T13:30:00.123456Z",
    "printed": "1430 CET",
    "printed_date": "",
    "sources": [1, 2],
    "state": "published",
    "reason": "",
    "marks": [],
}
SOURCE: dict[str, JSON] = {
    "number": 3,
    "outlet": "An Agency",
    "title": "A report",
    "url": "https://a.example/?b=1&c=2",
    "via": "A Relay",
    "quote": "no losses",
    "kind": "agency",
    "published_at": "2017-02-25T13:30:00Z",
    "retrieved_at": "",
}


def test_an_update_says_its_number_and_printed_time() -> None:
    assert render("update-3", UPDATE) == (
        '<section class="update" id="update-3">\n'
        '<h2><a href="#update-3">Update 3</a> - '
        '<time datetime="2017-02-25T13:30:00Z">1430 CET</time></h2>\n'
        "<p>Body</p>\n"
        "<h3>Part</h3>\n"
        '<p class="sources">Sources: <a href="#source-1">[1]</a> <a href="#source-2">[2]</a></p>\n'
        "</section>"
    )


def test_an_update_shows_its_own_date_label_headline_and_marks() -> None:
    value = {
        **UPDATE,
        "label": "18A",
        "printed_date": "26 February 2017",
        "headline": "Calm & quiet",
        "marks": [CORRECTION],
        "sources": [1],
    }

    shown = render("update-3", value)

    assert '<span class="label">(18A)</span>' in shown
    assert ">1430 CET, 26 February 2017</time>" in shown
    assert '<h3 class="update-headline">Calm &amp; quiet</h3>' in shown
    assert (
        '<span class="mark" data-kind="correction">Corrected at '
        '<time datetime="2017-02-25T14:10:00Z">1510 CET</time></span>'
    ) in shown
    assert 'Source: <a href="#source-1">[1]</a>' in shown


def test_a_retracted_update_leaves_a_tombstone_with_the_reason_and_no_text() -> None:
    value = {**UPDATE, "state": "retracted", "reason": "It was <wrong>", "marks": [RETRACTION]}

    shown = render("update-3", value)

    assert "Update 3 was retracted at" in shown
    assert "1600 CET</time>: It was &lt;wrong&gt;" in shown
    assert "Body" not in shown
    assert "[1]" not in shown


def test_a_source_is_a_numbered_item_with_all_that_is_known_of_it() -> None:
    assert render("source-7", SOURCE) == (
        '<li id="source-3" value="3"><span class="outlet">An Agency</span> '
        '<a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener external">A report</a> '
        '<span class="via">via A Relay</span> <q>no losses</q> <span class="kind">Agency</span> '
        '<span class="published">published '
        '<time datetime="2017-02-25T13:30:00Z">25 February 2017</time></span></li>'
    )


def test_the_link_of_a_source_without_title_is_on_its_outlet() -> None:
    shown = render("source-7", {**SOURCE, "title": ""})

    assert 'rel="nofollow noopener external">An Agency</a></span>' in shown


def test_only_web_addresses_become_links() -> None:
    shown = render("source-7", {**SOURCE, "url": "javascript:alert(1)"})

    assert "<a " not in shown


def test_related_stories_are_linked_with_date_and_contexts() -> None:
    value: dict[str, JSON] = {
        "related": [
            {
                "title": "An <older> story",
                "path": "/news/2016/04/02/加",
                "date": "2016-04-02",
                "contexts": ["A", "B"],
            },
            {"title": "Known by title only", "path": "", "date": "", "contexts": []},
        ]
    }

    assert render("related", value) == (
        '<li><a href="/news/2016/04/02/%E5%8A%A0/">An &lt;older&gt; story</a> '
        '<time datetime="2016-04-02">2016-04-02</time> '
        '<span class="contexts">Context: A, B</span></li>\n'
        "<li>Known by title only</li>"
    )


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("headline", {"text": "A & B"}, "A &amp; B"),
        ("topic_line", {"text": "A conflict"}, '<p class="topic-line">A conflict</p>'),
        ("topic_line", {"text": ""}, ""),
        ("notice", {"text": "Unverified"}, '<p class="notice">Unverified</p>'),
        ("byline", {"name": "Desk"}, "Desk"),
        ("note", {"text": "Corrected"}, '<p class="note">Corrected</p>'),
        ("about", {"date": "2017-02-25"}, ""),
        ("slug", {"path": "2017/02/25/x"}, ""),
        (
            "lead",
            {"html": "<p>a</p>", "marks": []},
            '<section class="lead" id="initial-report">\n<p>a</p>\n</section>',
        ),
        ("lead", {"html": "", "marks": []}, ""),
        (
            "captions",
            {"captions": ["A & B", "A gate"]},
            '<ul class="captions">\n<li>A &amp; B</li>\n<li>A gate</li>\n</ul>',
        ),
        ("captions", {"captions": []}, ""),
        (
            "status",
            {"status": "live", "line": "Still unfolding", "reason": ""},
            (
                '<p class="status" data-status="live"><span class="status-label">Live</span> '
                '<span class="status-line">Still unfolding</span></p>'
            ),
        ),
        (
            "topics",
            {"topics": [{"name": "A", "qualifier": "self-declared", "slug": "a"}]},
            (
                '<ul class="topics">\n<li><a href="/topics/a/"><span class="qualifier">'
                "self-declared</span> A</a></li>\n</ul>"
            ),
        ),
    ],
)
def test_each_piece_has_its_form(key: str, value: dict[str, JSON], shown: str) -> None:
    assert render(key, value) == shown


def test_an_unknown_piece_is_an_error_not_an_empty_page() -> None:
    with pytest.raises(KeyError):
        render("weather", {})


@pytest.mark.parametrize("text", hostile.ALL)
def test_no_field_can_break_out_of_its_fragment(text: str) -> None:
    text = text.replace("\x00", "").replace("\x01", "")
    fields = dict.fromkeys(("headline", "label", "printed", "printed_date", "reason"), text)
    mark: dict[str, JSON] = {**CORRECTION, "kind": text, "printed": text}

    shown = [
        render("headline", {"text": text}),
        render("update-3", {**UPDATE, **fields, "marks": [mark]}),
        render("source-1", {**SOURCE, **dict.fromkeys(("outlet", "title", "via", "kind"), text)}),
        render("source-1", {**SOURCE, "url": f"https://{text}"}),
        render("topics", {"topics": [dict.fromkeys(("name", "qualifier", "slug"), text)]}),
        render("related", {"related": [dict.fromkeys(("title", "path", "date"), text)]}),
        render("status", {"status": text, "line": text}),
        render("captions", {"captions": [text]}),
    ]

    for fragment in shown:
        tree = etree.fromstring(f"<x>{fragment}</x>")
        assert not {*tree.iter("script", "img", "svg", "iframe")}
        assert not tree.xpath("//@*[starts-with(name(), 'on')]")
