"""`python -m newsroom`, as a person starts, breaks and stops it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from newsroom.database import address, cluster
from newsroom.database.places import Places

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds
COUNT_EDITORS = "from incidents.models import Editor; print(Editor.objects.count())"
CHANGE_PASSWORD = """
from incidents.models import Editor
editor = Editor.objects.get()
editor.set_password("changed")
editor.save()
"""
PUBLISH = """
from incidents.actions.stories import lifecycle
from incidents.actions.inputs import StoryEdit
lifecycle.publish(lifecycle.open_incident(StoryEdit(headline="Night"), by=None), by=None)
"""

STOPPED_AT_A_FORK = """
import os, signal
from newsroom import __main__ as launcher, processes
signal.signal(signal.SIGTERM, launcher._stop)
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
web = processes.start(["sleep", "60"], last_signal=signal.SIGTERM)
launcher._watch(web, processes.Kept("worker", ["sleep", "60"]), None)
"""


@dataclass
class Clone:
    """A second copy of this newsroom, with a `var` of its own."""

    root: Path
    port: int
    python: str = sys.executable
    user: str | None = None

    @property
    def log(self) -> Path:
        return self.root.with_suffix(".log")

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
        return {**inherited, **told, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": ""}

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

    @contextmanager
    def open(self) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
        """The launcher and what it printed, from its greeting on; killed if a test fails."""
        launcher = self.start()
        try:
            yield launcher, self.greeting(launcher)
        finally:
            launcher.kill()
            launcher.wait()
            wait_until(lambda: cluster.running(self.places) is None)

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


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where the clones lie; removed after."""
    made = address.PLACES.var / f"test-{os.getpid()}" / "clones"
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def clone(folder: Path) -> Clone:
    """A newsroom that is started again and again."""
    return copied(folder / "one")


def fetched(clone: Clone, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{clone.port}{path}", timeout=10) as answer:
        return int(answer.status)


def test_a_first_start_prints_site_desk_and_login_and_stops_cleanly(clone: Clone) -> None:
    with clone.open() as (launcher, said):
        status = fetched(clone, "/admin/login/")
        users = clone.manage("shell", "-v0", "-c", COUNT_EDITORS)
        server = cluster.running(clone.places)
        launcher.terminate()
        launcher.wait(PATIENCE)
        ended = server is not None and not server.is_running()

    assert f"http://127.0.0.1:{clone.port}/desk/   login editor, password" in said
    assert (status, users.strip(), launcher.returncode, ended) == (200, "1", 0, True)
    assert (clone.root / "var" / "editor-password").stat().st_mode & 0o777 == 0o600


def test_everything_killed_it_starts_again_with_the_same_login(clone: Clone) -> None:
    before = (clone.root / "var" / "editor-password").read_text().strip()
    with clone.open() as (launcher, _):
        tree = psutil.Process(launcher.pid).children(recursive=True)
        for process in (psutil.Process(launcher.pid), *tree):
            with suppress(psutil.NoSuchProcess):  # it ended with its parent
                process.kill()
        psutil.wait_procs(tree, timeout=PATIENCE)

    with clone.open() as (launcher, said):
        launcher.send_signal(signal.SIGINT)
        launcher.wait(PATIENCE)

    assert f"password {before}" in said
    assert launcher.returncode == 0


def test_a_stop_that_arrives_while_a_child_is_started_is_not_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED_AT_A_FORK],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=30,
    )

    assert b"Exception ignored in" in done.stderr  # Python drops what is raised in such a hook
    assert done.returncode == 0


def test_the_worker_signs_is_started_again_and_ends_with_the_launcher(clone: Clone) -> None:
    clone.manage("shell", "-v0", "-c", PUBLISH)
    with clone.open() as (launcher, _):
        wait_until(lambda: len(workers(launcher)) == 1)
        first = workers(launcher)[0]
        wait_until((clone.root / "var" / "transparency" / "checkpoint").exists)
        first.kill()
        wait_until(lambda: workers(launcher) not in ([], [first]))
        second = workers(launcher)
        launcher.terminate()
        launcher.wait(PATIENCE)

    assert launcher.returncode == 0
    assert not any(worker.is_running() for worker in (first, *second))
    assert "The worker ended unexpectedly; starting it again." in clone.log.read_text()
    assert (clone.root / "var" / "signing-key").stat().st_mode & 0o777 == 0o600


def workers(launcher: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return [child for child in psutil.Process(launcher.pid).children() if is_worker(child)]


def is_worker(child: psutil.Process) -> bool:
    """Whether it is one and alive; it may end while it is looked at."""
    with suppress(psutil.NoSuchProcess):
        return child.status() != psutil.STATUS_ZOMBIE and child.cmdline()[-1:] == ["work"]
    return False


def test_two_clones_run_side_by_side_and_a_taken_port_is_a_message(
    clone: Clone, folder: Path
) -> None:
    other = copied_with_data(clone, folder / "two")
    with clone.open(), other.open():
        statuses = fetched(clone, "/admin/login/"), fetched(other, "/admin/login/")
        code, said = other.refused(PORT=str(clone.port))

    assert (statuses, code) == ((200, 200), 1)
    assert said.startswith(f"Port {clone.port} on 127.0.0.1 cannot be used: Address already in use")
    assert said.count("\n") == 1


def test_a_changed_password_is_printed_no_more(clone: Clone) -> None:
    clone.manage("shell", "-v0", "-c", CHANGE_PASSWORD)

    with clone.open() as (_, said):
        pass

    assert re.search(r"/desk/$", said, re.MULTILINE)
    assert not (clone.root / "var" / "editor-password").exists()


def test_a_wrong_setting_is_a_message(clone: Clone) -> None:
    code, said = clone.refused(WEB_THREADS="many")

    assert code == 1
    assert said == (
        "WEB_THREADS='many' cannot be used. "
        "Write a whole number from 1 to 256, such as WEB_THREADS=8.\n"
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: it becomes an ordinary user")
def test_an_ordinary_user_runs_it_too(folder: Path) -> None:
    clone = copied(folder / "three")
    clone = Clone(clone.root, clone.port, python="/usr/bin/python3", user="nobody")
    shutil.chown(clone.root, "nobody")
    ready = subprocess.run(
        [clone.python, "-c", "import django, psycopg, uvloop"],
        user="nobody",
        env=clone.environment(),
        capture_output=True,
        check=False,
    )
    if ready.returncode:
        pytest.skip("needs an ordinary user whom Python and its packages are open to")

    with clone.open() as (launcher, _):
        status = fetched(clone, "/admin/login/")
        server = cluster.running(clone.places)
        launcher.terminate()
        launcher.wait(PATIENCE)

    assert status == 200
    assert server is not None
    assert clone.places.data.owner() == "nobody"
