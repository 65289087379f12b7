"""Readers of a stream in a process of their own: what each of them gets, and when.

It is told by lines of JSON what to do, and answers each with one: `open` so many readers, `wait`
until all have a version, `back` until all have come back after the stream ended, `end`.
"""

import json
import re
import resource
import select
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_VERSION = re.compile(rb'"version": ?(\d+)')
_RETRY = re.compile(rb"retry: (\d+)")
_SOURCES = [f"127.0.0.{last}" for last in range(2, 10)]
_AT_ONCE = 200  # connections that are opened before what has come is looked at


@dataclass(slots=True)
class Reader:
    """One connection: the versions that came over it, with the time of each."""

    connection: socket.socket
    rest: bytes = b""
    got: list[tuple[int, float]] = field(default_factory=list)
    retry: float = 2.0
    begun: bool = False
    ended: float = 0.0


class Crowd:
    """All readers of one address, in one thread."""

    def __init__(self, port: int, path: str) -> None:
        self._where = ("127.0.0.1", port)
        self._path = path
        self._poll = select.epoll()
        self._readers: dict[int, Reader] = {}
        self._gone: list[Reader] = []
        self.versions: dict[int, list[float]] = {}
        self.wrong = 0

    def open(self, count: int) -> None:
        """Open so many more and wait until each stream has begun."""
        for number in range(count):
            self._connect(number, [])
            if number % _AT_ONCE == 0:
                self._look(0)
        while not all(reader.begun for reader in self._readers.values()):
            self._look(1)

    def wait(self, version: int) -> None:
        """Until everybody has got a version."""
        deadline = time.monotonic() + 30
        while len(self.versions.get(version, ())) < len(self._readers):
            self._look(0.5)
            if time.monotonic() > deadline:
                return

    def back(self) -> dict[str, float]:
        """Wait for the end of all streams, and come back as told; when the first and last were."""
        count = len(self._readers)
        while self._readers:
            self._look(1)
        ended = max(reader.ended for reader in self._gone)
        waiting = sorted(self._gone, key=lambda reader: reader.ended + reader.retry)
        self._gone = []
        begun: list[float] = []
        for number, reader in enumerate(waiting):
            while (left := reader.ended + reader.retry - time.monotonic()) > 0:
                self._look(min(left, 0.01))
            self._connect(number, reader.got)
        while not all(reader.begun for reader in self._readers.values()):
            self._look(0.2)
        begun.append(time.monotonic())
        return {"ended": ended, "back": begun[-1], "count": count}

    def _connect(self, number: int, got: list[tuple[int, float]]) -> None:
        connection = socket.socket()
        connection.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT
        connection.bind((_SOURCES[number % len(_SOURCES)], 0))
        connection.connect(self._where)
        last = f"Last-Event-ID: {got[-1][0]}\r\n" if got else ""
        asked = (
            f"GET {self._path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Accept: text/event-stream\r\nUser-Agent: benchmark\r\n{last}\r\n"
        )
        connection.sendall(asked.encode())
        connection.settimeout(0)
        self._readers[connection.fileno()] = Reader(connection, got=got)
        self._poll.register(connection, select.EPOLLIN)

    def _look(self, seconds: float) -> None:
        for number, _ in self._poll.poll(seconds, 4096):
            reader = self._readers[number]
            try:
                received = reader.connection.recv(1 << 18)
            except BlockingIOError:
                continue
            except ConnectionError:
                received = b""
            now = time.monotonic()
            if received:
                self._read(reader, received, now)
            else:
                self._end(number, reader, now)

    def _read(self, reader: Reader, received: bytes, now: float) -> None:
        reader.begun = True
        *whole, reader.rest = (reader.rest + received).split(b"\n\n")
        for event in whole:
            found = _VERSION.search(event)
            if found:
                version = int(found[1])
                if reader.got and version != reader.got[-1][0] + 1:
                    self.wrong += 1
                reader.got.append((version, now))
                self.versions.setdefault(version, []).append(now)
            told = _RETRY.search(event)
            if told:
                reader.retry = int(told[1]) / 1000

    def _end(self, number: int, reader: Reader, now: float) -> None:
        self._poll.unregister(number)
        reader.connection.close()
        reader.ended = now
        self._gone.append(self._readers.pop(number))


def main() -> None:
    """Do what is told on the standard input."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    crowd = Crowd(int(sys.argv[1]), sys.argv[2])
    for answer in answers(crowd):
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def answers(crowd: Crowd) -> Iterator[dict[str, object]]:
    """One for each line."""
    for line in sys.stdin:
        told = json.loads(line)
        if told["do"] == "open":
            started = time.monotonic()
            crowd.open(told["count"])
            yield {"seconds": time.monotonic() - started}
        elif told["do"] == "wait":
            crowd.wait(told["version"])
            yield {"times": crowd.versions.get(told["version"], []), "wrong": crowd.wrong}
        elif told["do"] == "back":
            yield {**crowd.back()}
        else:
            return


if __name__ == "__main__":
    main()
