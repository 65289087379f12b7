"""Writes pages from memory straight to the connection, before anything is made of the request."""

import asyncio
from http import HTTPStatus
from typing import Any, ClassVar, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.server import ServerState

from newsroom.front.memory.asking import Asked, asked
from newsroom.front.memory.entries import Entry, is_held
from newsroom.front.memory.kept import Kept
from newsroom.front.streams.taking import StreamingHeads, Streams


class FrontProtocol(StreamingHeads):
    """A whole GET or HEAD of a page in memory is answered here; everything else goes on.

    What is read of the head is said in memory/asking.py.
    """

    _within = False  # a message that has begun and not ended
    _asked_at = 0.0
    _ends: ClassVar[tuple[object, tuple[bytes, bytes]]] = (None, (b"", b""))

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        kept: Kept,
        hosts: tuple[str, ...],
        streams: Streams | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._kept = kept
        self._hosts = hosts
        self.streams = streams

    def data_received(self, data: bytes) -> None:
        if not self._within and self._is_idle() and self._answered(data):
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._within = True
        super().on_message_begin()

    def on_message_complete(self) -> None:
        self._within = False
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._is_idle():
            self.flow.pause_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._is_idle():
            self.flow.resume_reading()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing was asked for; look again where something was."""
        left = self._asked_at + self.timeout_keep_alive - self.loop.time()
        if left <= 0:
            super().timeout_keep_alive_handler()
        else:
            self.timeout_keep_alive_task = self.loop.call_later(
                left, self.timeout_keep_alive_handler
            )

    def _is_idle(self) -> bool:
        before = cast(RequestResponseCycle | None, self.cycle)
        return before is None or (before.response_complete and not self.pipeline)

    def _answered(self, data: bytes) -> bool:
        """Answer a request that lies whole in `data`, if its page is kept; whether it did."""
        wanted = asked(data, self._hosts)
        found = self._kept.find(wanted.key) if wanted is not None else None
        if wanted is None or found is None or found.negotiated:
            return False
        self._write(found, wanted)
        return True

    def _write(self, entry: Entry, wanted: Asked) -> None:
        forms = entry.forms
        form = forms[wanted.form] if len(forms) > 1 else forms[0]
        end = self._end()[wanted.closing]
        if wanted.held and entry.status == HTTPStatus.OK and is_held(form.etag, wanted.held):
            self.transport.write(form.unchanged_head + end)
        elif wanted.head_only:
            self.transport.write(form.head + end)
        else:
            self.transport.write(b"".join((form.head, end, form.body)))
        self.server_state.total_requests += 1
        if wanted.closing:
            self._arrived()
            self.transport.close()
        else:
            self._keep_open()

    def _keep_open(self) -> None:
        """One timer for all requests of a connection: it looks when it rings whether it may."""
        self._asked_at = self.loop.time()
        if self._waiting is not None:
            self._arrived()
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _end(self) -> tuple[bytes, bytes]:
        """The last lines of every head: of a connection that stays open, and of one that closes."""
        told = self.server_state.default_headers  # another list each second, with the date
        known = FrontProtocol._ends
        if known[0] is not told:
            lines = b"".join(b"%b: %b\r\n" % header for header in told)
            ends = (lines + b"\r\n", lines + b"connection: close\r\n\r\n")
            known = FrontProtocol._ends = (told, ends)
        return known[1]
