"""What stands out of a story: byline, warning, pinned update, key events, what is known so far."""

from dataclasses import dataclass
from datetime import datetime

from incidents.record.entries import Mark
from incidents.text.fragments.credits import UNSIGNED, Credits


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of what is known so far, as inline HTML, and the updates that it rests on.

    Without updates it rests on the initial report. `retracted` are those of its updates that no
    longer stand.
    """

    html: str
    updates: tuple[int, ...]
    retracted: tuple[int, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Whether nothing that it rests on stands any more, so that it is not said any more."""
        return bool(self.retracted) and self.retracted == self.updates


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known so far, as of a moment and the version of that moment."""

    lines: tuple[SummaryLine, ...]
    at: datetime
    printed: str
    version: int
    marks: tuple[Mark, ...]
    fragment: str


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """An update in the list of key events, under its headline or its first words."""

    number: int
    at: datetime
    printed: str
    printed_date: str
    headline: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """What stands out of a story; `pinned` is the number of an update, 0 for none."""

    credits: Credits = UNSIGNED
    warning: str = ""
    pinned: int = 0
    key_events: tuple[KeyEvent, ...] = ()
    key_events_fragment: str = ""
    summary: Summary | None = None


NONE = Highlights()
