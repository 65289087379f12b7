"""Which texts of a story a page shows, and the pieces that are read for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.record.beside import media
from incidents.record.ledger import Outline, Standing, Value, opened
from incidents.record.reading import whole

APART = ("update", "medium")
"""Stems of the pieces of which only those are read that are shown."""

UPDATE = "update-"

Pieces = Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Overall:
    """What a page says of all updates of its story, also of those that it does not show.

    Their numbers, the highest first, and whether any text carries the mark of a correction.
    """

    numbers: tuple[int, ...]
    corrected: bool

    @classmethod
    def of(cls, lines: Outline) -> "Overall":
        """Of a story with these pieces."""
        return cls(numbers(lines), any(line.corrected for line in lines.values()))


def completed(lines: Outline, pieces: Pieces, texts: Iterable[str]) -> dict[str, Standing]:
    """Some pieces of a story, with these texts, a pinned one, and the pictures of all of them."""
    wanted = {*texts, pinned(pieces)} & lines.keys()
    found = {**pieces, **opened(lines[key] for key in wanted - pieces.keys())}
    pictures = {f"{media.STEM}{number}" for number in media.named(found)} & lines.keys()
    return found | opened(lines[key] for key in pictures - found.keys())


def pinned(pieces: Pieces) -> str:
    """The key of the update that stands on top; where none does, a key that no update has."""
    return f"{UPDATE}{whole(value_of(pieces, 'pinned') or {}, 'update')}"


def numbers(lines: Outline) -> tuple[int, ...]:
    """The numbers of all updates of a story, the highest first."""
    begin = len(UPDATE)
    found = [
        int(key[begin:]) for key, line in lines.items() if key.startswith(UPDATE) and not line.gone
    ]
    return tuple(sorted(found, reverse=True))


def value_of(pieces: Pieces, key: str) -> Value | None:
    """What a piece says; None where it is not there or says nothing any more."""
    return pieces[key].value if key in pieces else None
