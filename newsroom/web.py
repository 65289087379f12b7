"""The web process: serves on a socket that the launcher holds, until told to stop."""

import gc
import socket
import sys

from newsroom import settings
from newsroom.asgi import application, kept, listener, streams
from newsroom.front.server import server

if __name__ == "__main__":
    # What is loaded by now stays: looking through all of it for garbage again and again would stop
    # every reader for a twentieth of a second each time.
    gc.collect()
    gc.freeze()
    listening = socket.socket(fileno=int(sys.argv[1]))
    server(
        application,
        kept,
        listener,
        hosts=settings.ALLOWED_HOSTS,
        trusted_proxies=settings.TRUSTED_PROXIES,
        streams=streams,
    ).run(sockets=[listening])
