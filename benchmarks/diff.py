"""What a difference costs and how much it flags, against the usual ways, in one run.

``python -m benchmarks.diff``; what is measured beside ours stands in ``references.py``.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from benchmarks import references
from benchmarks.table import show
from incidents.text.difference import Difference, compare
from incidents.text.sanitise import blocks
from tests.text.difference.hard_texts import INPUTS
from tests.text.samples.prose import Newsroom, as_body

SIZES = (2_000, 20_000)
EDITS = 10
LONGEST_SECONDS = 60
ROUNDS = 7
ARTICLES = 25
REFERENCES = {
    "difflib": "difflib over words, no junk rule",
    "wagtail": "Wagtail `diff_text`",
    "diff_match_patch": "diff-match-patch",
    "redlines": "Redlines",
    "lxml": "lxml `htmldiff`",
}


@dataclass(frozen=True, slots=True)
class Result:
    """CPU milliseconds of one comparison, and the share of the text it flags; None if stopped."""

    ms: float | None
    flagged: float | None = None


def ours(old: list[str], new: list[str]) -> Result:
    """Take the median of several comparisons, words counted too."""
    sides = [blocks(as_body(side)) for side in (old, new)]
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        difference: Difference = compare(*sides)
        difference.words_added  # noqa: B018  counting is part of the work
        taken.append((time.process_time() - start) * 1000)
    return Result(median(taken), difference.flagged_share)


def reference(name: str, old: list[str], new: list[str]) -> Result:
    """Run a reference once on the same text, for at most a minute."""
    texts = json.dumps({"old": "\n\n".join(old), "new": "\n\n".join(new)})
    python = sys.executable if name == "difflib" else str(references.PYTHON)
    try:
        done = subprocess.run(
            [python, str(references.ROOT / "benchmarks" / "diff_reference.py"), name],
            input=texts,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return Result(None)
    return Result(**json.loads(done.stdout))


def flagged(compared: Callable[[list[str], list[str]], Result]) -> tuple[float, float]:
    """Give the median and the worst flagged share of 25 articles with ten small edits each."""
    found = []
    for seed in range(ARTICLES):
        newsroom = Newsroom(seed)
        article = newsroom.article(250 + 30 * seed)
        share = compared(article, newsroom.edited(article, EDITS)).flagged
        found += [] if share is None else [share]
    return median(found), max(found)


def row(
    name: str, results: list[Result], base: list[Result], shares: tuple[float, float]
) -> list[str]:
    """Write one line: milliseconds and ratio to ours for each size, then the flagged shares."""
    cells = [name]
    for result, ground in zip(results, base, strict=True):
        if result.ms is None or ground.ms is None:
            cells += [f"more than {LONGEST_SECONDS * 1000:,}", ""]
        else:
            cells += [f"{result.ms:,.1f}", f"{result.ms / ground.ms:,.1f}x"]
    return [*cells, f"{shares[0]:.1%}", f"{shares[1]:.1%}"]


def against_references() -> None:
    """Compare an article with the same after ten small edits, in every way there is."""
    newsroom = Newsroom(0)
    articles = [newsroom.article(size) for size in SIZES]
    pairs = [(article, newsroom.edited(article, EDITS)) for article in articles]
    base = [ours(*pair) for pair in pairs]
    rows = [row("paragraph, sentence, word (ours)", base, base, flagged(ours))]
    for name, title in REFERENCES.items():
        if name != "difflib" and not references.is_there(name):
            print(f"{title}: not measured; python benchmarks/references.py installs it")
            continue
        compared = partial(reference, name)
        found = [compared(*pair) for pair in pairs]
        rows.append(row(title, found, base, flagged(compared)))
    heads = (head for size in SIZES for head in (f"{size:,} words, ms", "ratio"))
    show(
        f"Difference of an article and the same with {EDITS} small edits, CPU time",
        ["", *heads, "flagged, median", "worst"],
        rows,
    )


def hard_texts() -> None:
    """Compare what is hard to compare; every difference must lead to the new text."""
    rows = []
    for name, sides in INPUTS.items():
        old, new = (blocks(as_body([one.strip() for one in side])) for side in sides)
        start = time.process_time()
        difference = compare(old, new)
        difference.words_added  # noqa: B018  counting is part of the work
        ms = (time.process_time() - start) * 1000
        if [block.html for block in difference.apply(old)] != [block.html for block in new]:
            raise SystemExit(f"{name}: the difference does not lead to the new text")
        rows.append([name, f"{ms:,.0f}"])
    show("Difference of 20,000 words made to be hard, aim below 1,000", ["", "ms"], rows)


def main() -> None:
    """Print the tables."""
    against_references()
    hard_texts()


if __name__ == "__main__":
    main()
