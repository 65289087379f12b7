"""Streams: thousands of readers of one story, beside nchan with the same events in the same run."""

import json
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
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

READERS = int(os.environ.get("BENCH_READERS", "10000"))
EACH_OF_TWO = READERS * 9 // 10
EVENTS = 20
WARM = 3
PAUSE = 0.5  # seconds between two events
HEADINGS = (
    *("", "p50, ms", "p99, ms", "last, ms", "lost", "wrong"),
    *("kB a reader", "us to connect", "us to tell"),
)


@dataclass(frozen=True)
class Figures:
    """What was seen: milliseconds from the sending of an event on, of all readers and events."""

    delays: list[float]
    last: list[float]
    lost: int
    doubled: int
    kilobytes: float
    connecting: float
    cpu: float

    def row(self, name: str) -> list[str]:
        """One line of the table."""
        cuts = quantiles(self.delays, n=100)
        return [
            name,
            *(f"{cuts[49]:.0f}", f"{cuts[98]:.0f}", f"{median(self.last):.0f}"),
            *(str(self.lost), str(self.doubled)),
            *(f"{self.kilobytes:.1f}", f"{self.connecting:.0f}", f"{self.cpu:.0f}"),
        ]


def main() -> None:
    """Ours and nchan, then a restart, then two processes."""
    with newsroom() as url:
        story = lifecycle.publish(
            lifecycle.open_incident(StoryEdit(headline="A long night", lead=text(200)), by=None),
            by=None,
        )
        path = f"/news/{story.path}/live"
        with web(url, 1) as servers:
            load = Load(servers.port, path)
            ours = measured(servers.processes[0], load, lambda: publish(story))
            returned = restarted(servers, load)
            load.end()
        example = entry(url, story)
        reference = beside(example) if live_reference.is_there() else None
        with web(url, 2) as servers:
            two = spread(servers, path, story)
    report(ours, reference, len(example))
    report_restart(returned)
    report_two(two)


def measured(
    server: psutil.Process, load: Load, publish: Callable[[], tuple[int, float]]
) -> Figures:
    """Open all readers, send events, and look when each has them."""
    load.ask(do="open", count=20)
    before = server.memory_info().rss, sum(server.cpu_times()[:2])
    load.ask(do="open", count=READERS - 20)
    after = server.memory_info().rss, sum(server.cpu_times()[:2])
    delays, last, lost, doubled, wrong = [], [], 0, 0, 0
    spent = 0.0
    for number in range(WARM + EVENTS):
        used = sum(server.cpu_times()[:2])
        version, sent = publish()
        told = load.ask(do="wait", version=version)
        times = [1000 * (moment - sent) for moment in told["times"]]
        lost += max(READERS - len(times), 0)
        doubled += max(len(times) - READERS, 0)
        wrong = told["wrong"]
        if number >= WARM and times:
            spent += sum(server.cpu_times()[:2]) - used
            delays += times
            last.append(max(times))
        time.sleep(PAUSE)
    return Figures(
        delays,
        last,
        lost,
        doubled + wrong,
        (after[0] - before[0]) / (READERS - 20) / 1000,
        1e6 * (after[1] - before[1]) / (READERS - 20),
        1e6 * spent / EVENTS / READERS,
    )


def publish(story: Incident) -> tuple[int, float]:
    """Post an update; its version, and when the button was pressed."""
    sent = time.monotonic()
    updates.post(story, UpdateText(body=text(100)), by=None)
    return Version.objects.filter(incident=story).latest("number").number, sent


def entry(url: str, story: Incident) -> bytes:
    """What the poll tells of the newest version: the event as it is sent."""
    with web(url, 1) as servers, socket.create_connection(("127.0.0.1", servers.port)) as asked:
        newest = Version.objects.filter(incident=story).latest("number").number
        address = f"/news/{story.path}/changes/after/{newest - 1}"
        asked.sendall(f"GET {address} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
        answer = b"".join(iter(lambda: asked.recv(1 << 16), b""))
    said = json.loads(answer.partition(b"\r\n\r\n")[2])["changes"][0]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def beside(example: bytes) -> Figures:
    """The same with nchan: events of the same size, told apart by their version."""
    with live_reference.nchan() as server:
        os.sched_setaffinity(server.worker.pid, SERVER)
        load = Load(server.port, "/live")
        versions = iter(range(2, 1000))

        def published() -> tuple[int, float]:
            version = next(versions)
            said = {**json.loads(example), "version": version}
            message = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
            return version, server.publish(message)

        figures = measured(server.worker, load, published)
        load.end()
    return figures


def restarted(servers: Servers, load: Load) -> dict[str, float]:
    """Stop the process under all its readers, start another, and wait until all are back."""
    load.tell(do="back")
    told = time.monotonic()
    servers.processes[0].terminate()
    servers.processes[0].wait(15)
    stopped = time.monotonic()
    servers.processes[0] = servers.start(servers.sockets[0])
    with socket.create_connection(("127.0.0.1", servers.port)) as asked:  # it waits its turn
        asked.sendall(b"GET /static/none HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
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


def report(ours: Figures, reference: Figures | None, size: int) -> None:
    """Ours and nchan, side by side."""
    rows = [ours.row("ours, from the press of the button")]
    if reference:
        rows.append(reference.row("nchan, from the sending"))
        p99 = [quantiles(each.delays, n=100)[98] for each in (ours, reference)]
        rows.append(["ratio", "", ratio(*p99), *[""] * 6])
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
