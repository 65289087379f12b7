"""Copies of this newsroom with a `var` of their own, started and stopped as a person does it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from newsroom.database import cluster
from newsroom.database.places import OWNER, Places

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds


@dataclass
class Clone:
    """A second copy of this newsroom, with a `var` of its own; `opened` is its last launcher."""

    root: Path
    port: int
    python: str = sys.executable
    user: str | None = None
    opened: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.root.with_suffix(".log")

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def places(self) -> Places:
        return Places(self.root / "var")

    def environment(self) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DATABASE", "PG", "DJANGO", "PYTEST", "COV"))
        }
        packages = next(path for path in sys.path if path.endswith("site-packages"))
        told = {"PORT": str(self.port), "DEMO": "0", "PYTHONPATH": packages}
        return {**inherited, **told, "PYTHONWARNINGS": ""}

    def start(self, **told: str) -> subprocess.Popen[bytes]:
        with self.log.open("w") as log:
            return subprocess.Popen(
                [self.python, "-m", "newsroom"],
                cwd=self.root,
                env={**self.environment(), **told},
                user=self.user,
                group="nogroup" if self.user else None,
                extra_groups=[] if self.user else None,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def refused(self, **told: str) -> tuple[int, str]:
        """Exit code and words of a start that comes to nothing."""
        return self.start(**told).wait(PATIENCE), self.log.read_text()

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [self.python, "manage.py", *words],
            cwd=self.root,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """What the database of the open newsroom answers; starts no other process."""
        with psycopg.connect(self.places.url(OWNER)) as connection:
            return connection.execute(question.encode()).fetchall()

    @contextmanager
    def open(self, **told: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
        """The launcher and what it printed, from its greeting on; killed if a test fails.

        One that is still open is closed before.
        """
        if self.opened is not None:
            self.opened.terminate()
            self.opened.wait(PATIENCE)
        launcher = self.opened = self.start(**told)
        try:
            yield launcher, self.greeting(launcher)
        finally:
            launcher.kill()
            launcher.wait()
            wait_until(lambda: cluster.running(self.places) is None)

    def open_once(self) -> None:
        """See to it that it was open before: its first start makes the database and an editor."""
        if self.opened is None:
            with self.open():
                pass

    def greeting(self, launcher: subprocess.Popen[bytes]) -> str:
        wait_until(lambda: "Ctrl-C" in self.log.read_text() or launcher.poll() is not None)
        assert launcher.poll() is None, self.log.read_text()
        return self.log.read_text()


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def copied(root: Path) -> Clone:
    root.mkdir(parents=True)
    shutil.copytree(ROOT / "newsroom", root / "newsroom", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "manage.py", root)  # a link would lead back to this one
    for name in ("incidents", "templates", "static"):
        if (ROOT / name).exists():
            (root / name).symlink_to(ROOT / name)
    return Clone(root, free_port())


def copied_with_data(original: Clone, root: Path) -> Clone:
    """A copy of a newsroom that is closed, with all that its first start took seconds to make."""
    clone = copied(root)
    subprocess.run(["cp", "-a", original.root / "var", root / "var"], check=True)
    return clone


def webs(launcher: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The web processes of a newsroom that is open."""
    return [child for child in _children(launcher) if "newsroom.web" in _command(child)]


def workers(launcher: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return [child for child in _children(launcher) if _command(child)[-1:] == ["work"]]


def _children(launcher: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(launcher.pid).children()


def _command(child: psutil.Process) -> list[str]:
    """What it runs; nothing where it has ended, which may be while it is looked at."""
    with suppress(psutil.NoSuchProcess):
        return [] if child.status() == psutil.STATUS_ZOMBIE else child.cmdline()
    return []
