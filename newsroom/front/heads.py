"""The head of a request: an end to its size and to the time it takes."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST = 128_000  # bytes
SECONDS = 60.0


class BoundedHeads(HttpToolsProtocol):
    """uvicorn's protocol keeps what a client sends for its head, however much and however long."""

    _size = 0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
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
        super().on_headers_complete()

    def _wait(self) -> None:
        if self._waiting is None:
            self._size = 0
            self._waiting = self.loop.call_later(SECONDS, self.transport.close)

    def _arrived(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
