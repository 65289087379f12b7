"""The public pages, frozen: each is complete, and every format is written from it alone."""

import datetime as dt
from dataclasses import dataclass, replace

from incidents.record.entries import (
    ChangeEntry,
    Mark,
    RelatedEntry,
    SourceEntry,
    StoryLine,
    TopicEntry,
    UpdateEntry,
)
from incidents.text.difference import Difference


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story as it stands, or, with `frozen`, as it stood at one version."""

    key: str
    path: str
    version: int
    position: int
    hash: str
    headline: str
    topic_line: str
    lead_html: str
    lead_fragment: str
    lead_marks: tuple[Mark, ...]
    captions: tuple[str, ...]
    status: str
    status_label: str
    status_line: str
    notice: str
    date: dt.date
    language: str
    time_zone: str
    update_count: int
    topics: tuple[TopicEntry, ...]
    updates: tuple[UpdateEntry, ...]
    sources: tuple[SourceEntry, ...]
    changes: tuple[ChangeEntry, ...]
    related: tuple[RelatedEntry, ...]
    published_at: dt.datetime
    changed_at: dt.datetime
    changed_printed: str
    held: bool
    retracted: bool
    retraction_reason: str
    article: str
    frozen: ChangeEntry | None = None
    newest_version: int = 0

    @property
    def printed_headline(self) -> str:
        """The headline with its counter: "... (Updated 5)"."""
        return (
            f"{self.headline} (Updated {self.update_count})" if self.update_count else self.headline
        )

    def alone(self, number: int) -> "UpdatePage | None":
        """One update of this story on its own page; None where there is no such number."""
        for entry in self.updates:
            if entry.number == number:
                return UpdatePage(story=replace(self, changes=(), related=()), update=entry)
        return None


@dataclass(frozen=True, slots=True)
class UpdatePage:
    """One update on its own, with the story it belongs to."""

    story: StoryPage
    update: UpdateEntry

    @property
    def path(self) -> str:
        return f"{self.story.path}/updates/{self.update.number}"


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The whole public history of a story, newest first."""

    path: str
    story_path: str
    printed_headline: str
    language: str
    changes: tuple[ChangeEntry, ...]


@dataclass(frozen=True, slots=True)
class PieceComparison:
    """What became of one piece between two versions.

    `outcome` is "changed", "added" or "removed"; for lists (topics, related) each entry is a
    block of the difference.
    """

    key: str
    name: str
    outcome: str
    difference: Difference
    html: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What changed between two versions, `older` < `newer`, said in words and shown."""

    path: str
    story_path: str
    printed_headline: str
    language: str
    older: ChangeEntry
    newer: ChangeEntry
    sentence: str
    pieces: tuple[PieceComparison, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One public change with the pieces it left behind, for pages that follow along."""

    change: ChangeEntry
    fragments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Every public change after a version: `next` is the version to ask after the next time."""

    path: str
    after: int
    next: int
    interval: int
    state: str
    changes: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class DayPage:
    """The stories standing on one day, with the neighbouring days that have news."""

    date: dt.date
    stories: tuple[StoryLine, ...]
    previous: dt.date | None
    next: dt.date | None

    @property
    def path(self) -> str:
        return f"/news/{self.date.year:04d}/{self.date:%m/%d}"


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """A month (with `month`) or a year: its days or months that have news, with counts.

    `entries` are (first day of the part, number of stories), oldest first.
    """

    year: int
    month: int | None
    entries: tuple[tuple[dt.date, int], ...]
    previous: dt.date | None
    next: dt.date | None

    @property
    def path(self) -> str:
        return f"/news/{self.year:04d}/{self.month:02d}" if self.month else f"/news/{self.year:04d}"


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What is live now, then the latest days that have news."""

    live: tuple[StoryLine, ...]
    days: tuple[DayPage, ...]
    path: str = "/"


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in the list of topics."""

    topic: TopicEntry
    stories: int
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """Every topic that has a public story, by name."""

    topics: tuple[TopicLine, ...]
    path: str = "/topics"


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic: what it is, and its stories, newest first."""

    topic: TopicEntry
    description: str
    stories: tuple[StoryLine, ...]

    @property
    def path(self) -> str:
        return self.topic.path


Page = (
    StoryPage
    | UpdatePage
    | ChangesPage
    | ComparisonPage
    | DayPage
    | PeriodPage
    | FrontPage
    | TopicsPage
    | TopicPage
)
