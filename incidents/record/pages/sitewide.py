"""The pages about change across the site, frozen: like every page, each is complete in itself."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from incidents.record.entries import ChangeEntry
from incidents.text.addresses.stories import provenance_path

SIZES = (50, 100, 250)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which changes a reader asked for; an empty field narrows nothing.

    `byline` is a slug; `date` is a year, month or day ("2026", "2026-11", "2026-11-22") on which
    the change became public here; `before` and `after` are positions on the site.
    """

    kind: str = ""
    byline: str = ""
    date: str = ""
    size: int = SIZES[0]
    before: int = 0
    after: int = 0

    @property
    def query(self) -> str:
        """The same as the query of an address, without what is usual."""
        said = {
            "kind": self.kind,
            "byline": self.byline,
            "date": self.date,
            "size": self.size if self.size != SIZES[0] else "",
            "before": self.before or "",
            "after": self.after or "",
        }
        return urlencode({name: value for name, value in said.items() if value})

    def onward(self, *, before: int = 0, after: int = 0) -> "Chosen":
        """The same choice at another place of the list."""
        return replace(self, before=before, after=after)


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One public change in a list of many stories; `day` is when it became public here.

    `byline_path` is empty where the name has no page.
    """

    change: ChangeEntry
    story_path: str
    language: str
    retracted: bool
    day: dt.date
    byline_path: str

    @property
    def title(self) -> str:
        """The headline of the story at that version."""
        return self.change.title


@dataclass(frozen=True, slots=True)
class BylineEntry:
    """A name that readers have seen on changes."""

    name: str
    slug: str

    @property
    def path(self) -> str:
        """The page of all its changes."""
        return f"/changes/by/{self.slug}"


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list of changes, with the choices that lead to its neighbours."""

    changes: tuple[ListedChange, ...]
    chosen: Chosen
    newer: Chosen | None
    older: Chosen | None

    @property
    def days(self) -> tuple[tuple[dt.date, tuple[ListedChange, ...]], ...]:
        """The changes by the day on which they became public here."""
        return tuple((day, tuple(rows)) for day, rows in groupby(self.changes, _day_of))


def _day_of(listed: ListedChange) -> dt.date:
    return listed.day


@dataclass(frozen=True, slots=True)
class SiteChangesPage:
    """Public changes of the whole site, newest first; `bylines` are there to choose from."""

    listing: Listing
    bylines: tuple[BylineEntry, ...] = ()
    path: str = "/changes"

    @property
    def query(self) -> str:
        """What of the list this is, as the query of its address."""
        return self.listing.chosen.query


@dataclass(frozen=True, slots=True)
class BylinePage:
    """Everything published under one name: how many changes of which kinds, and the changes.

    `kinds` are (kind, its label, how many), the most frequent first.
    """

    byline: BylineEntry
    count: int
    kinds: tuple[tuple[str, str, int], ...]
    listing: Listing

    @property
    def path(self) -> str:
        return self.byline.path

    @property
    def query(self) -> str:
        """What of the list this is, as the query of its address."""
        return self.listing.chosen.query


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Corrections, clarifications and retractions of the whole site, newest first.

    `months` are the first days of the months that have any.
    """

    listing: Listing
    months: tuple[dt.date, ...] = ()
    path: str = "/corrections"

    @property
    def query(self) -> str:
        """What of the list this is, as the query of its address."""
        return self.listing.chosen.query


@dataclass(frozen=True, slots=True)
class Figures:
    """What was put right in a time, counted; `period` is "2026-11", "2026" or "" for all of it.

    Medians are seconds; they are None where there was nothing to measure.
    """

    period: str
    stories: int = 0
    corrections: int = 0
    clarifications: int = 0
    errors: int = 0
    grave: int = 0
    noticed_by_readers: int = 0
    retracted_stories: int = 0
    retracted_updates: int = 0
    seconds_to_correct: int | None = None
    seconds_stood: int | None = None

    @property
    def corrections_per_100(self) -> str:
        """Corrections for each hundred stories published in the same time, with one decimal."""
        return _per_100(self.corrections, self.stories)

    @property
    def retractions_per_100(self) -> str:
        """Whole stories retracted for each hundred published in the same time."""
        return _per_100(self.retracted_stories, self.stories)

    @property
    def readers_share(self) -> int | None:
        """Per cent of the errors that readers noticed."""
        return round(100 * self.noticed_by_readers / self.errors) if self.errors else None


def _per_100(number: int, stories: int) -> str:
    return f"{100 * number / stories:.1f}" if stories else ""


@dataclass(frozen=True, slots=True)
class AccountabilityPage:
    """How often this newsroom errs and how fast it says so.

    `years` and `months` are newest first. `imported` and `sample` count what stands apart:
    stories that came from elsewhere or are samples, and the corrections made to them here.
    """

    overall: Figures
    years: tuple[Figures, ...]
    months: tuple[Figures, ...]
    imported: Figures
    sample: Figures
    path: str = "/accountability"


@dataclass(frozen=True, slots=True)
class SentenceOrigin:
    """A sentence of a text as it stands, and the version in which it first appeared."""

    text: str
    block: int
    version: int
    at: dt.datetime
    printed: str


@dataclass(frozen=True, slots=True)
class PieceOrigins:
    """The sentences of one text; in `html` each is in a span that names its version.

    `warning` is what readers are told before they see any of them.
    """

    key: str
    name: str
    anchor: str
    html: str
    sentences: tuple[SentenceOrigin, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class ProvenancePage:
    """Where each sentence of a story comes from; nothing of a retracted one but the reason."""

    story_path: str
    printed_headline: str
    language: str
    version: int
    retracted: bool
    retraction_reason: str
    pieces: tuple[PieceOrigins, ...]

    @property
    def path(self) -> str:
        return provenance_path(self.story_path)


SitewidePage = SiteChangesPage | BylinePage | CorrectionsPage | AccountabilityPage | ProvenancePage
