"""What an import hands over: stories from elsewhere, with as much history as is known.

Times are aware datetimes. Text fields are as printed; bodies are HTML and are cleaned on the
way in like every other body. Nothing here is guessed: what the source does not say stays empty.
"""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """One entry of a story's list of sources; `printed` is its name as printed."""

    outlet: str
    title: str = ""
    url: str = ""
    via: str = ""
    quote: str = ""
    kind: str = "outlet"
    published_at: dt.datetime | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class ImportedTopic:
    """A named thing the story is about."""

    name: str
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class ImportedRelated:
    """A link to another story: ours once that story is held."""

    title: str
    address: str = ""
    url: str = ""
    date: dt.date | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedUpdate:
    """One numbered, timed update. `cites` are places in the list of sources, from 1.

    `printed` is the time as printed ("09.15 CET") and `zone` the IANA zone of its label, where an
    update's own zone is known; both are empty where the story's zone is all that is known.
    """

    body: str
    at: dt.datetime
    number: int | None = None
    label: str = ""
    headline: str = ""
    cites: tuple[int, ...] = ()
    line: int = 0
    printed: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ImportedState:
    """The story as it stood from `at` on; None says that the time is not known.

    A state carries the whole of what a reader saw, not the difference from the state before.
    `held` is False where only headline, time and address survive: its text is shown as not held.
    `updates` lists the updates standing at that moment, oldest first. `captions` are the printed
    captions of pictures that did not come with the text; they are never part of the body.
    """

    at: dt.datetime | None
    headline: str
    address: str = ""
    topic_line: str = ""
    lead: str = ""
    topics: tuple[ImportedTopic, ...] = ()
    sources: tuple[ImportedSource, ...] = ()
    related: tuple[ImportedRelated, ...] = ()
    updates: tuple[ImportedUpdate, ...] = ()
    held: bool = True
    line: int = 0
    captions: tuple[str, ...] = ()
    byline: str = ""


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One story with its history, oldest state first; `key` names it for ever in its format.

    `unchanged` counts the states left out because a reader saw no difference. `partial` marks an
    entry of an index, which says less than the story's own page under the same key: that page may
    still complete it, as long as no editor has touched the story.
    """

    key: str
    date: dt.date
    time_zone: str
    states: tuple[ImportedState, ...]
    language: str = "en"
    status: str = "ended"
    status_line: str = ""
    notice: str = ""
    digest: str = ""
    line: int = 0
    unchanged: int = 0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something in the input that was not imported, with its place (line from 1) and reason."""

    line: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was imported but that a person should know of; not a failure."""

    line: int
    reason: str
    text: str = ""


@dataclass(slots=True)
class ImportReport:
    """What became of one import."""

    stories: int = 0
    versions: int = 0
    updates: int = 0
    unchanged_states: int = 0
    already_held: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
