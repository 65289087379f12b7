"""Where a page stands among the others, told to machines: from the front page down to itself."""

import json
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from incidents.formats.addresses import html_address, path_of
from incidents.reader.site import site_url
from incidents.record.pages import (
    BylinePage,
    ChangesPage,
    DayPage,
    OutletPage,
    Page,
    PeriodPage,
    ProvenancePage,
    StandingPage,
    StoryPage,
    TopicPage,
    UpdatePage,
    UpdatesPage,
)
from incidents.record.printing import day_printed, month_printed
from incidents.text.addresses.stories import day_path, month_path, year_path

ABOUT = "/about"

Crumb = tuple[str, str]
"""A name and a path."""

HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""So that no sign ends the script element in which data stands."""


def trail(page: Page) -> list[Crumb]:
    """From the front page, or the list that it belongs to, down to a page; empty for others."""
    match page:
        case StoryPage() | UpdatePage() | UpdatesPage():
            found = _in_story(page)
        case ChangesPage() | ProvenancePage():
            found = _of_story(page)
        case DayPage() | PeriodPage():
            found = [(_("Latest"), "/"), *_in_calendar(page)]
        case TopicPage():
            found = [(_("Topics"), "/topics"), (page.topic.name, page.topic.path), *_of_year(page)]
        case OutletPage():
            outlet = (page.name, f"/sources/{page.slug}")
            found = [(_("Sources"), "/sources"), outlet, *_of_year(page)]
        case StandingPage() if page.path != ABOUT:
            found = [(_("About us"), ABOUT), (page.title, page.path)]
        case BylinePage():
            found = [(_("Changes"), "/changes"), (page.byline.name, page.path)]
        case _:
            found = []
    return found


def script(page: Page) -> SafeString:
    """The trail as a script element with data; empty for a page that stands by itself."""
    found = [
        {"@type": "ListItem", "position": place, "name": name, "item": _address(path)}
        for place, (name, path) in enumerate(trail(page), 1)
    ]
    if not found:
        return SafeString()
    told = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": found,
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(HARMLESS)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308


def _address(path: str) -> str:
    return site_url(html_address(path))


def _in_story(page: StoryPage | UpdatePage | UpdatesPage) -> list[Crumb]:
    """The day of the story, the story, and a page of its updates."""
    story = page if isinstance(page, StoryPage) else page.story
    day = (day_printed(story.date), day_path(story.date))
    way = [(_("Latest"), "/"), day, (story.headline, path_of(story))]
    if isinstance(page, UpdatePage):
        return [*way, (page.update.name, page.path)]
    return [*way, (_("Updates"), page.path)] if isinstance(page, UpdatesPage) else way


def _of_story(page: ChangesPage | ProvenancePage) -> list[Crumb]:
    changes = isinstance(page, ChangesPage)
    name = _("Changes") if changes else _("Where each sentence comes from")
    return [(page.printed_headline, page.story_path), (name, page.path)]


def _in_calendar(page: DayPage | PeriodPage) -> list[Crumb]:
    """The year, the month in it, the day in that."""
    day = page.date if isinstance(page, DayPage) else date(page.year, page.month or 1, 1)
    year = (f"{day.year:04d}", year_path(day))
    if isinstance(page, PeriodPage) and not page.month:
        return [year]
    month = (month_printed(day), month_path(day))
    return [year, month] + ([(day_printed(day), page.path)] if isinstance(page, DayPage) else [])


def _of_year(page: TopicPage | OutletPage) -> list[Crumb]:
    return [(f"{page.year:04d}", page.path)] if page.year else []
