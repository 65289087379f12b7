"""The embedded server: started, shared, killed, and started again."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from newsroom.database import address, cluster, permissions
from newsroom.database.embedded import Embedded
from newsroom.database.places import APP, OWNER, Places


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that the server's user can reach; removed after."""
    made = address.PLACES.var / f"test-{os.getpid()}" / "embedded"
    made.mkdir(parents=True)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def places(folder: Path) -> Places:
    """The places of one server, whose data is made once."""
    return Places(folder / "var")


def asked(places: Places, question: str, role: str = APP) -> object:
    with psycopg.connect(places.url(role)) as connection:
        row = connection.execute(question.encode()).fetchone()
        assert row is not None
        return row[0]


def started_at(places: Places) -> object:
    return asked(places, "SELECT pg_postmaster_start_time()")


@contextmanager
def postmaster_pid(places: Places, number: int) -> Iterator[None]:
    """A pid file as a server that was killed leaves it, its number now another process's."""
    with Embedded(places).owned():
        lines = (places.data / "postmaster.pid").read_text().splitlines()
    (places.data / "postmaster.pid").write_text("\n".join([str(number), *lines[1:]]))
    yield


def test_the_server_listens_in_a_closed_folder_and_on_no_port(places: Places) -> None:
    with Embedded(places).owned():
        addresses = asked(places, "SELECT current_setting('listen_addresses')")
        just_in_time = asked(places, "SELECT current_setting('jit')")
        mode = stat.S_IMODE(places.socket_folder.stat().st_mode)

    assert (addresses, just_in_time, mode) == ("", "off", 0o700)


def test_the_server_is_gone_after_a_clean_stop(places: Places) -> None:
    with Embedded(places).owned():
        server = cluster.running(places)

    assert server is not None
    assert not server.is_running()
    assert cluster.running(places) is None
    assert "database system is shut down" in places.log.read_text().splitlines()[-1]


def test_only_the_owner_makes_tables(places: Places) -> None:
    with Embedded(places).owned(), psycopg.connect(places.url(APP)) as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine (id int)")

        superusers = asked(places, "SELECT count(*) FROM pg_user WHERE usesuper", OWNER)

    assert superusers == 1


def test_a_command_uses_the_server_that_runs_and_leaves_it_running(places: Places) -> None:
    with Embedded(places).owned():
        before = started_at(places)

        with Embedded(places).in_use():
            during = started_at(places)
        after = started_at(places)

    assert before == during == after


def test_a_command_that_started_the_server_waits_for_the_others(places: Places) -> None:
    first, second = Embedded(places), Embedded(places)
    first_use, second_use = first.in_use(), second.in_use()
    first_use.__enter__()
    second_use.__enter__()

    leaving = threading.Thread(target=first_use.__exit__, args=(None, None, None))
    leaving.start()
    leaving.join(0.3)
    still_there = asked(places, "SELECT 1")
    second_use.__exit__(None, None, None)
    leaving.join(60)

    assert still_there == 1
    assert not leaving.is_alive()
    assert cluster.running(places) is None


def test_a_launcher_stops_a_server_left_over_and_starts_its_own(places: Places) -> None:
    with Embedded(places).in_use():
        pass
    left_over = cluster.start(places, ())

    with Embedded(places).owned():
        left_over.wait(60)
        answer = asked(places, "SELECT 1")

    assert answer == 1


def test_after_a_kill_of_everything_nothing_committed_is_lost(places: Places) -> None:
    server = Embedded(places)
    with server.owned():
        with psycopg.connect(places.url(OWNER)) as connection:
            connection.execute("CREATE TABLE kept (id int)")
            connection.execute("INSERT INTO kept VALUES (7)")
        killed = cluster.running(places)
        assert killed is not None
        os.killpg(killed.pid, signal.SIGKILL)
        psutil.wait_procs([killed], timeout=60)

        again = server.start_again_if_gone()
        kept = asked(places, "SELECT id FROM kept", OWNER)

    assert (again, kept) == (True, 7)


def test_a_pid_file_that_names_another_process_keeps_nobody_out(places: Places) -> None:
    with postmaster_pid(places, os.getpid()), Embedded(places).owned():
        answer = asked(places, "SELECT 1")

    assert answer == 1


def test_a_pid_file_that_names_a_zombie_keeps_nobody_out(places: Places) -> None:
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    psutil.Process(zombie.pid).status()
    while psutil.Process(zombie.pid).status() != psutil.STATUS_ZOMBIE:
        pass

    with postmaster_pid(places, zombie.pid), Embedded(places).owned():
        answer = asked(places, "SELECT 1")

    zombie.wait()
    assert answer == 1


def test_a_long_path_has_its_socket_in_a_private_folder_that_is_remembered(folder: Path) -> None:
    places = Places(folder / ("long" * 25))

    with Embedded(places).owned():
        remembered = Places(places.var).socket_folder
        mode = stat.S_IMODE(remembered.stat().st_mode)
        answer = asked(Places(places.var), "SELECT 1")

    assert (answer, mode) == (1, 0o700)
    assert not remembered.is_relative_to(places.var)
    assert not remembered.exists()


def test_two_newsrooms_run_side_by_side_and_a_half_made_one_is_made_again(
    places: Places, folder: Path
) -> None:
    other = Places(folder / "other")
    (other.var / "postgres-making").mkdir(parents=True)
    (other.var / "postgres-making" / "PG_VERSION").write_text("18\n")

    with Embedded(places).owned(), Embedded(other).owned():
        pair = (started_at(places), started_at(other))

    assert pair[0] != pair[1]


def test_a_server_that_cannot_start_says_why(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_START", 0.3)
    wrong = Embedded(places, options=("-c", "shared_buffers=nonsense"))

    with pytest.raises(SystemExit, match=r"(?s)did not start.*shared_buffers"):
        wrong.owned().__enter__()


def test_data_of_another_user_is_told_plainly(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)

    with pytest.raises(SystemExit, match="was started by another user, perhaps root, before"):
        Embedded(places).owned().__enter__()


def test_data_of_another_version_is_not_touched(folder: Path) -> None:
    places = Places(folder / "older")
    places.data.mkdir(parents=True)
    (places.data / "PG_VERSION").write_text("16\n")

    with pytest.raises(SystemExit, match="made by PostgreSQL 16, and this is 18"):
        Embedded(places).owned().__enter__()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: it gives rights to another user")
def test_root_grants_search_and_nothing_more_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = folder / "closed"
    (closed / "var").mkdir(parents=True)
    closed.chmod(0o700)
    account = permissions.account_for(closed / "missing")

    permissions.open_the_way(closed / "var" / "postgres", account)

    assert stat.S_IMODE(closed.stat().st_mode) == 0o701
    assert f"{closed} was closed to user nobody" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: it gives data to another user")
def test_for_root_the_server_runs_as_a_user_without_rights(places: Places) -> None:
    with Embedded(places).owned():
        server = cluster.running(places)
        assert server is not None
        user = server.uids().effective

    assert user == places.data.stat().st_uid != 0
