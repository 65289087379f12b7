"""What the verbs take: plain values, from whatever door they come.

In an edit, None means "leave it as it is".
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from incidents.models import Incident, Picture, Source, Topic


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
    archived_url: str | None = None
    fetched: int | None = None

    @classmethod
    def of(cls, row: Source) -> "SourceText":
        """A source as it stands."""
        return cls(
            outlet=row.outlet,
            title=row.title,
            url=row.url,
            via=row.via,
            quote=row.quote,
            kind=row.kind,
            published_at=row.published_at,
            retrieved_at=row.retrieved_at,
            id=row.pk,
        )


@dataclass(frozen=True, slots=True)
class MediumText:
    """An image, quoted post or video as an editor gives it; `kind` is one of `Medium.Kind`.

    Without a `picture` an image keeps the one that it has; `url` is the address of a post, or of
    the page on which a video stands.
    """

    kind: str
    picture: Picture | None = None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    place: str = ""
    date: dt.date | None = None
    provenance: str = ""
    licence: str = ""
    redistribute: bool = False
    warning: str = ""
    author: str = ""
    handle: str = ""
    platform: str = ""
    text: str = ""
    url: str = ""
    at: dt.datetime | None = None


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
    `media` are the numbers of what it shows.
    """

    body: str | None = None
    headline: str | None = None
    at: dt.datetime | None = None
    time_zone: str | None = None
    label: str | None = None
    cites: Sequence[int] | None = None
    new_sources: Sequence[SourceText] = ()
    own_reporting: bool | None = None
    media: Sequence[int] | None = None
    authors: str | None = None
    agencies: str | None = None
    dateline: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of what is known so far: inline HTML, and the numbers of the updates it rests on.

    One without updates rests on the initial report.
    """

    words: str
    updates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryEdit:
    """Any mixture of changes to one story: saved together, they make one version.

    `captions`, `sources`, `related` and `summary` are whole lists in their new order; `authors`
    are names parted by semicolons. `updates` maps ids of updates to their new text;
    `new_updates` are published with it. With `move`, the address follows a changed headline.
    """

    headline: str | None = None
    topic_line: str | None = None
    lead: str | None = None
    authors: str | None = None
    agencies: str | None = None
    dateline: str | None = None
    warning: str | None = None
    captions: Sequence[str] | None = None
    status_line: str | None = None
    verification_notice: str | None = None
    date: dt.date | None = None
    time_zone: str | None = None
    language: str | None = None
    topics: Sequence[Topic] | None = None
    sources: Sequence[SourceText] | None = None
    related: Sequence[RelatedChoice] | None = None
    summary: Sequence[SummaryLine] | None = None
    updates: Mapping[int, UpdateText] = field(default_factory=dict)
    new_updates: Sequence[UpdateText] = ()
    lead_media: Sequence[int] | None = None
    move: bool = False
