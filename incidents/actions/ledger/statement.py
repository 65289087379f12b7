"""The statements that write versions, made from the names and types of the columns."""

import json

HEAD = """
INSERT INTO incidents_ledgerhead (id, position) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET position = incidents_ledgerhead.position + EXCLUDED.position
RETURNING position, clock_timestamp(),
    (SELECT json_object_agg(name, id) FROM incidents_byline WHERE name = ANY(%s)),
    ARRAY(
        SELECT 'day:' || date FROM incidents_listed WHERE incident_id = ANY(%s) AND shelf = 'day'
    )
"""
"""Bylines, and the days on whose pages the stories stand, come along because a query of their own
would cost every publication one more.
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
        ("address", "inet"),
        ("session", "text"),
    ),
    "incidents_keptdifference": (
        ("old_id", "text"),
        ("new_id", "text"),
        ("first", "jsonb"),
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


TEXTS = "incidents_content"
"""The table of texts; a version's other rows are many short values."""

TABLES = [table for table in COLUMNS if table != TEXTS]

_FIRST = len(COLUMNS[TEXTS]) + 1
"""The place of the first parameter after those of the texts."""

Rows = dict[str, list[tuple[object, ...]]]


def parameters(rows: Rows) -> list[str]:
    """The rows of all tables as the parameters of the statement, but for its notification.

    Texts go in an array for each column, as JSON would be read three times over; the rows of the
    other tables as JSON, as arrays for their many short columns would cost several times more.
    """
    texts = [[row[place] for row in rows[TEXTS]] for place in range(len(COLUMNS[TEXTS]))]
    return [*map(_as_array, texts), *(_ENCODER.encode(rows[table]) for table in TABLES)]


def _as_array(values: list[object]) -> str:
    """A column as PostgreSQL writes an array."""
    texts = (plainly(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    quoted = ",".join([f'"{text}"' for text in texts])
    return f"{{{quoted}}}"


def plainly(value: object) -> str:
    """What JSON does not know: bytes as PostgreSQL writes them, moments and keys as text."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=plainly, separators=(",", ":"))


def _unnest(table: str) -> str:
    """The rows of a table's parameter; each is read once, not once for each of its columns."""
    if table == TEXTS:
        names = ", ".join(name for name, _ in COLUMNS[TEXTS])
        return f"unnest({', '.join(f'${place}' for place in range(1, _FIRST))}) AS given({names})"
    columns = ", ".join(
        f"said[{place}]::{kind} AS {name}"
        for place, (name, kind) in enumerate(COLUMNS[table], start=1)
    )
    place = TABLES.index(table) + _FIRST
    return (
        f"(SELECT {columns} FROM json_array_elements(${place}) AS row CROSS JOIN LATERAL "  # noqa: S608
        "(SELECT array_agg(value) AS said FROM json_array_elements_text(row)) AS read) AS given"
    )


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


_TYPES = [*(f"{kind}[]" for _, kind in COLUMNS[TEXTS]), *["json"] * len(TABLES), "text", "text"]

PREPARE = f"""
PREPARE ledger_append ({", ".join(_TYPES)}) AS
WITH content AS ({_insert("incidents_content")}),
version AS ({_insert("incidents_version")}),
piece AS ({_insert("incidents_version_piece")}),
event AS ({_insert("incidents_event")}),
kept AS ({_insert("incidents_keptdifference")}),
story AS ({_update_stories()})
SELECT pg_notify(${len(_TYPES) - 1}, ${len(_TYPES)})
"""
"""Planned once for each connection: that takes as long as to carry it out."""

APPEND = f"EXECUTE ledger_append ({', '.join(['%s'] * len(_TYPES))})"

SHELVE = "SELECT incidents_shelve(%s)"
"""Puts stories into the lists that readers see, once their versions are written."""
