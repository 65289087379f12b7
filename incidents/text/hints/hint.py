"""A hint, and what a text is read against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Kind = Literal[
    "repeated",
    "name",
    "day",
    "clock",
    "quotation",
    "source",
    "length",
    "address",
    "doubled",
    "space",
    "capitals",
]
Part = Literal["text", "caption"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""Every kind of hint there is."""

LONGEST_QUOTE = 60
"""Characters that a hint quotes of the place it points at."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One place worth a look, and a sentence that says what to look at.

    ``paragraph`` counts from 0, in the blocks of the cleaned text (``sanitise.blocks`` of
    ``sanitise.body``) or, where ``part`` is ``"caption"``, in the captions. ``start`` and ``end``
    count characters in the text of that block or caption; ``quote`` is what stands there, cut
    with an ellipsis where it is long. A hint about the text as a whole may point at nothing:
    then both are 0 and ``quote`` is empty.
    """

    kind: Kind
    message: str
    quote: str
    paragraph: int
    start: int
    end: int
    part: Part = "text"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands already, around the text that is being written.

    ``earlier`` holds the other passages of the story, oldest first, each with its label
    ("Update 2", "the initial report") and its cleaned body, which may be empty.
    ``printed_at`` is the time that the text will carry, aware and in the zone of the story; None
    where none is set. ``disputed`` gives for each disputed name the words of which one must stand
    in the same sentence. ``cites_source`` says whether any source is cited with the text.
    ``language`` is a tag such as ``en`` or ``en-GB``.
    """

    cites_source: bool
    language: str = "en"
    earlier: Sequence[tuple[str, str]] = ()
    printed_at: datetime | None = None
    disputed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    captions: Sequence[str] = ()

    @property
    def is_english(self) -> bool:
        """Whether rules that read English apply."""
        return self.language.lower().startswith("en")


def shortened(text: str) -> str:
    """Cut text between words for a quote; a long word is cut too."""
    if len(text) <= LONGEST_QUOTE:
        return text
    cut = text.rfind(" ", 1, LONGEST_QUOTE)
    return text[: cut if cut > 0 else LONGEST_QUOTE - 1].rstrip() + "\u2026"
