"""Streams: thousands of readers of one story, beside nchan with the same events in the same run."""

import json
import os
import socket
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, count
from statistics import median, quantiles

import psutil

from benchmarks import live_reference
from benchmarks.ground import newsroom
from benchmarks.live_ground import SERVER, Load, Servers, web
from benchmarks.publish import text
from benchmarks.table import ratio, show
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import lifecycle, updates
from incidents.models import Incident, Version

FIRST = 20  # readers who come before what the others cost is counted
READERS = int(os.environ.get("BENCH_READERS", "10000"))
EACH_OF_TWO = READERS * 9 // 10
EVENTS = 20
WARM = 3
PAUSE = 0.5  # seconds between two events
HEADINGS = (
    *("", "p50, ms", "p99, ms", "last, ms", "lost", "wrong"),
    *("kB a reader", "us to connect", "us to tell"),
)


@dataclass
class Side:
    """A server with its readers, and what was seen of it, from the sending of each event on."""

    name: str
    server: psutil.Process
    load: Load
    publish: Callable[[], tuple[int, float]]
    delays: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    lost: int = 0
    wrong: int = 0
    bytes: float = 0.0
    connecting: float = 0.0
    telling: float = 0.0

    def open(self) -> None:
        """Let all readers come."""
        self.load.ask(do="open", count=FIRST)
        memory, used = self.server.memory_info().rss, self._used()
        self.load.ask(do="open", count=READERS - FIRST)
        self.bytes = (self.server.memory_info().rss - memory) / (READERS - FIRST)
        self.connecting = (self._used() - used) / (READERS - FIRST)

    def event(self, *, counts: bool) -> None:
        """Send one event, and look when each reader has it."""
        used = self._used()
        version, sent = self.publish()
        told = self.load.ask(do="wait", version=version)
        times = [1000 * (moment - sent) for moment in told["times"]]
        self.lost += max(READERS - len(times), 0)
        self.wrong = told["wrong"]
        if counts:
            self.telling += (self._used() - used) / READERS / EVENTS
            self.delays += times
            self.last.append(max(times))

    @property
    def p99(self) -> float:
        """Of all readers and events, in milliseconds."""
        return quantiles(self.delays, n=100)[98]

    def row(self) -> list[str]:
        """One line of the table."""
        return [
            self.name,
            *(f"{median(self.delays):.0f}", f"{self.p99:.0f}", f"{median(self.last):.0f}"),
            *(str(self.lost), str(self.wrong), f"{self.bytes / 1000:.1f}"),
            *(f"{1e6 * self.connecting:.0f}", f"{1e6 * self.telling:.0f}"),
        ]

    def _used(self) -> float:
        """Seconds of processor time so far."""
        times = self.server.cpu_times()
        return times.user + times.system


def main() -> None:
    """Ours and nchan in turns, then a restart, then two processes."""
    with newsroom() as url:
        story = lifecycle.publish(
            lifecycle.open_incident(StoryEdit(headline="A long night", lead=text(200)), by=None),
            by=None,
        )
        publish(story)
        path = f"/news/{story.path}/live"
        with ExitStack() as stack:
            servers = stack.enter_context(web(url, 1))
            example = entry(servers.port, story)
            load = Load(servers.port, path)
            server = servers.processes[0]
            ours = Side("ours, from the press", server, load, lambda: publish(story))
            sides = [ours, *beside(stack, example)]
            in_turns(sides)
            returned = restarted(servers, load, path)
            for side in sides:
                side.load.end()
        with web(url, 2) as servers:
            two = spread(servers, path, story)
    report(sides, len(example))
    report_restart(returned)
    report_two(two)


def in_turns(sides: Sequence[Side]) -> None:
    """One event here, one there: whatever else this machine does hits both alike."""
    for side in sides:
        side.open()
    for number in range(WARM + EVENTS):
        for side in sides:
            side.event(counts=number >= WARM)
            time.sleep(PAUSE)


def publish(story: Incident) -> tuple[int, float]:
    """Post an update; its version, and when the button was pressed."""
    sent = time.monotonic()
    updates.post(story, UpdateText(body=text(100)), by=None)
    return Version.objects.filter(incident=story).latest("number").number, sent


def entry(port: int, story: Incident) -> bytes:
    """The event of the newest version as it is sent."""
    newest = Version.objects.filter(incident=story).latest("number").number
    address = f"http://127.0.0.1:{port}/news/{story.path}/changes/after/{newest - 1}"
    with urllib.request.urlopen(address) as answer:
        said = json.load(answer)["changes"][0]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def beside(stack: ExitStack, example: bytes) -> list[Side]:
    """nchan, where it is there: events of the same size, told apart by their version."""
    if not live_reference.is_there():
        print("nchan is not there: it is left out")
        return []
    server = stack.enter_context(live_reference.nchan())
    os.sched_setaffinity(server.worker.pid, SERVER)
    versions = count(2)

    def published() -> tuple[int, float]:
        version = next(versions)
        said = {**json.loads(example), "version": version}
        message = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        return version, server.publish(message)

    load = Load(server.port, "/live")
    return [Side("nchan, from the sending", server.worker, load, published)]


def restarted(servers: Servers, load: Load, path: str) -> dict[str, float]:
    """Stop the process under all its readers, start another, and wait until all are back."""
    load.tell(do="back")
    told = time.monotonic()
    servers.processes[0].terminate()
    servers.processes[0].wait(15)
    stopped = time.monotonic()
    servers.processes[0] = servers.start(servers.sockets[0])
    with socket.create_connection(("127.0.0.1", servers.port)) as asked:  # it waits its turn
        asked.sendall(f"HEAD {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
        asked.recv(1)
    open_again = time.monotonic()
    back = load.answer()
    return {
        "stop": stopped - told,
        "start": open_again - stopped,
        "back": back["back"] - open_again,
        "count": back["count"],
    }


def spread(servers: Servers, path: str, story: Incident) -> dict[str, float]:
    """Two processes and two crowds: how many readers each got, and what they got."""
    crowds = [Load(servers.port, path) for _ in range(2)]
    for crowd in crowds:
        crowd.ask(do="open", count=EACH_OF_TWO)
    shares = [len(process.net_connections("tcp")) for process in servers.processes]
    lost = wrong = 0
    last = []
    for _ in range(EVENTS):
        version, sent = publish(story)
        for crowd in crowds:
            crowd.tell(do="wait", version=version)
        told = [crowd.answer() for crowd in crowds]
        times = [1000 * (moment - sent) for moment in chain(*(each["times"] for each in told))]
        lost += 2 * EACH_OF_TWO - len(times)
        wrong = sum(each["wrong"] for each in told)
        last.append(max(times))
        time.sleep(PAUSE)
    for crowd in crowds:
        crowd.end()
    return {
        "least": min(shares),
        "most": max(shares),
        "lost": lost,
        "wrong": wrong,
        "last": median(last),
    }


def report(sides: Sequence[Side], size: int) -> None:
    """Ours and nchan, side by side."""
    rows = [side.row() for side in sides]
    if len(sides) > 1:
        rows.append(["ratio", "", ratio(sides[0].p99, sides[1].p99), *[""] * 6])
    title = f"{READERS:,} readers of one story, {EVENTS} events of {size / 1000:.1f} kB"
    show(title, HEADINGS, rows)


def report_restart(returned: dict[str, float]) -> None:
    """What a stop and a start under all readers took."""
    seconds = [f"{returned[name]:.2f}" for name in ("stop", "start", "back")]
    show(
        "A restart under all of them",
        ["readers", "stopped after, s", "serving after, s", "all back after that, s"],
        [[f"{returned['count']:,}", *seconds]],
    )


def report_two(two: dict[str, float]) -> None:
    """What the readers of two processes got."""
    show(
        f"Two processes, {2 * EACH_OF_TWO:,} readers",
        ["fewest at one", "most at one", "last, ms", "lost", "wrong"],
        [[f"{two[name]:,.0f}" for name in ("least", "most", "last", "lost", "wrong")]],
    )


if __name__ == "__main__":
    main()
