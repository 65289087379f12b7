"""Differences of texts that are hard to compare, and how little of a text they flag."""

import random

import pytest

from incidents.text.difference import compare
from incidents.text.sanitise import blocks
from tests.text.samples.prose import Newsroom, as_body

NUMBER = 3_000
NEWSROOM = Newsroom(3)
ARTICLE = NEWSROOM.article(NUMBER)
EDITED = [NEWSROOM.edited([paragraph], 2)[0] for paragraph in ARTICLE]
CHANCE = random.Random(3)


def chosen(words: str) -> list[str]:
    return CHANCE.choices(words.split(" "), k=NUMBER)


def numbered(letter: str) -> list[str]:
    return [f"{letter}{number}" for number in range(NUMBER)]


def pairs(letter: str) -> list[str]:
    return [f"w{number} {letter}{number}" for number in range(NUMBER // 2)]


INPUTS = {
    "every paragraph edited": (ARTICLE, EDITED),
    "one giant paragraph": ([" ".join(ARTICLE)], [" ".join(EDITED)]),
    "no sentence in it": (
        [" ".join(ARTICLE).replace(".", "")],
        [" ".join(EDITED).replace(".", "")],
    ),
    "no common word": ([" ".join(numbered("a"))], [" ".join(numbered("b"))]),
    "no common paragraph": (numbered("a"), numbered("b")),
    "one word repeated": (["spam " * NUMBER], ["spam " * (NUMBER - 9) + "x " + "spam " * 5]),
    "two words at random": ([" ".join(chosen("a b"))], [" ".join(chosen("a b"))]),
    "nine words at random": (
        [" ".join(chosen("a b c d e f g h i"))],
        [" ".join(chosen("a b c d e f g h i"))],
    ),
    "every second word": ([" ".join(pairs("x"))], [" ".join(pairs("y"))]),
    "every second word of short sentences": ([". ".join(pairs("x"))], [". ".join(pairs("y"))]),
    "unrelated articles": (ARTICLE, Newsroom(4).article(NUMBER)),
    "unrelated giants": ([" ".join(ARTICLE)], [" ".join(Newsroom(4).article(NUMBER))]),
    "shuffled words": (
        [" ".join(numbered("a"))],
        [" ".join(NEWSROOM.shuffled(numbered("a")))],
    ),
    "shuffled paragraphs of a word": (numbered("a"), NEWSROOM.shuffled(numbered("a"))),
    "reversed paragraphs": (ARTICLE, ARTICLE[::-1]),
    "paragraphs of one letter": (chosen("a b"), chosen("a b")),
    "full stops": ([". " * NUMBER], [". ! " * (NUMBER // 2)]),
}


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
