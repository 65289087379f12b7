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
    PeriodPage,
    TopicLine,
    TopicPage,
    TopicsPage,
)
from incidents.record.pages.sitewide import (
    AccountabilityPage,
    BylinePage,
    CorrectionsPage,
    ProvenancePage,
    SiteChangesPage,
)
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
    | TransparencyPage
    | SiteChangesPage
    | BylinePage
    | CorrectionsPage
    | AccountabilityPage
    | ProvenancePage
    | CommentsPage
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
    "Page",
    "PeriodPage",
    "PieceComparison",
    "ProofPage",
    "ProvenancePage",
    "SiteChangesPage",
    "StoryPage",
    "TopicLine",
    "TopicPage",
    "TopicsPage",
    "TransparencyPage",
    "UpdatePage",
    "UpdatesPage",
]
