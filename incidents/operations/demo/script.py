"""What a demo story is made of: an opening, and what editors did to it, by the clock of the day."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from incidents.actions.inputs import RelatedChoice, SourceText, SummaryLine
from incidents.actions.ledger.touches import Particulars


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that an editor did: `at` is local time such as "2017-02-25 09:00"."""

    at: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Act):
    """Post an update that cites sources by their names in the story."""

    body: str
    cites: Sequence[str] = ()
    headline: str = ""
    story_headline: str = ""
    authors: str = ""
    dateline: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite(Act):
    """Replace words in a published update; `kind` says what kind of change that is."""

    update: int
    old: str
    new: str
    kind: str = "correction"
    note: str = ""
    particulars: Particulars | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract(Act):
    """Withdraw an update."""

    update: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore(Act):
    """Bring a withdrawn update back."""

    update: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer(Act):
    """Add sources to the list; related stories, where any are named, replace those before."""

    note: str
    sources: Sequence[str] = ()
    related: Sequence[str] = ()
    elsewhere: Sequence[RelatedChoice] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Act):
    """Let an update stand on top."""

    update: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent(Act):
    """List an update among the key events."""

    update: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarise(Act):
    """Say what is known so far."""

    lines: Sequence[SummaryLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustrate(Act):
    """Show a drawing of our own with the initial report; `draw` gives its bytes."""

    draw: Callable[[], bytes]
    alt: str
    caption: str
    credit: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Act):
    """Say that the story is over."""

    status_line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A demo story; `sources` are all that it ever cites, `listed` those it opens with.

    `path` is the address it opens under; other stories name it by that.
    """

    path: str
    headline: str
    topic_line: str
    lead: str
    status_line: str
    time_zone: str
    topics: Sequence[str]
    opened: Act
    notice: str = ""
    authors: str = ""
    agencies: str = ""
    dateline: str = ""
    sources: Mapping[str, SourceText] = field(default_factory=dict)
    listed: Sequence[str] = ()
    acts: Sequence[Act] = ()

    @property
    def date(self) -> dt.date:
        """The date of the story."""
        return self.clock(self.opened).date()

    def clock(self, act: Act) -> dt.datetime:
        """The moment of an act: its local time in the zone of the story."""
        return dt.datetime.fromisoformat(act.at).replace(tzinfo=ZoneInfo(self.time_zone))


def prose(text: str) -> str:
    """The HTML of a text written with blank lines between paragraphs; tags stay as they are."""
    parts = (" ".join(part.split()) for part in text.strip().split("\n\n"))
    return "\n".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
