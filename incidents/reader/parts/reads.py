"""What of a story each part of its page is made of: that alone is its template given.

Where the first of these values says nothing, the part is empty.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter

from incidents.reader import neighbours
from incidents.reader.parts.kept import More, Values
from incidents.reader.parts.sources import listed
from incidents.record.entries import ChangeEntry
from incidents.record.pages import StoryPage
from incidents.record.pages.stretches import Stretch, earlier
from incidents.text.times import iso


def is_empty(values: Values) -> bool:
    """Whether a part of these values shows nothing."""
    return not bool(next(iter(values.values())))


def fields(*names: str) -> Callable[[object], Values]:
    """Reads some fields of a page or an entry as they are."""
    read = attrgetter(*names)
    if len(names) == 1:
        return lambda page: {names[0]: read(page)}
    return lambda page: dict(zip(names, read(page), strict=True))


_CHANGE = fields(
    *("number", "title", "held", "printed", "first", "current", "kind", "kind_label", "note")
)
_HEAD = fields(
    *("date", "topic_line", "headline", "update_count", "status", "status_label", "status_line"),
    *("corrected", "path", "changed_printed", "notice"),
)


def head(page: StoryPage) -> Values:
    """What stands on top, with who wrote it."""
    changed_at = iso(page.changed_at.replace(microsecond=0))
    return {**_HEAD(page), "credits": page.highlights.credits, "changed_at": changed_at}


def lead(page: StoryPage) -> Values:
    """The initial report; it has a name where there are updates."""
    return {
        "lead_fragment": page.lead_fragment,
        "path": page.path,
        "lead_version": page.lead_version,
        "has_updates": bool(page.update_count),
    }


def change(page: StoryPage, entry: ChangeEntry) -> Values:
    """A line of the story's history."""
    return {
        **_CHANGE(entry),
        "path": page.path,
        "at": iso(entry.at.replace(microsecond=0)),
    }


def begin(page: StoryPage) -> Values:
    """The line of the initial report among those of the updates."""
    return {"shown": bool(page.lead_fragment and page.update_count), "path": page.path}


def stretches(page: StoryPage) -> Values:
    """The pages of older updates."""
    return {"stretches": earlier(page.update_count), "path": page.path}


def links(path: str, stretches: tuple[Stretch, ...]) -> Mapping[str, object]:
    """The way to the first of these pages, and to each."""
    return {
        "links": neighbours.of_story(path, stretches),
        "stretches": neighbours.earlier_updates(path, stretches),
    }


READS: Mapping[str, Callable[[StoryPage], Values]] = {
    "head": head,
    "pinned": fields("pinned", "path"),
    "lead": lead,
    "captions": fields("captions"),
    "sources": fields("sources"),
    "topics": fields("topics"),
    "record": fields("path", "version"),
    "earlier": stretches,
    "stretches": stretches,
}
"""By the names of the parts."""

OPEN: Mapping[str, tuple[str, ...]] = {
    "head": ("update_count", "changed_at", "changed_printed"),
    "record": ("version",),
    "changes": ("version", "first", "others"),
    "change": ("number", "title", "at", "printed", "note"),
}
"""Of what parts read, what most versions change: that is filled in where all else is as before."""

MORE: Mapping[str, More] = {
    "earlier": links,
    "stretches": links,
    "sources": listed,
}
"""What is worked out of these values, where a template needs that too."""
