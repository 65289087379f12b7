"""One reference run of a merge over many trials, in a process of its own that can be stopped.

Reads ``[[base, yours, theirs], ...]`` from standard input, each a list of paragraphs of sentences,
and prints ``{"ms": ..., "outcomes": [[with yours, with theirs, what is asked] or null, ...]}``,
where null stands for an error or for no end. Stands alone: it needs nothing of ours.
"""

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module

Text = list[list[str]]
Outcome = tuple[str, str, str]
Merging = Callable[[Text, Text, Text], Outcome]

LONGEST_SECONDS = 0.1
"""So much CPU time is given to one trial, in which others need a few milliseconds."""

_PARAGRAPH = "\n\n"


def three_merge() -> Merging:
    """Load three-merge, which merges by characters and writes marks where it finds a conflict."""
    merged = import_module("three_merge").merge

    def outcome(base: Text, yours: Text, theirs: Text) -> Outcome:
        sides = [_PARAGRAPH.join(map(" ".join, text)) for text in (yours, theirs, base)]
        result = merged(*sides)
        # Whoever finds marks in the text looks at all of it, so that nothing is lost in silence.
        return (
            (sides[0], sides[1], " ".join(sides)) if "<<<<<<<" in result else (result, result, "")
        )

    return outcome


def merge3() -> Merging:
    """Load merge3, given each sentence as a line."""
    made = import_module("merge3").Merge3

    def outcome(base: Text, yours: Text, theirs: Text) -> Outcome:
        groups = made(*(list(_lines(text)) for text in (base, yours, theirs))).merge_groups()
        sides: tuple[list[str], list[str], list[str]] = ([], [], [])
        for kind, *lines in groups:
            if kind == "conflict":
                sides[0].extend(lines[1])
                sides[1].extend(lines[2])
                sides[2].extend(line for each in lines for line in each)
            else:
                sides[0].extend(lines[0])
                sides[1].extend(lines[0])
        return " ".join(sides[0]), " ".join(sides[1]), " ".join(sides[2])

    return outcome


def _lines(text: Text) -> Iterator[str]:
    for paragraph in text:
        yield from paragraph
        yield _PARAGRAPH


REFERENCES: dict[str, Callable[[], Merging]] = {"three_merge": three_merge, "merge3": merge3}
"""How to load each, by the name of its module."""


def _stop(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    """Run the reference named on the command line over all trials."""
    outcome = REFERENCES[sys.argv[1]]()
    trials = json.load(sys.stdin)
    outcomes: list[Outcome | None] = []
    signal.signal(signal.SIGVTALRM, _stop)
    start = time.process_time()
    for base, yours, theirs in trials:
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_SECONDS)
        try:
            outcomes.append(outcome(base, yours, theirs))
        except (AssertionError, IndexError, TypeError, ValueError, TimeoutError):
            # What fails aloud loses nothing in silence; the benchmark counts it by itself.
            outcomes.append(None)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    ms = (time.process_time() - start) * 1000
    json.dump({"ms": ms, "outcomes": outcomes}, sys.stdout)


if __name__ == "__main__":
    main()
