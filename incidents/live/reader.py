"""One open page: small, because there are many."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

MOST_SENT = 64_000
"""Bytes that a reader may send after its request; they are not looked at."""


NOTHING = -1


class Follows(Protocol):
    """What a reader belongs to."""

    def heartbeat(self) -> bytes:
        """What shows that the connection stands, and how the story does."""

    def feed(self, reader: "Reader") -> None:
        """Write what the reader does not have yet."""

    def leave(self, reader: "Reader") -> None:
        """Forget a reader who has gone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for: the stream of the story at a path (not percent-encoded).

    `after` is the version it has, None where it named none; `wrong` says that what it named is no
    version at all. `beside` is how its page shows what stands beside the story, empty where it
    shows nothing of that. `query` is handed on where the story has moved.
    """

    path: str
    after: int | None = None
    wrong: bool = False
    head_only: bool = False
    query: str = ""
    beside: str = ""


class Reader(asyncio.Protocol):
    """A connection that is written to; what arrives on it is passed over.

    `number` is the last version written to it, NOTHING before the stream has begun. `full` says
    that what was written has not left yet; `stuck` counts how often nothing could be written.
    `beside` is the mark of what its page shows beside the story, empty where it shows nothing.
    """

    __slots__ = ("beside", "channel", "full", "number", "sent", "slot", "stuck", "transport")

    def __init__(self, transport: asyncio.Transport, slot: int, beside: str = "") -> None:
        self.transport = transport
        self.slot = slot
        self.beside = beside
        self.channel: Follows | None = None
        self.number = NOTHING
        self.sent = 0
        self.stuck = 0
        self.full = False

    def data_received(self, data: bytes) -> None:
        self.sent += len(data)
        if self.sent > MOST_SENT:
            self.transport.abort()

    def eof_received(self) -> None:
        """Whoever stops asking is taken as gone: the transport closes."""

    def pause_writing(self) -> None:
        self.full = True

    def resume_writing(self) -> None:
        self.full = False
        self.stuck = 0
        if self.channel is not None:
            self.channel.feed(self)

    def connection_lost(self, _exc: Exception | None) -> None:
        channel, self.channel = self.channel, None
        if channel is not None:
            channel.leave(self)
