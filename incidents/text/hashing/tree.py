"""The Merkle tree over the whole history (RFC 9162, section 2.1): one hash that covers every leaf.

A leaf is the 32 raw bytes of a version's hash, in order of position. Leaves and nodes are hashed
under different prefixes, so that a node can never be passed off as a leaf.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256().digest()


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
