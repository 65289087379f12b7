"""The desk under load: the console of a long story, and fifty editors who post at once."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from signal import SIGTERM
from statistics import median, quantiles

from django.db import connection
from django.test import Client

from benchmarks.ground import newsroom
from benchmarks.pages import counted
from benchmarks.publish import post, text
from benchmarks.table import milliseconds, ratio, show
from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import lifecycle
from incidents.models import Draft, Editor, Incident, Update
from newsroom import processes

SHORT, LONG = 10, 500
ROUNDS = 25
MOST_QUERIES = 15
MOST_RATIO = 1.5
EDITORS, STORIES = 50, 10
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
MOST_SPREAD = 10
PATIENCE = 60  # seconds for one answer
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Desk:
    """One editor's line to the web process, and how long each of their posts took, in seconds."""

    port: int
    cookies: dict[str, str]
    story: int
    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def work(self, until: float) -> None:
        """Open the console once, then post until the time is over."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        status, page = self._ask(line, "GET", f"/desk/{self.story}/")
        found = TOKEN.search(page)
        if status != HTTPStatus.OK or found is None:
            self.wrong.append(f"console: {status}")
            return
        token = found.group(1).decode()
        while time.monotonic() < until:
            self._post(line, token)
        line.close()

    def _post(self, line: http.client.HTTPConnection, token: str) -> None:
        key = str(uuid.uuid4())
        typed = {
            "csrfmiddlewaretoken": token,
            "request_key": key,
            "body": f"<p>{key}</p>{text(60)}",
            "post": "1",
        }
        started = time.perf_counter()
        status, answer = self._ask(line, "POST", f"/desk/{self.story}/updates/", typed)
        self.taken.append(time.perf_counter() - started)
        self.written.append(key)
        if status != HTTPStatus.FOUND:
            self.wrong.append(f"{status}: {answer[:200]!r}")

    def _ask(
        self, line: http.client.HTTPConnection, method: str, path: str, data: object = None
    ) -> tuple[int, bytes]:
        body = urllib.parse.urlencode(data) if isinstance(data, dict) else None
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, path, body, headers)
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                kept, _, rest = value.partition("=")
                self.cookies[kept] = rest.partition(";")[0]
        return answer.status, answer.read()


def main() -> None:
    """Both, one after the other, in one newsroom."""
    with newsroom() as url:
        by = Editor.objects.create_superuser("bench", first_name="B", byline_mode="real_name")
        console(by)
        together(url)


def console(by: Editor) -> None:
    """What the screen of a story costs with many updates, beside one with few."""
    short, long = (story_of(count, by) for count in (SHORT, LONG))
    client = Client(HTTP_HOST="localhost")
    client.force_login(by)
    times: dict[int, list[float]] = {short.pk: [], long.pk: []}
    for turn in range(ROUNDS + 3):
        for story in (short, long):
            started = time.perf_counter()
            client.get(f"/desk/{story.pk}/")
            if turn >= 3:
                times[story.pk].append(time.perf_counter() - started)
    sent: list[str] = []
    with connection.execute_wrapper(partial(counted, sent)):
        client.get(f"/desk/{long.pk}/")
    few, many = median(times[short.pk]), median(times[long.pk])
    show(
        f"The console (at most {MOST_QUERIES} queries; {LONG} updates at most {MOST_RATIO:g}x "
        f"the first byte of {SHORT})",
        ["", f"{SHORT} updates, ms", f"{LONG} updates, ms", "ratio", "queries"],
        [
            [
                "console",
                milliseconds(few),
                milliseconds(many),
                f"{many / few:.2f}x",
                str(len(sent)),
            ]
        ],
    )


def together(url: str) -> None:
    """Fifty people post on ten stories as fast as they are answered."""
    editors = [
        Editor.objects.create_superuser(f"editor{number}", first_name=f"E{number}")
        for number in range(EDITORS)
    ]
    stories = [story_of(0, editors[0]) for _ in range(STORIES)]
    with web(url) as port:
        desks = [
            Desk(port, signed_in(editor), stories[number % STORIES].pk)
            for number, editor in enumerate(editors)
        ]
        until = time.monotonic() + SECONDS
        threads = [threading.Thread(target=desk.work, args=(until,)) for desk in desks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    told(desks)


def told(desks: list[Desk]) -> None:
    """The figures; what went wrong, or is not there as it was written, fails the run."""
    taken = [seconds for desk in desks for seconds in desk.taken]
    cuts = quantiles(taken, n=100)
    p50, p99 = cuts[49], cuts[98]
    wrong = [words for desk in desks for words in desk.wrong]
    lost = missing([key for desk in desks for key in desk.written])
    show(
        f"{EDITORS} editors post at once on {STORIES} stories for {SECONDS:.0f} s "
        f"(p99 at most {MOST_SPREAD}x p50)",
        ["", "posts", "p50, ms", "p99, ms", "ratio", "errors", "lost"],
        [
            [
                "posted at the desk",
                f"{len(taken):,}",
                *(milliseconds(p50), milliseconds(p99), ratio(p99, p50)),
                *(str(len(wrong)), str(len(lost))),
            ]
        ],
    )
    if wrong or lost:
        raise SystemExit(f"Wrong: {wrong[:3]}; lost: {lost[:3]}")


def missing(keys: list[str]) -> list[str]:
    """What was sent and did not become exactly one update."""
    found = Counter(body[3:39] for body in Update.objects.values_list("body", flat=True))
    rows = Draft.objects.filter(state=Draft.State.PUBLISHED)
    published = {str(key) for key in rows.values_list("key", flat=True)}
    once = published & {key for key, times in found.items() if times == 1}
    return [key for key in keys if key not in once]


def story_of(number_of_updates: int, by: Editor) -> Incident:
    """A live story with so many updates."""
    edit = StoryEdit(headline=f"A story of {number_of_updates} updates", lead=text(200))
    story = lifecycle.publish(lifecycle.open_incident(edit, by=by), by=by)
    for _ in range(number_of_updates):
        post(story, text(100), by)
    return story


def signed_in(editor: Editor) -> dict[str, str]:
    """The cookie of a session of this editor."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(editor)
    return {name: morsel.value for name, morsel in client.cookies.items()}


@contextmanager
def web(url: str) -> Iterator[int]:
    """The web process as it runs in earnest, on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = int(listening.getsockname()[1])
    environment = {**os.environ, "DATABASE_URL": url}
    gather = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(gather, env=environment, check=True)
    child = processes.start(
        [sys.executable, "-m", "newsroom.web", str(listening.fileno())],
        last_signal=SIGTERM,
        passing=[listening.fileno()],
        environment=environment,
    )
    try:
        yield port
    finally:
        processes.stop(child, (SIGTERM, 15.0))
        listening.close()


if __name__ == "__main__":
    main()
