"""Days, months, years, the front page and topics in the grammar of the day index."""

from collections.abc import Callable
from datetime import date

from incidents.formats._markdown.inline import opening, page_link
from incidents.formats._markdown.rows import story_rows
from incidents.formats._plain.indexes import Index, period_name
from incidents.formats.addresses import day_path, month_path, year_path
from incidents.record.entries import StoryLine
from incidents.record.pages import DayPage, FrontPage, PeriodPage, TopicPage, TopicsPage


def index_lines(page: Index) -> list[str]:
    """A page that lists stories, days or topics."""
    match page:
        case DayPage():
            return _day_lines(page)
        case PeriodPage():
            return _period_lines(page)
        case FrontPage():
            return _front_lines(page)
        case TopicsPage():
            return _topics_lines(page)
        case TopicPage():
            return _topic_lines(page)


def _day_lines(page: DayPage) -> list[str]:
    """The stories of one day, then the way to the neighbouring days that have news."""
    return [
        *_day(page),
        *_neighbour("Next Day...", page.next, day_path),
        *_neighbour("Previous Day...", page.previous, day_path),
    ]


def _period_lines(page: PeriodPage) -> list[str]:
    """A month by its days or a year by its months, with the number of stories."""
    part_path, whole_path = (day_path, month_path) if page.month else (month_path, year_path)
    part = "Month" if page.month else "Year"
    return [
        f"## {page_link(page.path.removeprefix('/news/').replace('/', '-'), page.path)}",
        "",
        *(
            line
            for first, count in page.entries
            for line in _period(first, count, part_path(first), days=bool(page.month))
        ),
        *_neighbour(f"Next {part}...", page.next, whole_path),
        *_neighbour(f"Previous {part}...", page.previous, whole_path),
    ]


def _front_lines(page: FrontPage) -> list[str]:
    """What editors put on top, what is live, then the latest days, parted by rules."""
    top = ["## Top stories", "", *_stories(page.top), "---", ""] if page.top else []
    live = ["## Live", "", *_stories(page.live), "---", ""] if page.live else []
    days = [line for day in page.days for line in [*_day(day), "---", ""]]
    earlier = page.days[-1].previous if page.days else None
    return [*top, *live, *days, *_neighbour("Previous Day...", earlier, day_path)]


def _topics_lines(page: TopicsPage) -> list[str]:
    """Every topic with its number of stories."""
    lines = [f"## {page_link('Topics', page.path)}", ""]
    for line in page.topics:
        latest = f", latest {line.latest.isoformat()}" if line.latest else ""
        lines += [
            f"### {page_link(line.topic.name, line.topic.path)}",
            *([opening(line.topic.qualifier)] if line.topic.qualifier else []),
            f"{_counted(line.stories)}{latest}",
            "",
        ]
    return lines


def _topic_lines(page: TopicPage) -> list[str]:
    """A topic, what it is, and its stories."""
    same = f"Wikidata: {page.topic.same_as}" if page.topic.same_as else ""
    about = [text for text in (page.topic.qualifier, page.description, same) if text]
    return [
        f"## {page_link(page.topic.name, page.path)}",
        "",
        *(line for text in about for line in (opening(text), "")),
        *_stories(page.stories),
    ]


def _day(page: DayPage) -> list[str]:
    return [f"## {page_link(page.date.isoformat(), page.path)}", "", *_stories(page.stories)]


def _stories(stories: tuple[StoryLine, ...]) -> list[str]:
    return [row for line in stories for row in story_rows(line)]


def _period(first: date, count: int, path: str, *, days: bool) -> list[str]:
    return [f"### {page_link(period_name(first, days=days), path)}", _counted(count), ""]


def _counted(stories: int) -> str:
    return "1 story" if stories == 1 else f"{stories} stories"


def _neighbour(name: str, day: date | None, path_of_day: Callable[[date], str]) -> list[str]:
    return [f"## {page_link(name, path_of_day(day))}", ""] if day else []
