"""Pages and their parts under the plain names that JSON and XML use, for outlets of their own."""

from incidents.formats._format import Site
from incidents.formats._plain import media, parts
from incidents.formats._plain.pages import fields
from incidents.formats._plain.values import Fields, Plain, given, moment
from incidents.record.pages import StoryPage

_LONG = frozenset(
    {"lead", "media", "captions", "updates", "sources", "changes", "related", "translations"}
    | {"pinned", "summary", "key_events"}
)
_OF_THE_PAGE = frozenset({"type", "site", "as_of", "as_of_time", "newest_version", "not_held"})

change = parts.change
medium = media.medium
source = parts.source
topic = parts.topic
update = parts.update

__all__ = [
    "Fields",
    "Plain",
    "change",
    "given",
    "medium",
    "moment",
    "source",
    "story",
    "story_head",
    "topic",
    "update",
]


def story(page: StoryPage, site: Site) -> Fields:
    """A story as it stands, every part of it; of a retracted one the tombstone."""
    return {name: value for name, value in fields(page, site).items() if name not in _OF_THE_PAGE}


def story_head(page: StoryPage, site: Site, *, parts: frozenset[str] = frozenset()) -> Fields:
    """A story without its long parts, but for those named: "lead", "updates", "sources"."""
    left_out = _LONG - parts
    return {name: value for name, value in story(page, site).items() if name not in left_out}
