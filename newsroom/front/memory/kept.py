"""The pages that are kept, exact to what was heard, within a budget of bytes."""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from typing import Protocol

from incidents.live.listening import ANYTHING, Heard
from newsroom.front.memory.entries import Entry
from newsroom.front.memory.ready import Ready

_LARGEST = 8  # no page takes more than this part of the budget
_MOST_TOUCHED = 50_000  # tags that are remembered as touched
_MOST_READY = 4_096  # heads of requests that are known with their answers


class Hearing(Protocol):
    """Whether whatever changes is heard, and if not, since when (time.monotonic)."""

    certain: bool
    lost_at: float


class Kept:
    """A page is stored only if nothing that it shows was heard of since its making began, and it
    goes as soon as something is; time alone ends it where it says so itself. While nothing is
    heard, nothing is stored, and what is there is served for `alone` seconds at most, and for no
    longer than it allows itself (`stale-if-error`).
    """

    def __init__(self, hearing: Hearing, *, budget: int, alone: float) -> None:
        self.clock = 0
        self.size = 0
        self._hearing = hearing
        self._budget = budget
        self._alone = alone
        self._entries: OrderedDict[bytes, Entry] = OrderedDict()
        self._showing: defaultdict[str, set[bytes]] = defaultdict(set)
        self._touched: dict[str, int] = {}
        self._floor = 0
        self._ready: dict[bytes, Ready] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def entries(self) -> list[Entry]:
        """Every page that is kept, the one that was asked for longest ago first."""
        return list(self._entries.values())

    def find(self, key: bytes) -> Entry | None:
        """The page at an address, if it is kept and still true."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.until is not None and time.time() >= entry.until:
            self._drop(key)
            return None
        if not self._hearing.certain and not self._may_serve_alone(entry):
            return None
        self._entries.move_to_end(key)
        return entry

    def ready(self, data: bytes) -> Ready | None:
        """The answer to a request whose very bytes were answered before, if it is still true."""
        ready = self._ready.get(data)
        if ready is None or not self._hearing.certain:
            return None
        entry = ready.entry
        if entry.until is not None and time.time() >= entry.until:
            return None
        self._entries.move_to_end(entry.key)
        return ready

    def remember(self, data: bytes, ready: Ready) -> None:
        """Know the answer to these bytes, until any page goes."""
        if len(self._ready) >= _MOST_READY:
            self._ready.clear()
        self._ready[data] = ready

    def keep(self, entry: Entry, began: int) -> bool:
        """Keep a page whose making began at that `clock`; whether it is kept."""
        if not self.hears or entry.size > self._budget // _LARGEST or self._is_stale(entry, began):
            return False
        self._drop(entry.key)
        self._entries[entry.key] = entry
        self.size += entry.size
        for tag in entry.tags:
            self._showing[tag].add(entry.key)
        while self.size > self._budget:
            self._drop(next(iter(self._entries)))
        return True

    @property
    def hears(self) -> bool:
        """Whether whatever changes is heard."""
        return self._hearing.certain

    def heard(self, heard: Heard) -> None:
        """Let go of every page that shows something of what changed."""
        self.clock += 1
        if ANYTHING in heard.tags:
            self._floor = self.clock
            self._drop_all(key for key, entry in self._entries.items() if entry.tags)
            return
        for tag in (*heard.tags, ANYTHING):
            self._touched[tag] = self.clock
            self._drop_all(self._showing.get(tag, ()))
        if len(self._touched) > _MOST_TOUCHED:
            self._touched.clear()
            self._floor = self.clock

    def _is_stale(self, entry: Entry, began: int) -> bool:
        if not entry.tags:
            return False
        touched = max(self._touched.get(tag, 0) for tag in entry.tags)
        return max(touched, self._floor) > began

    def _may_serve_alone(self, entry: Entry) -> bool:
        return time.monotonic() - self._hearing.lost_at <= min(self._alone, entry.alone)

    def _drop_all(self, keys: Iterable[bytes]) -> None:
        for key in list(keys):
            self._drop(key)

    def _drop(self, key: bytes) -> None:
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self._ready.clear()
        self.size -= entry.size
        for tag in entry.tags:
            showing = self._showing[tag]
            showing.discard(key)
            if not showing:
                del self._showing[tag]
