"""The versions of a story that are ready to be sent, as bytes that all readers share."""

from collections.abc import Iterable
from itertools import islice

MOST_KEPT = 1_000_000
"""Bytes for each story; what is older is fetched again for whoever needs it."""

PORTION = 64_000
"""Bytes that a reader is given at once, but for a single version that is larger."""


class Frames:
    """The events of consecutive versions: all after version `base`, up to `newest`."""

    __slots__ = ("_events", "_size", "base")

    def __init__(self, base: int, events: Iterable[bytes] = ()) -> None:
        self.base = base
        self._events = list(events)
        self._size = sum(map(len, self._events))

    @property
    def newest(self) -> int:
        """The last version that is kept; `base` where none is."""
        return self.base + len(self._events)

    def add(self, events: Iterable[bytes]) -> None:
        """Keep those that follow; the oldest go where there are too many bytes."""
        for event in events:
            self._events.append(event)
            self._size += len(event)
        while self._size > MOST_KEPT and len(self._events) > 1:
            self._size -= len(self._events.pop(0))
            self.base += 1

    def forget(self) -> None:
        """Keep none of them any longer; those to come follow the newest."""
        self.base = self.newest
        self._events.clear()
        self._size = 0

    def covers(self, number: int) -> bool:
        """Whether the version after this one is kept."""
        return self.base <= number < self.base + len(self._events)

    def after(self, number: int) -> list[bytes]:
        """The next portion for a reader who has a version that is covered."""
        place = number - self.base
        portion, size = [self._events[place]], len(self._events[place])
        for event in islice(self._events, place + 1, None):
            size += len(event)
            if size > PORTION:
                break
            portion.append(event)
        return portion
