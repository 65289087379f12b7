"""Days, months, years, the front page and topics as plain values."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from incidents.formats._format import Site
from incidents.formats._plain import parts
from incidents.formats._plain.sitewide import listed_change
from incidents.formats._plain.values import Fields, day_given, given, moment
from incidents.formats.addresses import html_address, year_of
from incidents.record.pages import (
    DayPage,
    FrontPage,
    OutletPage,
    OutletsPage,
    PeriodPage,
    StandingPage,
    TopicLine,
    TopicPage,
    TopicsPage,
    WordingPage,
    WordingsPage,
)
from incidents.record.pages.lists import Cited, OutletLine
from incidents.record.pages.standing import WordingEntry
from incidents.text.addresses.stories import (
    day_path,
    month_path,
    update_path,
    within_news,
    year_path,
)
from incidents.text.body.settling import clean_characters

Index = DayPage | PeriodPage | FrontPage | TopicsPage | TopicPage
OutletIndex = OutletsPage | OutletPage
Standing = StandingPage | WordingsPage | WordingPage
Paged = DayPage | TopicsPage | TopicPage | OutletIndex


def listing_fields(page: Index | OutletIndex | Standing, site: Site) -> Fields:
    """A page that lists stories, days, topics or outlets, or one about the newsroom itself."""
    if isinstance(page, OutletsPage | OutletPage):
        return cited_fields(page, site)
    if isinstance(page, StandingPage | WordingsPage | WordingPage):
        return standing_fields(page, site)
    return index_fields(page, site)


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


def cited_fields(page: OutletIndex, site: Site) -> Fields:
    """A page about outlets that stories cite."""
    return (
        _outlets_fields(page, site) if isinstance(page, OutletsPage) else _outlet_fields(page, site)
    )


def standing_fields(page: Standing, site: Site) -> Fields:
    """A page about the newsroom itself, or the wordings that such pages had."""
    match page:
        case StandingPage():
            return {
                **_said_by(page),
                "title": clean_characters(page.title),
                "html": given(page.html),
                "changes_url": site.absolute("/about/changes/"),
            }
        case WordingsPage():
            next_url = site.absolute(html_address(replace(page, before=page.older)))
            return {
                "wordings": [_wording(entry, site) for entry in page.wordings],
                "next_url": next_url if page.older else None,
            }
        case WordingPage():
            return {
                **_wording(page.entry, site),
                "html": given(page.html),
                "difference": given(page.difference),
                "newest": page.newest,
            }


def _wording(entry: WordingEntry, site: Site) -> Fields:
    return {
        **_said_by(entry),
        "title": clean_characters(entry.title),
        "wording_url": site.absolute(html_address(entry.path)),
    }


def _said_by(said: StandingPage | WordingEntry) -> Fields:
    """Which wording it is, since when, by whom and why."""
    return {
        "slug": said.slug,
        "number": said.number,
        "at": moment(said.at),
        "printed": given(said.printed),
        "byline": given(said.byline),
        "note": given(said.note),
        "withdrawn": said.withdrawn,
        "redacted": said.redacted,
    }


def _day_fields(page: DayPage, site: Site) -> Fields:
    """The stories of one day and the neighbouring days that have news."""
    return {
        "date": page.date.isoformat(),
        **_part(page),
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
        "corrections": [listed_change(listed, site) for listed in page.corrections],
    }


def _topics_fields(page: TopicsPage, site: Site) -> Fields:
    """Topics, with how many stories each has, and how many there are of each kind and letter."""
    return {
        **_part(page),
        "kind": given(page.kind),
        "letter": given(page.letter),
        "kinds": [{"kind": kind, "topics": count} for kind, _, count in page.kinds],
        "letters": _letters(page.letters),
        "topics": [_topic_line(line, site) for line in page.topics],
    }


def _topic_fields(page: TopicPage, site: Site) -> Fields:
    """One topic, its stories, the years in which it has some, and the topics beside it."""
    return {
        **parts.topic(page.topic, site),
        "description": given(page.description),
        **_part(page),
        "year": page.year,
        "years": _years(page.topic.path, page.years, site),
        "live": [parts.story_line(line, site) for line in page.live],
        "stories": [parts.story_line(line, site) for line in page.stories],
        "beside": [_topic_line(line, site) for line in page.beside],
        "counted": page.counted,
    }


def _outlets_fields(page: OutletsPage, site: Site) -> Fields:
    """Outlets, with how many stories cite each."""
    return {
        **_part(page),
        "letter": given(page.letter),
        "letters": _letters(page.letters),
        "outlets": [_outlet_line(line, site) for line in page.outlets],
    }


def _outlet_fields(page: OutletPage, site: Site) -> Fields:
    """One outlet, and the stories that cite it with what they cite."""
    return {
        "name": clean_characters(page.name),
        "slug": page.slug,
        **_part(page),
        "year": page.year,
        "years": _years(f"/sources/{page.slug}", page.years, site),
        "stories": [_cited(cited, site) for cited in page.stories],
    }


def _topic_line(line: TopicLine, site: Site) -> Fields:
    latest = {"latest": day_given(line.latest)}
    return {**parts.topic(line.topic, site), "story_count": line.stories, **latest}


def _outlet_line(line: OutletLine, site: Site) -> Fields:
    return {
        "name": clean_characters(line.name),
        "slug": line.slug,
        "url": site.absolute(html_address(line.path)),
        "story_count": line.stories,
        "latest": day_given(line.latest),
    }


def _cited(cited: Cited, site: Site) -> Fields:
    """A story, and its sources from the outlet with the updates that rest on each."""
    return {
        **parts.story_line(cited.story, site),
        "sources": [
            {
                "number": source.number,
                "title": given(source.title),
                "url": given(source.url),
                "updates": [
                    site.absolute(html_address(update_path(cited.story.path, number)))
                    for number in source.updates
                ],
            }
            for source in cited.sources
        ],
    }


def _part(page: Paged) -> Fields:
    """Which page of how many this is, and how many there are in all."""
    return {"count": page.count, "page": page.number, "pages": page.pages}


def _letters(letters: Sequence[tuple[str, int]]) -> list[Fields]:
    return [{"letter": letter, "count": count} for letter, count in letters]


def _years(path: str, years: Sequence[tuple[int, int]], site: Site) -> list[Fields]:
    return [
        {
            "year": year,
            "url": site.absolute(html_address(year_of(path, year))),
            "story_count": count,
        }
        for year, count in years
    ]


def period_name(first: date, *, days: bool) -> str:
    """A day as "2017-02-25" or a month as "2017-02"."""
    return first.isoformat() if days else first.isoformat()[:7]


def _link(day: date | None, path_of_day: Callable[[date], str], site: Site) -> Fields | None:
    """A neighbouring day, month or year: "2017-02-24", "2017-01" or "2016", and its page."""
    if day is None:
        return None
    path = path_of_day(day)
    return {
        "date": within_news(path).replace("/", "-"),
        "url": site.absolute(html_address(path)),
    }
