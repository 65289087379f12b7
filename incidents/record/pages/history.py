"""The pages of a story's history, frozen as the other pages are."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from incidents.record.entries import ChangeEntry
from incidents.record.printing import piece_name
from incidents.text.difference import Difference, columns


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that was taken out of a version: on what ground, and by which later version."""

    piece: str
    category_name: str
    version: int
    printed: str

    @property
    def piece_name(self) -> str:
        """The piece in readers' words."""
        return piece_name(self.piece)


@dataclass(frozen=True, slots=True)
class LaterWarning:
    """What readers are told before a text now, and were not told at the version that is shown."""

    piece: str
    warning: str

    @property
    def piece_name(self) -> str:
        """The piece in readers' words."""
        return piece_name(self.piece)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first changed sentences of a piece, as HTML with `<del>` and `<ins>`.

    `warning` is what readers are told before them.
    """

    piece: str
    name: str
    outcome: str
    sentences: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class ProvenPiece:
    """A piece as it is hashed; `salt` (hex) and all that it said are None once it was taken out.

    `html_hash` is empty, and `html` None, where the version's hash covers no HTML of it. `warning`
    is what readers are told before what it said.
    """

    key: str
    name: str
    hash: str
    salt: str | None
    canonical: str | None
    html: str | None
    html_hash: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which versions of a history are listed, in which order, and which row is opened.

    `kind`, `piece` and `byline` (its slug) are empty for all; the list begins with
    version `start`, or the next that fits, and with 0 at its beginning; `size` is rows a page.
    """

    kind: str = ""
    piece: str = ""
    byline: str = ""
    oldest_first: bool = False
    size: int = 50
    start: int = 0
    opened: int = 0

    @property
    def is_filtered(self) -> bool:
        """Whether some versions are left out."""
        return bool(self.kind or self.piece or self.byline)

    @property
    def query(self) -> str:
        """The one way to ask for it: "kind=correction&start=57"."""
        asked = {
            "kind": self.kind,
            "piece": self.piece,
            "byline": self.byline,
            "order": "oldest" if self.oldest_first else "",
            "size": self.size if self.size != Selection().size else "",
            "start": self.start or "",
            "open": self.opened or "",
        }
        return urlencode({name: value for name, value in asked.items() if value})


Offer = tuple[str, str]
"""What may be chosen, and what it is called."""


@dataclass(frozen=True, slots=True)
class Offers:
    """By what a history may be filtered."""

    kinds: tuple[Offer, ...] = ()
    pieces: tuple[Offer, ...] = ()
    bylines: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """One page of the public history of a story: those versions that were asked for.

    `newest` is the number of the newest version; `time_zone` names the clock by which times are
    printed; `excerpts` belong to the row that is opened;
    `problem` says in words what could not be understood.
    """

    path: str
    story_path: str
    printed_headline: str
    language: str
    changes: tuple[ChangeEntry, ...]
    time_zone: str
    newest: int = 0
    selection: Selection = Selection()
    previous: Selection | None = None
    next: Selection | None = None
    offers: Offers = Offers()
    excerpts: tuple[Excerpt, ...] = ()
    problem: str = ""

    @property
    def query(self) -> str:
        """What the address of this page asks for."""
        return self.selection.query


@dataclass(frozen=True, slots=True)
class ProofPage:
    """All that is needed to compute the hash of a version again.

    `facts` is the canonical JSON whose SHA-256 is `hash`, character for character; `fits` says
    that all of it was computed again and found to hold.
    """

    path: str
    story_path: str
    printed_headline: str
    language: str
    version: int
    newest: int
    schema: int
    facts: str
    hash: str
    previous_hash: str
    pieces: tuple[ProvenPiece, ...]
    fits: bool = True


@dataclass(frozen=True, slots=True)
class PieceComparison:
    """What became of one piece between two versions.

    `outcome` is "changed", "added", "removed", "redacted" (its text was taken out since) or
    "uncompared" (there is too much of it); for lists each entry is a block of the difference.
    `warning` is what readers are told before it: in either version, or now.
    """

    key: str
    name: str
    outcome: str
    difference: Difference
    html: str
    warning: str = ""

    @property
    def columns(self) -> str:
        """Old and new side by side, as the rows of a table."""
        return columns(self.difference)


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What changed between two versions, `older` < `newer`, said in words and shown.

    With `piece`, of that piece alone; `offered` are the pieces that differ, by key and name.
    `previous` and `next` are the neighbouring comparisons, as pairs of versions.
    """

    path: str
    story_path: str
    printed_headline: str
    language: str
    older: ChangeEntry
    newer: ChangeEntry
    sentence: str
    pieces: tuple[PieceComparison, ...]
    piece: str = ""
    offered: tuple[Offer, ...] = ()
    same_article: bool = False
    previous: tuple[int, int] | None = None
    next: tuple[int, int] | None = None
    problem: str = ""

    @property
    def query(self) -> str:
        """What the address of this page asks for."""
        return urlencode({"piece": self.piece}) if self.piece else ""


@dataclass(frozen=True, slots=True)
class Memento:
    """A version, and the time from which on it was live."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class TimeMap:
    """The versions of a story by their times; pages are counted from 1."""

    story_path: str
    page: int
    pages: int
    newest: int
    mementos: tuple[Memento, ...]
