"""Where stories are listed: days, months and years, the front page, topics."""

import datetime as dt
from dataclasses import dataclass

from incidents.record.entries import StoryLine, TopicEntry


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
    """What editors put on `top`, the lead first; other live stories; the latest days."""

    live: tuple[StoryLine, ...]
    days: tuple[DayPage, ...]
    top: tuple[StoryLine, ...] = ()
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
