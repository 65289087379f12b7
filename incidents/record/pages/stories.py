"""A story, as it stands or as it stood, and one update of it on its own."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

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
from incidents.record.pages.history import Gap, LaterWarning
from incidents.record.pages.media import MediumEntry
from incidents.record.pages.stretches import WHOLE, Stretch
from incidents.text.addresses.stories import update_path, updates_path


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
    warned: tuple[LaterWarning, ...] = ()
    """Of a frozen page: which of its texts carry a warning only since."""
    media: tuple[MediumEntry, ...] = ()
    """What its texts show beside their words, by number."""
    lead_media: tuple[int, ...] = ()
    highlights: Highlights = NONE
    translations: tuple[Translation, ...] = ()
    """The same story in other languages, as those stand now."""
    lead_version: int = 1
    """The version in which its initial report last changed."""
    numbers: tuple[int, ...] = ()
    """Of all its updates, the highest first; `updates` are those of `stretch`."""
    stretch: Stretch = WHOLE
    corrected: bool = False
    """Whether any part of it carries the mark of a correction."""

    @property
    def pinned(self) -> UpdateEntry | None:
        """The update that stands on top, if one does."""
        return next((entry for entry in self.updates if entry.pinned), None)

    @property
    def printed_headline(self) -> str:
        """The headline with its counter: "... (Updated 5)"."""
        if not self.update_count:
            return self.headline
        told = {"headline": self.headline, "number": self.update_count}
        return _("%(headline)s (Updated %(number)d)") % told

    def alone(self, number: int) -> "UpdatePage | None":
        """One update of this story on its own page; None where there is no such number."""
        for entry in self.updates:
            if entry.number == number:
                return UpdatePage(story=replace(self, changes=(), related=()), update=entry)
        return None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One public change: the stored HTML that it left behind, and the story before and after it.

    Of these pages only what the change can show is filled; `before` is None for the first version.
    `updates` are the numbers of those that are "new", "changed" and "retracted".
    """

    change: ChangeEntry
    fragments: tuple[tuple[str, str], ...]
    page: StoryPage
    before: StoryPage | None
    touched: frozenset[str]
    updates: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Every public change after a version: `next` is the version to ask after the next time.

    It is below `newest` where there are more than are told at once. `interval` is in seconds.
    """

    path: str
    story_path: str
    after: int
    next: int
    newest: int
    interval: int
    state: str
    changes: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class UpdatesPage:
    """Older updates of a long story: a stretch of numbers that never shifts."""

    story: StoryPage

    @property
    def path(self) -> str:
        return updates_path(self.story.path, self.story.stretch.name)

    @property
    def updates(self) -> tuple[UpdateEntry, ...]:
        """Those of its stretch, newest first; a pinned one from elsewhere is none of them."""
        stretch = self.story.stretch
        return tuple(entry for entry in self.story.updates if stretch.holds(entry.number))


@dataclass(frozen=True, slots=True)
class UpdatePage:
    """One update on its own, with the story it belongs to."""

    story: StoryPage
    update: UpdateEntry

    @property
    def path(self) -> str:
        return update_path(self.story.path, self.update.number)
