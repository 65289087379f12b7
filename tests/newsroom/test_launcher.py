"""`python -m newsroom`, as a person starts, breaks and stops it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, expect

from newsroom.database import address, cluster
from tests.desk.prose_box import prose_box
from tests.live.following import Follower, all_of
from tests.newsroom.clones import (
    PATIENCE,
    ROOT,
    Clone,
    copied,
    copied_with_data,
    wait_until,
    webs,
    workers,
)

CHANGE_PASSWORD = """
from incidents.models import Editor
editor = Editor.objects.get()
editor.set_password("changed")
editor.save()
"""
PREPARE = """
from django.test import Client
from incidents.actions.stories import lifecycle
from incidents.actions.inputs import StoryEdit
from incidents.models import Editor
story = lifecycle.publish(lifecycle.open_incident(StoryEdit(headline="Told"), by=None), by=None)
client = Client()
client.force_login(Editor.objects.get())
print(story.pk, f"/news/{story.path}", client.cookies["sessionid"].value)
"""
ADD = """
from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Incident
updates.post(Incident.objects.get(), UpdateText(body="<p>More.</p>"), by=None)
"""
STOPPED_AT_A_FORK = """
import os, signal
from newsroom import __main__ as launcher, processes
signal.signal(signal.SIGTERM, launcher._stop)
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
processes.start(["sleep", "60"], last_signal=signal.SIGTERM)
launcher._watch([], processes.Kept("worker", ["sleep", "60"]), None)
"""


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


@dataclass(frozen=True)
class Story:
    """What there is to read and to write in the newsroom, and who is signed in."""

    number: str
    path: str
    session: str


@pytest.fixture(scope="module")
def story(clone: Clone) -> Story:
    """The only one; made while the newsroom is closed."""
    clone.open_once()
    return Story(*clone.manage("shell", "-v0", "-c", PREPARE).split())


@pytest.fixture(scope="module")
def launcher(clone: Clone, story: Story) -> Iterator[subprocess.Popen[bytes]]:
    """One that stays, while its children are killed."""
    with clone.open() as (started, _):
        yield started


def fetched(clone: Clone, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{clone.port}{path}", timeout=10) as answer:
        return int(answer.status)


def test_a_first_start_prints_site_desk_and_login(clone: Clone) -> None:
    with clone.open() as (launcher, said):
        status = fetched(clone, "/admin/login/")
        users = clone.rows("SELECT count(*) FROM incidents_editor")
        kill_everything(launcher)

    assert f"http://127.0.0.1:{clone.port}/desk/   login editor, password" in said
    assert (status, users) == (200, [(1,)])
    assert (clone.root / "var" / "editor-password").stat().st_mode & 0o777 == 0o600


def test_everything_killed_it_starts_again_with_the_same_login_and_stops_cleanly(
    clone: Clone,
) -> None:
    before = (clone.root / "var" / "editor-password").read_text().strip()

    with clone.open() as (launcher, said):
        server = cluster.running(clone.places)
        launcher.send_signal(signal.SIGINT)
        launcher.wait(PATIENCE)
        ended = server is not None and not server.is_running()

    assert f"password {before}" in said
    assert (launcher.returncode, ended) == (0, True)


def kill_everything(launcher: subprocess.Popen[bytes]) -> None:
    tree = psutil.Process(launcher.pid).children(recursive=True)
    for process in (psutil.Process(launcher.pid), *tree):
        with suppress(psutil.NoSuchProcess):  # it ended with its parent
            process.kill()
    psutil.wait_procs(tree, timeout=PATIENCE)


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


def test_the_worker_signs_and_is_started_again(
    clone: Clone, launcher: subprocess.Popen[bytes]
) -> None:
    wait_until(lambda: len(workers(launcher)) == 1)
    first = workers(launcher)[0]
    wait_until((clone.root / "var" / "transparency" / "checkpoint").exists)
    first.kill()
    wait_until(lambda: workers(launcher) not in ([], [first]))

    assert "The worker ended unexpectedly; starting it again." in clone.log.read_text()
    assert (clone.root / "var" / "signing-key").stat().st_mode & 0o777 == 0o600


def test_the_web_process_dies_between_two_words_and_none_is_lost(
    clone: Clone, launcher: subprocess.Popen[bytes], story: Story, browser: Browser
) -> None:
    context = browser.new_context(base_url=clone.site)
    context.add_cookies([{"name": "sessionid", "value": story.session, "url": clone.site}])
    page = context.new_page()
    page.goto(f"/desk/{story.number}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.type("Before, ")
    webs(launcher)[0].kill()
    page.keyboard.type("and after.")
    expect(page.locator("[data-autosave-said]")).to_have_text(re.compile("^Saved"))
    kept = clone.rows("SELECT typed -> 'body' ->> 0 FROM incidents_draft")
    context.close()

    assert kept == [("<p>Before, and after.</p>",)]


def test_what_was_started_ends_with_the_launcher(
    clone: Clone, launcher: subprocess.Popen[bytes]
) -> None:
    wait_until(lambda: len(workers(launcher)) == len(webs(launcher)) == 1)
    children = psutil.Process(launcher.pid).children(recursive=True)
    server = cluster.running(clone.places)

    launcher.terminate()
    launcher.wait(PATIENCE)

    assert server in children
    assert launcher.returncode == 0
    assert not any(child.is_running() for child in children)


def test_several_web_processes_share_the_port_and_each_is_started_again(
    clone: Clone, story: Story
) -> None:
    with clone.open(WEB_PROCESSES="2") as (launcher, _):
        wait_until(lambda: len(webs(launcher)) == 2)
        first, second = webs(launcher)
        wait_until(lambda: all(is_listening(process, clone.port) for process in (first, second)))
        readers = [following(clone, story.path) for _ in range(30)]
        with all_of(readers):
            stay = [reader for reader in readers if is_with(reader, second)]
            first.kill()
            wait_until(lambda: len(webs(launcher)) == 2 and first not in webs(launcher))
            statuses = {fetched(clone, "/admin/login/") for _ in range(10)}
            clone.manage("shell", "-v0", "-c", ADD)
            numbers = [reader.numbers(1) for reader in stay]
            launcher.terminate()
            launcher.wait(PATIENCE)
            farewells = [reader.to_the_end()[-1].name for reader in stay]

    assert 0 < len(stay) < 30
    assert statuses == {200}
    assert (numbers, farewells) == ([[2]] * len(stay), ["bye"] * len(stay))
    assert launcher.returncode == 0
    assert clone.log.read_text().count("The web process ended unexpectedly") == 1


def following(clone: Clone, path: str) -> Follower:
    """A reader whose stream has begun."""
    connection = socket.create_connection(("127.0.0.1", clone.port), timeout=PATIENCE)
    asked = f"GET {path}/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    reader = Follower.of(connection, asked.encode())
    reader.next("state")
    return reader


def is_listening(process: psutil.Process, port: int) -> bool:
    found = process.net_connections("tcp")
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in found)


def is_with(reader: Follower, process: psutil.Process) -> bool:
    """Whether it is this process that has the other end."""
    port = reader.connection.getsockname()[1]
    return port in [getattr(each.raddr, "port", 0) for each in process.net_connections("tcp")]


def test_two_clones_run_side_by_side_and_a_changed_password_is_printed_no_more(
    clone: Clone, folder: Path
) -> None:
    other = copied_with_data(clone, folder / "two")
    other.manage("shell", "-v0", "-c", CHANGE_PASSWORD)
    with clone.open() as (_, said), other.open() as (_, said_by_other):
        statuses = fetched(clone, "/admin/login/"), fetched(other, "/admin/login/")
        code, refusal = other.refused(PORT=str(clone.port))

    assert statuses == (200, 200)
    assert "/desk/   login editor, password" in said
    assert re.search(r"/desk/$", said_by_other, re.MULTILINE)
    assert not (other.root / "var" / "editor-password").exists()
    assert code == 1
    assert refusal.startswith(
        f"Port {clone.port} on 127.0.0.1 cannot be used: Address already in use"
    )
    assert refusal.count("\n") == 1


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
