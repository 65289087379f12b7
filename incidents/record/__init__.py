"""What the public may see: frozen pages, built from the ledger; every outlet starts here."""

from incidents.record.beside.campaign import campaign_on_front
from incidents.record.beside.comments import beside, comments
from incidents.record.beside.watching import watching
from incidents.record.history.accountability import accountability
from incidents.record.history.changes import changes, follow_ups
from incidents.record.history.differing.comparing import comparison
from incidents.record.history.frozen import story_at, time_map
from incidents.record.history.provenance import provenance
from incidents.record.history.proving import proof
from incidents.record.history.sitewide import (
    byline,
    byline_was_known,
    corrections,
    site_changes,
)
from incidents.record.lists import day, front, month, topic, topic_moved, topics, year
from incidents.record.stories import current_path, of, shown, story, version_at

__all__ = [
    "accountability",
    "beside",
    "byline",
    "byline_was_known",
    "campaign_on_front",
    "changes",
    "comments",
    "comparison",
    "corrections",
    "current_path",
    "day",
    "follow_ups",
    "front",
    "month",
    "of",
    "proof",
    "provenance",
    "shown",
    "site_changes",
    "story",
    "story_at",
    "time_map",
    "topic",
    "topic_moved",
    "topics",
    "version_at",
    "watching",
    "year",
]
