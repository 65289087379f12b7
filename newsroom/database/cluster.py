"""The process of the embedded PostgreSQL: made, started, found and stopped as our own child."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import psycopg

from newsroom import processes
from newsroom.database import permissions
from newsroom.database.places import MAJOR_VERSION, SUPERUSER, Places, binaries

_SECONDS_TO_START = 30.0
_FAST, _IMMEDIATE = signal.SIGINT, signal.SIGQUIT  # as PostgreSQL names its ways to stop
_STOP = ((_FAST, 30.0), (_IMMEDIATE, 10.0))
_LARGEST_LOG = 10_000_000  # bytes


def make_data(places: Places) -> None:
    """Run the wheel's `initdb` once."""
    if (places.data / "PG_VERSION").exists():
        _refuse_other_version(places)
        return
    account = permissions.account_for(places.data)
    # Made beside its place and moved: one that was cut short is never taken for a whole one.
    making = places.var / "postgres-making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    permissions.hand_over(making, account)
    for path in (making, binaries() / "initdb"):
        permissions.open_the_way(path, account)
    command: list[str | Path] = [
        binaries() / "initdb", "--pgdata", making, f"--username={SUPERUSER}",
        "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale=C",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
    ]  # fmt: skip
    if _spawn(command, places, account).wait():
        raise SystemExit(f"PostgreSQL could not make its data folder.\n{_last_words(places)}")
    making.rename(places.data)


def start(places: Places, options: Sequence[str]) -> subprocess.Popen[bytes]:
    """Run the wheel's `postgres` until it answers; tries for 30 seconds."""
    account = permissions.account_for(places.data)
    folder = places.make_socket_folder(account)
    for path in (places.data, binaries() / "postgres"):
        permissions.open_the_way(path, account)
    command: list[str | Path] = [
        binaries() / "postgres", "-D", places.data, "-k", folder,
        "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "jit=off",
        "-c", "timezone=UTC", "-c", "log_timezone=UTC", *options,
    ]  # fmt: skip
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        _remove_stale_pid(places)
        child = _spawn(command, places, account)
        try:
            if _answers(child, places, deadline):
                return child
        except BaseException:  # a Ctrl-C too leaves no server behind
            stop(child)
            raise
        stop(child)
        time.sleep(0.2)  # processes of a killed server may still hold its memory
    raise SystemExit(f"PostgreSQL did not start.\n{_last_words(places)}")


def stop(child: subprocess.Popen[bytes]) -> None:
    """Stop a server started here: connections are cut, work not committed is undone."""
    processes.stop(child, *_STOP)


def running(places: Places) -> psutil.Process | None:
    """The live server on this data folder, whoever started it."""
    with contextlib.suppress(OSError, ValueError, IndexError, psutil.Error):
        found = psutil.Process(int((places.data / "postmaster.pid").read_text().split()[0]))
        alive = found.status() != psutil.STATUS_ZOMBIE and found.name() == "postgres"
        if alive and places.data.samefile(found.cwd()):
            return found
    return None


def stop_left_over(server: psutil.Process) -> None:
    """Stop a server whose parent is gone; it is no child of ours, so it is asked by its number."""
    for signal_number, seconds in _STOP:
        with contextlib.suppress(psutil.NoSuchProcess):
            server.send_signal(signal_number)
        if not psutil.wait_procs([server], timeout=seconds)[1]:
            return
    raise SystemExit(f"The PostgreSQL server left over as process {server.pid} does not stop.")


def _remove_stale_pid(places: Places) -> None:
    """Remove `postmaster.pid` when it names a living process that is not this server, or a zombie.

    PostgreSQL asks only whether the number is in use, and would refuse to start for ever.
    """
    if running(places) is None:
        (places.data / "postmaster.pid").unlink(missing_ok=True)


def _answers(child: subprocess.Popen[bytes], places: Places, deadline: float) -> bool:
    """Wait until the server takes connections; False when it ended or the time is over."""
    address = places.url(SUPERUSER, "postgres")
    while child.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(address, connect_timeout=2).close()
            return True
        time.sleep(0.02)
    return False


def _spawn(
    command: Sequence[str | Path], places: Places, account: processes.Account | None
) -> subprocess.Popen[bytes]:
    with contextlib.suppress(FileNotFoundError):
        if places.log.stat().st_size > _LARGEST_LOG:
            places.log.replace(places.log.with_suffix(".log.1"))
    with places.log.open("ab") as log:
        return processes.start(
            command,
            last_signal=_FAST,
            environment={"PATH": os.defpath, "LC_ALL": "C"},  # no PG* variable reaches it
            account=account,
            folder=Path("/"),  # the one we stand in may be closed to the account
            output=log,
        )


def _refuse_other_version(places: Places) -> None:
    found = (places.data / "PG_VERSION").read_text().strip()
    if found != MAJOR_VERSION:
        raise SystemExit(
            f"{places.data} was made by PostgreSQL {found}, and this is {MAJOR_VERSION}: "
            "dump it with the old version and load the dump into a new folder."
        )


def _last_words(places: Places) -> str:
    lines = places.log.read_text(errors="replace").splitlines()[-12:]
    return "\n".join([f"The end of {places.log}:", *lines])
