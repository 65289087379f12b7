"""uvicorn, as the front needs it."""

from typing import Any, cast

import uvicorn

from newsroom.front.heads import BoundedHeads
from newsroom.front.way_in import Front

_LAST_SECONDS = 10  # for answers under way, once told to stop


def server(front: Front, *, trusted_proxies: list[str]) -> uvicorn.Server:
    """A server that is yet to be run on a socket."""
    config = uvicorn.Config(
        cast(Any, front),
        loop="uvloop",
        http=BoundedHeads,
        ws="none",
        lifespan="off",
        interface="asgi3",
        timeout_graceful_shutdown=_LAST_SECONDS,
        server_header=False,
        # Nobody is believed about a client's address or scheme unless named.
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
        access_log=False,
        log_level="warning",
    )
    return uvicorn.Server(config)
