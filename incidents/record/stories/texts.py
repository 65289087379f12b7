"""Which texts of a story a page shows, and the pieces that are read for them."""

from collections.abc import Iterable, Mapping

from incidents.record.beside import media
from incidents.record.ledger import Outline, Standing, Value, opened
from incidents.record.reading import whole

APART = ("update", "medium")
"""Stems of the pieces of which only those are read that are shown."""

UPDATE = "update-"

Pieces = Mapping[str, Standing]


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
    found = (key for key, line in lines.items() if key.startswith(UPDATE) and not line.gone)
    return tuple(sorted((int(key.removeprefix(UPDATE)) for key in found), reverse=True))


def value_of(pieces: Pieces, key: str) -> Value | None:
    """What a piece says; None where it is not there or says nothing any more."""
    return pieces[key].value if key in pieces else None
