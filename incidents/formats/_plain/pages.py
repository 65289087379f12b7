"""The one way from a page to plain values, whatever kind of page it is."""

from typing import assert_never

from incidents.formats._format import Site, every
from incidents.formats._plain.history import changes_fields, comparison_fields
from incidents.formats._plain.indexes import (
    day_fields,
    front_fields,
    period_fields,
    topic_fields,
    topics_fields,
)
from incidents.formats._plain.story import story_fields, update_fields
from incidents.formats._plain.values import Fields
from incidents.formats._withheld import without_withheld
from incidents.formats.addresses import html_address
from incidents.record.pages import (
    ChangesPage,
    ComparisonPage,
    DayPage,
    FrontPage,
    Page,
    PeriodPage,
    StoryPage,
    TopicPage,
    TopicsPage,
    UpdatePage,
)


def fields(page: Page, site: Site) -> Fields:
    """A page under plain names: its kind, its addresses in every format, then its parts."""
    return {
        "type": kind_of(page),
        "url": site.absolute(html_address(page)),
        "formats": {
            "HTML": site.absolute(html_address(page)),
            **{
                format_.label: site.absolute(format_.address(page))
                for format_ in every()
                if format_.supports(page)
            },
        },
        "site": {"name": site.name, "url": site.url},
        **_parts(without_withheld(page), site),
    }


def kind_of(page: Page) -> str:
    """The kind of a page in one word: "story", "frozen-story", "day"."""
    match page:
        case StoryPage():
            return "frozen-story" if page.frozen else "story"
        case PeriodPage():
            return "month" if page.month else "year"
        case _:
            return type(page).__name__.removesuffix("Page").lower()


def _parts(page: Page, site: Site) -> Fields:
    match page:
        case StoryPage():
            parts = story_fields(page, site)
        case UpdatePage():
            parts = update_fields(page, site)
        case ChangesPage():
            parts = changes_fields(page, site)
        case ComparisonPage():
            parts = comparison_fields(page, site)
        case DayPage():
            parts = day_fields(page, site)
        case PeriodPage():
            parts = period_fields(page, site)
        case FrontPage():
            parts = front_fields(page, site)
        case TopicsPage():
            parts = topics_fields(page, site)
        case TopicPage():
            parts = topic_fields(page, site)
        case _:
            assert_never(page)
    return parts
