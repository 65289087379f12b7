"""Tables for people: the first column to the left, figures to the right."""

import sys
from collections.abc import Sequence


def show(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown, ready for the documents."""
    print(f"\n### {title}\n")
    widths = [max(len(row[place]) for row in (headings, *rows)) for place in range(len(headings))]
    for row in (headings, ["-" * width for width in widths], *rows):
        cells = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print(f"| {' | '.join(cells)} |")


def progress(words: str) -> None:
    """Say how far it is, beside the tables."""
    print(words, file=sys.stderr, flush=True)


def milliseconds(seconds: float) -> str:
    """A duration with two places."""
    return f"{seconds * 1000:.2f}"


def ratio(value: float, reference: float) -> str:
    """How many times the reference."""
    return f"{value / reference:.1f}x"
