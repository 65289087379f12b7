"""Pages from memory against nginx with the same bytes: requests a second, and processor time."""

import gzip
import http.client
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from benchmarks.desk import story_of, web
from benchmarks.ground import newsroom
from benchmarks.nginx import free_port, nginx
from benchmarks.table import progress, ratio, show
from incidents.models import Editor

WRK = shutil.which("wrk")
UPDATES = 200
CONNECTIONS = 64
SECONDS = int(os.environ.get("SECONDS_EACH", "5"))
ROUNDS = 3
POLLERS = 100_000
INTERVAL = 10  # seconds between two questions of one of them

STATIC = """
server {{
    listen 127.0.0.1:{port};
    location = /page {{
        alias {file};
        default_type "text/html; charset=utf-8";
        add_header Content-Encoding gzip;
        add_header Cache-Control "public, max-age=5";
    }}
}}
"""

READERS = """
local number = 0
request = function()
    number = number + 1
    wrk.headers["User-Agent"] = "Reader " .. number % 100000
    return wrk.format()
end
"""

CACHE = """
proxy_cache_path {folder}/cache keys_zone=pages:10m;
log_format short "$request_uri";
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://127.0.0.1:{inner};
        proxy_http_version 1.1;
        proxy_set_header Host 127.0.0.1;
        proxy_cache pages;
        proxy_cache_valid 200 1s;
        proxy_ignore_headers Cache-Control Vary;
        proxy_cache_lock on;
        proxy_cache_use_stale updating;
        proxy_cache_background_update on;
    }}
}}
server {{
    listen 127.0.0.1:{inner};
    access_log {folder}/asked.log short;
    location / {{
        proxy_pass http://127.0.0.1:{origin};
        proxy_http_version 1.1;
        proxy_set_header Host 127.0.0.1;
    }}
}}
"""


@dataclass(frozen=True)
class Figures:
    """What one run gave: answers a second, and microseconds of the server's processor for each."""

    rate: float
    cost: float


@dataclass(frozen=True)
class Server:
    """A process that answers on a port."""

    port: int
    process: int
    path: str
    held: str


def main() -> None:
    """A story of two hundred updates, asked for over 64 connections that stay open."""
    if WRK is None:
        raise SystemExit("wrk is needed: apt-get install wrk")
    with newsroom() as url:
        by = Editor.objects.create_superuser("bench", first_name="B", byline_mode="real_name")
        story = story_of(UPDATES, by)
        path = f"/news/{story.path}/"
        with web(url) as port, tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)  # noqa: PTH101 - nginx's worker is nobody
            _compare(path, port, Path(folder))
            _poll(f"/news/{story.path}/changes/after/{story.version_number}", port, Path(folder))


def _compare(path: str, port: int, folder: Path) -> None:
    body, tag = _page(path, port)
    file = folder / "page.gz"
    file.write_bytes(body)
    file.chmod(0o644)
    other = free_port()
    readers = folder / "readers.lua"
    readers.write_text(READERS, encoding="utf-8")
    with nginx(folder, STATIC.format(port=other, file=file), other) as worker:
        reference = Server(other, worker, "/page", _page("/page", other)[1])
        ours = Server(port, _listening(port), path, tag)
        runs = {
            "whole page": _run,
            "304": lambda server: _run(server, f"If-None-Match: {server.held}"),
            "304, a hundred thousand heads": lambda server: _run(
                server, f"If-None-Match: {server.held}", script=readers
            ),
        }
        rows = [_row(name, run, reference, ours) for name, run in runs.items()]
    show(
        f"A story of {UPDATES} updates from memory, {len(body) / 1000:.0f} kB in gzip, "
        f"{CONNECTIONS} connections",
        ["", "nginx, requests/s", "ours", "ratio", "nginx, us of CPU", "ours", "ratio"],
        rows,
    )


def _row(name: str, run: Callable[[Server], Figures], reference: Server, ours: Server) -> list[str]:
    """Both in turns, so that whatever else the machine does strikes both; the medians."""
    taken: list[tuple[Figures, Figures]] = []
    for turn in range(ROUNDS):
        progress(f"{name}, round {turn + 1} of {ROUNDS}")
        taken.append((run(reference), run(ours)))
    rate = [median(pair[place].rate for pair in taken) for place in (0, 1)]
    cost = [median(pair[place].cost for pair in taken) for place in (0, 1)]
    return [
        name,
        *(f"{rate[0]:,.0f}", f"{rate[1]:,.0f}", ratio(rate[1], rate[0])),
        *(f"{cost[0]:.1f}", f"{cost[1]:.1f}", ratio(cost[1], cost[0])),
    ]


def _poll(path: str, port: int, folder: Path) -> None:
    """As many questions as 100,000 open pages ask, through a cache that keeps answers a second."""
    outer, inner = free_port(), free_port()
    servers = CACHE.format(folder=folder, port=outer, inner=inner, origin=port)
    with nginx(folder, servers, outer) as worker:
        http.client.HTTPConnection("127.0.0.1", outer).request("GET", path)
        figures = _run(Server(outer, worker, path, ""))
    reached = len((folder / "asked.log").read_text(encoding="utf-8").splitlines())
    show(
        f"{POLLERS:,} open pages that ask every {INTERVAL} s, through a cache of one second",
        ["asked, requests/s", "needed", "of these reach us, requests/s"],
        [[f"{figures.rate:,.0f}", f"{POLLERS / INTERVAL:,.0f}", f"{reached / SECONDS:.1f}"]],
    )


def _run(server: Server, *headers: str, script: Path | None = None) -> Figures:
    """Ask on one core for some seconds, while the server has the other."""
    _pin(server.process)
    said = [part for header in ("Accept-Encoding: gzip", *headers) for part in ("-H", header)]
    said += ["-s", str(script)] if script else []
    before = _spent(server.process)
    done = subprocess.run(
        [
            *("taskset", "-c", "1", str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *said),
            f"http://127.0.0.1:{server.port}{server.path}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    spent = _spent(server.process) - before
    if "Non-2xx" in done.stdout and not headers:
        raise SystemExit(f"Not every answer was whole:\n{done.stdout}")
    counted = int(_found(r"(\d+) requests in", done.stdout))
    return Figures(float(_found(r"Requests/sec:\s+([\d.]+)", done.stdout)), spent / counted * 1e6)


def _pin(process: int) -> None:
    for thread in psutil.Process(process).threads():
        os.sched_setaffinity(thread.id, {0})


def _spent(process: int) -> float:
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"wrk said nothing of {pattern}:\n{text}")
    return found[1]


def _page(path: str, port: int) -> tuple[bytes, str]:
    """The page in gzip, and its entity tag; asked for twice, so that it is in memory."""
    for _ in range(2):
        client = http.client.HTTPConnection("127.0.0.1", port)
        client.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = client.getresponse()
        body = answer.read()
    gzip.decompress(body)
    return body, answer.headers["ETag"]


def _listening(port: int) -> int:
    """The process that answers on a port."""
    for found in psutil.net_connections("tcp"):
        if found.laddr and found.laddr.port == port and found.status == psutil.CONN_LISTEN:
            names = psutil.Process(found.pid).cmdline() if found.pid else []
            if "newsroom.web" in names and found.pid:
                return found.pid
    raise SystemExit(f"Nobody answers on port {port}.")


if __name__ == "__main__":
    main()
