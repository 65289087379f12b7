"""Differences said in words."""

import pytest

from incidents.text.difference import SentenceCounts, compare, sentence_counts
from incidents.text.difference.in_words import NOTHING, Counts, counted, sentence
from incidents.text.sanitise import blocks


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            Counts(SentenceCounts(changed=1), sources_added=1, updates_retracted=(3,)),
            "1 sentence changed, 1 source added, Update 3 retracted.",
        ),
        (Counts(SentenceCounts(added=2, moved=1)), "2 sentences added, 1 paragraph moved."),
        (Counts(headline_changed=True, status="ended"), "Headline changed, story ended."),
        (Counts(updates_added=(4, 5, 6)), "Updates 4, 5 and 6 added."),
        (Counts(captions_added=1, sources_added=1), "1 caption added, 1 source added."),
        (Counts(related_added=2, topics_removed=1), "1 topic removed, 2 related stories added."),
        (Counts(uncounted=True, sources_added=1), "Many changes in the text, 1 source added."),
        (Counts(), NOTHING),
    ],
)
def test_counts_are_said_in_one_sentence(counts: Counts, said: str) -> None:
    assert sentence(counts) == said


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
