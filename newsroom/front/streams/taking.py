"""Hands those who ask for a story's stream over to the hub, before Django knows of them."""

import asyncio
import re
import resource
import unicodedata
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import parse_qs, unquote_to_bytes

import httptools
from asgiref.typing import HTTPScope
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from incidents.live import answers
from incidents.live.hub import Hub
from incidents.live.reader import Asked
from newsroom.front import headers
from newsroom.front.heads import BoundedHeads

STREAM = re.compile(rb"/news/[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/]+/live")
_VERSION = re.compile("0|[1-9][0-9]{0,8}")
_MARK = re.compile("[0-9a-f]{8}")

FILES_BESIDE = 256
"""Open files that the process needs for all else: pages, the database, what it reads."""

_NOBODY = asyncio.Protocol()
"""Hears what comes on a connection that is about to be closed."""


@dataclass(frozen=True)
class Streams:
    """The hub of this process, and the hosts that it answers for."""

    hub: Hub
    hosts: list[str]

    def take(self, transport: asyncio.Transport, scope: HTTPScope) -> None:
        """Open the stream that was asked for, or say why not."""
        try:
            self.hub.open(transport, _asked(headers.cleaned(scope, self.hosts)))
        except headers.Refused as refused:
            about = ("Allow: GET, HEAD",) if refused.status == HTTPStatus.METHOD_NOT_ALLOWED else ()
            transport.write(answers.plain(refused.status, refused.reason, *about))
            transport.close()


class StreamingHeads(BoundedHeads):
    """Takes a request for a stream away from uvicorn, and everything that it keeps for it."""

    streams: Streams | None = None
    _for_stream: HTTPScope | None = None

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._for_stream is not None:
            self._hand_over(self._for_stream)

    def on_url(self, url: bytes) -> None:
        if self._for_stream is None:  # whatever comes behind it is never answered
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._for_stream is None:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._for_stream is not None:
            return
        path = httptools.parse_url(self.url).path
        before = cast(RequestResponseCycle | None, self.cycle)
        busy = before is not None and not before.response_complete
        if self.streams is None or busy or not STREAM.fullmatch(path):
            super().on_headers_complete()
            return
        self._arrived()
        self._for_stream = cast(
            HTTPScope,
            {
                **self.scope,
                "method": self.parser.get_method().decode("ascii"),
                "path": path.decode("ascii"),
                "query_string": httptools.parse_url(self.url).query or b"",
            },
        )

    def on_message_begin(self) -> None:
        if self._for_stream is None:
            super().on_message_begin()

    def on_body(self, body: bytes) -> None:
        if self._for_stream is None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self._for_stream is None:
            super().on_message_complete()

    def _hand_over(self, scope: HTTPScope) -> None:
        """Give the transport away, and let go of all that stands around it."""
        transport, streams = self.transport, self.streams
        self._arrived()
        self._unset_keepalive_if_required()
        self.connections.discard(self)
        for name in ("parser", "transport", "flow", "cycle", "scope", "headers", "_for_stream"):
            setattr(self, name, cast(Any, None))
        transport.set_protocol(_NOBODY)
        if streams is not None and not transport.is_closing():
            streams.take(transport, scope)


def readers_at_most(wanted: int) -> int:
    """Let this process open as many files as it may; how many readers that leaves room for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return wanted if soft == resource.RLIM_INFINITY else min(wanted, max(soft - FILES_BESIDE, 1))


def _asked(scope: HTTPScope) -> Asked:
    """What the request asks for. Raises Refused."""
    if scope["method"] not in {"GET", "HEAD"}:
        raise headers.Refused(HTTPStatus.METHOD_NOT_ALLOWED, "A stream is only read.")
    query = scope["query_string"].decode("ascii")
    named = [value for name, value in scope["headers"] if name == b"last-event-id"]
    # What a browser got last is newer than what its page was asked for with.
    said = parse_qs(query)
    version = named[-1].decode("latin-1") if named else said.get("after", [""])[-1]
    known = _VERSION.fullmatch(version) is not None
    beside = said.get("beside", [""])[-1]
    return Asked(
        path=_story(scope["path"].removesuffix("/live")),
        after=int(version) if known else None,
        wrong=bool(version) and not known,
        head_only=scope["method"] == "HEAD",
        query=query,
        beside=beside if _MARK.fullmatch(beside) else "",
    )


def _story(written: str) -> str:
    """The path of a story as it is looked up. Raises Refused."""
    day, _, name = written.rpartition("/")
    try:
        slug = unicodedata.normalize("NFC", unquote_to_bytes(name).decode())
    except UnicodeDecodeError:
        slug = ""
    if not slug or "/" in slug or "\0" in slug:
        raise headers.Refused(HTTPStatus.NOT_FOUND, "There is no such story.")
    return f"{day}/{slug}"
