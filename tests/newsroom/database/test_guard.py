"""A server that would lose what it acknowledged is refused."""

import os
import shutil
from collections.abc import Iterator

import psycopg
import pytest

from newsroom.database import address, guard
from newsroom.database.embedded import Embedded
from newsroom.database.places import APP, OWNER, SUPERUSER, Places


@pytest.fixture(scope="module")
def server() -> Iterator[Places]:
    """A server that is safe until a test says otherwise."""
    places = Places(address.PLACES.var / f"test-{os.getpid()}" / "guard")
    with Embedded(places).owned():
        yield places
    shutil.rmtree(places.var)


def set_for_app(server: Places, setting: str) -> None:
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {APP} {setting}".encode())


def set_for_all(server: Places, change: str, setting: str, value: str) -> None:
    """Change a setting of the server, and wait until a new connection has it."""
    url = server.url(SUPERUSER, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM {change}".encode())
        connection.execute("SELECT pg_reload_conf()")
    while shown(url, setting) != value:
        pass


def shown(url: str, setting: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
    return row[0] if row else None


def test_a_safe_server_is_taken(server: Places) -> None:
    guard.refuse_unsafe(server.url(APP))


def test_a_server_that_does_not_wait_for_the_disk_is_refused(server: Places) -> None:
    set_for_app(server, "SET synchronous_commit = off")

    with pytest.raises(SystemExit, match="synchronous_commit is off: a crash would lose"):
        guard.refuse_unsafe(server.url(APP))

    set_for_app(server, "RESET synchronous_commit")
    guard.refuse_unsafe(server.url(OWNER))


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_a_power_cut_would_damage_is_refused(server: Places, setting: str) -> None:
    set_for_all(server, f"SET {setting} = off", setting, "off")

    try:
        with pytest.raises(SystemExit, match=f"{setting} is off: a power cut"):
            guard.refuse_unsafe(server.url(APP))
    finally:
        set_for_all(server, f"RESET {setting}", setting, "on")


def test_a_server_that_is_too_old_is_refused(
    server: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "OLDEST", 990000)

    with pytest.raises(SystemExit, match="the newsroom needs 99 or newer"):
        guard.refuse_unsafe(server.url(APP))


def test_a_server_that_is_not_there_is_a_message() -> None:
    with pytest.raises(SystemExit, match="The database does not answer"):
        guard.refuse_unsafe("postgresql://nobody@/nothing?host=/nowhere")
