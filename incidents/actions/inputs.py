"""What the verbs take: plain values, from whatever door they come.

In an edit, None means "leave it as it is".
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from incidents.models import Incident, Source, Topic


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source as an editor gives it; `id` names one already on the story's list.

    `fetched` names what was kept when its page was looked up.
    """

    outlet: str
    title: str = ""
    url: str = ""
    via: str = ""
    quote: str = ""
    kind: str = Source.Kind.OUTLET
    published_at: dt.datetime | None = None
    retrieved_at: dt.datetime | None = None
    id: int | None = None
    author: str | None = None
    fetched: int | None = None


@dataclass(frozen=True, slots=True)
class RelatedChoice:
    """One related story: ours (`story`), or a title with what is known of it."""

    story: Incident | None = None
    title: str = ""
    address: str = ""
    url: str = ""
    date: dt.date | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UpdateText:
    """An update as an editor gives it.

    `cites` are ids of sources on the story's list; `new_sources` are added to the list and cited.
    """

    body: str | None = None
    headline: str | None = None
    at: dt.datetime | None = None
    time_zone: str | None = None
    label: str | None = None
    cites: Sequence[int] | None = None
    new_sources: Sequence[SourceText] = ()
    own_reporting: bool | None = None


@dataclass(frozen=True, slots=True)
class StoryEdit:
    """Any mixture of changes to one story: saved together, they make one version.

    `captions`, `sources` and `related` are whole lists in their new order. `updates` maps ids of
    updates to their new text; `new_updates` are published with it. With `move`, the
    address follows a changed headline.
    """

    headline: str | None = None
    topic_line: str | None = None
    lead: str | None = None
    captions: Sequence[str] | None = None
    status_line: str | None = None
    verification_notice: str | None = None
    date: dt.date | None = None
    time_zone: str | None = None
    language: str | None = None
    topics: Sequence[Topic] | None = None
    sources: Sequence[SourceText] | None = None
    related: Sequence[RelatedChoice] | None = None
    updates: Mapping[int, UpdateText] = field(default_factory=dict)
    new_updates: Sequence[UpdateText] = ()
    move: bool = False
