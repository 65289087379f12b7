"""What of a story each part of its page is made of: that alone is its template given."""

from collections.abc import Callable, Hashable, Mapping
from operator import attrgetter

from incidents.reader import neighbours
from incidents.record.entries import SourceEntry
from incidents.record.pages import StoryPage
from incidents.record.pages.stretches import Stretch, earlier

Values = Mapping[str, Hashable]
More = Callable[..., Mapping[str, object]]


def fields(*names: str) -> Callable[[StoryPage], Values]:
    """Reads some fields of a story as they are."""
    read = attrgetter(*names)
    if len(names) == 1:
        return lambda page: {names[0]: read(page)}
    return lambda page: dict(zip(names, read(page), strict=True))


_HEAD = fields(
    *("date", "topic_line", "headline", "update_count", "status", "status_label", "status_line"),
    *("corrected", "path", "changed_at", "changed_printed", "notice"),
)


def head(page: StoryPage) -> Values:
    """What stands on top, with who wrote it."""
    return {**_HEAD(page), "credits": page.highlights.credits}


def lead(page: StoryPage) -> Values:
    """The initial report; it has a name where there are updates."""
    return {
        "path": page.path,
        "lead_fragment": page.lead_fragment,
        "lead_version": page.lead_version,
        "has_updates": bool(page.update_count),
    }


def begin(page: StoryPage) -> Values:
    """The line of the initial report among those of the updates."""
    return {"path": page.path, "shown": bool(page.lead_fragment and page.update_count)}


def stretches(page: StoryPage) -> Values:
    """The pages of older updates."""
    return {"path": page.path, "stretches": earlier(page.update_count)}


def links(path: str, stretches: tuple[Stretch, ...]) -> Mapping[str, object]:
    """The way to the first of these pages, and to each."""
    return {
        "links": neighbours.of_story(path, stretches),
        "stretches": neighbours.earlier_updates(path, stretches),
    }


def listed(sources: tuple[SourceEntry, ...]) -> Mapping[str, object]:
    """Each source as it is stored, with where the page of its outlet is, if it has one."""
    return {
        "listed": [
            (source.fragment.removesuffix("</li>"), source.outlet_path, source.outlet)
            for source in sources
        ]
    }


READS: Mapping[str, Callable[[StoryPage], Values]] = {
    "head": head,
    "pinned": fields("pinned", "path"),
    "lead": lead,
    "captions": fields("captions"),
    "sources": fields("sources"),
    "changes": fields("changes", "path", "version"),
    "related": fields("related"),
    "topics": fields("topics"),
    "record": fields("path", "version"),
    "earlier": stretches,
    "stretches": stretches,
}
"""By the names of the parts."""

MORE: Mapping[str, More] = {
    "earlier": links,
    "stretches": links,
    "sources": listed,
}
"""What is worked out of these values, where a template needs that too."""
