"""A hundred thousand pages that poll, through nginx as `deploy/nginx.conf` has it."""

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import live_reference
from benchmarks.ground import newsroom
from benchmarks.live_ground import wait_until, web
from benchmarks.publish import text
from benchmarks.table import show
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import lifecycle, updates
from incidents.models import Incident

PAGES = 100_000
INTERVAL = 10  # seconds between two questions of a page
STORIES = 2
SECONDS = 10
CONNECTIONS = 64
UPDATE_EVERY = 3  # seconds
REQUESTS = 900  # on one connection; nginx takes a thousand
WRITTEN = Path(__file__).resolve().parents[1] / "deploy/nginx.conf"

AROUND = """
user root;
daemon off;
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/pid;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    proxy_temp_path {folder}/temporary;
    log_format asked "$request_uri";
    server {{
        listen 127.0.0.1:{between};
        location / {{
            access_log {folder}/asked.log asked;
            proxy_pass http://127.0.0.1:{behind};
            proxy_set_header Host $http_host;
        }}
    }}
    {written}
}}
"""


@dataclass
class Proxy:
    """nginx before a newsroom; what it passed on stands in a file."""

    port: int
    log: Path

    def asked(self) -> list[str]:
        """The addresses that were passed on."""
        return self.log.read_text().splitlines()


@dataclass
class Pollers:
    """A few connections that ask as fast as all the pages would."""

    port: int
    paths: list[str]
    next: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    failed: int = 0

    async def poll(self, pace: float, until: float) -> None:
        """Ask in turns, on one connection after the other; each answer says what to ask next."""
        due = time.monotonic()
        while due < until:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            for _ in range(REQUESTS):
                await self._ask(reader, writer)
                due += pace
                await asyncio.sleep(max(due - time.monotonic(), 0))
                if due >= until:
                    break
            writer.close()

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = self.paths[self.asked % len(self.paths)]
        address = f"{path}/changes/after/{self.next.get(path, 0)}"
        writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        body = await reader.readexactly(int(length[1])) if length else b""
        self.asked += 1
        self.failed += not head.startswith(b"HTTP/1.1 200")
        found = re.search(rb'"next":(\d+)', body)
        if found:
            self.next[path] = max(self.next.get(path, 0), int(found[1]))


def main() -> None:
    """Publish while everybody polls, and count."""
    if live_reference.NGINX is None:
        print("nginx is not there: what reaches a newsroom behind it is left out")
        return
    with newsroom() as url, web(url, 1) as servers, proxy(servers.port) as front:
        stories = [published(number) for number in range(STORIES)]
        pollers = Pollers(front.port, [f"/news/{story.path}" for story in stories])
        started = time.monotonic()
        posting = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "benchmarks.live_pollers",
                *(str(story.pk) for story in stories),
            ],
            env={**os.environ, "DATABASE_URL": url},
        )
        asyncio.run(everybody(pollers))
        taken = time.monotonic() - started
        posting.wait()
        arrived = front.asked()
    show(
        f"{PAGES:,} pages of {STORIES} stories, each polling every {INTERVAL} s, through nginx",
        ["asked a second", "arrived a second and story", "not answered with 200"],
        [
            [
                f"{pollers.asked / taken:,.0f}",
                f"{len(arrived) / taken / STORIES:.2f}",
                str(pollers.failed),
            ]
        ],
    )


async def everybody(pollers: Pollers) -> None:
    """All connections at once, at the pace of all pages together."""
    pace = CONNECTIONS * INTERVAL / PAGES
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(pollers.poll(pace, until) for _ in range(CONNECTIONS)))


def published(number: int) -> Incident:
    edit = StoryEdit(headline=f"A long night, part {number}", lead=text(200))
    return lifecycle.publish(lifecycle.open_incident(edit, by=None), by=None)


@contextmanager
def proxy(behind: int) -> Iterator[Proxy]:
    """nginx with our configuration, but without HTTPS; a second hop counts what it passes on."""
    with TemporaryDirectory(prefix="proxy-") as folder:
        port, between = free_port(), free_port()
        written = WRITTEN.read_text()
        written = re.sub(r"server \{\s*listen 80;.*?\n\}\n", "", written, flags=re.DOTALL)
        written = re.sub(r"\n *ssl_certificate[^;]*;", "", written)
        written = written.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
        written = written.replace("server_name news.example;", "server_name 127.0.0.1;")
        written = written.replace("127.0.0.1:8000", f"127.0.0.1:{between}")
        written = written.replace("/var/cache/nginx", folder)
        whole = AROUND.format(folder=folder, between=between, behind=behind, written=written)
        (Path(folder) / "nginx.conf").write_text(whole)
        nginx = subprocess.Popen(
            [str(live_reference.NGINX), "-c", f"{folder}/nginx.conf", "-p", folder]
        )
        try:
            wait_until(lambda: is_open(port))
            yield Proxy(port, Path(folder) / "asked.log")
        finally:
            nginx.terminate()
            nginx.wait()


def is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def post(keys: list[str]) -> None:
    """In a process beside: an update for each story every few seconds."""
    for _ in range(SECONDS // UPDATE_EVERY):
        time.sleep(UPDATE_EVERY)
        for story in Incident.objects.filter(pk__in=keys):
            updates.post(story, UpdateText(body=text(100)), by=None)


if __name__ == "__main__":
    if sys.argv[1:]:
        post(sys.argv[1:])
    else:
        main()
