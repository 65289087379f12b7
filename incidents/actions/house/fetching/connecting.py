"""Connections to checked addresses alone, on which every wait ends when the whole time is up."""

import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import httpcore

from incidents.actions.house.fetching.guard import IPAddress
from incidents.actions.house.fetching.resolving import Allow, Resolve, addresses

Answer = TypeVar("Answer")


class Deadline:
    """The moment at which everything has to be over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; raises TimeoutError where there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class TimedStream(httpcore.NetworkStream):
    """A connection on which no wait lasts beyond the deadline, however slowly bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes."""
        return self._within(timeout, lambda left: self.stream.read(max_bytes, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of them."""
        self._within(timeout, lambda left: self.stream.write(buffer, left))

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, with a server that has proved its name."""

        def begin(left: float) -> httpcore.NetworkStream:
            return self.stream.start_tls(ssl_context, server_hostname, left)

        return TimedStream(self._within(timeout, begin), self.deadline)

    def get_extra_info(self, info: str) -> object:
        """What the connection says about itself."""
        return self.stream.get_extra_info(info)

    def _within(self, timeout: float | None, act: Callable[[float], Answer]) -> Answer:
        left = self.deadline.left()
        return act(left if timeout is None else min(left, timeout))


@dataclass(frozen=True)
class CheckedBackend(httpcore.NetworkBackend):
    """Asks for the addresses of a host once, checks them, and connects to one of those."""

    resolve: Resolve
    allow: Allow
    deadline: Deadline
    sockets: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address that answers."""
        del timeout, local_address  # the deadline decides, and the system chooses where from
        found = addresses(
            host, port, resolve=self.resolve, allow=self.allow, seconds=self.deadline.left()
        )
        for place, address in enumerate(found, 1):
            share = self.deadline.left() / (len(found) - place + 1)
            try:
                return self._connected(address, port, share, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(found):
                    raise
        raise httpcore.ConnectError

    def _connected(
        self,
        address: IPAddress,
        port: int,
        seconds: float,
        options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        # An address in digits: what the system does with it is no second question to a name server.
        stream = self.sockets.connect_tcp(str(address), port, seconds, None, options)
        return TimedStream(stream, self.deadline)
