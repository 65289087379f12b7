"""A small server with one story, which a test moves, cuts off and brings back as it likes."""

import json
import re
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.reader.live.scene import PATH, Story

STATIC = Path(__file__).resolve().parents[3] / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
BEAT = 0.2  # seconds between signs of life


class Stage:
    """The server. `down` hangs up on everybody; `streams` False refuses them, with 503."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.streams = True
        self.down = False
        self.silent = False  # streams say nothing at all
        self.certain = True  # whether it knows itself that nothing is new
        self.asked: list[str] = []
        self.moved = threading.Condition()
        handler = type("Handler", (_Handler,), {"stage": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Where the story stands."""
        return f"http://127.0.0.1:{self.server.server_address[1]}{PATH}"

    def say(self) -> None:
        """Wake every stream: something happened."""
        with self.moved:
            self.moved.notify_all()

    def cut(self, *, down: bool) -> None:
        """Hang up on everybody, and on whoever comes; or answer again."""
        self.down = down
        self.say()

    def count(self, part: str) -> int:
        """How often an address was asked for."""
        return sum(part in path for path in self.asked)

    def close(self) -> None:
        """Stop for good."""
        self.cut(down=True)
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    stage: Stage
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.stage.asked.append(self.path)
        if self.stage.down:
            self.close_connection = True
        elif address.path.startswith("/static/"):
            file = STATIC / address.path.removeprefix("/static/")
            self.send(file.read_bytes(), TYPES[file.suffix])
        elif address.path == f"{PATH}live":
            self.stream(int(parse_qs(address.query)["after"][0]))
        elif after := re.fullmatch(rf"{PATH}changes/after/(\d+)", address.path):
            self.send(self.stage.story.after(int(after[1])), "application/json")
        elif address.path == PATH:
            self.send(self.stage.story.html(), "text/html; charset=utf-8")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def send(self, content: str | bytes, media_type: str) -> None:
        body = content.encode() if isinstance(content, str) else content
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def stream(self, after: int) -> None:
        stage = self.stage
        self.close_connection = True
        if not stage.streams:
            self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
            self.send_header("Retry-After", "30")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while not stage.down and stage.streams:
                facts, sent = stage.story.facts(), after
                if not stage.certain:
                    del facts["time"]
                said = f": 16:31\n\nevent: state\ndata: {json.dumps(facts)}\n\n"
                for entry in [each for each in stage.story.changes if each["version"] > sent]:
                    after = entry["version"]
                    said += f"id: {after}\nevent: update\ndata: {json.dumps(entry)}\n\n"
                self.wfile.write(b"" if stage.silent else said.encode())
                self.wfile.flush()
                with stage.moved:
                    stage.moved.wait(BEAT)
        except OSError:
            return

    def log_message(self, *_args: object) -> None:
        """Say nothing."""
