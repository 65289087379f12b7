"""Children that never outlive their parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from newsroom.processes import Kept

PARENT = """
import signal, time
from newsroom import processes
child = processes.start(["sleep", "60"], last_signal=signal.SIGTERM)
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux, whose kernel ends the child")
def test_a_child_ends_with_a_parent_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        session = os.getsid(child.pid)
        parent.kill()

    gone, _ = psutil.wait_procs([child], timeout=60)

    assert gone == [child]
    assert session == child.pid


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def kept_children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children()
        if child.status() != psutil.STATUS_ZOMBIE and child.cmdline()[:1] == ["sleep"]
    ]


def test_a_child_that_was_killed_is_started_again_and_stopped_in_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept = Kept("worker", ["sleep", "60"], apart=0.0)
    kept.keep()
    wait_until(lambda: len(kept_children()) == 1)
    first = kept_children()[0]
    first.kill()

    first.wait(30)
    kept.keep()
    wait_until(lambda: len(kept_children()) == 1)
    second = kept_children()
    kept.stop((signal.SIGTERM, 5.0))

    assert [child.pid for child in second] != [first.pid]
    assert kept_children() == []
    assert capsys.readouterr().err == "The worker ended unexpectedly; starting it again.\n"


def test_a_child_that_does_not_stay_up_is_not_started_all_the_time(tmp_path: Path) -> None:
    count = tmp_path / "starts"
    kept = Kept("worker", ["sh", "-c", f"echo once >> {count}"], apart=30.0)

    kept.keep()
    wait_until(count.exists)
    for _ in range(20):
        kept.keep()
        time.sleep(0.01)
    kept.stop((signal.SIGTERM, 5.0))

    assert count.read_text() == "once\n"


def test_a_child_that_was_never_started_need_not_be_stopped() -> None:
    Kept("worker", ["sleep", "60"]).stop((signal.SIGTERM, 5.0))

    assert kept_children() == []
