"""The Merkle tree over the whole history (RFC 9162, section 2.1): one hash that covers every leaf.

A leaf is the 32 raw bytes of a version's hash, in order of position. Leaves and nodes are hashed
under different prefixes, so that a node can never be passed off as a leaf.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256().digest()


class ProofError(ValueError):
    """A proof has another length than the place of its leaf asks for."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbouring subtrees, 32 bytes each."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that a tree of `size` leaves hands on to a larger one: the roots of its full subtrees.

    There is one for each bit of `size` that is set, the largest subtree first. Raises ValueError
    where the two do not fit.
    """

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.roots) != self.size.bit_count():
            raise ValueError(f"{len(self.roots)} subtrees do not make {self.size} leaves")

    def extended(self, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier with these leaves after the last one."""
        size, roots = self.size, list(self.roots)
        for leaf in leaves:
            subtree, rest = leaf_hash(leaf), size
            while rest & 1:
                subtree = node_hash(roots.pop(), subtree)
                rest >>= 1
            roots.append(subtree)
            size += 1
        return Frontier(size, tuple(roots))

    def without_last(self, at_least: int) -> "Frontier":
        """The frontier before the last subtrees, as many as hold so many leaves; or an empty one.

        Extended by the leaves that are missing, it has to become this frontier again.
        """
        size, roots = self.size, list(self.roots)
        while roots and self.size - size < at_least:
            roots.pop()
            size &= size - 1
        return Frontier(size, tuple(roots))

    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.roots:
            return EMPTY_ROOT
        root = self.roots[-1]
        for subtree in reversed(self.roots[:-1]):
            root = node_hash(subtree, root)
        return root


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The inclusion proof of one leaf: the hashes beside its way to the root, lowest first.

    Raises IndexError where there is no such leaf. Takes time in the order of all leaves.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"there is no leaf {index} among {len(leaves)}")
    level = [leaf_hash(leaf) for leaf in leaves]
    found = []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            found.append(level[beside])
        level = _level_above(level)
        index >>= 1
    return found


def _level_above(level: Sequence[bytes]) -> list[bytes]:
    """Neighbours joined in pairs; a last one without neighbour moves up as it is."""
    whole = len(level) - len(level) % 2
    joined = [node_hash(level[place], level[place + 1]) for place in range(0, whole, 2)]
    return [*joined, *level[whole:]]


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that a tree of `size` leaves has if `leaf` stands at `index`, counted from 0.

    The leaf is shown to be in the tree where this is the root of a signed head of that size.
    Raises IndexError for an index beyond the size and ProofError for a proof too long or too short.
    """
    if not 0 <= index < size:
        raise IndexError(f"there is no leaf {index} among {size}")
    root, place, last = leaf_hash(leaf), index, size - 1
    for beside in path:
        if last == 0:
            raise ProofError("the proof is longer than the way to the root")
        while place == last and place % 2 == 0:  # moved up without a neighbour
            place, last = place >> 1, last >> 1
        root = node_hash(beside, root) if place % 2 else node_hash(root, beside)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise ProofError("the proof ends before the root")
    return root
