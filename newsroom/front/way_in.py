"""One process, one port: each step answers what it knows and passes on the rest."""

from http import HTTPStatus

from asgiref.typing import (
    ASGIReceiveCallable,
    ASGISendCallable,
    HTTPScope,
    Scope,
)

from newsroom.front import bodies, headers
from newsroom.front.memory.answer import Answer
from newsroom.front.memory.pages import Pages


class Front:
    """The ASGI application; Django stands at its end."""

    def __init__(self, pages: Pages, *, hosts: list[str], limits: bodies.Limits) -> None:
        self._pages = pages
        self._hosts = hosts
        self._limits = limits

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Serve HTTP, and nothing else."""
        if scope["type"] != "http":
            raise NotImplementedError(f"{scope['type']} is not served here")
        try:
            await self._pass_on(scope, receive, send)
        except headers.Refused as refused:
            await _tell(refused, send)
        except bodies.CutShort:
            return

    async def _pass_on(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        declared = headers.declared_length(scope)
        request = headers.cleaned(scope, self._hosts)
        limits = self._limits.at(scope["path"])
        with await bodies.read_whole(receive, declared, limits) as body:
            size = body.seek(0, 2)
            body.seek(0)
            if size or declared is not None:
                request["headers"] = [
                    *request["headers"],
                    (b"content-length", str(size).encode()),
                ]
            answer = await self._pages.answer(request, body)
        await _send(answer, send)


async def _send(answer: Answer, send: ASGISendCallable) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": answer.headers,
            "trailers": False,
        }
    )
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})


async def _tell(refused: headers.Refused, send: ASGISendCallable) -> None:
    """Say why in plain words, and close: the rest of what the client sends is not read."""
    answer = f"{refused.reason}\n".encode()
    told = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(answer)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    if refused.status == HTTPStatus.METHOD_NOT_ALLOWED:
        told.append((b"allow", b"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"))
    await _send(Answer(refused.status, told, answer), send)
