"""The public pages, frozen: each is complete, and every format is written from it alone."""

from incidents.record.pages.history import (
    ChangesPage,
    ComparisonPage,
    FollowUp,
    FollowUps,
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
from incidents.record.pages.stories import StoryPage, UpdatePage

Page = (
    StoryPage
    | UpdatePage
    | ChangesPage
    | ComparisonPage
    | ProofPage
    | DayPage
    | PeriodPage
    | FrontPage
    | TopicsPage
    | TopicPage
)

__all__ = [
    "ChangesPage",
    "ComparisonPage",
    "DayPage",
    "FollowUp",
    "FollowUps",
    "FrontPage",
    "Page",
    "PeriodPage",
    "PieceComparison",
    "ProofPage",
    "StoryPage",
    "TopicLine",
    "TopicPage",
    "TopicsPage",
    "UpdatePage",
]
