"""A walk through some versions of a story, from each to the next.

Of a long story only those texts are read that one of the versions touched, or that are shown with
something which one of them touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace

from incidents.models import Incident
from incidents.record import stories
from incidents.record.beside import media
from incidents.record.entries import ChangeEntry
from incidents.record.history.differing import touches
from incidents.record.history.differing.touches import Touch
from incidents.record.ledger import Standing, Value, outline
from incidents.record.pages import FollowUp, StoryPage
from incidents.record.reading import text

UNSEEN = ("slug", "about")
"""Pieces that have no face of their own."""

Pieces = Mapping[str, Standing]


def walked(incident: Incident, after: int, rows: Sequence[ChangeEntry]) -> Iterator[FollowUp]:
    """What each version after one changed; `rows` are these, and all listed on their pages."""
    changes = [row for row in rows if row.number > after]
    if changes:
        found = touches.between(incident.pk, after, changes[-1].number)
        yield from Walk(incident, after, rows, found).steps(changes)


class Walk:
    """The story at one version after the other."""

    def __init__(
        self, incident: Incident, after: int, rows: Sequence[ChangeEntry], found: Sequence[Touch]
    ) -> None:
        self.incident, self.after, self.found = incident, after, found
        self.rows = {row.number: row for row in rows}
        keys = {touch.key for touch in found} | {key for touch in found for key in touch.needs}
        listed = any(key.startswith("source-") for key in keys)
        apart = stories.APART if listed else (*stories.APART, "source")
        self.lines, pieces = outline(incident.pk, [*keys], apart=apart, at=after)
        shown_with = touches.showing(self.lines, keys)
        self.pieces: Pieces = stories.completed(self.lines, pieces, shown_with)

    def steps(self, changes: Sequence[ChangeEntry]) -> Iterator[FollowUp]:
        """Each version with the story before it and after it."""
        before = self._page(self.rows[self.after]) if self.after else None
        for change in changes:
            touched = [touch for touch in self.found if touch.number == change.number]
            was = self.pieces
            self.lines = self.lines | {touch.key: touch.line for touch in touched}
            self.pieces = {**was, **{touch.key: touch.piece for touch in touched}}
            page = self._page(change)
            yield FollowUp(
                change=change,
                fragments=self._fragments(touched),
                page=page,
                before=before,
                touched=frozenset(touch.key for touch in touched),
                updates=_updates(was, touched),
            )
            before = page

    def _page(self, change: ChangeEntry) -> StoryPage:
        """The story at a version, as far as it is read, under the address that it had then."""
        incident = copy(self.incident)
        incident.path = text(_value(self.pieces, "slug"), "path") or incident.path
        overall = stories.Overall.of(self.lines)
        page = stories.page(incident, self.pieces, change, (), overall)
        oldest = change.number - stories.CHANGES_BELOW_STORY + 2
        lines = (row for number, row in self.rows.items() if number == 1 or number >= oldest)
        return replace(
            page,
            changes=tuple(
                replace(row, current=row.number == change.number)
                for row in lines
                if row.number <= change.number
            ),
        )

    def _fragments(self, touched: Sequence[Touch]) -> tuple[tuple[str, str], ...]:
        """The stored HTML of what a version touched, with its pictures as they stood."""
        figures = media.figures(self.pieces)
        shown = (touch.piece for touch in touched if touch.key not in UNSEEN)
        return tuple(
            (piece.key, media.fill(piece.html, media.names(piece.value), figures))
            for piece in shown
        )


def _updates(was: Pieces, touched: Sequence[Touch]) -> dict[str, tuple[int, ...]]:
    """The numbers of the updates that a version brought, changed and retracted."""
    found: dict[str, list[int]] = {"new": [], "changed": [], "retracted": []}
    for touch in touched:
        if touch.key.startswith("update-"):
            number = int(touch.key.removeprefix("update-"))
            found[_outcome(_value(was, touch.key), touch.piece.value)].append(number)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _outcome(before: Value | None, after: Value | None) -> str:
    gone = text(after, "state") == "retracted"
    if before is None:
        return "new"
    return "retracted" if gone and text(before, "state") != "retracted" else "changed"


def _value(pieces: Pieces, key: str) -> Value | None:
    return pieces[key].value if key in pieces else None
