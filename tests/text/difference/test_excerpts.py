"""The first changes, as a list of versions shows them."""

import re

import pytest
from hypothesis import given
from lxml import etree

from incidents.text.difference import compare, first_changes
from incidents.text.sanitise import blocks, body
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import BODIES


def shown(old: str, new: str, most: int = 3) -> tuple[str, ...]:
    return first_changes(compare(blocks(body(old)), blocks(body(new))), most)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "<p>It began. They all left. It ended.</p>",
            "<p>It began. They soon left. It ended.</p>",
            ("They <del>all</del><ins>soon</ins> left.",),
        ),
        ("<p>It ended.</p>", "<p>It ended. So & so.</p>", ("<ins>So &amp; so.</ins>",)),
        ("<p>it ended</p><p>so much</p>", "<p>it ended</p>", ("<del>so much</del>",)),
        ("", "<ul><li>this. That</li><li>c</li></ul>", ("<ins>this.</ins>", "<ins>That</ins>")),
        ("<p>see <em>it</em></p>", "<p>see it</p>", ('see <ins data-diff="marks">it</ins>',)),
        ("<p>a one b</p><p>c two d</p>", "<p>c two d</p><p>a one b</p>", ()),
        ("<p>the same</p>", "<p>the same</p>", ()),
    ],
)
def test_the_first_changed_sentences_are_shown(
    old: str, new: str, changes: tuple[str, ...]
) -> None:
    assert shown(old, new, 2) == changes


def test_of_a_long_sentence_the_part_around_the_change_is_shown() -> None:
    around = "word " * 100

    (change,) = shown(f"<p>{around}here {around}</p>", f"<p>{around}there {around}</p>")

    assert "word <del>here</del><ins>there</ins> word" in change
    assert change.startswith("…word")
    assert change.endswith("word…")
    assert len(re.sub("<[^>]*>", "", change)) <= 302


def test_a_long_new_sentence_is_cut() -> None:
    (change,) = shown("", f"<p>{'word ' * 100}</p>")

    assert change.endswith("word</ins>…")
    assert len(re.sub("<[^>]*>", "", change)) <= 302


@QUICK
@given(BODIES, BODIES)
def test_what_is_shown_is_short_and_well_formed_whatever_changed(old: str, new: str) -> None:
    changes = shown(old, new)

    assert len(changes) <= 3
    for change in changes:
        root = etree.fromstring(f"<x>{change}</x>")
        assert {element.tag for element in root.iter()} <= {"x", "ins", "del", "span"}
        assert root.find(".//ins") is not None or root.find(".//del") is not None
