"""Everything is killed in the middle of publishing and importing, and started again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from newsroom.database import address
from newsroom.database.embedded import Embedded
from newsroom.database.places import OWNER, Places

ROOT = Path(__file__).resolve().parents[2]
KILLS = 2
STORIES = 600
FIRST_BATCH = 300  # versions, with many more batches to come
PUBLISH = """
from incidents.actions.stories import lifecycle, updates
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.models import Incident
story = Incident.objects.first() or lifecycle.publish(
    lifecycle.open_incident(StoryEdit(headline="Night"), by=None), by=None
)
while True:
    update = updates.post(story, UpdateText(body="<p>On record.</p>"), by=None)
    print(update.number, flush=True)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Embedded]:
    """A server as it runs in earnest, with all its safety on."""
    var = address.PLACES.var / f"test-{os.getpid()}" / "killed"
    server = Embedded(Places(var))
    with server.owned():
        _manage(server, "migrate", "--verbosity", "0").check_returncode()
        yield server
    shutil.rmtree(var, ignore_errors=True)


def test_every_acknowledged_publication_survives_and_none_is_half_there(server: Embedded) -> None:
    acknowledged: list[int] = []

    for _ in range(KILLS):
        with _started(server, "shell", "-v", "0", "-c", PUBLISH) as writer:
            assert writer.stdout is not None
            heard = [int(writer.stdout.readline()) for _ in range(15)]
            _kill_everything(server, writer)
            acknowledged += [*heard, *map(int, writer.stdout.read().split())]
        server.start_again_if_gone()

    numbers = [row[0] for row in _rows(server, "SELECT number FROM incidents_update ORDER BY 1")]
    assert set(acknowledged) <= set(numbers)
    assert numbers == list(range(1, len(numbers) + 1))
    assert _rows(server, "SELECT count(*) FROM incidents_version") == [(len(numbers) + 1,)]
    assert "hold" in _manage(server, "verify_history").stdout


def test_a_killed_import_leaves_whole_stories_and_goes_on_where_it_was(
    server: Embedded, tmp_path: Path
) -> None:
    file = tmp_path / "histories.jsonl"
    file.write_text("".join(_history(number) for number in range(STORIES)), encoding="utf-8")
    command = ("import_incidents", "--from", "page-versions", str(file))
    with _started(server, *command) as importing:
        _wait_for_versions(server, FIRST_BATCH)
        _kill_everything(server, importing)
    server.start_again_if_gone()
    halves = """SELECT count(*) FROM incidents_incident AS story JOIN incidents_importedstory
        AS held ON held.incident_id = story.id WHERE story.version_number <> 5"""
    assert _rows(server, halves) == [(0,)]

    again = _manage(server, *command)

    assert again.returncode == 0, again.stderr
    assert _rows(server, "SELECT count(*) FROM incidents_importedstory") == [(STORIES,)]
    assert _rows(server, halves) == [(0,)]
    assert "hold" in _manage(server, "verify_history").stdout


def _history(number: int) -> str:
    states = [
        {
            "at": f"2019-03-0{day}T00:00:00Z",
            "url": f"/news/2019/03/1/story-{number}.md",
            "title": f"Story {number}, day {day}",
            "topic": "Elections",
            "sources": [],
        }
        for day in range(1, 6)
    ]
    return json.dumps({"date": "2019-03-01", "versions": states}) + "\n"


def _environment(server: Embedded) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": server.places.url(OWNER), "PYTHONWARNINGS": ""}


def _started(server: Embedded, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=_environment(server),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _manage(server: Embedded, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=_environment(server),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _kill_everything(server: Embedded, program: subprocess.Popen[str]) -> None:
    """The program and every process of the database, at once and without warning."""
    postmaster = int((server.places.data / "postmaster.pid").read_text().split()[0])
    family = psutil.Process(postmaster)
    for process in [family, *family.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # it had ended by itself
            process.send_signal(signal.SIGKILL)
    program.kill()
    program.wait(timeout=30)
    family.wait(timeout=30)


def _wait_for_versions(server: Embedded, least: int) -> None:
    deadline = time.monotonic() + 60
    while _rows(server, "SELECT count(*) FROM incidents_version")[0][0] < least:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _rows(server: Embedded, question: str) -> list[tuple[int, ...]]:
    with psycopg.connect(server.places.url(OWNER)) as connection:
        return connection.execute(question.encode()).fetchall()
