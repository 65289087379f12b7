"""Writes pages from memory straight to the connection, before anything is made of the request."""

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.server import ServerState

from newsroom.front.memory.asking import asked
from newsroom.front.memory.kept import Kept
from newsroom.front.memory.ready import Ready
from newsroom.front.streams.taking import StreamingHeads, Streams


class FrontProtocol(StreamingHeads):
    """A whole GET or HEAD of a page in memory is answered here; everything else goes on.

    What is read of the head is said in memory/asking.py.
    """

    _within = False  # a message that has begun and not ended
    _asked = False  # since the timer of the connection rang

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
        if not self._within and self._is_idle():
            ready = self._kept.ready(data) or self._found(data)
            if ready is not None:
                self._write(ready)
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
        """Close a connection on which nothing was asked for since this was called before."""
        if not self._asked:
            super().timeout_keep_alive_handler()
            return
        self._asked = False
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def _is_idle(self) -> bool:
        before: RequestResponseCycle | None = self.cycle
        return before is None or (before.response_complete and not self.pipeline)

    def _found(self, data: bytes) -> Ready | None:
        """The answer to a request that lies whole in `data`, if its page is kept."""
        wanted = asked(data, self._hosts)
        entry = self._kept.find(wanted.key) if wanted is not None else None
        if wanted is None or entry is None or entry.negotiated:
            return None
        ready = Ready(entry, wanted)
        self._kept.remember(data, ready)
        return ready

    def _write(self, ready: Ready) -> None:
        start = ready.start(self.server_state.default_headers)
        if ready.body:
            self.transport.writelines((start, ready.body))
        else:
            self.transport.write(start)
        self.server_state.total_requests += 1
        if ready.closing:
            self._arrived()
            self.transport.close()
        else:
            self._keep_open()

    def _keep_open(self) -> None:
        """One timer for all requests of a connection: it looks when it rings whether it may."""
        self._asked = True
        if self._waiting is not None:
            self._arrived()
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
