"""Days, months, years, the front page and topics as plain values."""

from collections.abc import Callable
from datetime import date

from incidents.formats._format import Site
from incidents.formats._plain import parts
from incidents.formats._plain.values import Fields, day_given, given
from incidents.formats.addresses import day_path, html_address, month_path, year_path
from incidents.record.pages import DayPage, FrontPage, PeriodPage, TopicPage, TopicsPage

Index = DayPage | PeriodPage | FrontPage | TopicsPage | TopicPage


def index_fields(page: Index, site: Site) -> Fields:
    """A page that lists stories, days or topics."""
    match page:
        case DayPage():
            return _day_fields(page, site)
        case PeriodPage():
            return _period_fields(page, site)
        case FrontPage():
            return _front_fields(page, site)
        case TopicsPage():
            return _topics_fields(page, site)
        case TopicPage():
            return _topic_fields(page, site)


def _day_fields(page: DayPage, site: Site) -> Fields:
    """The stories of one day and the neighbouring days that have news."""
    return {
        "date": page.date.isoformat(),
        "stories": [parts.story_line(line, site) for line in page.stories],
        "previous": _link(page.previous, day_path, site),
        "next": _link(page.next, day_path, site),
    }


def _period_fields(page: PeriodPage, site: Site) -> Fields:
    """A month by its days or a year by its months."""
    part_path, whole_path = (day_path, month_path) if page.month else (month_path, year_path)
    return {
        "year": page.year,
        "month": page.month,
        "entries": [
            {
                "date": period_name(first, days=bool(page.month)),
                "url": site.absolute(html_address(part_path(first))),
                "story_count": count,
            }
            for first, count in page.entries
        ],
        "previous": _link(page.previous, whole_path, site),
        "next": _link(page.next, whole_path, site),
    }


def _front_fields(page: FrontPage, site: Site) -> Fields:
    """What editors put on top, the lead first, what is live, then the latest days."""
    return {
        "top": [parts.story_line(line, site) for line in page.top],
        "live": [parts.story_line(line, site) for line in page.live],
        "days": [
            {"url": site.absolute(html_address(day)), **_day_fields(day, site)} for day in page.days
        ],
    }


def _topics_fields(page: TopicsPage, site: Site) -> Fields:
    """Every topic, with how many stories it has."""
    return {
        "topics": [
            {
                **parts.topic(line.topic, site),
                "story_count": line.stories,
                "latest": day_given(line.latest),
            }
            for line in page.topics
        ]
    }


def _topic_fields(page: TopicPage, site: Site) -> Fields:
    """One topic and its stories."""
    return {
        **parts.topic(page.topic, site),
        "description": given(page.description),
        "stories": [parts.story_line(line, site) for line in page.stories],
    }


def period_name(first: date, *, days: bool) -> str:
    """A day as "2017-02-25" or a month as "2017-02"."""
    return first.isoformat() if days else first.isoformat()[:7]


def _link(day: date | None, path_of_day: Callable[[date], str], site: Site) -> Fields | None:
    """A neighbouring day, month or year: "2017-02-24", "2017-01" or "2016", and its page."""
    if day is None:
        return None
    path = path_of_day(day)
    return {
        "date": path.removeprefix("/news/").replace("/", "-"),
        "url": site.absolute(html_address(path)),
    }
