"""Where stories are listed: days, months and years, the front page, topics, outlets."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from incidents.record.entries import StoryLine, TopicEntry
from incidents.record.pages.sitewide import ListedChange
from incidents.text.addresses.stories import day_path, month_path, year_path


def asked(**said: object) -> str:
    """What a reader asked for, as the query of an address, without what is empty."""
    return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class DayPage:
    """The stories standing on one day, with the neighbouring days that have news.

    Of a day with very many (`count`) this is one of several pages.
    """

    date: dt.date
    stories: tuple[StoryLine, ...]
    previous: dt.date | None
    next: dt.date | None
    count: int = 0
    number: int = 1
    pages: int = 1

    @property
    def path(self) -> str:
        return day_path(self.date)

    @property
    def query(self) -> str:
        """Which page of the day this is, as the query of its address."""
        return asked(page=self.number if self.number > 1 else "")


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
        first = dt.date(self.year, self.month or 1, 1)
        return month_path(first) if self.month else year_path(first)


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What editors put on `top`, the lead first; other live stories; the latest days.

    `corrections` are the latest changes by which the newsroom said that it was wrong or unclear.
    """

    live: tuple[StoryLine, ...]
    days: tuple[DayPage, ...]
    top: tuple[StoryLine, ...] = ()
    corrections: tuple[ListedChange, ...] = ()
    path: str = "/"


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in the list of topics."""

    topic: TopicEntry
    stories: int
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """Topics that have a public story, by name, narrowed down to a `kind` or `letter`.

    `kinds` are (kind, its label, number of topics); `letters` count those under each letter.
    """

    topics: tuple[TopicLine, ...]
    kind: str = ""
    letter: str = ""
    kinds: tuple[tuple[str, str, int], ...] = ()
    letters: tuple[tuple[str, int], ...] = ()
    count: int = 0
    number: int = 1
    pages: int = 1
    path: str = "/topics"

    @property
    def query(self) -> str:
        """What of the list this is, as the query of its address."""
        page = self.number if self.number > 1 else ""
        return asked(kind=self.kind, letter=self.letter, page=page)


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic: what it is, and its stories, newest first: the latest, or a page of a year.

    `live` stand above the others. `years` are (year, number of stories), newest first; pages of a
    year count from its oldest stories on. `beside` are the topics that share most of its latest
    stories, of which so many were `counted`.
    """

    topic: TopicEntry
    description: str
    stories: tuple[StoryLine, ...]
    live: tuple[StoryLine, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    beside: tuple[TopicLine, ...] = ()
    counted: int = 0
    count: int = 0
    year: int | None = None
    number: int = 1
    pages: int = 1

    @property
    def path(self) -> str:
        return self.topic.path if self.year is None else f"{self.topic.path}/{self.year:04d}"

    @property
    def query(self) -> str:
        """Which page of the year this is, where it is not the newest one."""
        return asked(page=self.number if self.number < self.pages else "")


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in the list of outlets."""

    name: str
    slug: str
    stories: int
    latest: dt.date | None

    @property
    def path(self) -> str:
        """The outlet's page."""
        return f"/sources/{self.slug}"


@dataclass(frozen=True, slots=True)
class OutletsPage:
    """Outlets that public stories cite, by name; `letters` count those under each letter."""

    outlets: tuple[OutletLine, ...]
    letter: str = ""
    letters: tuple[tuple[str, int], ...] = ()
    count: int = 0
    number: int = 1
    pages: int = 1
    path: str = "/sources"

    @property
    def query(self) -> str:
        """What of the list this is, as the query of its address."""
        return asked(letter=self.letter, page=self.number if self.number > 1 else "")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source on a story's list, and the updates that rest on it, the newest first."""

    number: int
    title: str
    url: str
    updates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A story with what it cites of an outlet."""

    story: StoryLine
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True)
class OutletPage:
    """An outlet and the stories that cite it, newest first: the latest, or a page of a year.

    `years` are (year, number of stories), newest first. Pages of a year count from its oldest on.
    """

    name: str
    slug: str
    stories: tuple[Cited, ...]
    years: tuple[tuple[int, int], ...] = ()
    count: int = 0
    year: int | None = None
    number: int = 1
    pages: int = 1

    @property
    def path(self) -> str:
        return (
            f"/sources/{self.slug}"
            if self.year is None
            else f"/sources/{self.slug}/{self.year:04d}"
        )

    @property
    def query(self) -> str:
        """Which page of the year this is, where it is not the newest one."""
        return asked(page=self.number if self.number < self.pages else "")
