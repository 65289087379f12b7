"""What a process keeps of what it has made: so many bytes; the longest unused goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any, Generic, TypeVar

Kept = TypeVar("Kept")
Thing = TypeVar("Thing")
Made = TypeVar("Made")

EVERY: list["Memory[object]"] = []
"""Each memory of this process."""


class Memory(Generic[Kept]):
    """Things under the values that they were made of, for any thread.

    None of them can be out of date: a key holds all that its thing depends on, so what was made of
    other values is never asked for again. `most` and every size are in bytes, and only about right.
    """

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._things: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self._lock = Lock()
        EVERY.append(self)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: Hashable) -> Kept | None:
        """What was kept under a key; None where nothing is."""
        with self._lock:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, thing: Kept, size: int) -> Kept:
        """Keep a thing under a key in place of what stood there; it is given back."""
        with self._lock:
            _, before = self._things.pop(key, (None, 0))
            self._things[key] = thing, size
            self.held += size - before
            while self.held > self.most:
                _, (_, gone) = self._things.popitem(last=False)
                self.held -= gone
        return thing

    def things(self) -> dict[Any, Kept]:
        """All that it holds."""
        with self._lock:
            return {key: thing for key, (thing, _) in self._things.items()}

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._things.clear()
            self.held = 0


def forget() -> None:
    """Drop what every memory of this process holds."""
    for memory in EVERY:
        memory.forget()


Series = dict[int, tuple[Thing, Made]]
"""By their numbers, things beside what was made of each."""


def of_each(
    memory: Memory[Series[Thing, Made]],
    key: Hashable,
    things: Mapping[int, Thing],
    make: Callable[[Thing], Made],
    size: int,
) -> list[Made]:
    """What is made of each of some things: anew of those that are not what they were.

    All are kept together under one key, so that two hundred cost little more to look up than one.
    The key holds what all depend on, and `size` is that of one of them.
    """
    known: Series[Thing, Made] = memory.get(key) or {}
    series: Series[Thing, Made] = {}
    for number, thing in things.items():
        found = known.get(number)
        if found is None or not (found[0] is thing or found[0] == thing):
            found = thing, make(thing)
        series[number] = found
    memory.keep(key, series, size * len(series))
    return [made for _, made in series.values()]
