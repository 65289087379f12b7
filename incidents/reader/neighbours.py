"""The links to the page before and the page after, for the foot of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from incidents.formats.addresses import html_address
from incidents.record.pages import (
    DayPage,
    FrontPage,
    PeriodPage,
    StoryPage,
    UpdatesPage,
)
from incidents.record.pages.comments import CommentsPage
from incidents.record.pages.history import ComparisonPage, ProofPage
from incidents.record.pages.stretches import Stretch, block, earlier
from incidents.record.printing import day_printed, month_printed
from incidents.text.addresses.stories import (
    comparison_path,
    day_path,
    month_path,
    proof_path,
    updates_path,
    version_path,
    year_path,
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what it is called."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The pages before and after, where there are any."""

    previous: Link | None = None
    next: Link | None = None


def earlier_days(page: FrontPage) -> Neighbours:
    """From the front page on to the day before the oldest one on it."""
    return Neighbours(previous=_day(page.days[-1].previous)) if page.days else Neighbours()


def of_day(page: DayPage) -> Neighbours:
    """The day before and the day after that have news."""
    return Neighbours(_day(page.previous), _day(page.next))


def of_period(page: PeriodPage) -> Neighbours:
    """The month or year before and after that have news."""
    part = _month if page.month else _year
    return Neighbours(part(page.previous), part(page.next))


def of_version(page: StoryPage) -> Neighbours:
    """The version before and the version after."""
    number = page.version
    return Neighbours(
        previous=_version(page, number - 1) if number > 1 else None,
        next=_version(page, number + 1) if number < page.newest_version else None,
    )


def of_story(path: str, stretches: Iterable[Stretch]) -> Neighbours:
    """From the newest updates on to the first page of `earlier` ones; none where all are shown."""
    return Neighbours(previous=next(iter(earlier_updates(path, stretches)), None))


def of_updates(page: UpdatesPage) -> Neighbours:
    """The page of updates before and after; after the last full one comes the story itself."""
    story, first = page.story, page.story.stretch.first
    later = block(page.story.stretch.last + 1) if page.story.stretch.last else None
    on = later if later in earlier(story.update_count) else None
    return Neighbours(
        previous=_stretch(story.path, block(first - 1)) if first > 1 else None,
        next=_stretch(story.path, on)
        if on
        else Link(html_address(story.path), _("Newest updates")),
    )


def earlier_updates(path: str, stretches: Iterable[Stretch]) -> tuple[Link, ...]:
    """The pages of all updates that do not stand on the first page of a story."""
    return tuple(_stretch(path, each) for each in stretches)


def _stretch(path: str, stretch: Stretch) -> Link:
    said = _("Updates %(first)s to %(last)s") % {"first": stretch.first, "last": stretch.last}
    return Link(html_address(updates_path(path, stretch.name)), said)


def of_comparison(page: ComparisonPage, *, columns: bool) -> Neighbours:
    """The change before and the change after; of one piece, those that touch it."""
    return Neighbours(
        _comparison(page, page.previous, columns=columns),
        _comparison(page, page.next, columns=columns),
    )


def of_proof(page: ProofPage) -> Neighbours:
    """The proof of the version before and of the one after."""
    number = page.version
    return Neighbours(
        previous=_proof(page, number - 1) if number > 1 else None,
        next=_proof(page, number + 1) if number < page.newest else None,
    )


def of_comments(page: CommentsPage) -> Neighbours:
    """The comments before and the comments after."""
    number = page.number
    return Neighbours(
        previous=_comments(page, number - 1, _("Earlier comments")) if number > 1 else None,
        next=_comments(page, number + 1, _("Later comments")) if number < page.pages else None,
    )


def _comments(page: CommentsPage, number: int, label: str) -> Link:
    return Link(html_address(replace(page, number=number)), label)


def _comparison(
    page: ComparisonPage, pair: tuple[int, int] | None, *, columns: bool
) -> Link | None:
    """Another comparison, of the same piece and in the same view."""
    if pair is None:
        return None
    asked = "&".join(filter(None, (page.query, "view=columns" if columns else "")))
    address = html_address(comparison_path(page.story_path, *pair))
    label = _("Versions %(older)d and %(newer)d") % {"older": pair[0], "newer": pair[1]}
    return Link(f"{address}?{asked}" if asked else address, label)


def _proof(page: ProofPage, number: int) -> Link:
    label = _("Proof of version %(number)d") % {"number": number}
    return Link(html_address(proof_path(page.story_path, number)), label)


def _version(page: StoryPage, number: int) -> Link:
    label = _("Version %(number)d") % {"number": number}
    return Link(html_address(version_path(page.path, number)), label)


def _day(day: date | None) -> Link | None:
    return Link(html_address(day_path(day)), day_printed(day)) if day else None


def _month(day: date | None) -> Link | None:
    return Link(html_address(month_path(day)), month_printed(day)) if day else None


def _year(day: date | None) -> Link | None:
    return Link(html_address(year_path(day)), str(day.year)) if day else None
