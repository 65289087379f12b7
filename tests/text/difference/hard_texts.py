"""Texts of 20,000 words that are hard to compare, as (old, new) paragraphs."""

import random

from tests.text.samples.prose import Newsroom

NUMBER = 20_000
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
    "every word in capitals": (numbered("a"), numbered("A")),
    "every word in capitals, shuffled": (numbered("a"), NEWSROOM.shuffled(numbered("A"))),
    "every full stop another, shuffled": (
        [f"{word}." for word in numbered("a")],
        [f"{word}!" for word in NEWSROOM.shuffled(numbered("a"))],
    ),
    "shuffled sentences of a word": (
        [". ".join(numbered("A"))],
        [". ".join(NEWSROOM.shuffled(numbered("A")))],
    ),
    "words that come a few times, shuffled": (
        NEWSROOM.shuffled([f"a{number // 5}" for number in range(NUMBER)]),
        NEWSROOM.shuffled([f"a{number // 5}" for number in range(NUMBER)]),
    ),
    "full stops": ([". " * NUMBER], [". ! " * (NUMBER // 2)]),
}
