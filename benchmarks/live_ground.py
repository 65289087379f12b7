"""Web processes and crowds of readers, for what is measured of streams."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, cast

import psutil

SERVER, LOAD = {0}, {1}
"""Processor cores, where there are two."""


class Load:
    """Readers in a process of their own."""

    def __init__(self, port: int, path: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.live_readers", str(port), path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        os.sched_setaffinity(self._process.pid, LOAD & os.sched_getaffinity(0) or {0})

    def ask(self, **told: object) -> dict[str, Any]:
        """Have something done, and wait until it is."""
        self.tell(**told)
        return self.answer()

    def tell(self, **told: object) -> None:
        """Have something done."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """Wait for what was told last."""
        assert self._process.stdout is not None
        return cast(dict[str, Any], json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        """Let all readers go."""
        self._process.communicate(json.dumps({"do": "end"}) + "\n")


@dataclass
class Servers:
    """Web processes on one port, as the launcher starts them."""

    port: int
    sockets: list[socket.socket]
    processes: list[psutil.Process]
    start: Callable[[socket.socket], psutil.Process]


@contextmanager
def web(url: str, count: int) -> Iterator[Servers]:
    """Open so many, each on a socket of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "LIVE_READERS": "19000",
        "SITE_URL": "http://127.0.0.1",
        "PYTHONWARNINGS": "",
    }

    def started(listening: socket.socket) -> psutil.Process:
        process = subprocess.Popen(
            [sys.executable, "-m", "newsroom.web", str(listening.fileno())],
            env=environment,
            pass_fds=[listening.fileno()],
        )
        os.sched_setaffinity(process.pid, SERVER)
        return psutil.Process(process.pid)

    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            each.bind(("127.0.0.1", sockets[0].getsockname()[1]))
        port = sockets[0].getsockname()[1]
        servers = Servers(port, sockets, [started(each) for each in sockets], started)
        try:
            wait_until(lambda: all(is_listening(process, port) for process in servers.processes))
            time.sleep(0.5)  # until each hears the database
            yield servers
        finally:
            for process in servers.processes:
                process.terminate()
            psutil.wait_procs(servers.processes, timeout=15)


def is_listening(process: psutil.Process, port: int) -> bool:
    """Whether it serves on the port."""
    found = process.net_connections("tcp")
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in found)


def wait_until(true: Callable[[], bool]) -> None:
    """Look again until something is true."""
    while not true():
        time.sleep(0.02)
