"""From the states of a story to versions: what each one changed, and what kind of change it was."""

from collections.abc import Iterator
from datetime import datetime

from incidents.actions.imports.arriving import Arriving, Pieces
from incidents.actions.ledger import kinds, pieces
from incidents.actions.ledger.pieces import Value
from incidents.actions.ledger.settling import prose
from incidents.actions.ledger.writing import Pending, write_down
from incidents.models import Version
from incidents.text.difference import counts
from incidents.text.sanitise import line

Kind = Version.Kind

IMPLIED = {
    "headline": Kind.HEADLINE,
    "topic_line": Kind.HEADLINE,
    "slug": Kind.HEADLINE,
    "captions": Kind.MEDIA,
    "topics": Kind.SOURCES,
    "related": Kind.SOURCES,
    "source": Kind.SOURCES,
    "status": Kind.STATUS,
    "notice": Kind.STATUS,
    "about": Kind.PRESENTATION,
}


def versions(arriving: Arriving) -> Iterator[Pending]:
    """The versions that a story's states make; states without any change make none."""
    before = arriving.before
    at: datetime | None = arriving.incident.version_at
    first = not arriving.incident.is_published
    for state in arriving.item.states:
        at = arriving.moment(state, at)
        after = arriving.pieces(state)
        changed = _changed(before, after, held=state.held)
        if not changed:
            continue
        values: dict[str, Value | None] = {key: after.get(key) for key in changed}
        words, sources = _words(before, values), _sources(before, values)
        yield Pending(
            incident=arriving.incident,
            verb="incident.imported",
            kind=Kind.FIRST if first else _kind(before, values),
            at=at,
            by=None,
            origin=Version.Origin.IMPORTED,
            held=state.held,
            byline=line(state.byline),
            pieces={
                key: write_down(key, value)
                for key, value in (values | _byline(state.byline)).items()
            },
            touched=_tags(arriving, values, first=first),
            words_added=words[0],
            words_removed=words[1],
            sources_added=sources[0],
            sources_removed=sources[1],
        )
        before, first = (after if state.held else before | after), False


def _changed(before: Pieces, after: Pieces, *, held: bool) -> list[str]:
    """The keys of pieces that differ; what is not held is not known to have changed."""
    keys = dict.fromkeys((*after, *before)) if held else after
    return [key for key in keys if before.get(key) != after.get(key)]


def _byline(name: str) -> dict[str, Value | None]:
    return {"byline": {"name": line(name)}} if name else {}


def _kind(before: Pieces, changed: dict[str, Value | None]) -> str:
    """The first kind that applies; what was not held before says nothing about the change."""
    held = "lead" in before
    implied = {
        _implied(before, key, value) for key, value in changed.items() if held or key in before
    }
    return min(implied, key=kinds.ORDER.index, default=Kind.ADDITION)


def _implied(before: Pieces, key: str, value: Value | None) -> str:
    """The kind of one piece's change: a rewritten text may have been anything but news."""
    if not pieces.is_text(key):
        return IMPLIED[key.partition("-")[0]]
    if value is None:
        return Kind.RETRACTION
    return Kind.CLARIFICATION if key in before else Kind.UPDATE


def _words(before: Pieces, changed: dict[str, Value | None]) -> tuple[int, int]:
    added = removed = 0
    for key, value in changed.items():
        if pieces.is_text(key):
            more, less = counts(prose(before.get(key)), prose(value))
            added, removed = added + more, removed + less
    return added, removed


def _sources(before: Pieces, changed: dict[str, Value | None]) -> tuple[int, int]:
    listed = [key for key in changed if key.startswith("source-")]
    return sum(key not in before for key in listed), sum(changed[key] is None for key in listed)


def _tags(arriving: Arriving, changed: dict[str, Value | None], *, first: bool) -> list[str]:
    tags = {"front", f"story:{arriving.incident.pk}"}
    if first:
        tags.add(f"day:{arriving.item.date}")
    if "topics" in changed:
        tags |= {f"topic:{topic.pk}" for topic in arriving.topics.values()}
    days = (value.get("day") for key, value in changed.items() if value and pieces.is_text(key))
    return sorted(tags | {f"day:{day}" for day in days if day})
