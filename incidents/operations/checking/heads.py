"""Whether every signed head still says what the history is, inside the database and outside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from incidents.actions.house import series
from incidents.actions.house.series import KeptHead
from incidents.models import Checkpoint
from incidents.operations.checking.findings import Fault
from incidents.record.history import transparency
from incidents.text.hashing.checkpoint import Head, NoteError, opened
from incidents.text.hashing.tree import Frontier

BATCH = 1000

Row = tuple[int, str, str, datetime]
"""Size, root, note and time of a head as the database holds it."""


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
    rows, lines = _rows(), list(series.kept())
    found = [*_in_database(rows), *_outside(lines), *_apart(rows, lines), *_damaged(lines)]
    return sorted(found, key=lambda kept: kept.size)


def _rows() -> list[Row]:
    return list(Checkpoint.objects.order_by("size").values_list("size", "root", "note", "at"))


def _apart(rows: Sequence[Row], lines: Sequence[KeptHead]) -> Iterator[Kept]:
    """Heads that only one side holds, or that the sides tell differently.

    A head is written outside first, so that the newest there may lack its row; a folder that is
    new holds none.
    """
    if not lines:
        return
    inside = {size: (note, at) for size, _, note, at in rows}
    outside = {line.head.size: (line.note, line.at) for line in lines}
    newest = max(outside)
    for size in sorted(inside.keys() | outside.keys()):
        place = f"Head at position {size}"
        if size not in outside:
            yield Kept(place, size, b"", f"{series.place()} does not hold it")
        elif size not in inside and size != newest:
            yield Kept(place, size, b"", f"its row is gone, and {series.place()} holds it")
        elif size in inside and inside[size] != outside[size]:
            reason = f"its row says another note or time than {series.place()}"
            yield Kept(place, size, b"", reason)


def _damaged(lines: Sequence[KeptHead]) -> Iterator[Kept]:
    """Lines of the series that nobody can read, and a latest note that is not among them."""
    for number in series.damaged():
        reason = "it cannot be read, and no power cut explains that"
        yield Kept(f"Line {number} of {series.place()}", 0, b"", reason)
    latest = series.latest()
    if latest is not None and latest not in {line.note for line in lines}:
        reason = f"{series.place()} does not hold the head that it says"
        yield Kept(str(series.place().with_name("checkpoint")), 0, b"", reason)


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


def _in_database(rows: Sequence[Row]) -> Iterator[Kept]:
    for size, root, note, _ in rows:
        place = f"Head at position {size}"
        head = _opened(note)
        if isinstance(head, str):
            yield Kept(place, size, b"", head)
        elif (head.size, head.root.hex()) != (size, root):
            yield Kept(place, size, b"", "its row says something else than its signed note")
        else:
            yield Kept(place, head.size, head.root)


def _outside(lines: Sequence[KeptHead]) -> Iterator[Kept]:
    for kept in lines:
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
