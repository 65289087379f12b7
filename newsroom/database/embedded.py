"""Who may use the embedded server, and who starts and stops it."""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsroom.database import cluster, permissions, roles
from newsroom.database.places import DATABASE, SUPERUSER, Places

_SECONDS_TO_WAIT = 30.0


@dataclass
class Embedded:
    """The server of one newsroom, as one process sees it."""

    places: Places
    options: Sequence[str] = ()
    _child: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """For a command: use the running server, or start one and stop it when nobody is left."""
        with self._alone():
            users = self._join()
            if cluster.running(self.places) is None:
                self._start()
        try:
            yield
        finally:
            self._leave(users)

    @contextlib.contextmanager
    def owned(self) -> Iterator[None]:
        """For the launcher: a server of its own, stopped at the end whoever still uses it."""
        with contextlib.ExitStack() as last:
            with self._alone():
                self._wait_for_users()
                left_over = cluster.running(self.places)
                if left_over is not None:
                    cluster.stop_left_over(left_over)
                last.callback(os.close, self._join())
                last.callback(self._stop)
                self._start()
            yield

    def start_again_if_gone(self) -> bool:
        """For the launcher, now and then: a server that was killed recovers and serves on."""
        if self._child is None or self._child.poll() is None:
            return False
        with self._alone():
            self._start()
        return True

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time looks, starts or stops.

        What is locked is a folder, so no lock file is left behind that another user cannot open.
        """
        permissions.refuse_data_of_others(self.places.data)
        try:
            self.places.var.mkdir(parents=True, exist_ok=True)
        except PermissionError:
            raise SystemExit(f"{self.places.var} cannot be made: not your folder.") from None
        lock = os.open(self.places.var, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            cluster.make_data(self.places)
            yield
        finally:
            os.close(lock)

    def _join(self) -> int:
        """Count this process among the users of the server until what is returned is closed."""
        users = os.open(self.places.data, os.O_RDONLY)
        fcntl.flock(users, fcntl.LOCK_SH)
        return users

    def _leave(self, users: int) -> None:
        """Stop the server once no other command uses it, if it was started here."""
        try:
            fcntl.flock(users, fcntl.LOCK_UN)
            if self._child is None:
                return
            with self._alone():
                if self._child.poll() is None:  # else a launcher has taken over
                    fcntl.flock(users, fcntl.LOCK_EX)
                    self._stop()
        finally:
            os.close(users)

    def _wait_for_users(self) -> None:
        users = os.open(self.places.data, os.O_RDONLY)
        deadline = time.monotonic() + _SECONDS_TO_WAIT
        try:
            if not _taken_alone(users):
                sys.stderr.write("Waiting for another command to leave the database ...\n")
            while not _taken_alone(users):
                if time.monotonic() > deadline:
                    raise SystemExit(
                        f"The database under {self.places.var} is in use: this newsroom is running "
                        "already, or one of its commands is. Stop it, then start again."
                    )
                time.sleep(0.2)
        finally:
            os.close(users)

    def _start(self) -> None:
        self._child = cluster.start(self.places, self.options)
        roles.make(self.places.url(SUPERUSER, "postgres"), DATABASE)

    def _stop(self) -> None:
        if self._child is not None:
            cluster.stop(self._child)
            self._child = None
            self.places.remove_socket_folder()


def _taken_alone(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
