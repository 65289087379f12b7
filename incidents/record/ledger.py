"""Reading the ledger: what every piece of a story said at a version."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from incidents.text.hashing.canonical import JSON

Value = dict[str, JSON]

ASIDES = ("note", "byline", "approval", "correction", "returns", "redaction")
"""Pieces that tell about the version that they belong to; they do not stand on the page."""

STANDING = """
SELECT piece.key, piece.number, content.hash, content.canonical, content.html,
    octet_length(content.salt) = 0
FROM ({pieces}) AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
"""

EVERY = """
SELECT DISTINCT ON (key) key, number, content_id FROM incidents_version_piece
WHERE incident_id = %(incident)s AND key <> ALL(%(asides)s) AND number <= %(at)s
ORDER BY key, number DESC
"""

SOME = """
SELECT wanted.key, newest.number, newest.content_id
FROM unnest(%(keys)s::text[]) AS wanted(key)
CROSS JOIN LATERAL (
    SELECT number, content_id FROM incidents_version_piece
    WHERE incident_id = %(incident)s AND key = wanted.key AND number <= %(at)s
    ORDER BY number DESC LIMIT 1
) AS newest
"""
"""Looked up one by one: what a piece costs does not grow with its history."""

FACTS = """content.canonical = 'null',
    (piece.key LIKE 'update-%%' OR piece.key IN ('lead', 'summary'))
    AND strpos(content.canonical, '"kind":"correction"') > 0"""
"""Whether a piece is removed, and whether it carries the mark of a correction. Within a text the
quotes of canonical JSON are escaped, so that only a mark reads like this."""

OUTLINE = """
SELECT piece.key, piece.number, content.hash, {facts}, piece.shown,
    CASE WHEN piece.shown THEN content.canonical END,
    CASE WHEN piece.shown THEN content.html END,
    octet_length(content.salt) = 0
FROM (
    SELECT *, key = ANY(string_to_array(%(keys)s, ','))
        OR split_part(key, '-', 1) <> ALL(%(apart)s) AS shown
    FROM ({pieces}) AS standing
) AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
"""

CONTENTS = """
SELECT hash, canonical, html, octet_length(salt) = 0 FROM incidents_content
WHERE hash = ANY(%(hashes)s)
"""

NEWEST = 2**31 - 1

_decoded = json.JSONDecoder().raw_decode
"""Nothing stands around or behind canonical JSON."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece as it stands: since version `number`, with its content's hash; None is removed.

    Of a redacted piece the value is what may still be shown.
    """

    key: str
    number: int
    hash: str
    value: Value | None
    html: str
    redacted: bool = False
    read: dict[str, Any] = field(default_factory=dict, init=False, compare=False)
    """What was made of it, by what that is, for as long as the piece itself is kept."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A piece as it stands without its text: since which version, and what is known of it."""

    key: str
    number: int
    hash: str
    gone: bool
    corrected: bool


Outline = Mapping[str, Outlined]


def standing(
    incident_id: int, *, keys: Sequence[str] | None = None, at: int | None = None
) -> dict[str, Standing]:
    """The pieces of a story, by key, as they stand or stood at version `at`; removed ones too."""
    given = {"incident": incident_id, "at": NEWEST if at is None else at}
    wanted = {"asides": list(ASIDES)} if keys is None else {"keys": list(keys)}
    statement = STANDING.format(pieces=EVERY if keys is None else SOME)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**given, **wanted})
        return {row[0]: standing_of(row) for row in cursor.fetchall()}


def outline(
    incident_id: int, keys: Sequence[str], *, apart: Sequence[str], at: int | None = None
) -> tuple[dict[str, Outlined], dict[str, Standing]]:
    """The same pieces without their texts, and some of them with them.

    Read whole are those with these keys, and all whose key does not begin with a stem set apart.
    """
    given = {"incident": incident_id, "at": NEWEST if at is None else at}
    wanted = {"asides": list(ASIDES), "apart": list(apart)}
    statement = OUTLINE.format(facts=FACTS, pieces=EVERY)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**given, **wanted, "keys": ",".join(keys)})
        rows = cursor.fetchall()
    lines = {row[0]: Outlined(*row[:5]) for row in rows}
    return lines, {row[0]: standing_of((*row[:3], *row[6:])) for row in rows if row[5]}


def opened(pieces: Iterable[Outlined]) -> dict[str, Standing]:
    """These pieces with their texts; one query, none for no pieces."""
    wanted = {piece.key: piece for piece in pieces}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(CONTENTS, {"hashes": [piece.hash for piece in wanted.values()]})
        said = {row[0]: row[1:] for row in cursor.fetchall()}
    return {
        key: standing_of((key, piece.number, piece.hash, *said[piece.hash]))
        for key, piece in wanted.items()
    }


def standing_of(row: tuple[str, int, str, str, str, bool]) -> Standing:
    """A piece from a row: key, version, hash, canonical text, HTML, and whether it was redacted."""
    key, number, content_hash, canonical, html, redacted = row
    return Standing(key, number, content_hash, _decoded(canonical)[0], html, redacted)
