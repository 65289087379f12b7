"""Readers of a stream as tests play them: over real sockets, and one after the other."""

import json
import selectors
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

PATIENCE = 60.0  # seconds; nothing waits longer than it has to


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@dataclass(frozen=True)
class Event:
    """An event as a browser would understand it; a comment has its words alone."""

    name: str = ""
    data: str = ""
    id: str = ""
    retry: str = ""
    comment: str = ""

    @classmethod
    def parsed(cls, block: str) -> "Event":
        found: dict[str, list[str]] = {}
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            found.setdefault(name, []).append(value.removeprefix(" "))
        joined = {name: "\n".join(values) for name, values in found.items()}
        return cls(
            joined.get("event", ""),
            joined.get("data", ""),
            joined.get("id", ""),
            joined.get("retry", ""),
            joined.get("", ""),
        )

    @property
    def said(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.data)
        return found


@dataclass
class Follower:
    """One reader; what it has not looked at yet waits in its socket."""

    connection: socket.socket
    head: str = ""
    ended: bool = False
    events: list[Event] = field(default_factory=list)
    _rest: bytes = b""

    @classmethod
    def of(cls, connection: socket.socket, request: bytes) -> "Follower":
        """Ask, and read the head; the events that come with it wait to be looked at."""
        connection.sendall(request)
        made = cls(connection)
        while b"\r\n\r\n" not in made._rest:
            received = connection.recv(65536)
            assert received, made._rest
            made._rest += received
        head, _, made._rest = made._rest.partition(b"\r\n\r\n")
        made.head = head.decode()
        return made

    def receive(self) -> None:
        """Take what has come, waiting for some."""
        try:
            received = self.connection.recv(1 << 20)
        except ConnectionResetError:
            received = b""
        self.ended = not received
        self._rest += received

    def take(self) -> list[Event]:
        """The events that have come whole since the last time."""
        *whole, self._rest = self._rest.split(b"\n\n")
        taken = [Event.parsed(block.decode()) for block in whole]
        self.events += taken
        return taken

    def until(self, name: str, count: int = 1) -> list[Event]:
        """All events up to the last of so many with this name."""
        while True:
            self.take()
            places = [place for place, event in enumerate(self.events) if event.name == name]
            if len(places) >= count:
                found, self.events = (
                    self.events[: places[count - 1] + 1],
                    self.events[places[count - 1] + 1 :],
                )
                return found
            assert not self.ended, f"It ended before {count} of {name!r}: {self.events}"
            self.receive()

    def next(self, name: str = "update") -> Event:
        """The next event with this name; what came before is passed over."""
        return self.until(name)[-1]

    def numbers(self, count: int) -> list[int]:
        """The ids of the next so many updates."""
        return [int(event.id) for event in self.until("update", count) if event.name == "update"]

    def to_the_end(self) -> list[Event]:
        """Everything that comes until the connection ends."""
        while not self.ended:
            self.receive()
        self.take()
        found, self.events = self.events, []
        return found

    def close(self) -> None:
        self.connection.close()


@contextmanager
def all_of(followers: Sequence[Follower]) -> Iterator[None]:
    """Close them all in the end."""
    try:
        yield
    finally:
        for follower in followers:
            follower.close()


def read_all(followers: Sequence[Follower], last: int) -> list[list[int]]:
    """The ids that each of them gets until it has that of version `last`."""
    seen: list[list[int]] = [[] for _ in followers]
    deadline = time.monotonic() + PATIENCE
    with selectors.DefaultSelector() as selector:
        for place, follower in enumerate(followers):
            _note(follower, seen[place])
            if seen[place][-1:] != [last]:
                selector.register(follower.connection, selectors.EVENT_READ, place)
        while selector.get_map():
            assert time.monotonic() < deadline
            for key, _ in selector.select(1.0):
                follower, numbers = followers[key.data], seen[key.data]
                follower.receive()
                _note(follower, numbers)
                assert not follower.ended, f"It ended after {numbers}"
                if numbers[-1:] == [last]:
                    selector.unregister(follower.connection)
    return seen


def _note(follower: Follower, numbers: list[int]) -> None:
    follower.take()
    numbers += [int(event.id) for event in follower.events if event.name == "update"]
    follower.events.clear()
