"""Three-way merge of bodies, sentence by sentence: two editors who started from the same text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from incidents.text.body.nodes import Run
from incidents.text.lineage.flow import Sentence, Token, build, flow

Side = Literal["yours", "theirs"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where both sides changed the same sentences; all three are HTML, maybe empty."""

    base: str
    yours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What each side says where they cannot be merged."""

    yours: tuple[Token, ...]
    theirs: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text, with its conflicts in the order of the text."""

    conflicts: tuple[Conflict, ...]
    parts: tuple[tuple[Token, ...] | Clash, ...]
    write: Callable[[Sequence[Token]], str] = build

    @property
    def is_clean(self) -> bool:
        """Whether no one needs to choose."""
        return not self.conflicts

    def html(self, choices: Sequence[Side] = ()) -> str:
        """Give the merged text, each conflict settled by a choice.

        Raises ``ValueError`` unless there is one choice for each conflict.
        """
        if len(choices) != len(self.conflicts):
            raise ValueError(f"{len(choices)} choices for {len(self.conflicts)} conflicts")
        tokens: list[Token] = []
        waiting = iter(choices)
        for part in self.parts:
            if isinstance(part, Clash):
                tokens += part.yours if next(waiting) == "yours" else part.theirs
            else:
                tokens += part
        return self.write(tokens)


def merge_lines(base: str, yours: str, theirs: str) -> Merge:
    """Merge plain texts of one line, such as headlines, as a whole.

    ``Merge.html`` gives the plain line; the fragments of a conflict are HTML as ever.
    """
    if yours in (base, theirs) or theirs == base:
        return Merge((), (_line(theirs if yours == base else yours),), _plain)
    conflict = Conflict(*(escape(line, quote=False) for line in (base, yours, theirs)))
    return Merge((conflict,), (Clash(_line(yours), _line(theirs)),), _plain)


def _line(text: str) -> tuple[Token, ...]:
    return (Sentence((Run(text),)),) if text else ()


def _plain(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def merge(base: str, yours: str, theirs: str) -> Merge:
    """Merge two bodies that were both made from ``base``."""
    if yours in (base, theirs) or theirs == base:
        return Merge((), (flow(theirs if yours == base else yours),))
    return Merge((Conflict(base, yours, theirs),), (Clash(flow(yours), flow(theirs)),))
