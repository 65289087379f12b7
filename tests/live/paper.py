"""Stories that exist on paper alone, and a server that streams them."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import quote, unquote
from zlib import crc32

import uvicorn

from incidents.live.fetching import Fetched
from incidents.live.hub import HEARTBEAT, Hub
from incidents.live.listening import Heard
from newsroom.front.streams.taking import StreamingHeads, Streams
from tests.live.following import PATIENCE, Follower, wait_until

STORY = "/news/2017/02/25/quake"
AT_ONCE = 100
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass
class PaperStory:
    """What `changes/after/N` says of a story."""

    entries: list[dict[str, object]] = field(default_factory=list)
    state: str = "live"
    interval: int = 10
    moved_to: str = ""
    withheld: set[int] = field(default_factory=set)
    beside: dict[str, str] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    until: float | None = None

    @property
    def mark(self) -> str:
        """Tells how this stands beside the story."""
        return f"{crc32(json.dumps(self.beside).encode()):08x}"

    def grow(self, count: int = 1, *, kind: str = "update", size: int = 10) -> None:
        for _ in range(count):
            number = len(self.entries) + 1
            text = f"<p>{number} é\u2028 {'x' * size}</p>"
            self.entries.append({"version": number, "kind": kind, "pieces": {"update.1": text}})


@dataclass
class Paper:
    """Answers as the pages would; `broken` is a status, -1 an error; `held` lets it wait."""

    stories: dict[str, PaperStory] = field(default_factory=lambda: {STORY: PaperStory()})
    asked: list[str] = field(default_factory=list)
    broken: int = 0
    held: asyncio.Event | None = None

    @property
    def story(self) -> PaperStory:
        return self.stories[STORY]

    async def fetch(self, address: str) -> Fetched:
        self.asked.append(address)
        if self.broken < 0:
            raise RuntimeError("This is broken")
        answer = self._answer(address)
        if self.held is not None:
            await self.held.wait()
        return answer

    def _answer(self, address: str) -> Fetched:
        path, _, asked = address.partition("/changes/after/")
        after, _, held = asked.partition("/")
        story = self.stories.get(unquote(path))
        if self.broken or story is None:
            return Fetched(self.broken or 404, NO_HEADERS, b"", frozenset())
        if story.moved_to:
            where = {"location": f"{story.moved_to}/changes/after/{asked}"}
            return Fetched(301, where, b"", frozenset())
        newest = len(story.entries)
        said: dict[str, Any] = {
            "next": min(newest, int(after) + AT_ONCE),
            "newest": newest,
            "state": story.state,
            "interval": story.interval,
            "changes": [
                entry
                for entry in story.entries[int(after) : int(after) + AT_ONCE]
                if entry["version"] not in story.withheld
            ],
        }
        if held and story.beside:
            said["beside"] = {"mark": story.mark, "parts": story.beside}
        named = {str(entry["names"]) for entry in said["changes"] if "names" in entry}
        named |= story.others if held else set()
        tags = frozenset(f"story:{each}" for each in {unquote(path), *named})
        until = story.until if held else None
        return Fetched(200, NO_HEADERS, json.dumps(said).encode(), tags, until)


@dataclass
class Running:
    """A server that streams what stands on paper."""

    paper: Paper
    hub: Hub
    loop: asyncio.AbstractEventLoop
    server: uvicorn.Server
    port: int
    certain: list[bool]

    def do(self, act: Callable[[], object]) -> None:
        """Let the server's own thread do something, and wait for it."""
        done = threading.Event()

        def acted() -> None:
            act()
            done.set()

        self.loop.call_soon_threadsafe(acted)
        assert done.wait(PATIENCE)

    def wake(self, *paths: str) -> None:
        tags = frozenset(f"story:{path}" for path in paths or {STORY, *self.paper.stories})
        self.do(lambda: self.hub.heard(Heard(1, tags)))

    def change(self, count: int = 1, *, kind: str = "update", size: int = 10) -> None:
        self.paper.story.grow(count, kind=kind, size=size)
        self.wake()

    def connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection.settimeout(PATIENCE)
        return connection

    def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the whole answer."""
        with closing(self.connect()) as connection:
            connection.sendall(request)
            received = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = received.partition(b"\r\n\r\n")
        status, *lines = head.decode().split("\r\n")
        return int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body

    def follow(self, path: str = STORY, *headers: str, query: str = "") -> Follower:
        """A reader whose stream has begun."""
        return Follower.of(self.connect(), request("GET", f"{path}/live{query}", *headers))

    def move(self, path: str) -> PaperStory:
        """Give the story another address; who asks at the old one is sent there."""
        there = PaperStory(list(self.paper.story.entries))
        self.paper.stories[path] = there
        self.paper.story.moved_to = quote(path)
        return there

    def beat(self, rounds: int) -> None:
        """Let every reader have its turn so many times, however long that would take."""
        for slot in [*range(HEARTBEAT)] * rounds:
            self.do(partial(self.hub._tick, slot))

    def hold(self) -> None:
        """Let no answer go, though each is written when it is asked for."""
        self.paper.held = asyncio.Event()

    def let_go(self) -> None:
        held, self.paper.held = self.paper.held, None
        assert held is not None
        self.do(held.set)


def request(method: str, target: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: news.example", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def nothing(_scope: object, _receive: object, send: Callable[..., Any]) -> None:
    """The application behind: it has no page."""
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@contextmanager
def running(
    paper: Paper, *, most: int = 1000, second: float = 60.0, rest: float = 0.0
) -> Iterator[Running]:
    """The server in a thread of its own; `second` is how long it takes one to be.

    `rest` is for how long what stands beside a story is not asked for again.
    """
    certain = [True]
    known, now = lambda: certain[0], lambda: "16:31"
    hub = Hub(paper.fetch, most=most, time=now, certain=known, second=second, rest=rest)
    streams = Streams(hub, ["news.example"])
    config = uvicorn.Config(
        cast(Any, nothing),
        loop="uvloop",
        http=type("Heads", (StreamingHeads,), {"streams": streams}),
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_level="error",
    )
    server = uvicorn.Server(config)
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        loops: list[asyncio.AbstractEventLoop] = []

        async def serve() -> None:
            loops.append(asyncio.get_running_loop())
            await server.serve(sockets=[listening])
            await hub.drain()

        thread = threading.Thread(target=lambda: _run(serve, config))
        thread.start()
        wait_until(lambda: server.started)
        port = listening.getsockname()[1]
        try:
            yield Running(paper, hub, loops[0], server, port, certain)
        finally:
            server.should_exit = True
            thread.join()


def _run(serve: Callable[[], Any], config: uvicorn.Config) -> None:
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(serve())
