"""The two roles: the owner makes the tables, the app works in them and cannot alter history."""

from typing import LiteralString

import psycopg
from psycopg import sql

from newsroom.database.places import APP, OWNER

AnyConnection = psycopg.Connection[tuple[object, ...]]

# The app may add to these and read them, and that is all: triggers hold the same for everybody.
APPEND_ONLY = (
    "incidents_version",
    "incidents_version_piece",
    "incidents_event",
    "incidents_redaction",
    "incidents_checkpoint",
    "incidents_arrangement",
    "incidents_placement",
)
# Where an act came from is forgotten after a time, which a trigger polices.
FORGOTTEN_COLUMNS: tuple[tuple[LiteralString, LiteralString], ...] = (
    ("incidents_event", "address, session"),
)
# What is made from texts goes with them, and is never altered.
DROPPED_ONLY = ("incidents_keptdifference",)
# The head of the ledger moves on; it never goes.
MOVED_ONLY = ("incidents_ledgerhead",)
# The one lawful change here is to blank or mask a redacted text, which a trigger polices.
BLANKED_ONLY = ("incidents_content", "incidents_sitepage")


def make(superuser_url: str, database: str) -> None:
    """Make the roles and the database of the embedded server where they are missing."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        make_role(connection, OWNER, "CREATEDB")
        make_role(connection, APP, "NOCREATEDB")
        # Whoever owns the tables may take on the lesser role, to see what the site sees.
        statement = sql.SQL("GRANT {} TO {}")
        connection.execute(statement.format(sql.Identifier(APP), sql.Identifier(OWNER)))
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(database), sql.Identifier(OWNER)))


def make_role(connection: AnyConnection, role: str, right: LiteralString) -> None:
    """Make one role that may sign in, where it is missing."""
    if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE " + right)
        connection.execute(statement.format(sql.Identifier(role)))


def grant(owner_url: str, app: str) -> None:
    """Give the app its rights on every table there is; run after each migration, as owner."""
    with psycopg.connect(owner_url) as connection:
        owner = connection.info.user
        if owner == app:  # one user does both: the triggers alone guard the history
            return
        _grant_all(connection, app)
        for table in APPEND_ONLY:
            _revoke(connection, "UPDATE, DELETE, TRUNCATE", table, app)
        for table, columns in FORGOTTEN_COLUMNS:
            _let_update(connection, columns, table, app)
        for table in (*BLANKED_ONLY, *MOVED_ONLY):
            _revoke(connection, "DELETE, TRUNCATE", table, app)
        for table in DROPPED_ONLY:
            _revoke(connection, "UPDATE, TRUNCATE", table, app)


def _grant_all(connection: AnyConnection, app: str) -> None:
    rights: tuple[LiteralString, ...] = (
        "USAGE ON SCHEMA public",
        "SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public",
        "USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public",
    )
    for right in rights:
        statement = sql.SQL("GRANT " + right + " TO {}")
        connection.execute(statement.format(sql.Identifier(app)))


def _revoke(connection: AnyConnection, rights: LiteralString, table: str, app: str) -> None:
    if _exists(connection, "SELECT to_regclass(%s)", table):
        statement = sql.SQL("REVOKE " + rights + " ON {} FROM {}")
        connection.execute(statement.format(sql.Identifier(table), sql.Identifier(app)))


def _let_update(connection: AnyConnection, columns: LiteralString, table: str, app: str) -> None:
    if _exists(connection, "SELECT to_regclass(%s)", table):
        statement = sql.SQL("GRANT UPDATE (" + columns + ") ON {} TO {}")
        connection.execute(statement.format(sql.Identifier(table), sql.Identifier(app)))


def _exists(connection: AnyConnection, question: str, name: str) -> bool:
    row = connection.execute(question, (name,)).fetchone()
    return row is not None and row[0] is not None
