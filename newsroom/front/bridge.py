"""Django, as WSGI in threads, behind the ASGI front; what is dear never takes all of them."""

import asyncio
import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from http import HTTPStatus
from typing import ParamSpec, TypeVar, cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import HTTPScope as BridgeScope, Receive, Send, SendEvent
from a2wsgi.wsgi_typing import WSGIApp
from asgiref.typing import HTTPScope
from django.template.loader import render_to_string

from newsroom.front.bodies import Body
from newsroom.front.memory import gone
from newsroom.front.memory.answer import Answer, Headers
from newsroom.front.memory.pages import Maker

P = ParamSpec("P")
R = TypeVar("R")

_body: ContextVar[Body] = ContextVar("body")

PATIENCE = 5.0
"""Seconds that somebody waits for what is dear; it costs no thread."""

ASK_AGAIN = 5  # seconds

SEARCHES = re.compile(r"/search(?:/|\.[a-z]+)")
DEAR = re.compile(
    r"/api/v1/.+|/(?:changes|corrections|accountability)[/.].*|"
    r"/news/(?:[^/]+/){4}(?:.*card\.png|(?:changes|provenance|at)[/.].*)"
)
"""What is asked for seldom and takes long to make: a reader can ask for any number of others."""


class Bridge:
    """Carries one whole request to Django and one whole answer back.

    A thread is taken only while Django works: not while a client sends, nor while it reads.
    """

    def __init__(self, django: WSGIApplication, *, threads: int) -> None:
        def with_whole_body(environ: WSGIEnvironment, start: StartResponse) -> object:
            environ["wsgi.input"] = _body.get()
            return django(environ, start)

        self._bridge = WSGIMiddleware(cast(WSGIApp, with_whole_body), workers=threads)

    async def __call__(self, scope: HTTPScope, body: Body) -> Answer:
        """Django's answer to one request, whose scope is cleaned and whose body is whole."""
        told: list[SendEvent] = []

        async def keep(message: SendEvent) -> None:
            told.append(message)

        token = _body.set(body)
        try:
            await self._bridge(cast(BridgeScope, scope), cast(Receive, None), cast(Send, keep))
        finally:
            _body.reset(token)
        return _whole(told)

    async def aside(self, work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        """Do something that takes milliseconds in one of the threads, and not on the loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._bridge.executor, lambda: work(*given, **named))


class Lanes:
    """The bridge, with a lane for searches and one for whatever else is dear: each takes three
    threads of eight, so that some are left for all other pages.

    Nobody waits for what this process asks of itself.
    """

    def __init__(self, bridge: Maker, *, threads: int, patience: float = PATIENCE) -> None:
        self.aside = bridge.aside
        self._bridge = bridge
        self._patience = patience
        self._searches = asyncio.Semaphore(max(1, threads * 3 // 8))
        self._others = asyncio.Semaphore(max(1, threads * 3 // 8))

    async def __call__(self, scope: HTTPScope, body: Body) -> Answer:
        """Django's answer, or that too many ask for the like just now."""
        lane = self._lane(scope)
        if lane is None:
            return await self._bridge(scope, body)
        try:
            async with asyncio.timeout(self._patience):
                await lane.acquire()
        except TimeoutError:
            return _busy(for_machines=gone.is_for_machines(scope["path"]))
        try:
            return await self._bridge(scope, body)
        finally:
            lane.release()

    def _lane(self, scope: HTTPScope) -> asyncio.Semaphore | None:
        if scope["client"] is None:
            return None
        if SEARCHES.fullmatch(scope["path"]):
            return self._searches
        return self._others if DEAR.fullmatch(scope["path"]) else None


@cache
def _busy(*, for_machines: bool) -> Answer:
    """That too many ask; made once, as it may have to be said to very many."""
    if for_machines:
        kind, body = gone.PROBLEM, gone.problem("Too many ask for the like just now", ASK_AGAIN)
    else:
        kind, body = gone.PAGE, render_to_string("503.html")
    said = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body.encode())).encode()),
        (b"cache-control", b"no-store"),
        (b"retry-after", str(ASK_AGAIN).encode()),
    ]
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, said, body.encode())


def _whole(told: list[SendEvent]) -> Answer:
    status, headers, parts = 0, cast(Headers, []), []
    for message in told:
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))
    return Answer(status, headers, b"".join(parts))
