"""A small newsroom and a very large one on one server, which may stay for the next time."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from benchmarks.scale_filling import Filling, versions
from benchmarks.table import progress
from newsroom.database import address
from newsroom.database.embedded import Embedded
from newsroom.database.places import OWNER, SUPERUSER, Places

SMALL, LARGE = "small", "large"

PROCESSES = 2
PIECE = 1_000_000
"""Bytes that are read at once."""

WHILE_FILLING = (
    *("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"),
    *("-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "max_wal_size=20GB"),
    *("-c", "shared_buffers=2GB", "-c", "maintenance_work_mem=1GB", "-c", "autovacuum=off"),
)
"""What makes it quick; nothing of it holds while anything is measured."""

BY_WORD = """
CREATE INDEX findable_by_word ON incidents_findable USING gin (vector) WITH (fastupdate = off)
"""

HEADS = """
INSERT INTO incidents_ledgerhead (id, position) VALUES (1, %(position)s)
ON CONFLICT (id) DO UPDATE SET position = EXCLUDED.position;
INSERT INTO incidents_findablehead (id, position) VALUES (1, %(position)s)
ON CONFLICT (id) DO UPDATE SET position = EXCLUDED.position;
SELECT setval(pg_get_serial_sequence('incidents_incident', 'id'), %(stories)s);
"""


@contextmanager
def newsrooms(few: int, many: int) -> Iterator[Places]:
    """The place of both newsrooms, filled where they are not yet; their server does not run."""
    with _folder() as folder:
        places = Places(folder)
        with Embedded(places, options=WHILE_FILLING).owned():
            for name, count in ((SMALL, few), (LARGE, many)):
                if _is_filled(places, name, count):
                    _migrate(places, name)
                else:
                    _fill(places, name, count)
        yield places


@contextmanager
def running(places: Places) -> Iterator[None]:
    """The server as in production, with fsync and all else that keeps data safe."""
    with Embedded(places).owned():
        settings.STATIC_ROOT = places.var / "static"
        settings.TRANSPARENCY_DIR = places.var / "transparency"
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            yield
        finally:
            connection.close()


def enter(places: Places, name: str, role: str = OWNER) -> None:
    """Work in one of the newsrooms from now on."""
    connection.close()
    connection.settings_dict.update(address.as_django(places.url(role, name)))


def forget(places: Places) -> None:
    """Have the system forget what it keeps in memory of the data; their server must not run."""
    for path in places.data.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def remember(places: Places) -> None:
    """Have the system keep tables and indexes in memory, as it keeps those of a site in use."""
    for path in (places.data / "base").rglob("*"):
        if path.is_file():
            with path.open("rb", buffering=0) as file:
                while file.read(PIECE):
                    pass


@contextmanager
def _folder() -> Iterator[Path]:
    """Where SCALE_FOLDER says, and there it stays; else a folder that is thrown away."""
    if stays := os.environ.get("SCALE_FOLDER"):
        Path(stays).mkdir(parents=True, exist_ok=True)
        yield Path(stays)
        return
    address.PLACES.var.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=address.PLACES.var) as folder:
        yield Path(folder)


def _is_filled(places: Places, name: str, count: int) -> bool:
    """Whether a newsroom has these stories; later benchmarks may have added versions.

    One that is there is never thrown away: it is filled on, or it is not what was asked for.
    """
    with psycopg.connect(places.url(SUPERUSER, "postgres"), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            said = sql.Identifier(name), sql.Identifier(OWNER)
            server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*said))
            return False
    with psycopg.connect(places.url(SUPERUSER, name)) as held:
        there = held.execute("SELECT to_regclass('incidents_findablehead')").fetchone()
        if there is None or there[0] is None:
            return False
        followed = held.execute("SELECT max(position) FROM incidents_findablehead").fetchone()
        newest = held.execute("SELECT max(id) FROM incidents_incident").fetchone()
    if newest and newest[0] and newest[0] > count:
        raise SystemExit(f"{places.var} holds a newsroom of {newest[0]:,} stories.")
    return bool(followed and followed[0] and followed[0] >= versions(count))


def _fill(places: Places, name: str, count: int) -> None:
    """Fill a newsroom with so many stories, all findable, and tell the planner of them."""
    _migrate(places, name)
    enter(places, name, SUPERUSER)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS findable_by_word")
    _in_parts(Filling(), count)
    progress("making the index of words")
    with connection.cursor() as cursor:
        cursor.execute(BY_WORD)
        cursor.execute(HEADS, {"position": versions(count), "stories": count})
        cursor.execute("VACUUM ANALYZE")


def _migrate(places: Places, name: str) -> None:
    """Give a newsroom the tables of today, be it new or one that stayed from an earlier time."""
    enter(places, name)
    call_command("migrate", interactive=False, verbosity=0)
    connection.close()


def _in_parts(filling: Filling, count: int) -> None:
    """Fill in several processes at once, each a part."""
    connection.close()
    bounds = [count * part // PROCESSES for part in range(PROCESSES + 1)]
    spans = [(first + 1, last) for first, last in pairwise(bounds)]
    started = [get_context("fork").Process(target=filling.part, args=span) for span in spans]
    for process in started:
        process.start()
    for process in started:
        process.join()
    if any(process.exitcode for process in started):
        raise SystemExit("It could not be filled.")
