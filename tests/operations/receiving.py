"""A cache that listens on this machine and keeps what it is told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Told:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    tags: list[str]


@dataclass
class Receiver:
    """What the cache answers from now on, and what it was told so far."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def answer(self) -> int:
        return self.answers.pop(0) if self.answers else 200


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A cache on a free port; it answers 200 unless told otherwise."""
    cache = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._take(json.loads(body)["tags"])

        def do_GET(self) -> None:
            self._take([])

        def _take(self, tags: list[str]) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            cache.told.append(Told(self.command, self.path, headers, tags))
            status = cache.answer()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/moved")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        cache.url = f"http://127.0.0.1:{server.server_address[1]}/purge"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield cache
        finally:
            server.shutdown()
            thread.join()
