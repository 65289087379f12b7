"""The web process: uvicorn on a socket that the launcher holds."""

import socket
import sys
from typing import Any, cast

import uvicorn

from newsroom import settings
from newsroom.asgi import application


def serve(listening: socket.socket) -> None:
    """Serve until told to stop; then finish what is being answered, for ten seconds at most."""
    config = uvicorn.Config(
        cast(Any, application),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        interface="asgi3",
        timeout_graceful_shutdown=10,
        server_header=False,
        # Nobody is believed about a client's address unless named.
        proxy_headers=bool(settings.TRUSTED_PROXIES),
        forwarded_allow_ips=settings.TRUSTED_PROXIES,
        access_log=False,
        log_level="warning",
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
