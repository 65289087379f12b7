"""What is written at the head of a stream, or in its place."""

from email.utils import formatdate
from http import HTTPStatus

from incidents.live.framing import MEDIA_TYPE

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
