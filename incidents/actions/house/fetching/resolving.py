"""From a host name to addresses that may be connected to, within the time there is."""

import socket
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from incidents.actions.house.fetching.guard import IPAddress, parsed
from incidents.actions.web.refusals import PrivateNetwork, UnknownHost

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host; raises OSError where there are none."""

Allow = Callable[[IPAddress], bool]
"""Whether an address may be connected to."""


def ask_the_system(host: str, port: int) -> list[str]:
    """The addresses that the system's name service knows, in the order it prefers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def addresses(
    host: str, port: int, *, resolve: Resolve, allow: Allow, seconds: float
) -> list[IPAddress]:
    """Every address of a host, each of which is allowed: one that is not spoils them all.

    The name service knows no deadline, so it is asked aside. Raises TimeoutError, UnknownHost,
    PrivateNetwork.
    """
    literal = parsed(host)
    answers = [host] if literal else _answers(host, port, resolve, seconds)
    found = [parsed(answer) for answer in answers]
    known = [address for address in found if address is not None]
    if not known or len(known) < len(found):
        raise UnknownHost(host)
    if not all(map(allow, known)):
        raise PrivateNetwork
    return known


def _answers(host: str, port: int, resolve: Resolve, seconds: float) -> Sequence[str]:
    told: SimpleQueue[Sequence[str]] = SimpleQueue()

    def ask() -> None:
        try:
            told.put(resolve(host, port))
        except (OSError, UnicodeError):
            told.put(())

    Thread(target=ask, name="resolving", daemon=True).start()
    try:
        return told.get(timeout=max(seconds, 0.001))
    except Empty:
        raise TimeoutError from None
