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
from incidents.record.lists.days import calendar, day, month, year
from incidents.record.lists.front import front
from incidents.record.lists.outlets import outlet, outlets
from incidents.record.lists.standing import site_pages, standing, standing_pages, wording, wordings
from incidents.record.lists.topics import topic, topic_moved, topics
from incidents.record.stories import current_path, of, shown, story, version_at
from incidents.record.stories.surroundings import surroundings

__all__ = [
    "accountability",
    "beside",
    "byline",
    "byline_was_known",
    "calendar",
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
    "outlet",
    "outlets",
    "proof",
    "provenance",
    "shown",
    "site_changes",
    "site_pages",
    "standing",
    "standing_pages",
    "story",
    "story_at",
    "surroundings",
    "time_map",
    "topic",
    "topic_moved",
    "topics",
    "version_at",
    "watching",
    "wording",
    "wordings",
    "year",
]
