"""The head of a request: an end to its size, to the time it takes, and to how many come at once."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

LARGEST = 128_000  # bytes
SECONDS = 60.0
IN_A_ROW = 64
"""Requests that may wait on a connection for the one before them; each takes some kilobytes."""


class _TooMany(Exception):  # noqa: N818 - what happened, not an error of ours
    """The parser reads no further in what a client sent."""


class BoundedHeads(HttpToolsProtocol):
    """uvicorn's protocol keeps what a client sends for its head, however much and however long."""

    _size = 0
    _waiting: asyncio.TimerHandle | None = None
    _answering: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        if self._answering is not None:  # uvicorn tells only the last one that was asked for
            self._answering.disconnected = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        waiting = self._waiting
        super().data_received(data)
        if waiting is None or self._waiting is not waiting or self.transport.is_closing():
            return
        self._size += len(data)
        if self._size > LARGEST:
            self._arrived()
            self.send_400_response(f"The head of a request has at most {LARGEST} bytes here.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._arrived()
        if len(self.pipeline) >= IN_A_ROW:
            self.transport.abort()
            raise _TooMany
        super().on_headers_complete()
        if not self.pipeline:
            self._answering = self.cycle

    def on_response_complete(self) -> None:
        self._answering = self.pipeline[-1][0] if self.pipeline else None
        super().on_response_complete()

    def _wait(self) -> None:
        if self._waiting is None:
            self._size = 0
            self._waiting = self.loop.call_later(SECONDS, self.transport.close)

    def _arrived(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
