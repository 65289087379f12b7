"""Django, as WSGI in threads, behind the ASGI front."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar, cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import HTTPScope as BridgeScope, Receive, Send, SendEvent
from a2wsgi.wsgi_typing import WSGIApp
from asgiref.typing import HTTPScope

from newsroom.front.bodies import Body
from newsroom.front.memory.answer import Answer, Headers

P = ParamSpec("P")
R = TypeVar("R")

_body: ContextVar[Body] = ContextVar("body")


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


def _whole(told: list[SendEvent]) -> Answer:
    status, headers, parts = 0, cast(Headers, []), []
    for message in told:
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))
    return Answer(status, headers, b"".join(parts))
