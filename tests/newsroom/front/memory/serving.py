"""A newsroom that serves over a real socket, from memory and a real database."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli
import psycopg
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.test import Client
from psycopg.conninfo import make_conninfo

from incidents.live.listening import Heard, Listener
from newsroom.front.bodies import Limits
from newsroom.front.making.bridge import Bridge
from newsroom.front.memory.kept import Kept
from newsroom.front.memory.pages import Pages, Place
from newsroom.front.server import Server, server
from newsroom.front.way_in import Front

HOST = "127.0.0.1"
END = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = 'newsroom listener' AND datname = current_database()
"""
THREADS = 4
PATIENCE = 60.0  # seconds until a test gives up
_MARKS = count(1)


@dataclass
class Django:
    """The application, counted; `between` runs when it has answered, before that is passed on."""

    asked: list[str] = field(default_factory=list)
    between: Callable[[], None] | None = None
    _django: Any = field(default_factory=get_wsgi_application)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        answer: Iterable[bytes] = self._django(environ, start)
        if self.between is not None:
            self.between()
        return answer


@dataclass(frozen=True)
class Reply:
    """An answer; its body is what it means, whatever it was compressed with."""

    status: int
    headers: dict[str, str]
    body: bytes
    sent: bytes


@dataclass
class Serving:
    """What is open, and ways to ask it."""

    port: int
    kept: Kept
    listener: Listener
    django: Django
    conninfo: str
    server: Server
    path: str = "/"
    heard: set[str] = field(default_factory=set)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def note(self, heard: Heard) -> None:
        """Follow the listener."""
        with self.changed:
            self.heard |= heard.tags
            self.changed.notify_all()

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something is true."""
        with self.changed:
            for _ in range(int(PATIENCE * 100)):
                if true():
                    return
                self.changed.wait(0.01)
        raise AssertionError("it never came true")

    def settle(self) -> None:
        """Wait until everything has been heard that was committed before."""
        mark = f"mark:{next(_MARKS)}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT incidents_tell(%s)", [mark])
        self.until(lambda: mark in self.heard)

    def cut(self) -> None:
        """End the listener's connection from the other side."""
        with psycopg.connect(self.conninfo, autocommit=True) as other:
            other.execute(END)

    def lose(self) -> None:
        """Cut the listener off, and let it not come back."""
        self.listener._conninfo = "host=127.0.0.1 port=1 connect_timeout=1"
        self.cut()
        self.until(lambda: not self.listener.certain)

    def find_again(self) -> None:
        """Let it come back."""
        self.listener._conninfo = self.conninfo
        self.until(lambda: self.listener.certain)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask on a connection of its own."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection(HOST, self.port, timeout=PATIENCE)) as client:
            client.request(method, path, headers={"Accept-Encoding": "identity", **said})
            answer = client.getresponse()
            sent = answer.read()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, told, _plain(sent, told), sent)

    def raw(self, *said: bytes) -> bytes:
        """Everything that comes back for raw bytes, of which the last ask to close."""
        with closing(socket.create_connection((HOST, self.port), timeout=PATIENCE)) as client:
            for each in said:
                client.sendall(each)
            return b"".join(iter(lambda: client.recv(65536), b""))

    def fresh(self, path: str) -> Reply:
        """The page as Django makes it now, past the memory."""
        response = Client(headers={"host": HOST}).get(path)
        told = {name.lower(): value for name, value in response.items()}
        return Reply(response.status_code, told, response.content, response.content)

    def is_kept(self, path: str) -> bool:
        """Whether a page is in memory."""
        return any(entry.key == path.encode() for entry in self.kept.entries())


@contextmanager
def serving(*, alone: float = 600, lasting: bool = True) -> Iterator[Serving]:
    """Open one before the test's database, whose threads keep `lasting` connections to it."""
    reached = _conninfo()
    listener = Listener(reached)
    kept = Kept(listener, budget=50_000_000, alone=alone)
    listener.follow(kept.heard)
    django = Django()
    bridge = Bridge(django, threads=THREADS)
    pages = Pages(bridge, kept, Place("http", HOST, "/static/"))
    front = Front(pages, hosts=[HOST], limits=Limits(1_000_000, 5.0))
    opened = server(front, kept, listener, hosts=[HOST], trusted_proxies=[])
    with closing(socket.socket()) as listening, pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.settings["default"], "CONN_MAX_AGE", 600 if lasting else 0)
        listening.bind((HOST, 0))
        thread = threading.Thread(target=opened.run, kwargs={"sockets": [listening]})
        thread.start()
        port = listening.getsockname()[1]
        found = Serving(port, kept, listener, django, reached, opened)
        listener.follow(found.note)
        found.until(lambda: opened.started and listener.certain)
        yield found
        opened.should_exit = True
        thread.join()
        _leave(bridge)


def _leave(bridge: Bridge) -> None:
    """Close the connection of every thread."""
    together = threading.Barrier(THREADS)

    def close() -> None:
        together.wait(PATIENCE)
        connections.close_all()

    workers = bridge._bridge.executor
    for done in [workers.submit(close) for _ in range(THREADS)]:
        done.result()


def _conninfo() -> str:
    """How a connection of one's own reaches the test's database."""
    said = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    parts = {name: said[given] for name, given in (named | {"port": "PORT"}).items() if said[given]}
    return make_conninfo("", **parts)


def _plain(sent: bytes, told: dict[str, str]) -> bytes:
    match told.get("content-encoding") if sent else None:
        case "gzip":
            return gzip.decompress(sent)
        case "br":
            return bytes(brotli.decompress(sent))
        case _:
            return sent
