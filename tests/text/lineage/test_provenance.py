"""Which version wrote which sentence."""

import re

import pytest
from hypothesis import given
from lxml import etree

from incidents.text.lineage.provenance import Origin, carried, marked, origins, sentences
from incidents.text.sanitise import body, plain
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import BODIES

BASE = "<p>One came. Two left.</p>\n<p>Three stayed.</p>"


def test_sentences_are_given_in_order_without_marks_or_doubled_space() -> None:
    html = body("<p>He <em>said\u00a0 so. Then</em> left.</p><ul><li>A &amp; B<br>C</li></ul>")

    assert sentences(html) == ("He said so.", "Then left.", "A & B", "C")


@pytest.mark.parametrize(
    ("new", "versions"),
    [
        (BASE, (1, 2, 3)),
        ("<p>One came. Two went.</p>\n<p>Three stayed.</p>", (1, 9, 3)),
        ("<p>Three stayed.</p>\n<p>One came. Two left.</p>", (3, 1, 2)),
        ("<p>Two left. One came.</p>\n<p>Three stayed.</p>", (2, 1, 3)),
        ("<h2>One <em>came</em>.</h2>\n<p>Three stayed.</p>", (1, 3)),
        ('<p>One came. <a href="https://a.example/">Two left.</a></p>', (1, 2)),
        ("<p>One came. One came.</p>", (1, 9)),
        ("", ()),
    ],
)
def test_a_sentence_keeps_its_origin_until_its_words_change(
    new: str, versions: tuple[int, ...]
) -> None:
    assert carried((1, 2, 3), BASE, new, 9) == versions


def test_of_two_equal_sentences_that_move_each_keeps_an_origin_of_its_own() -> None:
    old = "<p>Two left. Five stayed. Two left. It ended.</p>"
    new = "<p>It ended. Two left. Two left. Five stayed.</p>"

    assert sorted(carried((1, 2, 3, 4), old, new, 9)) == [1, 2, 3, 4]


def test_as_many_origins_as_sentences_are_asked_for() -> None:
    with pytest.raises(ValueError, match="2 origins for 3 sentences"):
        carried((1, 2), BASE, BASE, 9)
    with pytest.raises(ValueError, match="2 versions for 3 sentences"):
        marked(BASE, (1, 2))


def test_a_sentence_brought_back_counts_from_its_latest_arrival() -> None:
    without = "<p>One came.</p>\n<p>Three stayed.</p>"

    found = origins([(1, BASE), (2, without), (4, BASE)])

    assert found == (
        Origin("One came.", 0, 1),
        Origin("Two left.", 0, 4),
        Origin("Three stayed.", 1, 1),
    )


def test_nothing_written_has_no_origin() -> None:
    assert origins([]) == origins([(1, BASE), (2, "")]) == ()


def test_each_sentence_is_marked_with_its_version() -> None:
    html = "<p>One <em>came</em>. Two &amp; three <strong>left. Four</strong> stayed.</p>"

    assert marked(html, (1, 2, 3)) == (
        '<p><span data-version="1">One <em>came</em>.</span> <span data-version="2">Two &amp; three'
        ' </span><strong><span data-version="2">left.</span> <span data-version="3">Four</span>'
        '</strong><span data-version="3"> stayed.</span></p>'
    )


@QUICK
@given(BODIES)
def test_marking_leaves_the_body_as_it_is(html: str) -> None:
    said = sentences(html)

    shown = marked(html, range(len(said)))

    assert re.sub(r"</?span[^>]*>", "", shown) == html
    root = etree.fromstring(f"<x>{shown.replace('<br>', '<br/>')}</x>")
    parts = [""] * len(said)
    for span in root.iter("span"):
        parts[int(span.get("data-version", ""))] += "".join(map(str, span.itertext()))
        assert not span.xpath(".//p|.//li|.//span")
    assert ["".join(part.split()) for part in parts] == [
        "".join(sentence.split()) for sentence in said
    ]


@QUICK
@given(BODIES)
def test_the_sentences_are_the_text(html: str) -> None:
    assert "".join("".join(sentences(html)).split()) == "".join(plain(html).split())


@QUICK
@given(BODIES, BODIES)
def test_every_sentence_has_an_origin_whatever_changed(old: str, new: str) -> None:
    before = range(len(sentences(old)))

    versions = carried(before, old, new, -1)

    assert len(versions) == len(sentences(new))
    kept = [version for version in versions if version >= 0]
    assert len(kept) == len(set(kept))
    assert all(
        sentences(old)[version] == sentence
        for version, sentence in zip(versions, sentences(new), strict=True)
        if version >= 0
    )
