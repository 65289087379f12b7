"""How far a long import has come: shown on a terminal, silent in a pipe."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from incidents.actions.imports.items import ImportedItem
from incidents.intake._reading import count_lines

_INTERVAL = 0.2
"""Seconds between two lines of progress."""


@dataclass
class Progress:
    """Counts items as they pass, and tells items, rate and time left on a terminal."""

    out: TextIO
    lines: dict[Path, int] = field(default_factory=dict)
    items: int = 0
    _done: int = 0
    _started: float = field(default_factory=time.monotonic)
    _shown: float = 0.0

    @classmethod
    def over(cls, paths: Iterable[Path], out: TextIO) -> "Progress":
        """Progress over files; their lines are counted first, on a terminal alone."""
        is_watched = out.isatty()
        return cls(out, {path: count_lines(path) for path in paths} if is_watched else {})

    def through(self, path: Path, items: Iterable[ImportedItem]) -> Iterator[ImportedItem]:
        """The items of one file, counted."""
        furthest = 0
        for item in items:
            yield item
            self.items += 1
            furthest = max(furthest, item.line)
            self._show(self._done + furthest)
        self._done += self.lines.get(path, 0)

    def finish(self) -> None:
        """Clear the line."""
        if self._shown:
            self.out.write("\r\033[K")
            self.out.flush()

    def _show(self, done: int) -> None:
        now = time.monotonic()
        if not self.lines or now - self._shown < _INTERVAL:
            return
        self._shown = now
        self.out.write(f"\r\033[K{self.describe(done, now - self._started)}")
        self.out.flush()

    def describe(self, done: int, seconds: float) -> str:
        """Items, rate and time left, after so many lines and seconds."""
        rate = self.items / seconds if seconds else 0.0
        left = seconds * (sum(self.lines.values()) - done) / done if done else 0.0
        minutes, rest = divmod(round(max(left, 0)), 60)
        return f"{self.items:,} items, {rate:,.0f} a second, {minutes}:{rest:02} left"
