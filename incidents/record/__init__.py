"""What the public may see: frozen pages, built from the ledger; every outlet starts here."""

from incidents.record.history.changes import changes, follow_ups
from incidents.record.history.comparing import comparison
from incidents.record.lists import day, front, month, topic, topics, year
from incidents.record.stories import current_path, of, story, story_at, version_at

__all__ = [
    "changes",
    "comparison",
    "current_path",
    "day",
    "follow_ups",
    "front",
    "month",
    "of",
    "story",
    "story_at",
    "topic",
    "topics",
    "version_at",
    "year",
]
