"""The page of the signed heads, frozen as the other pages are."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """One signed head: the root, in hex, over the first `size` public changes."""

    size: int
    root: str
    at: dt.datetime
    printed: str

    @property
    def note_path(self) -> str:
        """Where its signed note is."""
        return f"/transparency/checkpoint/{self.size}"


@dataclass(frozen=True, slots=True)
class TransparencyPage:
    """The latest head, the key that checks it, and a part of the series, the largest first.

    `key` is the verifier key as people hand it on, `note` the signed note of the latest head.
    `position` is that of the last public change; `before` is the size below which this part
    begins, None for the first part; `older` is the same for the next part, None at the end.
    """

    origin: str
    key: str
    position: int
    latest: HeadEntry | None
    note: str
    heads: tuple[HeadEntry, ...]
    before: int | None
    older: int | None
    path: str = "/transparency"

    @property
    def query(self) -> str:
        """What of the series this is, as the query of its address."""
        return "" if self.before is None else f"before={self.before}"

    @property
    def uncovered(self) -> int:
        """How many public changes the next head will cover for the first time."""
        return max(0, self._beyond)

    @property
    def missing(self) -> int:
        """How many public changes the latest head covers that are no longer there."""
        return max(0, -self._beyond)

    @property
    def _beyond(self) -> int:
        return self.position - (self.latest.size if self.latest else 0)
