"""The signed heads as they are kept outside the database, in files that are only added to.

`heads.jsonl` holds every head, one line each: {"at": "2017-02-25T13:30:00Z", "note": "…"}.
`checkpoint` holds the note of the latest one as it is.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from incidents.text.hashing.checkpoint import Head, NoteError, parsed
from incidents.text.times import iso, parse_iso

_LAST_BYTES = 64 * 1024
"""Far more than one line: the end of the series is found without reading all of it."""

LATEST = "checkpoint"
"""The file of the latest note."""

_BEGINNING = b'{"at": "'


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head as the series holds it."""

    at: datetime
    note: str
    head: Head


def place() -> Path:
    """The file that holds the series."""
    return Path(settings.TRANSPARENCY_DIR) / "heads.jsonl"


def kept() -> Iterator[KeptHead]:
    """Every head of the series, in the order in which they were written.

    A line that a power cut left half written is passed over: what it would have said was never
    published.
    """
    try:
        with place().open("rb") as file:
            yield from filter(None, map(_read, file))
    except FileNotFoundError:
        return


def last() -> KeptHead | None:
    """The head that was written last; None where there is none."""
    try:
        with place().open("rb") as file:
            file.seek(max(0, place().stat().st_size - _LAST_BYTES))
            lines = file.readlines()
    except FileNotFoundError:
        return None
    return next(filter(None, map(_read, reversed(lines))), None)


def latest() -> str | None:
    """The note of the latest head as its own file holds it; None where there is none."""
    try:
        return (place().parent / LATEST).read_text("utf-8")
    except FileNotFoundError:
        return None


def damaged() -> Iterator[int]:
    """The numbers of the lines that cannot be read and that no power cut explains.

    A power cut leaves the beginning of a line without its end; the next head closes it.
    """
    waiting = 0
    try:
        with place().open("rb") as file:
            for number, line in enumerate(file, start=1):
                waiting = 0
                if _read(line) is None:
                    begun = line.startswith(_BEGINNING[: len(line.rstrip())])
                    if line.rstrip().endswith(b"}") or not begun:
                        yield number
                    elif line.endswith(b"\n"):
                        waiting = number
    except FileNotFoundError:
        return
    if waiting:
        yield waiting


def add(heads: Iterable[tuple[datetime, str]]) -> None:
    """Add heads, each a moment and a note, to the end of the series.

    When this returns, they have reached the disk; a crash before leaves at most a line cut short.
    """
    given = list(heads)
    folder = place().parent
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(_line(at, note) for at, note in given).encode()
    with place().open("a+b") as file:
        file.seek(0, os.SEEK_END)
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # cut short by a power cut; it stays, as a line of its own
                lines = b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    _replace(folder / LATEST, given[-1][1])


def _line(at: datetime, note: str) -> str:
    return json.dumps({"at": iso(at), "note": note}, ensure_ascii=False) + "\n"


def _read(line: bytes) -> KeptHead | None:
    try:
        found = json.loads(line)
        at, note = parse_iso(found["at"]), found["note"]
        return KeptHead(at, note, parsed(note))
    except (ValueError, KeyError, TypeError, NoteError):
        return None


def _replace(path: Path, text: str) -> None:
    """Put a file in the place of another at once, whole and on the disk."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
