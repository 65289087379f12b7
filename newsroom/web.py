"""The web process: serves on a socket that the launcher holds, until told to stop."""

import socket
import sys

from newsroom import settings
from newsroom.asgi import application, kept, listener, streams
from newsroom.front.server import server

if __name__ == "__main__":
    listening = socket.socket(fileno=int(sys.argv[1]))
    server(
        application,
        kept,
        listener,
        hosts=settings.ALLOWED_HOSTS,
        trusted_proxies=settings.TRUSTED_PROXIES,
        streams=streams,
    ).run(sockets=[listening])
