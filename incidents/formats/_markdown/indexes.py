"""Days, months, years, the front page, topics and outlets in the grammar of the day index."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from incidents.formats._markdown.inline import link, opening, page_link, words
from incidents.formats._markdown.rows import story_rows
from incidents.formats._markdown.sitewide import listed_change
from incidents.formats._plain.indexes import (
    Index,
    OutletIndex,
    Paged,
    Standing,
    period_name,
)
from incidents.formats.addresses import suffixed, year_of
from incidents.record.entries import StoryLine
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
from incidents.record.pages.lists import Cited
from incidents.record.pages.standing import WordingEntry
from incidents.text.addresses.stories import (
    day_path,
    month_path,
    update_path,
    within_news,
    year_path,
)
from incidents.text.markdown import from_html


def listing_lines(page: Index | OutletIndex | Standing) -> list[str]:
    """A page that lists stories, days, topics or outlets, or one about the newsroom itself."""
    if isinstance(page, OutletsPage | OutletPage):
        return cited_lines(page)
    if isinstance(page, StandingPage | WordingsPage | WordingPage):
        return standing_lines(page)
    return index_lines(page)


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


def cited_lines(page: OutletIndex) -> list[str]:
    """A page about outlets that stories cite."""
    return _outlets_lines(page) if isinstance(page, OutletsPage) else _outlet_lines(page)


def standing_lines(page: Standing) -> list[str]:
    """A page about the newsroom itself, or the wordings that such pages had."""
    match page:
        case StandingPage():
            since = f"_{words(page.printed)}_" if page.printed else ""
            withdrawn = f"Withdrawn: {words(page.note)}" if page.withdrawn else ""
            said = [text for text in (since, withdrawn, from_html(page.html)) if text]
            return [f"# {words(page.title)}", "", *(line for text in said for line in (text, ""))]
        case WordingsPage():
            older = link("Older...", suffixed(replace(page, before=page.older), "md"))
            rows = [f"- {_wording(entry)}" for entry in page.wordings] or ["There are none."]
            return ["# Changes", "", *rows, "", *([f"## {older}", ""] if page.older else [])]
        case WordingPage():
            return [f"# {_wording(page.entry)}", "", from_html(page.html), ""]


def _wording(entry: WordingEntry) -> str:
    """A wording: its title with its address, when, by whom and why."""
    marks = ("withdrawn" if entry.withdrawn else "", "redacted" if entry.redacted else "")
    about = (words(entry.byline), words(entry.note), *marks)
    said = "; ".join(filter(None, about))
    named = f"{entry.title} ({entry.number})"
    return f"{page_link(named, entry.path)} _{words(entry.printed)}_{f' - {said}' if said else ''}"


def _day_lines(page: DayPage) -> list[str]:
    """The stories of one day, then the way to the neighbouring days that have news."""
    return [
        *_day(page),
        *_part(page),
        *_neighbour("Next Day...", page.next, day_path),
        *_neighbour("Previous Day...", page.previous, day_path),
    ]


def _period_lines(page: PeriodPage) -> list[str]:
    """A month by its days or a year by its months, with the number of stories."""
    part_path, whole_path = (day_path, month_path) if page.month else (month_path, year_path)
    part = "Month" if page.month else "Year"
    return [
        f"## {page_link(within_news(page.path).replace('/', '-'), page.path)}",
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
    rows = [row for listed in page.corrections for row in listed_change(listed)]
    put_right = [f"## {page_link('Corrections', '/corrections')}", "", *rows, "", "---", ""]
    earlier = page.days[-1].previous if page.days else None
    return [
        *(*top, *live, *days),
        *(put_right if rows else []),
        *_neighbour("Previous Day...", earlier, day_path),
    ]


def _topics_lines(page: TopicsPage) -> list[str]:
    """Topics with their numbers of stories."""
    rows = [row for line in page.topics for row in _topic_row(line)]
    return [f"## {page_link('Topics', page.path)}", "", *rows, *_part(page)]


def _topic_row(line: TopicLine) -> list[str]:
    latest = f", latest {line.latest.isoformat()}" if line.latest else ""
    return [
        f"### {page_link(line.topic.name, line.topic.path)}",
        *([opening(line.topic.qualifier)] if line.topic.qualifier else []),
        f"{_counted(line.stories)}{latest}",
        "",
    ]


def _topic_lines(page: TopicPage) -> list[str]:
    """A topic, what it is, its stories, its years, and the topics beside it."""
    same = f"Wikidata: {page.topic.same_as}" if page.topic.same_as else ""
    about = [text for text in (page.topic.qualifier, page.description, same) if text]
    beside = [row for line in page.beside for row in _topic_row(line)]
    return [
        f"## {page_link(page.topic.name, page.topic.path)}",
        "",
        *(line for text in about for line in (opening(text), "")),
        *(["## Live", "", *_stories(page.live), "---", ""] if page.live else []),
        *_stories(page.stories),
        *_part(page),
        *_years(page.topic.path, page.years),
        *(["## Often together", "", *beside] if beside else []),
    ]


def _outlets_lines(page: OutletsPage) -> list[str]:
    """Outlets with how many stories cite each."""
    lines = [f"## {page_link('Sources', page.path)}", ""]
    for line in page.outlets:
        latest = f", latest {line.latest.isoformat()}" if line.latest else ""
        counted = f"{_counted(line.stories)}{latest}"
        lines += [f"### {page_link(line.name, line.path)}", counted, ""]
    return lines + _part(page)


def _outlet_lines(page: OutletPage) -> list[str]:
    """An outlet, the stories that cite it with what they cite, and its years."""
    return [
        f"## {page_link(page.name, f'/sources/{page.slug}')}",
        "",
        *(row for cited in page.stories for row in _cited(cited)),
        *_part(page),
        *_years(f"/sources/{page.slug}", page.years),
    ]


def _cited(cited: Cited) -> list[str]:
    rows = []
    for source in cited.sources:
        named = link(source.title or source.url, source.url) if source.url else words(source.title)
        updates = (
            page_link(f"Update {number}", update_path(cited.story.path, number))
            for number in source.updates
        )
        said = ", ".join(filter(None, (named, *updates)))
        rows.append(f"- Source {source.number}{f': {said}' if said else ''}")
    return [*story_rows(cited.story), *rows, ""]


def _part(page: Paged) -> list[str]:
    """Which page of how many this is, where it is one of several."""
    return [f"Page {page.number} of {page.pages}", ""] if page.pages > 1 else []


def _years(path: str, years: Sequence[tuple[int, int]]) -> list[str]:
    """The years in which there are stories, with how many."""
    if not years:
        return []
    rows = [
        f"- {link(str(year), suffixed(year_of(path, year), 'md'))}: {_counted(count)}"
        for year, count in years
    ]
    return ["## Years", "", *rows, ""]


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
