"""What the pieces of a story say at its newest version, kept from one version to the next.

The hash of a version chains all that the story ever said, redactions included, for each of those is
a version of its own story. So what was read under a hash is true for as long as the story has it,
and of a story that went on only what the versions since then touched has to be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import getsizeof
from typing import Any

from django.db import connection

from incidents.models import Incident, Version
from incidents.record.beside import media
from incidents.record.ledger import (
    ASIDES,
    FACTS,
    Outline,
    Outlined,
    Standing,
    opened,
    outline,
    standing_of,
)
from incidents.record.stories.texts import APART, pinned
from incidents.text.fragments import memory
from incidents.text.fragments.memory import Memory

MOST = 16_000_000
"""Bytes: some twenty stories with all of two hundred updates; a night has a few of them."""

OF_A_LINE, OF_A_TEXT = 400, 2_000
"""Bytes that a piece takes beside its words, without its text and with it."""

FURTHEST = 100
"""Versions that a story may have gone on; beyond that all of it is read anew."""

SINCE = f"""
SELECT version.number, version.kind, version.previous_hash, version.hash,
    piece.key, piece.number, content.hash, {FACTS},
    content.canonical, content.html, octet_length(content.salt) = 0
FROM incidents_version AS version
LEFT JOIN incidents_version_piece AS piece
    ON piece.version_id = version.position AND piece.key <> ALL(%(asides)s)
LEFT JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE version.incident_id = %(incident)s
    AND version.number > %(after)s AND version.number <= %(last)s
ORDER BY version.number
"""  # noqa: S608 - fixed words


@dataclass(frozen=True, slots=True)
class Stand:
    """A story at a version: all of its pieces in `lines`, and of some of them the texts."""

    number: int
    hash: str
    lines: Outline
    pieces: Mapping[str, Standing]

    def some(self, texts: Iterable[str]) -> dict[str, Standing]:
        """The pieces that a page with these texts shows."""
        apart = tuple(f"{stem}-" for stem in APART)
        found = {key: piece for key, piece in self.pieces.items() if not key.startswith(apart)}
        found |= self._of((*texts, pinned(found)))
        return found | self._of(f"{media.STEM}{number}" for number in media.named(found))

    def _of(self, keys: Iterable[str]) -> dict[str, Standing]:
        return {key: self.pieces[key] for key in keys if key in self.pieces}


KEPT: Memory[Stand] = Memory(MOST)


def stand(incident: Incident, texts: Iterable[str]) -> Stand:
    """What a story says at the version that its row names, with these texts read."""
    known = KEPT.get(incident.pk)
    here = known if known is None or known.hash == incident.version_hash else _on(known, incident)
    found = _with(here, texts) if here else _anew(incident, list(texts))
    return found if found is known else KEPT.keep(incident.pk, found, _size(found))


def read(known: Stand, incident: Incident, texts: Iterable[str]) -> Stand:
    """The same with more texts read."""
    found = _with(known, texts)
    return found if found is known else KEPT.keep(incident.pk, found, _size(found))


def _anew(incident: Incident, texts: Sequence[str]) -> Stand:
    number = incident.version_number
    lines, pieces = outline(incident.pk, texts, apart=APART, at=number)
    return _with(Stand(number, incident.version_hash, lines, pieces), texts)


def _with(known: Stand, texts: Iterable[str]) -> Stand:
    """With these texts, the update on top, and the pictures of all of them; none is read twice."""
    lines, pieces = known.lines, known.pieces
    missing = [key for key in (*texts, pinned(pieces)) if key in lines and key not in pieces]
    if missing:
        pieces = {**pieces, **opened(lines[key] for key in missing)}
    pictures = {f"{media.STEM}{number}" for number in media.named(pieces)} & lines.keys()
    if pictures - pieces.keys():
        pieces = {**pieces, **opened(lines[key] for key in pictures - pieces.keys())}
    return known if pieces is known.pieces else replace(known, pieces=pieces)


def _on(known: Stand, incident: Incident) -> Stand | None:
    """What was kept, moved on to the newest version; None where it does not lead there."""
    if not known.number < incident.version_number <= known.number + FURTHEST:
        return None
    given = {"incident": incident.pk, "after": known.number, "last": incident.version_number}
    with connection.cursor() as cursor:
        cursor.execute(SINCE, {**given, "asides": list(ASIDES)})
        rows = cursor.fetchall()
    if any(kind == Version.Kind.REDACTION for _, kind, *_ in rows):
        memory.forget()
        return None
    if not _is_chained(known.hash, incident.version_hash, rows):
        return None
    touched = [row[4:] for row in rows if row[4] is not None]
    lines = {row[0]: Outlined(*row[:5]) for row in touched}
    pieces = {row[0]: standing_of((*row[:3], *row[5:])) for row in touched}
    return Stand(
        incident.version_number,
        incident.version_hash,
        {**known.lines, **lines},
        {**known.pieces, **pieces},
    )


def _is_chained(first: str, last: str, rows: Iterable[tuple[Any, ...]]) -> bool:
    """Whether versions lead from one hash to another without a gap."""
    links = dict.fromkeys((before, after) for _, _, before, after, *_ in rows)
    for before, after in links:
        if before != first:
            return False
        first = after
    return first == last


def _size(found: Stand) -> int:
    texts = sum(3 * getsizeof(piece.html) for piece in found.pieces.values())
    return OF_A_LINE * len(found.lines) + OF_A_TEXT * len(found.pieces) + texts
