"""Whether every signed head still says what the history is, inside the database and outside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from incidents.actions.house import series
from incidents.models import Checkpoint
from incidents.operations.checking.findings import Fault
from incidents.record import transparency
from incidents.text.hashing.checkpoint import Head, NoteError, opened
from incidents.text.hashing.tree import Frontier

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """A head and where it is kept; `fault` says what is wrong with it by itself."""

    place: str
    size: int
    root: bytes
    fault: str = ""


@dataclass(slots=True)
class Roots:
    """The roots of the history at some sizes, computed while its versions pass by in order.

    Hashes wait in a short list, because taking many into the tree at once costs less.
    """

    sizes: frozenset[int] = frozenset()
    found: dict[int, bytes] = field(default_factory=dict)
    seen: int = 0
    last: int = field(init=False)
    _tree: Frontier = field(default_factory=Frontier)
    _waiting: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.last = max(self.sizes, default=0)

    def add(self, version_hash: str) -> None:
        """Take the next version."""
        self.seen += 1
        if self.seen > self.last:
            return
        self._waiting.append(_leaf(version_hash))
        is_head = self.seen in self.sizes
        if is_head or len(self._waiting) == BATCH:
            self._tree = self._tree.extended(self._waiting)
            self._waiting.clear()
        if is_head:
            self.found[self.seen] = self._tree.root()


def every() -> list[Kept]:
    """The heads of the database and of the series outside it, the smallest first."""
    found = [*_in_database(), *_outside()]
    return sorted(found, key=lambda kept: kept.size)


def wrong(heads: list[Kept], roots: Roots) -> Iterator[Fault]:
    """The heads that do not hold by themselves, and the first that the versions do not bear out."""
    for kept in heads:
        if kept.fault:
            yield Fault(kept.place, kept.fault)
    good = 0
    for kept in heads:
        if kept.fault:
            continue
        if kept.size > roots.seen:
            lost = f"it covers {kept.size} public changes, and only {roots.seen} are stored"
            yield Fault(kept.place, f"{lost}: the end of the history is gone")
            return
        if roots.found[kept.size] != kept.root:
            reason = f"a version between positions {good + 1} and {kept.size} is not what it was"
            yield Fault(kept.place, f"{reason} when this head was signed")
            return
        good = kept.size


def _in_database() -> Iterator[Kept]:
    for size, root, note in Checkpoint.objects.values_list("size", "root", "note").iterator():
        place = f"Head at position {size}"
        head = _opened(note)
        if isinstance(head, str):
            yield Kept(place, size, b"", head)
        elif (head.size, head.root.hex()) != (size, root):
            yield Kept(place, size, b"", "its row says something else than its signed note")
        else:
            yield Kept(place, head.size, head.root)


def _outside() -> Iterator[Kept]:
    for kept in series.kept():
        place = f"Head at position {kept.head.size} in {series.place()}"
        head = _opened(kept.note)
        if isinstance(head, str):
            yield Kept(place, kept.head.size, b"", head)
        else:
            yield Kept(place, head.size, head.root)


def _opened(note: str) -> Head | str:
    """The head of a note that the newsroom's key signed, or what is wrong with it."""
    try:
        return opened(note, transparency.key())
    except NoteError as problem:
        return str(problem)


def _leaf(version_hash: str) -> bytes:
    """A leaf of the tree; what is no hash makes one that no head covers."""
    try:
        return bytes.fromhex(version_hash)
    except ValueError:
        return version_hash.encode()
