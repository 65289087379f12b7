"""Readers who come from further back than what is kept: nobody waits for those who come later."""

from collections.abc import Iterator

from incidents.live.reader import Reader

NEAR = 20
"""So few versions behind the newest, nothing is asked for but what readers lack."""

AT_A_TIME = 100
"""Versions that are asked for at once further back, always from a multiple of this: so readers who
come from anywhere share what is asked for, and cannot have each number worked out for them."""


class Lagging:
    """The readers of a channel who lack what is not kept; who has waited longest is the first."""

    def __init__(self) -> None:
        self._readers: dict[Reader, None] = {}

    def __len__(self) -> int:
        return len(self._readers)

    def __iter__(self) -> Iterator[Reader]:
        return iter(tuple(self._readers))

    def add(self, reader: Reader) -> None:
        """Let a reader wait behind the others; one that waits already keeps its place."""
        self._readers.setdefault(reader)

    def discard(self, reader: Reader) -> None:
        """Forget a reader."""
        self._readers.pop(reader, None)

    def clear(self) -> None:
        """Forget all of them."""
        self._readers.clear()

    def keep(self, newest: int) -> None:
        """Forget who lacks nothing, and who cannot be written to: it says when it can."""
        for reader in self:
            if reader.number >= newest or reader.full:
                self.discard(reader)

    def turn(self, newest: int) -> tuple[int, int]:
        """What to ask for next: after which version, and the one that the first of them has."""
        first = next(iter(self._readers)).number
        if newest - first > NEAR:
            return first - first % AT_A_TIME, first
        near = (reader.number for reader in self._readers if newest - reader.number <= NEAR)
        return min(near), first
