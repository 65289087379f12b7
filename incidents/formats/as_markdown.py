"""Markdown: the grammar of the index pages, with links from Markdown page to Markdown page."""

from typing import assert_never

from incidents.formats._format import Format, Site, every
from incidents.formats._markdown.comments import comments_lines
from incidents.formats._markdown.history import history_lines
from incidents.formats._markdown.indexes import listing_lines
from incidents.formats._markdown.inline import link
from incidents.formats._markdown.search import search_lines
from incidents.formats._markdown.sitewide import sitewide_lines
from incidents.formats._markdown.story import story_lines, update_lines
from incidents.formats._markdown.transparency import transparency_lines
from incidents.formats._withheld import without_withheld
from incidents.formats.addresses import suffixed
from incidents.record.pages import (
    CommentsPage,
    DayPage,
    FrontPage,
    OutletPage,
    OutletsPage,
    Page,
    PeriodPage,
    SearchPage,
    StandingPage,
    StoryPage,
    TopicPage,
    TopicsPage,
    TransparencyPage,
    UpdatePage,
    UpdatesPage,
    WordingPage,
    WordingsPage,
)
from incidents.record.pages.history import ChangesPage, ComparisonPage, ProofPage
from incidents.record.pages.sitewide import (
    AccountabilityPage,
    BylinePage,
    CorrectionsPage,
    ProvenancePage,
    SiteChangesPage,
)


class MarkdownFormat(Format):
    """A page to read as text: Formats line, headings, numbered sources, changes and related."""

    suffix = "md"
    label = "Markdown"
    media_type = "text/markdown"
    order = 30

    def write(self, page: Page, site: Site) -> str:
        said = _lines(without_withheld(page), site)
        lines = ["", self._formats(page), "", *said, *_licence(site)]
        return "\n".join(lines) + "\n"

    def _formats(self, page: Page) -> str:
        """The links to the other formats, each followed by two spaces."""
        others = [format_ for format_ in every() if format_.suffix != self.suffix]
        links = [link("HTML", suffixed(page, "html"))]
        links += [link(each.label, each.address(page)) for each in others if each.supports(page)]
        return "Formats: " + "".join(f"{each}  " for each in links)


def _licence(site: Site) -> list[str]:
    """What the texts may be used under, in the last line of a page."""
    return ["", f"Licence: {link(site.licence, site.licence_url)}"] if site.licence else []


def _lines(page: Page, site: Site) -> list[str]:
    match page:
        case StoryPage():
            lines = story_lines(page, site)
        case UpdatePage() | UpdatesPage():
            lines = update_lines(page, site)
        case ChangesPage() | ComparisonPage() | ProofPage():
            lines = history_lines(page)
        case (
            DayPage()
            | PeriodPage()
            | FrontPage()
            | TopicsPage()
            | TopicPage()
            | OutletsPage()
            | OutletPage()
            | StandingPage()
            | WordingsPage()
            | WordingPage()
        ):
            lines = listing_lines(page)
        case TransparencyPage():
            lines = transparency_lines(page)
        case (
            SiteChangesPage()
            | BylinePage()
            | CorrectionsPage()
            | AccountabilityPage()
            | ProvenancePage()
        ):
            lines = sitewide_lines(page)
        case CommentsPage():
            lines = comments_lines(page)
        case SearchPage():
            lines = search_lines(page)
        case _:
            assert_never(page)
    return lines
