"""How many sentences a difference touches, for saying it in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.text.difference.comparing import Difference, Row
from incidents.text.difference.matching import Match, common
from incidents.text.sentences import split


@dataclass(frozen=True, slots=True)
class SentenceCounts:
    """Sentences changed, added, removed; paragraphs moved, or changed in links and marks alone."""

    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    restyled: int = 0

    def __add__(self, other: "SentenceCounts") -> "SentenceCounts":
        return SentenceCounts(
            self.changed + other.changed,
            self.added + other.added,
            self.removed + other.removed,
            self.moved + other.moved,
            self.restyled + other.restyled,
        )


def sentence_counts(difference: Difference) -> SentenceCounts:
    """Count the sentences that a difference touches.

    Where sentences give way to others, as many as stand on both sides count as changed, the rest
    as added or removed.
    """
    return sum(map(_of_row, difference.rows), SentenceCounts())


def counted(differences: Iterable[Difference]) -> SentenceCounts:
    """Add up the sentences that the differences of several pieces touch."""
    return sum(map(sentence_counts, differences), SentenceCounts())


def _of_row(row: Row) -> SentenceCounts:
    if row.old is None or row.new is None:
        number = len(split(row.block.text))
        return SentenceCounts(added=number) if row.old is None else SentenceCounts(removed=number)
    counted = SentenceCounts(moved=int(row.kind == "moved"))
    if row.old.text != row.new.text:
        return counted + _between(row.old.text, row.new.text)
    return counted + SentenceCounts(restyled=int(row.is_edited))


def _between(before: str, after: str) -> SentenceCounts:
    old, new = ([sentence.strip() for sentence in split(text)] for text in (before, after))
    counted = SentenceCounts()
    last_old = last_new = 0
    for match in (*common(old, new), Match(len(old), len(new), 0)):
        went, came = match.old - last_old, match.new - last_new
        changed = min(went, came)
        counted += SentenceCounts(changed, came - changed, went - changed)
        last_old, last_new = match.old + match.size, match.new + match.size
    # A space between two sentences may be all that changed: that is a change all the same.
    nothing = counted == SentenceCounts()
    return SentenceCounts(changed=1) if nothing else counted
