"""Reading the ledger: what every piece of a story said at a version."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from incidents.text.hashing.canonical import JSON

Value = dict[str, JSON]

STANDING = """
SELECT DISTINCT ON (piece.key)
    piece.key, piece.number, content.hash, content.canonical, content.html
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.incident_id = %(incident)s AND piece.key NOT IN ('note', 'byline') {conditions}
ORDER BY piece.key, piece.number DESC
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece as it stands: since version `number`, with its content's hash; None is removed."""

    key: str
    number: int
    hash: str
    value: Value | None
    html: str


def standing(
    incident_id: int, *, keys: Sequence[str] | None = None, at: int | None = None
) -> dict[str, Standing]:
    """The pieces of a story, by key, as they stand or stood at version `at`; removed ones too."""
    conditions = ""
    if keys is not None:
        conditions += "AND piece.key = ANY(%(keys)s) "
    if at is not None:
        conditions += "AND piece.number <= %(at)s "
    with connection.cursor() as cursor:
        cursor.execute(
            STANDING.format(conditions=conditions),
            {"incident": incident_id, "keys": list(keys or ()), "at": at},
        )
        return {row[0]: _standing(row) for row in cursor.fetchall()}


def _standing(row: tuple[str, int, str, str, str]) -> Standing:
    key, number, content_hash, canonical, html = row
    value = json.loads(canonical) if canonical else None
    return Standing(key, number, content_hash, value, html)
