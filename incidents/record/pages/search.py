"""What a reader looked for, and the stories in which it was found."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from urllib.parse import urlencode

from incidents.record.printing import update_name
from incidents.text.addresses.stories import update_path
from incidents.text.body.finding.marking import Spans


class Order(StrEnum):
    """How stories that were found stand: the newest report first, or the most fitting."""

    NEWEST = "newest"
    RELEVANCE = "relevance"


class FoundKind(StrEnum):
    """What a search can be narrowed to beside dates and names."""

    LIVE = "live"
    ENDED = "ended"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    MEDIA = "media"


class Problem(StrEnum):
    """Why nothing was looked for."""

    ONLY_WITHOUT = "only-without"
    WRONG_FILTER = "wrong-filter"
    TOO_DEAR = "too-dear"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asked for; an empty field narrows nothing.

    Days are the reader's words, "2017-02-25"; `topic` and `source` are slugs, `language` the first
    part of a language tag. `after` names the story after which a page begins.
    """

    q: str = ""
    order: str = Order.NEWEST
    since: str = ""
    until: str = ""
    topic: str = ""
    source: str = ""
    kind: str = ""
    language: str = ""
    after: str = ""

    @property
    def query(self) -> str:
        """The same as the query of an address, without what is usual."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        if self.order == Order.NEWEST:
            del said["order"]
        return urlencode(
            {PARAMETERS.get(name, name): value for name, value in said.items() if value}
        )

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the fields that narrow the search."""
        return tuple(name for name in FILTERS if getattr(self, name))

    def other(self, **fields: str) -> "Sought":
        """The same from its first page on, but for some fields."""
        return replace(self, **({"after": ""} | fields))


PARAMETERS = {"since": "from", "until": "to"}
"""Where a field has another name in addresses."""

FILTERS = ("since", "until", "topic", "source", "kind", "language")


@dataclass(frozen=True, slots=True)
class FoundUpdate:
    """The update in which something was found, and when it was posted."""

    number: int
    printed: str

    @property
    def name(self) -> str:
        """What the update is called in text: "Update 3"."""
        return update_name(self.number)


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that was found: its headline, and a part of the text in which the words stand.

    `update` is the update that this text is of; None where it is the initial report. Of a text
    with a warning only the warning is shown.
    """

    path: str
    headline: Spans
    topic_line: str
    excerpt: Spans
    warning: str
    update: FoundUpdate | None
    date: dt.date
    language: str
    status: str
    status_label: str
    update_count: int
    corrected: bool
    at: dt.datetime
    printed: str

    @property
    def update_path(self) -> str:
        """The page of the update; empty where there is none."""
        return update_path(self.path, self.update.number) if self.update else ""


@dataclass(frozen=True, slots=True)
class Narrower:
    """A way to fewer stories: a topic, a source or a language of some that were found."""

    field: str
    value: str
    name: str
    stories: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of what was found; without words to look for, the page that helps to ask.

    `count` are the stories found, of at most the newest 2,000 matches; where there are `more`,
    older ones were not looked at. `chosen` are the names of the filters that stand. `complete` is
    the moment up to which everything public can be found, where that is not now. `back_to` is the
    day since which reports were looked through, where looking through all would be too dear.
    """

    sought: Sought
    hits: tuple[Hit, ...] = ()
    first: int = 1
    count: int = 0
    more: bool = False
    previous: Sought | None = None
    next: Sought | None = None
    narrower: tuple[Narrower, ...] = ()
    chosen: tuple[Narrower, ...] = ()
    others: tuple[tuple[str, Sought], ...] = ()
    problem: str = ""
    shortened: bool = False
    behind: bool = False
    complete: dt.datetime | None = None
    back_to: dt.date | None = None
    path: str = "/search"

    @property
    def query(self) -> str:
        """What was asked for, as the query of its address."""
        return self.sought.query

    @property
    def further_back(self) -> Sought | None:
        """The same search in older reports; None where all were looked through."""
        return self.sought.other(until=self.back_to.isoformat()) if self.back_to else None

    @property
    def last(self) -> int:
        """The number of the last story on the page."""
        return self.first + len(self.hits) - 1
