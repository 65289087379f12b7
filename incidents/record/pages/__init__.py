"""The public pages, frozen: each is complete, and every format is written from it alone."""

from incidents.record.pages.comments import CommentsPage
from incidents.record.pages.history import (
    ChangesPage,
    ComparisonPage,
    PieceComparison,
    ProofPage,
)
from incidents.record.pages.lists import (
    DayPage,
    FrontPage,
    OutletPage,
    OutletsPage,
    PeriodPage,
    TopicLine,
    TopicPage,
    TopicsPage,
)
from incidents.record.pages.search import SearchPage
from incidents.record.pages.sitewide import (
    AccountabilityPage,
    BylinePage,
    CorrectionsPage,
    ProvenancePage,
    SiteChangesPage,
)
from incidents.record.pages.standing import StandingPage, WordingPage, WordingsPage
from incidents.record.pages.stories import (
    FollowUp,
    FollowUps,
    StoryPage,
    UpdatePage,
    UpdatesPage,
)
from incidents.record.pages.transparency import TransparencyPage

Page = (
    StoryPage
    | UpdatePage
    | UpdatesPage
    | ChangesPage
    | ComparisonPage
    | ProofPage
    | DayPage
    | PeriodPage
    | FrontPage
    | TopicsPage
    | TopicPage
    | OutletsPage
    | OutletPage
    | StandingPage
    | WordingsPage
    | WordingPage
    | TransparencyPage
    | SiteChangesPage
    | BylinePage
    | CorrectionsPage
    | AccountabilityPage
    | ProvenancePage
    | CommentsPage
    | SearchPage
)

__all__ = [
    "AccountabilityPage",
    "BylinePage",
    "ChangesPage",
    "CommentsPage",
    "ComparisonPage",
    "CorrectionsPage",
    "DayPage",
    "FollowUp",
    "FollowUps",
    "FrontPage",
    "OutletPage",
    "OutletsPage",
    "Page",
    "PeriodPage",
    "PieceComparison",
    "ProofPage",
    "ProvenancePage",
    "SearchPage",
    "SiteChangesPage",
    "StandingPage",
    "StoryPage",
    "TopicLine",
    "TopicPage",
    "TopicsPage",
    "TransparencyPage",
    "UpdatePage",
    "UpdatesPage",
    "WordingPage",
    "WordingsPage",
]
