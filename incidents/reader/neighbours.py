"""The links to the page before and the page after, as the pagination component takes them."""

from datetime import date

from incidents.formats.addresses import day_path, html_address, month_path, year_path
from incidents.record.pages import DayPage, FrontPage, PeriodPage, StoryPage, UpdatePage

Neighbours = dict[str, str]


def earlier_days(page: FrontPage) -> Neighbours:
    """From the front page on to the day before the oldest one on it."""
    oldest = page.days[-1] if page.days else None
    return _links(_day(oldest.previous) if oldest else None, None)


def of_day(page: DayPage) -> Neighbours:
    """The day before and the day after that have news."""
    return _links(_day(page.previous), _day(page.next))


def of_period(page: PeriodPage) -> Neighbours:
    """The month or year before and after that have news."""
    part = _month if page.month else _year
    return _links(part(page.previous), part(page.next))


def of_version(page: StoryPage) -> Neighbours:
    """The version before and the version after."""
    if page.frozen is None:
        return {}
    before, after = page.frozen.number - 1, page.frozen.number + 1
    folder = f"{page.path}/changes"
    return _links(
        (html_address(f"{folder}/{before}"), f"Version {before}") if before else None,
        (html_address(f"{folder}/{after}"), f"Version {after}")
        if after <= page.newest_version
        else None,
    )


def of_update(page: UpdatePage) -> Neighbours:
    """The update before and the update after in the story."""
    numbers = sorted(update.number for update in page.story.updates)
    place = numbers.index(page.update.number)
    folder = f"{page.story.path}/updates"
    links = [(html_address(f"{folder}/{number}"), f"Update {number}") for number in numbers]
    return _links(
        links[place - 1] if place else None,
        links[place + 1] if place + 1 < len(links) else None,
    )


def _links(previous: tuple[str, str] | None, following: tuple[str, str] | None) -> Neighbours:
    links = {}
    if previous:
        links |= {"previous_address": previous[0], "previous_label": previous[1]}
    if following:
        links |= {"next_address": following[0], "next_label": following[1]}
    return links


def _day(day: date | None) -> tuple[str, str] | None:
    return (html_address(day_path(day)), f"{day.day} {day:%B %Y}") if day else None


def _month(day: date | None) -> tuple[str, str] | None:
    return (html_address(month_path(day)), f"{day:%B %Y}") if day else None


def _year(day: date | None) -> tuple[str, str] | None:
    return (html_address(year_path(day)), str(day.year)) if day else None
