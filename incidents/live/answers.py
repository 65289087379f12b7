"""What is written at the head of a stream, or in its place."""

import random
from email.utils import formatdate
from http import HTTPStatus

from incidents.live import framing
from incidents.live.framing import MEDIA_TYPE

RETRY = (1000, 3000)
"""Milliseconds between which a reader's own pause before coming back lies."""

_STREAM = (
    f"Content-Type: {MEDIA_TYPE}; charset=utf-8",
    "X-Accel-Buffering: no",  # a proxy passes on at once what it gets
)
_ALWAYS = (
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
)


def stream() -> bytes:
    """The head of a stream, which ends where the connection ends."""
    return _head(HTTPStatus.OK, _STREAM)


def opening() -> bytes:
    """The same, with the reader's own pause."""
    return stream() + framing.pause(random.randint(*RETRY))  # noqa: S311 - it hides nothing


def plain(status: HTTPStatus, words: str, *headers: str, body: bool = True) -> bytes:
    """A whole answer of one sentence; `body` is false for a HEAD request."""
    text = f"{words}\n".encode()
    about = ("Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(text)}")
    return _head(status, (*about, *headers)) + (text if body else b"")


def _head(status: HTTPStatus, headers: tuple[str, ...]) -> bytes:
    lines = (
        f"HTTP/1.1 {status} {status.phrase}",
        f"Date: {formatdate(usegmt=True)}",
        *headers,
        *_ALWAYS,
    )
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n"
