"""A newsroom that serves pages and streams, from a real database, over real sockets."""

import json
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, cast

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.urls import reverse
from psycopg.conninfo import make_conninfo

from incidents.live.hub import Hub
from incidents.live.listening import NAME, Listener
from incidents.models import Incident
from newsroom.front.bodies import Limits
from newsroom.front.making.bridge import Bridge
from newsroom.front.memory.kept import Kept
from newsroom.front.memory.pages import Pages, Place
from newsroom.front.server import Server, server
from newsroom.front.streams.taking import Streams
from newsroom.front.way_in import Front
from tests.live.following import PATIENCE, Follower, wait_until

HOST = "127.0.0.1"


@dataclass
class Serving:
    """One process of a newsroom, as far as readers can tell."""

    port: int
    hub: Hub
    listener: Listener
    server: Server

    def follow(self, story: Incident, *headers: str, query: str = "") -> Follower:
        """A reader whose stream has begun."""
        return self.follow_at(f"/news/{story.path}", *headers, query=query)

    def follow_at(self, path: str, *headers: str, query: str = "") -> Follower:
        connection = socket.create_connection((HOST, self.port), timeout=PATIENCE)
        connection.settimeout(PATIENCE)
        lines = [f"GET {path}/live{query} HTTP/1.1", f"Host: {HOST}", *headers, "", ""]
        return Follower.of(connection, "\r\n".join(lines).encode())

    def changes(self, story: Incident, after: int) -> list[dict[str, Any]]:
        """What the poll says at this moment."""
        told = self.told(f"/news/{story.path}/changes/after/{after}")
        return cast(list[dict[str, Any]], told["changes"])

    def page(self, path: str) -> str:
        """A page as anybody gets it now."""
        with urllib.request.urlopen(f"http://{HOST}:{self.port}{path}", timeout=PATIENCE) as answer:
            return cast(str, answer.read().decode())

    def told(self, path: str) -> dict[str, Any]:
        """The same of what is told in JSON."""
        return cast(dict[str, Any], json.loads(self.page(path)))

    def until_told(self, path: str, name: str) -> dict[str, Any]:
        """The same, as soon as a name stands in it."""
        wait_until(lambda: name in self.told(path))
        return self.told(path)


@contextmanager
def serving() -> Iterator[Serving]:
    """Open one on the test's database, with all its addresses loaded before somebody waits."""
    reverse("reader:front")
    listener = Listener(reached())
    kept = Kept(listener, budget=50_000_000, alone=600)
    listener.follow(kept.heard)
    pages = Pages(Bridge(get_wsgi_application(), threads=4), kept, Place("http", HOST, "/static/"))
    certain, now = lambda: listener.certain, lambda: "16:31"
    hub = Hub(pages.get, most=1000, time=now, certain=certain, rest=0.1)
    listener.follow(hub.heard)
    opened = server(
        Front(pages, hosts=[HOST], limits=Limits(1_000_000, 5.0)),
        kept,
        listener,
        hosts=[HOST],
        trusted_proxies=[],
        streams=Streams(hub, [HOST]),
    )
    with closing(socket.socket()) as listening, pytest.MonkeyPatch.context() as patch:
        # No thread keeps a connection when its request is answered.
        patch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
        listening.bind((HOST, 0))
        thread = threading.Thread(target=opened.run, kwargs={"sockets": [listening]})
        thread.start()
        wait_until(lambda: opened.started and listener.certain)
        try:
            yield Serving(listening.getsockname()[1], hub, listener, opened)
        finally:
            opened.should_exit = True
            thread.join()


def cut() -> int:
    """End every listener's connection from the other side; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = %s AND datname = current_database()",
            [NAME],
        )
        row = cursor.fetchone()
    return int(row[0])


def reached() -> str:
    """How a connection of one's own reaches the test's database."""
    given = {key: connection.settings_dict[key] for key in ("NAME", "USER", "HOST", "PORT")}
    there = {key.lower(): str(value) for key, value in given.items() if value}
    return make_conninfo("", dbname=there.pop("name"), **there)
