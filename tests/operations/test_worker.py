"""The worker signs and tells, outlives what it runs into, and ends at once when it is told to."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from pytest_django import Settings

from incidents.actions.house import heads, series
from incidents.models import Checkpoint, Purge, SitePage
from incidents.operations import worker
from incidents.operations.worker import ALARM, DATABASE_AWAY, LOOK, Signer, Worker
from tests import factories
from tests.actions.signing import cut_after, signed
from tests.building import plan

PATIENCE = 300.0  # seconds, on the busiest of machines


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the heads of this test are written."""
    settings.TRANSPARENCY_DIR = tmp_path / "heads"
    return tmp_path / "heads"


@pytest.mark.django_db(transaction=True)
def test_a_turn_signs_what_is_new_and_clears_the_purges(settings: Settings) -> None:
    settings.CACHE_PURGE_URL = ""
    factories.story()
    Purge.objects.create(tags=["front"])

    pause = worker.everything().turn()

    assert Checkpoint.objects.get().size == 1
    assert not Purge.objects.filter(done_at=None).exists()
    assert SitePage.objects.filter(slug="about", number=1).exists()
    assert 0 < pause <= LOOK


@pytest.mark.django_db
def test_pages_about_the_newsroom_are_begun_once_something_is_published() -> None:
    soon = worker.establish()
    before = SitePage.objects.count()
    factories.story()

    later = worker.establish()

    assert before == 0
    assert SitePage.objects.count() > 0
    assert soon < later


@pytest.mark.django_db
def test_it_compares_all_heads_once_and_then_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(heads, "sign", lambda **given: asked.append(given["whole"]))
    signer = Signer()

    assert [signer(), signer()] == [LOOK, LOOK]
    assert asked == [True, False]


@pytest.mark.django_db
def test_a_broken_history_is_cried_out_and_nothing_is_signed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    factories.update(factories.story())
    signed()
    cut_after(1)

    assert Signer()() == ALARM
    assert "NO HEAD IS SIGNED, the history is broken" in caplog.messages[0]
    assert caplog.records[0].levelname == "CRITICAL"


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for_and_named_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answers = iter([OperationalError("gone"), OperationalError("still gone"), None])

    def job() -> float:
        answer = next(answers)
        if answer:
            raise answer
        return 7.0

    jobs = Worker({"any": job})

    pauses = []
    for _ in range(3):
        jobs.due["any"] = 0.0
        pauses.append(jobs.turn())

    assert pauses == pytest.approx([DATABASE_AWAY, DATABASE_AWAY, 7.0], abs=0.5)
    assert [message for message in caplog.messages if "waits for the database" in message] == [
        "The worker waits for the database: gone"
    ]


@pytest.mark.django_db
def test_a_job_that_fails_does_not_keep_the_others_from_their_work(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = []

    def fail() -> float:
        raise ZeroDivisionError

    def work() -> float:
        done.append("done")
        return 3.0

    jobs = Worker({"failing": fail, "working": work})
    jobs.turn()

    assert done == ["done"]
    assert jobs.due["failing"] - time.monotonic() == pytest.approx(ALARM, abs=1)
    assert "The job “failing” failed" in caplog.messages[0]


@pytest.mark.django_db
def test_sign_head_says_what_it_signed() -> None:
    factories.story()
    said = StringIO()

    call_command("sign_head", stdout=said)
    call_command("sign_head", stdout=said)

    assert said.getvalue().splitlines() == [
        f"Signed the head at position 1; it is in {series.place()}",
        "Every head holds, and nothing was added since the last one.",
    ]


@pytest.mark.django_db
def test_sign_head_ends_with_an_error_where_the_history_is_broken() -> None:
    factories.update(factories.story())
    signed()
    cut_after(1)

    with pytest.raises(CommandError, match="No head is signed, the history is broken"):
        call_command("sign_head")


@contextmanager
def working(folder: Path, **told: str) -> Iterator[subprocess.Popen[bytes]]:
    """The worker as a process of its own, on the test database."""
    given = urlsplit(os.environ["DATABASE_URL"])
    told |= {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": given._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "TRANSPARENCY_DIR": str(folder),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "work"],
        cwd=plan.ROOT,
        env={**os.environ, **told},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def workers(query: str) -> int:
    """How many other connections to the test database a question about them finds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees them but once
        cursor.execute(
            f"SELECT count({query}) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_two_workers_sign_each_head_once_survive_the_database_and_end_at_once(
    folder: Path,
) -> None:
    factories.story()
    with working(folder) as one, working(folder) as two:
        wait_until(lambda: Checkpoint.objects.exists() and workers("*") >= 2)
        workers("pg_terminate_backend(pid)")
        Purge.objects.create(tags=["front"])
        wait_until(lambda: not Purge.objects.filter(done_at=None).exists())
        one.send_signal(signal.SIGTERM)
        two.send_signal(signal.SIGINT)
        codes = [process.wait(PATIENCE) for process in (one, two)]

    assert codes == [0, 0]
    assert [found.head.size for found in series.kept()] == [1]
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_waits_for_another_or_for_the_cache_ends_at_once_too(folder: Path) -> None:
    factories.story()
    Purge.objects.create(tags=["front"])
    with socket.create_server(("127.0.0.1", 0)) as silent, transaction.atomic():
        port = silent.getsockname()[1]
        with working(folder, CACHE_PURGE_URL=f"http://127.0.0.1:{port}/") as asking:
            caller, _ = silent.accept()  # it signs first, and is told nothing by the cache
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [heads.ONE_AT_A_TIME])
            with working(folder) as waiting:
                wait_until(lambda: workers("*") >= 2 and locks_waited_for() >= 1)
                for process in (asking, waiting):
                    process.terminate()
                codes = [process.wait(PATIENCE) for process in (asking, waiting)]
        caller.close()

    assert codes == [0, 0]


def locks_waited_for() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return int(cursor.fetchone()[0])
