"""A story, as it stands or as it stood, and one update of it on its own."""

import datetime as dt
from dataclasses import dataclass, replace

from incidents.record.entries import (
    ChangeEntry,
    Mark,
    RelatedEntry,
    SourceEntry,
    TopicEntry,
    Translation,
    UpdateEntry,
)
from incidents.record.pages.highlights import NONE, Highlights
from incidents.record.pages.history import Gap
from incidents.record.pages.media import MediumEntry


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
    since: str = ""
    """Of a frozen page: what has changed up to the newest version, in one sentence."""
    gaps: tuple[Gap, ...] = ()
    """Of a frozen page: what was taken out of it."""
    media: tuple[MediumEntry, ...] = ()
    """What its texts show beside their words, by number."""
    lead_media: tuple[int, ...] = ()
    highlights: Highlights = NONE
    translations: tuple[Translation, ...] = ()
    """The same story in other languages, as those stand now."""

    @property
    def pinned(self) -> UpdateEntry | None:
        """The update that stands on top, if one does."""
        return next((entry for entry in self.updates if entry.pinned), None)

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
