"""The one way from a page to plain values, whatever kind of page it is."""

from typing import assert_never

from incidents.formats._format import Site, every
from incidents.formats._plain.comments import comments_fields
from incidents.formats._plain.history import frozen_fields, history_fields
from incidents.formats._plain.indexes import listing_fields
from incidents.formats._plain.search import search_fields
from incidents.formats._plain.sitewide import sitewide_fields
from incidents.formats._plain.story import story_fields, update_fields
from incidents.formats._plain.transparency import transparency_fields
from incidents.formats._plain.values import Fields, given
from incidents.formats._withheld import without_withheld
from incidents.formats.addresses import html_address
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
        "site": {"name": site.name, "url": site.url, "licence": _licence(site)},
        **_parts(without_withheld(page), site),
    }


def kind_of(page: Page) -> str:
    """The kind of a page in one word: "story", "frozen-story", "day"."""
    match page:
        case StoryPage():
            return "frozen-story" if page.frozen else "story"
        case PeriodPage():
            return "month" if page.month else "year"
        case SiteChangesPage():
            return "site-changes"
        case _:
            return type(page).__name__.removesuffix("Page").lower()


def _licence(site: Site) -> Fields | None:
    """What the texts of the newsroom may be used under, where it says so."""
    return {"name": site.licence, "url": given(site.licence_url)} if site.licence else None


def _parts(page: Page, site: Site) -> Fields:
    match page:
        case StoryPage():
            frozen = frozen_fields(page) if page.frozen else {}
            parts: Fields = {**story_fields(page, site), **frozen}
        case UpdatePage() | UpdatesPage():
            parts = update_fields(page, site)
        case ChangesPage() | ComparisonPage() | ProofPage():
            parts = history_fields(page, site)
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
            parts = listing_fields(page, site)
        case TransparencyPage():
            parts = transparency_fields(page, site)
        case (
            SiteChangesPage()
            | BylinePage()
            | CorrectionsPage()
            | AccountabilityPage()
            | ProvenancePage()
        ):
            parts = sitewide_fields(page, site)
        case CommentsPage():
            parts = comments_fields(page, site)
        case SearchPage():
            parts = search_fields(page, site)
        case _:
            assert_never(page)
    return parts
