"""Children that never outlive their parent."""

import os
import subprocess
import sys

import psutil
import pytest

PARENT = """
import signal, time
from newsroom import processes
child = processes.start(["sleep", "60"], last_signal=signal.SIGINT)
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

    gone, _ = psutil.wait_procs([child], timeout=10)

    assert gone == [child]
    assert session == child.pid
