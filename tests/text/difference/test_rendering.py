"""Differences as HTML."""

import pytest
from hypothesis import given
from lxml import etree

from incidents.text.difference import columns, compare, compare_lines, html, line_html
from incidents.text.sanitise import blocks, body
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import BODIES


@QUICK
@given(BODIES, BODIES)
def test_what_is_shown_is_well_formed_whatever_changed(old: str, new: str) -> None:
    difference = compare(blocks(old), blocks(new))

    for shown in (html(difference), columns(difference)):
        etree.fromstring(f"<x>{shown.replace('<br>', '<br/>')}</x>")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "<p>Two of Baku left.</p>",
            "<p>Three of Ganja left.</p>",
            (
                '<p data-diff="changed"><del><span data-fact="number">Two</span> of '
                '<span data-fact="name">Baku</span></del><ins><span data-fact="number">Three'
                '</span> of <span data-fact="name">Ganja</span></ins> left.</p>'
            ),
        ),
        (
            "<p>see <em>it</em> now</p>",
            "<p>see it now</p>",
            (
                '<p data-diff="changed">see <del data-diff="marks"><em>it</em></del>'
                '<ins data-diff="marks">it</ins> now</p>'
            ),
        ),
        (
            "<ul><li>a</li></ul>",
            "<ul><li>a</li><li>b</li></ul>",
            (
                '<ul data-diff="changed"><li data-diff="equal">a</li>'
                '<li data-diff="inserted"><ins>b</ins></li></ul>'
            ),
        ),
        (
            "<p>one</p><p>two words</p>",
            "<p>two words</p><p>one</p>",
            '<p data-diff="moved" data-from="2">two words</p>\n<p data-diff="equal">one</p>',
        ),
        (
            "<p>one two</p>",
            "<h2>one two</h2>",
            '<h2 data-diff="changed" data-was="p">one two</h2>',
        ),
        (
            "",
            "<ul><li>a</li></ul>",
            '<ins data-diff="inserted"><ul><li>a</li></ul></ins>',
        ),
    ],
)
def test_changes_stand_in_the_text(old: str, new: str, shown: str) -> None:
    assert html(compare(blocks(body(old)), blocks(body(new)))) == shown


def test_old_and_new_stand_side_by_side() -> None:
    difference = compare(blocks("<p>a b c</p>\n<p>x</p>"), blocks("<p>a b d</p>"))

    assert columns(difference) == (
        '<tr data-diff="changed"><td><p data-diff="changed">a b <del>c</del></p></td>'
        '<td><p data-diff="changed">a b <ins>d</ins></p></td></tr>\n'
        '<tr data-diff="deleted"><td><p data-diff="deleted"><del>x</del></p></td><td></td></tr>'
    )


def test_a_row_that_moved_says_where_it_stood() -> None:
    old, new = blocks("<p>one</p>\n<p>two words</p>"), blocks("<p>two words</p>\n<p>one</p>")

    first, *_ = columns(compare(old, new)).split("\n")

    moved = '<p data-diff="moved" data-from="2">two words</p>'
    assert first == f'<tr data-diff="moved" data-from="2"><td>{moved}</td><td>{moved}</td></tr>'


def test_a_line_is_shown_without_a_block() -> None:
    shown = line_html(compare_lines("Fighting & talks", "Fighting & talks; two killed"))

    assert shown == ('Fighting &amp; talks<ins>; <span data-fact="number">two</span> killed</ins>')


def test_a_line_that_stayed_is_shown_as_it_is() -> None:
    assert line_html(compare_lines("a < b", "a < b")) == "a &lt; b"
