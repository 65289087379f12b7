"""uvicorn, as the front needs it."""

import asyncio
import socket
from contextlib import suppress
from functools import partial
from typing import Any, cast

import uvicorn

from incidents.live.listening import Listener
from newsroom.front.memory.kept import Kept
from newsroom.front.protocol import FrontProtocol
from newsroom.front.streams.taking import Streams
from newsroom.front.way_in import Front

_LAST_SECONDS = 10  # for answers under way, once told to stop
_BACKLOG = 4096  # connections that wait to be taken in: after a start everybody comes at once


class Server(uvicorn.Server):
    """Listens to the database for as long as it serves; ends the streams before all else."""

    def __init__(self, config: uvicorn.Config, listener: Listener, streams: Streams | None) -> None:
        super().__init__(config)
        self._listener = listener
        self._streams = streams

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        hearing = asyncio.create_task(self._listener.run())
        try:
            await super().serve(sockets)
        finally:
            hearing.cancel()
            with suppress(asyncio.CancelledError):
                await hearing

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: first those who follow a story, for they never end by themselves.

        Who comes meanwhile waits at the launcher's socket for the next process.
        """
        for opened in self.servers:
            opened.close()
        if self._streams is not None:
            await self._streams.hub.drain()
        await super().shutdown(sockets)


def server(
    front: Front,
    kept: Kept,
    listener: Listener,
    *,
    hosts: list[str],
    trusted_proxies: list[str],
    streams: Streams | None = None,
) -> Server:
    """A server that is yet to be run on a socket."""
    config = uvicorn.Config(
        cast(Any, front),
        loop="uvloop",
        http=cast(Any, partial(FrontProtocol, kept=kept, hosts=tuple(hosts), streams=streams)),
        ws="none",
        lifespan="off",
        interface="asgi3",
        timeout_graceful_shutdown=_LAST_SECONDS,
        server_header=False,
        # Nobody is believed about a client's address or scheme unless named.
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
        access_log=False,
        log_level="error",  # it warns of every client that sends garbage, which is no news
        backlog=_BACKLOG,
    )
    return Server(config, listener, streams)
