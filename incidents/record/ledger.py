"""Reading the ledger: what every piece of a story said at a version."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

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

NEWEST = 2**31 - 1


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


def standing(
    incident_id: int, *, keys: Sequence[str] | None = None, at: int | None = None
) -> dict[str, Standing]:
    """The pieces of a story, by key, as they stand or stood at version `at`; removed ones too."""
    given = {"incident": incident_id, "at": NEWEST if at is None else at}
    wanted = {"asides": list(ASIDES)} if keys is None else {"keys": list(keys)}
    statement = STANDING.format(pieces=EVERY if keys is None else SOME)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**given, **wanted})
        return {row[0]: _standing(row) for row in cursor.fetchall()}


def _standing(row: tuple[str, int, str, str, str, bool]) -> Standing:
    key, number, content_hash, canonical, html, redacted = row
    return Standing(key, number, content_hash, json.loads(canonical), html, redacted)
