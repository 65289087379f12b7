"""The rows of the history as they are stored, read in batches and past every cache."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection


class StoredStory(NamedTuple):
    """What the story's own row says of its history."""

    id: int
    key: UUID
    path: str
    version_number: int
    version_hash: str
    position: int


class StoredVersion(NamedTuple):
    """A version as stored."""

    position: int
    incident_id: int
    number: int
    kind: str
    origin: str
    at: datetime
    recorded_at: datetime
    author_key: UUID | None
    approver_key: UUID | None
    held: bool
    has_note: bool
    words: int
    words_added: int
    words_removed: int
    sources: int
    sources_added: int
    sources_removed: int
    schema: int
    previous_hash: str
    hash: str


class StoredPiece(NamedTuple):
    """A piece of a version with its content; None where no content is stored."""

    version_id: int
    incident_id: int
    number: int
    key: str
    hash: str
    salt: bytes | None
    canonical: str | None
    html: str | None
    html_hash: str


STORIES = f"SELECT {', '.join(StoredStory._fields)} FROM incidents_incident WHERE id = ANY(%s)"  # noqa: S608

VERSIONS = f"""
SELECT {", ".join(StoredVersion._fields)} FROM incidents_version
WHERE position <= %(head)s AND (incident_id, number) > (%(story)s, %(number)s)
    AND (%(chosen)s::bigint[] IS NULL OR incident_id = ANY(%(chosen)s))
ORDER BY incident_id, number LIMIT %(limit)s
"""  # noqa: S608

PIECES = """
SELECT piece.version_id, piece.incident_id, piece.number, piece.key, piece.content_id,
    content.salt, content.canonical, content.html, piece.html_hash
FROM incidents_version_piece AS piece
LEFT JOIN LATERAL (
    SELECT salt, canonical, html FROM incidents_content WHERE hash = piece.content_id LIMIT 1
) AS content ON true
WHERE piece.version_id = ANY(%s) ORDER BY piece.version_id, piece.key
"""
"""The lateral join keeps the planner from reading the whole content store for each batch."""

WITHOUT_VERSIONS = """
SELECT path FROM incidents_incident AS story
WHERE version_number > 0 AND position <= %(head)s
    AND (%(chosen)s::bigint[] IS NULL OR id = ANY(%(chosen)s))
    AND NOT EXISTS (SELECT FROM incidents_version WHERE incident_id = story.id)
ORDER BY id
"""

MISSING = """
SELECT min(before) + 1 FROM (
    SELECT position, lag(position, 1, 0::bigint) OVER (ORDER BY position) AS before
    FROM (SELECT position FROM incidents_version WHERE position <= %(head)s
        UNION ALL SELECT %(head)s + 1) AS given
) AS pairs WHERE position <> before + 1
"""

NEWEST = "SELECT coalesce(max(position), 0) FROM incidents_version"


def stories(keys: Iterable[int]) -> dict[int, StoredStory]:
    """The rows of some stories by id."""
    with connection.cursor() as cursor:
        cursor.execute(STORIES, [list(keys)])
        return {row[0]: StoredStory(*row) for row in cursor.fetchall()}


def versions(
    head: int, after: tuple[int, int], limit: int, chosen: Sequence[int] | None
) -> list[StoredVersion]:
    """The next versions after (story, number), in that order, none above a position."""
    story, number = after
    given = {"head": head, "story": story, "number": number, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS, {**given, "chosen": None if chosen is None else list(chosen)})
        return [StoredVersion(*row) for row in cursor.fetchall()]


def pieces(positions: Sequence[int]) -> dict[int, list[StoredPiece]]:
    """The pieces of some versions, by position."""
    found: dict[int, list[StoredPiece]] = {}
    with connection.cursor() as cursor:
        cursor.execute(PIECES, [list(positions)])
        for row in cursor.fetchall():
            found.setdefault(row[0], []).append(StoredPiece(*row))
    return found


def without_versions(head: int, chosen: Sequence[int] | None) -> list[str]:
    """The addresses of published stories of which no version is stored."""
    with connection.cursor() as cursor:
        given = {"head": head, "chosen": None if chosen is None else list(chosen)}
        cursor.execute(WITHOUT_VERSIONS, given)
        return [path for (path,) in cursor.fetchall()]


def first_missing_position(head: int) -> int | None:
    """The first position up to `head` at which no version stands."""
    with connection.cursor() as cursor:
        cursor.execute(MISSING, {"head": head})
        found: int | None = cursor.fetchone()[0]
        return found


def newest_position() -> int:
    """The highest position at which a version stands."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        found: int = cursor.fetchone()[0]
        return found
