"""What happened to a story since a version: each version after it, with what that touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db import connection

from incidents.models import Incident, Version
from incidents.record import ledger, versions
from incidents.record.ledger import ASIDES, Outlined, Standing, standing_of
from incidents.record.reading import Told
from incidents.record.versions import TAKEN_OUT, TITLE, Happened

FURTHEST = 100
"""Versions that a story may have gone on; beyond that all of it is read anew."""

SINCE = f"""
SELECT {", ".join(f"version.{name}" for name in versions.FACTS)}, byline.slug,
    version.previous_hash, piece.key, {TAKEN_OUT},
    piece.number, content.hash, {ledger.FACTS},
    content.canonical, content.html, octet_length(content.salt) = 0
FROM incidents_version AS version
LEFT JOIN incidents_byline AS byline ON byline.id = version.byline_id
LEFT JOIN incidents_version_piece AS piece ON piece.version_id = version.position
LEFT JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE version.incident_id = %(incident)s
    AND version.number > %(after)s AND version.number <= %(last)s
ORDER BY version.number, piece.key
"""  # noqa: S608 - fixed words

SHORT = frozenset({TITLE, *ASIDES})
"""Pieces that tell about their version."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that a version touched."""

    number: int
    key: str
    removed: bool
    hash: str
    gone: bool
    corrected: bool
    canonical: str
    html: str
    redacted: bool


@dataclass(frozen=True, slots=True)
class Since:
    """The versions after one, oldest first, each with the hash before it; and what they touched."""

    after: Sequence[tuple[Version, str]]
    touched: Sequence[Piece]

    @property
    def redacted(self) -> bool:
        """Whether anything was taken out of the story."""
        return any(version.kind == Version.Kind.REDACTION for version, _ in self.after)

    def leads(self, first: str, last: str) -> bool:
        """Whether the versions lead from one hash to another without a gap."""
        for version, before in self.after:
            if before != first:
                return False
            first = version.hash
        return first == last

    def lines(self) -> dict[str, Outlined]:
        """The pieces on the page that were touched, as they stand now."""
        return {
            each.key: Outlined(each.key, each.number, each.hash, each.gone, each.corrected)
            for each in self._on_page()
        }

    def pieces(self) -> dict[str, Standing]:
        """The same with their texts."""
        return {
            each.key: standing_of(
                (each.key, each.number, each.hash, each.canonical, each.html, each.redacted)
            )
            for each in self._on_page()
        }

    def _on_page(self) -> list[Piece]:
        return [each for each in self.touched if each.key not in ASIDES]

    def versions(self, known: Sequence[Happened], most: int) -> tuple[Happened, ...]:
        """The first version and the newest ones: those that were `known`, and these."""
        told = versions.told_of(
            (each.number, each.key, each.canonical if each.key in SHORT else None, each.removed)
            for each in self.touched
        )
        rows = [*known]
        for version, _ in self.after:
            said = told.get(version.number, Told())
            rows.append(Happened(version, said, said.headline or rows[-1].title, None))
        ended = [_ended(row, following.version) for row, following in pairwise(rows)]
        return (*ended[:1], *[*ended[1:], rows[-1]][1 - most :])


def since(incident: Incident, number: int) -> Since:
    """What happened after a version, up to the newest; nothing where that is too far away."""
    last = incident.version_number
    if not number < last <= number + FURTHEST:
        return Since((), ())
    with connection.cursor() as cursor:
        cursor.execute(SINCE, {"incident": incident.pk, "after": number, "last": last})
        rows = cursor.fetchall()
    facts, named = len(versions.FACTS), versions.FACTS.index("number")
    found = {row[named]: row for row in rows}
    return Since(
        [(versions.version(row[:facts], row[facts]), row[facts + 1]) for row in found.values()],
        [_piece(row[facts + 2 :]) for row in rows if row[facts + 2] is not None],
    )


def _piece(row: tuple[Any, ...]) -> Piece:
    key, removed, number, *rest = row
    return Piece(number, key, removed, *rest)


def _ended(row: Happened, following: Version) -> Happened:
    """A version that ended with the one after it, where that is known."""
    if row.until is not None or following.number != row.version.number + 1:
        return row
    return replace(row, until=following.at)
