"""Reads the body of a request whole, so that Django never waits for a client."""

import asyncio
import re
from dataclasses import dataclass, replace
from http import HTTPStatus
from tempfile import SpooledTemporaryFile

from asgiref.typing import ASGIReceiveCallable

from newsroom.front.headers import Refused

_IN_MEMORY = 1_000_000  # bytes; what is larger lies on disk
_OF_READERS = 200_000  # bytes; their longest form has a fifth of it
_OF_EDITORS = re.compile("/(?:desk|admin)/(?!login/).*")

Body = SpooledTemporaryFile[bytes]


class CutShort(Exception):  # noqa: N818 - what happened, not an error of ours
    """The client went away before the end of its body: nobody is there to be answered."""


@dataclass(frozen=True)
class Limits:
    """How much a client may send, and how long it may take: bytes and seconds.

    `size` is for editors, who send pictures; readers have little to say at once.
    """

    size: int
    seconds: float

    def at(self, path: str) -> "Limits":
        """The limits for what is sent to an address."""
        if _OF_EDITORS.fullmatch(path):
            return self
        return replace(self, size=min(self.size, _OF_READERS))


async def read_whole(receive: ASGIReceiveCallable, declared: int | None, limits: Limits) -> Body:
    """The body, standing at its start; the caller closes it."""
    if declared is not None and declared > limits.size:
        raise _too_large(limits)
    body = Body(max_size=_IN_MEMORY)
    try:
        async with asyncio.timeout(limits.seconds):
            size = await _copy(receive, body, limits)
        if declared is not None and size != declared:
            raise CutShort
    except TimeoutError:
        body.close()
        reason = f"The body did not arrive within {limits.seconds:g} seconds."
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, reason) from None
    except (Refused, CutShort):
        body.close()
        raise
    body.seek(0)
    return body


async def _copy(receive: ASGIReceiveCallable, body: Body, limits: Limits) -> int:
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise CutShort
        size += len(message["body"])
        if size > limits.size:
            raise _too_large(limits)
        body.write(message["body"])
        more = message["more_body"]
    return size


def _too_large(limits: Limits) -> Refused:
    reason = f"A body has at most {limits.size} bytes here."
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, reason)
