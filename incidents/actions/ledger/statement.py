"""The statements that write versions, made from the names and types of the columns."""

import json

HEAD = """
INSERT INTO incidents_ledgerhead (id, position) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET position = incidents_ledgerhead.position + EXCLUDED.position
RETURNING position, clock_timestamp(),
    (SELECT json_object_agg(name, id) FROM incidents_byline WHERE name = ANY(%s))
"""
"""The bylines come along because a query of their own would cost every publication one more."""

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
        ("author_nonce", "bytea"),
        ("author_commitment", "text"),
        ("approver_id", "bigint"),
        ("approver_key", "uuid"),
        ("approver_nonce", "bytea"),
        ("approver_commitment", "text"),
        ("byline_id", "bigint"),
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
        ("html_hash", "text"),
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


def as_json(rows: list[tuple[object, ...]]) -> str:
    """The rows of a table as one parameter: an array for each column costs several times more."""
    return _ENCODER.encode(rows)


def plainly(value: object) -> str:
    """What JSON does not know: bytes as PostgreSQL writes them, moments and keys as text."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=plainly, separators=(",", ":"))


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
