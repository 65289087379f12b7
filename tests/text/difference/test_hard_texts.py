"""Differences of texts that are hard to compare, and how little of a text they flag."""

import pytest

from incidents.text.difference import compare
from incidents.text.sanitise import blocks
from tests.text.difference.hard_texts import INPUTS
from tests.text.samples.prose import Newsroom, as_body


@pytest.mark.parametrize("name", INPUTS)
def test_the_difference_of_anything_leads_from_the_old_text_to_the_new(name: str) -> None:
    old, new = (blocks(as_body([one.strip() for one in side])) for side in INPUTS[name])

    difference = compare(old, new)

    assert "\n".join(block.html for block in difference.apply(old)) == as_body(
        [block.text for block in new]
    )


def test_at_most_a_twentieth_is_flagged_for_ten_small_edits() -> None:
    shares = []
    for seed in range(25):
        newsroom = Newsroom(seed)
        article = newsroom.article(250 + 30 * seed)
        edited = newsroom.edited(article, 10)
        difference = compare(blocks(as_body(article)), blocks(as_body(edited)))
        shares.append(difference.flagged_share)

    assert max(shares) <= 0.05
