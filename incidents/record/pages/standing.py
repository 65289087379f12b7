"""Pages about the newsroom itself, and every wording that they had."""

import datetime as dt
from dataclasses import dataclass

from incidents.record.pages.lists import asked

HOME = "about"
"""The page that stands at the head of the others."""


def path_of(slug: str) -> str:
    """Where a page stands: "/about", "/about/ethics"."""
    return f"/{HOME}" if slug == HOME else f"/{HOME}/{slug}"


@dataclass(frozen=True, slots=True)
class StandingLink:
    """A page as others link to it."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page about the newsroom as it stands; `at` is None for a first wording never kept.

    Of one that was taken back (`withdrawn`) only title and note are shown.
    """

    slug: str
    title: str
    html: str
    number: int
    at: dt.datetime | None = None
    printed: str = ""
    byline: str = ""
    note: str = ""
    withdrawn: bool = False
    redacted: bool = False
    order: int = 0
    in_footer: bool = True

    @property
    def path(self) -> str:
        return path_of(self.slug)


@dataclass(frozen=True, slots=True)
class WordingEntry:
    """One wording in the history of the pages: which, when, by whom and why."""

    key: int
    slug: str
    title: str
    number: int
    at: dt.datetime
    printed: str
    byline: str
    note: str
    withdrawn: bool
    redacted: bool

    @property
    def path(self) -> str:
        """The wording on a page of its own."""
        return f"/{HOME}/changes/{self.slug}/{self.number}"


@dataclass(frozen=True, slots=True)
class WordingsPage:
    """Every wording that the pages had, newest first; `older` is where the list goes on."""

    wordings: tuple[WordingEntry, ...]
    before: int = 0
    older: int = 0
    path: str = f"/{HOME}/changes"

    @property
    def query(self) -> str:
        """What of the list this is, as the query of its address."""
        return asked(before=self.before)


@dataclass(frozen=True, slots=True)
class WordingPage:
    """A page as it once read, and in `difference` what that changed, as HTML; `newest` stands."""

    entry: WordingEntry
    html: str
    difference: str
    newest: int

    @property
    def path(self) -> str:
        return self.entry.path
