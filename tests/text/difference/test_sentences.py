"""How many sentences a difference touches."""

import pytest

from incidents.text.difference import SentenceCounts, compare, counted, sentence_counts
from incidents.text.sanitise import blocks


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One died. Two left.", "One died. Five left.", SentenceCounts(changed=1)),
        ("One died.", "One died. Two left.", SentenceCounts(added=1)),
        ("One died. Two left.", "One died.", SentenceCounts(removed=1)),
        ("One died.", "<em>One</em> died.", SentenceCounts(restyled=1)),
        ("One died.", "One died.", SentenceCounts()),
    ],
)
def test_the_sentences_that_a_difference_touches_are_counted(
    old: str, new: str, expected: SentenceCounts
) -> None:
    difference = compare(blocks(f"<p>{old}</p>"), blocks(f"<p>{new}</p>"))

    assert sentence_counts(difference) == expected


def test_the_counts_of_several_pieces_add_up() -> None:
    one = compare(blocks("<p>One died.</p>"), blocks("<p>Two died.</p>"))
    other = compare([], blocks("<p>Three came. Four left.</p>"))

    assert counted([one, other]) == SentenceCounts(changed=1, added=2)
