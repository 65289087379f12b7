"""The lines of an archive, each read strictly: what is not as an export writes it is refused."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

FORMAT = "newsroom-archive"
FORMAT_VERSIONS = (1, 2)
"""Those that can be read: the first knew no pages about the newsroom."""

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)

Said = dict[str, "Said | list[object] | str | int | bool | None"]


class BrokenLine(Exception):  # noqa: N818 - says what is wrong with the input, not with the program
    """Why an archive is not taken over: the line, counted from 1, and what is wrong there."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its type and what it says."""

    number: int
    type: str
    said: Said

    def text(self, name: str) -> str:
        """A member that has to be text."""
        return as_text(self.said[name])

    def whole(self, name: str) -> int:
        """A member that has to be a whole number."""
        return as_whole(self.said[name])

    def truth(self, name: str) -> bool:
        """A member that has to be true or false."""
        value = self.said[name]
        if not isinstance(value, bool):
            raise TypeError(f"{value!r} is neither true nor false")
        return value

    def rows(self, name: str) -> list[object]:
        """A member that has to be a list; one that is not there is empty."""
        found = self.said.get(name, [])
        if not isinstance(found, list):
            raise TypeError(f"{name} is no list")
        return found


def as_text(value: object) -> str:
    """A value that has to be text; TypeError for any other."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def as_whole(value: object) -> int:
    """A value that has to be a whole number; TypeError for any other."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def as_members(value: object) -> Said:
    """A value that has to be an object; TypeError for any other."""
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return value


def read(texts: Iterable[str]) -> Iterator[Line]:
    """The lines of an archive between its first and its last, which are checked here.

    The first of what is given is the first line of the archive. Raises BrokenLine.
    """
    digest, versions, ended, number = sha256(), 0, False, 0
    for number, text in enumerate(texts, start=1):
        if ended:
            raise BrokenLine(number, "something follows the end of the archive")
        line = _parsed(number, text)
        if (line.type == "archive") != (number == 1):
            raise BrokenLine(number, "the first line, and no other, says what this is")
        if line.type == "end":
            _check_end(line, versions, digest.hexdigest())
            ended = True
            continue
        versions += line.type == "version"
        if number > 1:
            digest.update(text.encode())
        yield line
    if not ended:
        raise BrokenLine(number + 1, "the end of the archive is missing")


def _parsed(number: int, text: str) -> Line:
    try:
        said = as_members(json.loads(text))
        line = Line(number, as_text(said["type"]), said)
        if number == 1:
            _check_first(line)
    except UNREADABLE:
        raise BrokenLine(number, "this is no line of an archive") from None
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if f"{written}\n" != text:
        raise BrokenLine(number, "it is not written as archives write it")
    return line


def _check_first(line: Line) -> None:
    if line.said["format"] != FORMAT or line.said["version"] not in FORMAT_VERSIONS:
        known = " or ".join(map(str, FORMAT_VERSIONS))
        raise BrokenLine(1, f"this is no {FORMAT} of version {known}")
    if line.said["whole"] is not True:
        raise BrokenLine(
            1,
            "this archive holds only some stories of a newsroom, whose positions cannot be kept; "
            "import an archive of all stories",
        )


def _check_end(line: Line, versions: int, digest: str) -> None:
    if line.said.get("versions") != versions:
        raise BrokenLine(line.number, "versions were removed or added")
    if line.said.get("digest") != digest:
        raise BrokenLine(line.number, "a line before the end was altered")
