"""Django, as WSGI in threads, behind the ASGI front."""

from contextvars import ContextVar
from typing import cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import HTTPScope as BridgeScope, Receive, Send, SendEvent
from a2wsgi.wsgi_typing import WSGIApp
from asgiref.typing import ASGISendCallable, HTTPScope

from newsroom.front.bodies import Body

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

    async def __call__(self, scope: HTTPScope, body: Body, send: ASGISendCallable) -> None:
        """Answer one request; its scope is cleaned and its body whole."""
        answer: list[SendEvent] = []

        async def keep(message: SendEvent) -> None:
            answer.append(message)

        token = _body.set(body)
        try:
            await self._bridge(cast(BridgeScope, scope), cast(Receive, None), cast(Send, keep))
        finally:
            _body.reset(token)
        await _send_whole(answer, send)


async def _send_whole(answer: list[SendEvent], send: ASGISendCallable) -> None:
    for message in answer:
        if message["type"] == "http.response.start":
            await send(
                {
                    "type": "http.response.start",
                    "status": message["status"],
                    "headers": list(message.get("headers", ())),
                    "trailers": False,
                }
            )
    whole = b"".join(
        message.get("body", b"") for message in answer if message["type"] == "http.response.body"
    )
    await send({"type": "http.response.body", "body": whole, "more_body": False})
