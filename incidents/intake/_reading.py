"""Files as lines, pages and rows: whatever is in them, a reason comes back and never a crash."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from incidents.actions.imports.items import Refusal
from incidents.intake._source import Unfit

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; a line is held in memory whole, so there is an end to it."""

LONGEST_PAGE = 16 * 1024 * 1024
"""Bytes; the same for a page that is one file."""

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SUSPECT_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_LINE_END = re.compile("\r\n|\r|\n")
_Bytes = BufferedReader | gzip.GzipFile
_DAMAGE = (OSError, EOFError, zlib.error)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, as printed, without its end."""

    number: int
    text: str

    @property
    def plain(self) -> str:
        """The line for parsing: no-break and other odd spaces are spaces, none at the ends."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object of a file of JSON lines, read with its types checked."""

    line: int
    values: dict[str, object]

    def text(self, name: str, *, required: bool = True) -> str:
        """A text; Unfit where it is missing though required, or is something else."""
        value = self.values.get(name)
        if value is None and not required:
            return ""
        if not isinstance(value, str):
            raise Unfit(self.line, f"{_problem(name, value)}; write a text in “{name}”")
        if required and not value.strip():
            raise Unfit(self.line, f"“{name}” is empty; write a text in it")
        return value

    def rows(self, name: str, *, required: bool = True) -> list["Row"]:
        """A list of objects; Unfit as in `text`."""
        value = self.values.get(name)
        if value is None and not required:
            return []
        if not isinstance(value, list):
            raise Unfit(self.line, f"{_problem(name, value)}; write a list of objects in “{name}”")
        members = []
        for member in value:
            if not isinstance(member, dict):
                raise Unfit(self.line, f"“{name}” holds something that is no object", str(member))
            members.append(Row(self.line, member))
        return members


def _problem(name: str, value: object) -> str:
    if value is None:
        return f"“{name}” is missing"
    kinds = {"dict": "an object", "list": "a list", "str": "a text", "bool": "true or false"}
    return f"“{name}” is {kinds.get(type(value).__name__, 'a number')}"


def page(path: Path) -> list[Line]:
    """The lines of a file that is one page. Raises Unfit where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = _unpacked(file).read(LONGEST_PAGE + 1)
    except _DAMAGE as problem:
        raise Unfit(1, _damage(problem)) from problem
    if len(content) > LONGEST_PAGE:
        raise Unfit(1, f"the file is larger than {LONGEST_PAGE // 2**20} MB; one page is expected")
    text = _decoded(content, line=1, offset=0, is_start=True)
    if not text.strip():
        raise Unfit(1, "the file is empty; give a file with text in it")
    if "\0" in text:
        line = len(_LINE_END.findall(text[: text.index("\0")])) + 1
        raise Unfit(line, "the line holds a zero byte, so this is no text; save it as plain text")
    return [Line(number, line) for number, line in enumerate(_LINE_END.split(text), start=1)]


def rows(path: Path) -> Iterator[Row | Refusal]:
    """The objects of a file of JSON lines, one at a time; blank lines are passed over."""
    number, found = 0, False
    try:
        with path.open("rb") as file:
            for number, offset, content in _raw_lines(_unpacked(file)):
                found = found or bool(content.strip())
                try:
                    row = _row(number, offset, content)
                except Unfit as problem:
                    yield problem.refusal
                    continue
                if row is not None:
                    yield row
    except _DAMAGE as problem:
        yield Refusal(number + 1, _damage(problem))
        return
    if not found:
        yield Refusal(1, "the file is empty; give a file with one JSON object on each line")


def _unpacked(file: BufferedReader) -> _Bytes:
    """The content of a file, unpacked when its first bytes say that it is packed."""
    if file.peek(2)[:2] == _GZIP:
        return gzip.GzipFile(fileobj=file)
    return file


def _raw_lines(file: _Bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, offset and bytes of each line; of an overlong one just enough to tell that it is."""
    number = offset = 0
    while content := file.readline(LONGEST_LINE + 1):
        number += 1
        size, rest = len(content), content
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
            size += len(rest)
        yield number, offset, content
        offset += size


def _row(number: int, offset: int, content: bytes) -> Row | None:
    if len(content) > LONGEST_LINE and not content.endswith(b"\n"):
        raise Unfit(number, f"the line is longer than {LONGEST_LINE // 2**20} MB")
    text = _decoded(content, line=number, offset=offset, is_start=number == 1).strip()
    if not text:
        return None
    try:
        value = json.loads(text)
    except json.JSONDecodeError as problem:
        reason = f"no valid JSON: {problem.msg} at character {problem.pos + 1}; correct the line"
        raise Unfit(number, reason, text) from problem
    except (ValueError, RecursionError) as problem:
        raise Unfit(number, f"no usable JSON ({problem}); correct the line", text) from problem
    if not isinstance(value, dict):
        raise Unfit(number, "the line is no JSON object; write one object on each line", text)
    if _SUSPECT_ESCAPE.search(text):
        _refuse_unwritable(number, value)
    return Row(number, value)


def _refuse_unwritable(number: int, value: object) -> None:
    """Half characters and zero characters are in no text, and no database keeps them."""
    written = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in written or any("\ud800" <= sign <= "\udfff" for sign in written):
        raise Unfit(number, "a text holds U+0000 or half of a surrogate pair; take it out")


def _decoded(content: bytes, *, line: int, offset: int, is_start: bool) -> str:
    if is_start and content.startswith(_BOM):
        content, offset = content[len(_BOM) :], offset + len(_BOM)
    try:
        return content.decode()
    except UnicodeDecodeError as problem:
        line += len(re.findall(rb"\r\n|\r|\n", content[: problem.start]))
        if is_start and content.startswith(_UTF_16):
            reason = "the file is UTF-16, not UTF-8; save it as UTF-8"
        else:
            found = content[problem.start]
            reason = f"byte {offset + problem.start} (0x{found:02X}) is not UTF-8; save it as UTF-8"
        raise Unfit(line, reason) from problem


def _damage(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return "there is no such file; check the name"
    if isinstance(problem, IsADirectoryError):
        return "this is a folder; name the files in it"
    if isinstance(problem, PermissionError):
        return "the file may not be read; allow it and try again"
    return f"the file is damaged or ends too early ({problem}); fetch it again"


def count_lines(path: Path) -> int:
    """How many lines a file has, unpacked; as far as it can be read."""
    number = 0
    try:
        with path.open("rb") as file:
            number = sum(1 for _ in _raw_lines(_unpacked(file)))
    except _DAMAGE:
        pass
    return number
