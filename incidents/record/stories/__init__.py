"""Stories as they stand, and as they stood at any version."""

from incidents.record.stories.addresses import (
    WORKING,
    current_path,
    newest_version,
    published,
    version_at,
)
from incidents.record.stories.building import page
from incidents.record.stories.now import of, shown, story
from incidents.record.stories.standing import CHANGES_BELOW_STORY
from incidents.record.stories.texts import APART, Overall, completed

__all__ = [
    "APART",
    "CHANGES_BELOW_STORY",
    "WORKING",
    "Overall",
    "completed",
    "current_path",
    "newest_version",
    "of",
    "page",
    "published",
    "shown",
    "story",
    "version_at",
]
