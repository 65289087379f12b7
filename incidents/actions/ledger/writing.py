"""How versions reach the database: one statement, whether for one version or for thousands."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from incidents.models import Editor, Incident
from incidents.text import fragments
from incidents.text.hashing import canonical
from incidents.text.hashing.chain import SCHEMA, VersionFacts, version_hash

CHANNEL = "newsroom"
SALT_BYTES = 16

Value = dict[str, canonical.JSON]

HEAD = """
INSERT INTO incidents_ledgerhead (id, position) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET position = incidents_ledgerhead.position + EXCLUDED.position
RETURNING position, clock_timestamp()
"""

COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "incidents_content": (
        ("hash", "text"),
        ("salt", "bytea"),
        ("canonical", "text"),
        ("html", "text"),
    ),
    "incidents_version": (
        ("position", "bigint"),
        ("incident_id", "bigint"),
        ("number", "int"),
        ("kind", "text"),
        ("origin", "text"),
        ("at", "timestamptz"),
        ("recorded_at", "timestamptz"),
        ("author_id", "bigint"),
        ("author_key", "uuid"),
        ("held", "bool"),
        ("has_note", "bool"),
        ("words", "int"),
        ("words_added", "int"),
        ("words_removed", "int"),
        ("sources", "int"),
        ("sources_added", "int"),
        ("sources_removed", "int"),
        ("touched", "text"),
        ("schema", "smallint"),
        ("previous_hash", "text"),
        ("hash", "text"),
    ),
    "incidents_version_piece": (
        ("version_id", "bigint"),
        ("incident_id", "bigint"),
        ("number", "int"),
        ("key", "text"),
        ("content_id", "text"),
    ),
    "incidents_event": (
        ("incident_id", "bigint"),
        ("verb", "text"),
        ("subject", "text"),
        ("by_id", "bigint"),
        ("at", "timestamptz"),
        ("version_id", "bigint"),
        ("request_key", "uuid"),
    ),
    "incidents_incident": (
        ("id", "bigint"),
        ("status", "text"),
        ("version_number", "int"),
        ("version_hash", "text"),
        ("version_at", "timestamptz"),
        ("position", "bigint"),
        ("update_counter", "int"),
        ("source_counter", "int"),
        ("word_count", "int"),
        ("source_count", "int"),
        ("corrected", "bool"),
    ),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A piece as it goes into the content store; `fresh` is False where it stands there already."""

    hash: str
    salt: bytes
    canonical: str
    html: str
    fresh: bool = True


@dataclass(slots=True)
class Pending:
    """A version about to be written. `pieces` maps keys to what they say from then on."""

    incident: Incident
    verb: str
    kind: str
    at: datetime
    by: Editor | None
    pieces: Mapping[str, Written]
    subject: str = ""
    origin: str = "newsroom"
    held: bool = True
    words_added: int = 0
    words_removed: int = 0
    sources_added: int = 0
    sources_removed: int = 0
    touched: Sequence[str] = ()
    request_key: str | None = None


def write_down(key: str, value: Value | None) -> Written:
    """Salt, hash and render one piece; None is a piece that was removed.

    Each piece is hashed under its own salt, so that a short text cannot be guessed from its
    hash once a redaction has removed text and salt.
    """
    encoded = canonical.encode(value)
    salt = secrets.token_bytes(SALT_BYTES)
    html = "" if value is None else fragments.render(key, value)
    return Written(canonical.inner_hash(salt, encoded), salt, encoded.decode(), html)


def append(pending: Sequence[Pending]) -> None:
    """Give positions, chain and insert versions: the last thing that a transaction does.

    Versions of one story stand in their order. From the head's lock to commit nothing else may
    be locked, so that positions become visible in order. Moves the stories' counters on.
    """
    with connection.cursor() as cursor:
        cursor.execute(HEAD, [len(pending)])
        last, recorded_at = cursor.fetchone()
        rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in COLUMNS}
        for position, version in enumerate(pending, start=last - len(pending) + 1):
            _add_rows(rows, version, position, recorded_at)
        stories = {version.incident.pk: version.incident for version in pending}
        rows["incidents_incident"] = [_story_row(story) for story in stories.values()]
        cursor.execute(INSERT, [*map(_as_json, rows.values()), CHANNEL, str(last)])


def _add_rows(
    rows: dict[str, list[tuple[object, ...]]], version: Pending, position: int, recorded: datetime
) -> None:
    """Move the story on by one version, and add what that version writes to each table."""
    incident = version.incident
    previous = incident.version_hash
    _move_on(incident, version, position, recorded)
    rows["incidents_version"].append(_version_row(version, previous, recorded))
    rows["incidents_event"].append(
        (
            incident.pk,
            version.verb,
            version.subject,
            version.by.pk if version.by else None,
            recorded,
            position,
            version.request_key,
        )
    )
    for key, piece in version.pieces.items():
        if piece.fresh:
            rows["incidents_content"].append((piece.hash, piece.salt, piece.canonical, piece.html))
        rows["incidents_version_piece"].append(
            (position, incident.pk, incident.version_number, key, piece.hash)
        )


def _move_on(incident: Incident, version: Pending, position: int, recorded: datetime) -> None:
    previous = incident.version_hash
    incident.version_number += 1
    incident.position = position
    incident.version_at = version.at
    incident.word_count += version.words_added - version.words_removed
    incident.source_count += version.sources_added - version.sources_removed
    incident.version_hash = version_hash(
        VersionFacts(
            previous=previous,
            story=str(incident.key),
            number=incident.version_number,
            kind=version.kind,
            origin=version.origin,
            at=version.at,
            recorded_at=recorded,
            author=str(version.by.key) if version.by else "",
            held=version.held,
            words=(incident.word_count, version.words_added, version.words_removed),
            sources=(incident.source_count, version.sources_added, version.sources_removed),
            pieces={key: piece.hash for key, piece in version.pieces.items()},
        )
    )


def _version_row(version: Pending, previous: str, recorded: datetime) -> tuple[object, ...]:
    incident = version.incident
    return (
        incident.position,
        incident.pk,
        incident.version_number,
        version.kind,
        version.origin,
        version.at,
        recorded,
        version.by.pk if version.by else None,
        version.by.key if version.by else None,
        version.held,
        "note" in version.pieces,
        incident.word_count,
        version.words_added,
        version.words_removed,
        incident.source_count,
        version.sources_added,
        version.sources_removed,
        " ".join(version.touched),
        SCHEMA,
        previous,
        incident.version_hash,
    )


def _story_row(story: Incident) -> tuple[object, ...]:
    return tuple(getattr(story, column) for column, _ in COLUMNS["incidents_incident"])


def _as_json(rows: list[tuple[object, ...]]) -> str:
    """The rows of a table as one parameter: an array for each column costs several times more."""
    return _ENCODER.encode(rows)


def _plainly(value: object) -> str:
    """What JSON does not know: bytes as PostgreSQL writes them, moments and keys as text."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_plainly, separators=(",", ":"))


def _unnest(table: str) -> str:
    columns = ", ".join(
        f"(row ->> {place})::{kind} AS {name}" for place, (name, kind) in enumerate(COLUMNS[table])
    )
    return f"(SELECT {columns} FROM json_array_elements(%s::json) AS row) AS given"  # noqa: S608


def _insert(table: str) -> str:
    names = [name for name, _ in COLUMNS[table]]
    values = [
        "string_to_array(touched, ' ')" if name == "touched" else f"given.{name}" for name in names
    ]
    into, given = ", ".join(names), ", ".join(values)
    return f"INSERT INTO {table} ({into}) SELECT {given} FROM {_unnest(table)}"  # noqa: S608


def _update_stories() -> str:
    names = [name for name, _ in COLUMNS["incidents_incident"] if name != "id"]
    assignments = ", ".join(f"{name} = given.{name}" for name in names)
    given = _unnest("incidents_incident")
    return (
        f"UPDATE incidents_incident SET {assignments} FROM {given} "  # noqa: S608
        "WHERE incidents_incident.id = given.id"
    )


INSERT = f"""
WITH content AS ({_insert("incidents_content")}),
version AS ({_insert("incidents_version")}),
piece AS ({_insert("incidents_version_piece")}),
event AS ({_insert("incidents_event")}),
story AS ({_update_stories()})
SELECT pg_notify(%s, %s)
"""
