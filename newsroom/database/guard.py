"""Refuses a server that would lose what it has acknowledged."""

import psycopg

OLDEST = 150000
_NEEDED = {
    "fsync": "a power cut would lose or damage what was published",
    "full_page_writes": "a power cut could damage the data beyond repair",
    "synchronous_commit": "a crash would lose what editors were told is published",
}


def refuse_unsafe(url: str) -> None:
    """Stop the start, saying why and what to write, unless the server is safe and new enough."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
            off = [name for name in _NEEDED if _value(connection, name) == "off"]
    except psycopg.OperationalError as refused:
        raise SystemExit(f"The database does not answer: {str(refused).strip()}") from None
    if version < OLDEST:
        raise SystemExit(
            f"This is PostgreSQL {version // 10000}; the newsroom needs {OLDEST // 10000} or newer."
        )
    if off:
        reasons = "".join(f"\n  {name} is off: {_NEEDED[name]}" for name in off)
        raise SystemExit(
            "The newsroom does not start on this database server:"
            f"{reasons}\nTurn on what is off (ALTER SYSTEM SET {off[0]} = on; "
            "SELECT pg_reload_conf();), for the role and the database too."
        )


def _value(connection: psycopg.Connection[tuple[object, ...]], name: str) -> object:
    row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
    return row[0] if row else None
