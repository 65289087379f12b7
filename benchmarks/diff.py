"""What a difference costs and how much it flags, against the usual ways, in one run.

``python -m benchmarks.diff``. Wagtail is measured where it is installed, in an environment of
its own: ``python3 -m venv var/wagtail && var/wagtail/bin/pip install wagtail``.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from incidents.text.difference import Difference, compare
from incidents.text.sanitise import blocks
from tests.text.samples.prose import Newsroom, as_body

ROOT = Path(__file__).parents[1]
WAGTAIL = ROOT / "var" / "wagtail" / "bin" / "python"
SIZES = (2_000, 20_000)
EDITS = 10
LONGEST_SECONDS = 120
ROUNDS = 7
ARTICLES = 25


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


def reference(name: str, python: str, old: list[str], new: list[str]) -> Result:
    """Run a reference once on the same text, for at most two minutes."""
    texts = json.dumps({"old": "\n\n".join(old), "new": "\n\n".join(new)})
    command = [python, str(ROOT / "benchmarks" / "diff_reference.py"), name]
    try:
        done = subprocess.run(
            command,
            input=texts,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return Result(None)
    return Result(**json.loads(done.stdout))


def worst_flagged() -> tuple[float, float]:
    """Give the median and the worst flagged share of 25 articles with ten small edits each."""
    shares = []
    for seed in range(ARTICLES):
        newsroom = Newsroom(seed)
        article = newsroom.article(250 + 30 * seed)
        sides = (blocks(as_body(side)) for side in (article, newsroom.edited(article, EDITS)))
        shares.append(compare(*sides).flagged_share)
    return median(shares), max(shares)


def row(name: str, results: list[Result], base: list[Result]) -> str:
    """Write one line: milliseconds, ratio to ours and flagged share for each size."""
    cells = []
    for result, ground in zip(results, base, strict=True):
        if result.ms is None or ground.ms is None:
            cells.append(f"{f'> {LONGEST_SECONDS * 1000:,}':>14}{'':>16}")
            continue
        flagged = "" if result.flagged is None else f"{result.flagged:.1%}"
        cells.append(f"{result.ms:14,.1f}{result.ms / ground.ms:6,.0f}x{flagged:>9}")
    return f"{name:<32}" + "".join(cells)


def main() -> None:
    """Print the table."""
    newsroom = Newsroom(0)
    articles = [newsroom.article(size) for size in SIZES]
    pairs = [(article, newsroom.edited(article, EDITS)) for article in articles]
    base = [ours(*pair) for pair in pairs]
    print(f"Difference of an article and the same with {EDITS} small edits, CPU time")
    heads = (f"{f'ms, {size:,} w.':>14}{'ratio':>7}{'flagged':>9}" for size in SIZES)
    print(f"{'':<32}{''.join(heads)}")
    print(row("ours: paragraph, sentence, word", base, base))
    found = [reference("difflib", sys.executable, *pair) for pair in pairs]
    print(row("difflib over words, no junk rule", found, base))
    if WAGTAIL.exists():
        found = [reference("wagtail", str(WAGTAIL), *pair) for pair in pairs]
        print(row("Wagtail diff_text", found, base))
    else:
        print("Wagtail diff_text: not measured. To install it:")
        print("  python3 -m venv var/wagtail && var/wagtail/bin/pip install wagtail")
    typical, worst = worst_flagged()
    print(f"Flagged in {ARTICLES} articles with {EDITS} edits: {typical:.1%}, worst {worst:.1%}")


if __name__ == "__main__":
    main()
