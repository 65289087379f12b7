"""What a difference says: rows, spans, and the new text made of the old."""

import pytest
from hypothesis import given

from incidents.text.difference import compare, compare_lines, counts
from incidents.text.sanitise import blocks, body, plain, words
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import ARTICLES, BODIES, Newsroom, as_body


@QUICK
@given(BODIES, BODIES)
def test_applying_the_difference_of_any_two_bodies_gives_the_new_one(old: str, new: str) -> None:
    difference = compare(blocks(old), blocks(new))

    assert difference.apply(blocks(old)) == blocks(new)


@QUICK
@given(ARTICLES, ARTICLES)
def test_applying_gives_the_new_text_where_much_recurs(old: str, new: str) -> None:
    difference = compare(blocks(old), blocks(new))

    assert difference.apply(blocks(old)) == blocks(new)


@QUICK
@given(BODIES, BODIES)
def test_words_added_less_words_removed_is_the_change_in_length(old: str, new: str) -> None:
    difference = compare(blocks(old), blocks(new))

    grown = sum(words(block.text) for block in blocks(new)) - sum(
        words(block.text) for block in blocks(old)
    )
    assert difference.words_added - difference.words_removed == grown
    assert min(difference.words_added, difference.words_removed) >= 0


@QUICK
@given(ARTICLES, ARTICLES)
def test_the_fast_count_agrees_with_the_difference(old: str, new: str) -> None:
    difference = compare(blocks(old), blocks(new))

    counted = counts(plain(old), plain(new))

    assert counted == (difference.words_added, difference.words_removed)


@QUICK
@given(BODIES)
def test_a_body_does_not_differ_from_itself(markup: str) -> None:
    difference = compare(blocks(markup), blocks(markup))

    assert difference.is_empty
    assert difference.flagged_share == 0
    assert difference.words_added == difference.words_removed == 0


@QUICK
@given(ARTICLES, ARTICLES)
def test_every_block_stands_in_exactly_one_row(old: str, new: str) -> None:
    rows = compare(blocks(old), blocks(new)).rows

    assert sorted(row.old_index for row in rows if row.old_index is not None) == list(
        range(len(blocks(old)))
    )
    assert [row.new_index for row in rows if row.new_index is not None] == list(
        range(len(blocks(new)))
    )


def spans_between(old: str, new: str) -> list[tuple[str, str]]:
    (row,) = compare_lines(old, new).rows
    return [(span.kind, span.text) for span in row.spans]


@pytest.mark.parametrize(
    ("old", "new", "spans"),
    [
        (
            "Seven were injured today.",
            "Nine were injured today.",
            [("deleted", "Seven"), ("inserted", "Nine"), ("equal", " were injured today.")],
        ),
        (
            "It ended.",
            "It ended. They left.",
            [("equal", "It ended."), ("inserted", " They left.")],
        ),
        (
            "It ended. They left.",
            "It ended. Two stayed. They left.",
            [("equal", "It ended. "), ("inserted", "Two stayed. "), ("equal", "They left.")],
        ),
        (
            "Two soldiers of the army were killed in the north",
            "Three civilians of a village died in the north",
            [
                ("deleted", "Two soldiers of the army were killed"),
                ("inserted", "Three civilians of a village died"),
                ("equal", " in the north"),
            ],
        ),
        (
            "議會以大比數通過公投",
            "議會以少數通過公投",
            [("equal", "議會以"), ("deleted", "大比"), ("inserted", "少"), ("equal", "數通過公投")],
        ),
        (
            "It rose to 9.15 per cent",
            "It rose to 9.25 per cent",
            [
                ("equal", "It rose to "),
                ("deleted", "9.15"),
                ("inserted", "9.25"),
                ("equal", " per cent"),
            ],
        ),
    ],
)
def test_changes_are_whole_words_and_phrases(
    old: str, new: str, spans: list[tuple[str, str]]
) -> None:
    assert spans_between(old, new) == spans


def kinds_between(old: str, new: str) -> list[str]:
    return [row.kind for row in compare(blocks(body(old)), blocks(body(new))).rows]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("<p>one two three</p>", "<p>one two four</p>", ["changed"]),
        ("<p>one two three</p>", "<p>quite other words</p>", ["deleted", "inserted"]),
        ("<p>one two</p>", "<h2>one two</h2>", ["changed"]),
        ("<p>see this</p>", "<p>see <strong>this</strong></p>", ["changed"]),
        ("<p>a one b</p><p>c two d</p>", "<p>c two d</p><p>a one b</p>", ["moved", "equal"]),
        ("<ul><li>one</li></ul>", "<ul><li>one</li><li>two</li></ul>", ["changed"]),
    ],
)
def test_each_block_is_told_what_became_of_it(old: str, new: str, kinds: list[str]) -> None:
    assert kinds_between(old, new) == kinds


def test_a_changed_address_of_a_link_is_a_change() -> None:
    old, new = (
        blocks(f'<p>see <a href="https://a.example/{page}">this page</a></p>') for page in "12"
    )

    difference = compare(old, new)

    assert [span.kind for span in difference.rows[0].spans] == ["equal", "deleted", "inserted"]
    assert difference.apply(old) == new


def test_a_moved_paragraph_may_be_edited_on_the_way() -> None:
    newsroom = Newsroom(1)
    paragraphs = newsroom.article(600)
    moved = [*paragraphs[2:], *paragraphs[:2]]
    moved[-1] += " Added words."

    difference = compare(blocks(as_body(paragraphs)), blocks(as_body(moved)))

    assert {row.kind for row in difference.rows} == {"equal", "moved"}
    assert difference.words_removed == 0
    assert difference.words_added == 2


def test_a_difference_goes_into_lists_and_quotations() -> None:
    old = blocks("<blockquote><p>we have no losses</p><footer>the ministry</footer></blockquote>")
    new = blocks("<blockquote><p>we have two losses</p><footer>the ministry</footer></blockquote>")

    (row,) = compare(old, new).rows

    assert [inner.kind for inner in row.rows] == ["changed", "equal"]
