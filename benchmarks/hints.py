"""What the hints for an update cost while it is written, after many updates of the same story.

``python -m benchmarks.hints``
"""

import random
import time
from datetime import UTC, datetime
from statistics import median

from benchmarks.table import show
from incidents.text.hints import Surroundings, hints
from tests.text.samples.prose import Newsroom, as_body

STORIES = (0, 10, 50, 200)
PARAGRAPHS = 10
WORDS_OF_A_PARAGRAPH = 60
ROUNDS = 9
FEW_WORDS = (
    *("the", "ministry", "said", "two", "killed", "no", "losses", "near", "border", "village"),
    *("of", "in", "valley", "on", "statement", "army", "forces", "shelling", "reported", "to"),
)


def main() -> None:
    """Print the table: a story of many different words, and one of few."""
    rows = []
    for updates in STORIES:
        ordinary, alike = many_words(updates), few_words(updates)
        rows.append([f"{updates}", *(f"{milliseconds(*story):.1f}" for story in (ordinary, alike))])
    heads = ["earlier updates", "different words, ms", "few words, ms"]
    show(f"Hints for an update of {PARAGRAPHS} paragraphs, CPU time", heads, rows)


def many_words(updates: int) -> tuple[str, Surroundings]:
    """A new update in which three paragraphs repeat an earlier one, lightly edited."""
    newsroom = Newsroom(0)
    told = [newsroom.article(PARAGRAPHS * WORDS_OF_A_PARAGRAPH) for _ in range(updates + 1)]
    repeated = newsroom.edited(told[updates // 2], 6)[:3]
    return as_body([*repeated, *told[-1]]), around(told[:-1])


def few_words(updates: int) -> tuple[str, Surroundings]:
    """A story of two dozen words, so that each paragraph shares runs of words with many."""
    chance = random.Random(0)
    told = [[paragraph(chance) for _ in range(PARAGRAPHS)] for _ in range(updates + 1)]
    return as_body(told[-1]), around(told[:-1])


def paragraph(chance: random.Random) -> str:
    """Four sentences of words drawn at random."""
    sentences = (" ".join(chance.choices(FEW_WORDS, k=15)).capitalize() for _ in range(4))
    return f"{'. '.join(sentences)}."


def around(told: list[list[str]]) -> Surroundings:
    """The surroundings of an update, with those before it."""
    return Surroundings(
        cites_source=False,
        earlier=[(f"Update {number}", as_body(text)) for number, text in enumerate(told, 1)],
        printed_at=datetime(2026, 1, 6, 14, 30, tzinfo=UTC),
        disputed={"Lowland Republic": ["self-declared", "unrecognised"]},
        captions=["The bridge at noon"],
    )


def milliseconds(text: str, facts: Surroundings) -> float:
    """Take the median of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        hints(text, facts)
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


if __name__ == "__main__":
    main()
