"""Which parts of a story's page read otherwise at a version than at the one before."""

from collections.abc import Iterator

from incidents.reader.parts.rendering import BEGIN, Rendering
from incidents.record.pages import FollowUp, StoryPage
from incidents.record.pages.stretches import newest

TELLS_THE_VERSION = ("head", "changes", "record")
"""Parts that say when, or in which version, the story changed."""

BY_PIECE = {
    "headline": ("title",),
    "summary": ("summary",),
    "key_events": ("key-events",),
    "lead": ("lead", BEGIN),
    "captions": ("captions",),
    "source": ("sources",),
    "topics": ("topics",),
}
"""The parts that show a piece, by its stem; those of updates and pictures depend on more."""

BY_ANY_UPDATE = (
    *("title", "lead", BEGIN, "pinned", "summary", "key-events"),
    *("earlier", "stretches"),
)
"""Parts that may read otherwise with another number of updates, or another state of one."""

IN_EVERY_VERSION = "redaction"
"""The kind of change that takes texts out of earlier versions too: what was shown is not known."""

ELSEWHERE = frozenset({"about", "slug"})
"""Pieces that are said all over the page, in its attributes and addresses."""


def needs_reload(follow_up: FollowUp) -> bool:
    """Whether a change alters what no part holds: the whole page is another."""
    before = follow_up.before
    if before is None or before.retracted or follow_up.page.retracted:
        return True
    return bool(ELSEWHERE & follow_up.touched)


def parts_that_differ(follow_up: FollowUp) -> dict[str, str | None]:
    """The parts as they read at a version, where that is otherwise than before; None for gone."""
    if follow_up.before is None:
        return {}
    now = Rendering(follow_up.page)
    was = Rendering(follow_up.before)
    told = {}
    for name in dict.fromkeys((*TELLS_THE_VERSION, *candidates(follow_up, follow_up.before))):
        part = now.part(name)
        unknown = follow_up.change.kind == IN_EVERY_VERSION
        if unknown or part != was.part(name):
            told[name] = part
    return told | dict.fromkeys(_pushed_off(follow_up.before, follow_up.page))


def candidates(follow_up: FollowUp, before: StoryPage) -> Iterator[str]:
    """Every part that may read otherwise, by the pieces that a version touched."""
    page = follow_up.page
    for key in sorted(follow_up.touched):
        stem, _, number = key.partition("-")
        yield from BY_PIECE.get(stem, ())
        if stem == "update":
            yield from (*_rows(int(number)), *BY_ANY_UPDATE)
        elif stem == "pinned":
            yield from ("pinned", "summary", "key-events")
            yield from (name for each in (before, page) for name in _rows(each.highlights.pinned))
        elif stem == "medium":
            yield from ("lead", "pinned")
            yield from (f"update-{each}" for each in _showing(page, int(number)))


def _pushed_off(before: StoryPage, page: StoryPage) -> Iterator[str]:
    """The rows that stand on a page of older updates now, and no longer on the first."""
    for number in range(newest(before.update_count).first, newest(page.update_count).first):
        yield from _rows(number)


def _rows(number: int) -> tuple[str, ...]:
    """The parts of one update; none for 0, which is no update."""
    return (f"update-{number}", f"timeline-{number}") if number else ()


def _showing(page: StoryPage, medium: int) -> Iterator[int]:
    return (entry.number for entry in page.updates if medium in entry.media)
