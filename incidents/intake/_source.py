"""What every import source is, and how the sources are found."""

import datetime as dt
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import ClassVar

from incidents.actions.imports.items import (
    ImportedItem,
    ImportedUpdate,
    ImportReport,
    Refusal,
    Remark,
)

Outcome = ImportedItem | Refusal | Remark

LONGEST = {
    "headline": 2000,
    "topic_line": 300,
    "status_line": 300,
    "byline": 300,
    "label": 20,
    "key": 1000,
    "address": 1000,
    "outlet": 500,
    "via": 500,
    "title": 2000,
    "name": 200,
    "url": 4000,
}
"""Characters that a field of a story can hold; longer text is refused, never cut."""

_NOT_CONTENT = frozenset({"line", "digest", "unchanged"})


class Unfit(Exception):  # noqa: N818 - says what is wrong with the input, not with the program
    """Why something in the input cannot be imported, and what to do about it."""

    def __init__(self, line: int, reason: str, text: str = "") -> None:
        super().__init__(reason)
        self.refusal = Refusal(line, reason, text[:200])


@dataclass(frozen=True, slots=True)
class Options:
    """What a person adds where the text does not say it; what the text says always wins."""

    date: dt.date | None = None
    time_zone: str = ""
    language: str = ""
    key: str = ""


class ImportSource(ABC):
    """A kind of file that stories come in: one subclass for each module `from_...`.

    `name` is what a person types, `takes` names the options it has a use for.
    """

    name: ClassVar[str]
    description: ClassVar[str]
    takes: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def read(self, path: Path, options: Options) -> Iterator[Outcome]:
        """Give each story of a file as soon as it is read whole; bad input is a Refusal."""

    def in_order(self, paths: Iterable[Path]) -> list[Path]:
        """The order in which several files are best read."""
        return list(paths)


class WholeSource(ImportSource):
    """A kind of file that comes in as one whole, or not at all."""

    def read(self, path: Path, options: Options) -> Iterator[Outcome]:  # noqa: ARG002
        """Nothing: its stories are there only once all of its lines are."""
        return iter(())

    @abstractmethod
    def carry(self, path: Path, *, dry_run: bool) -> ImportReport:
        """Take over all of a file, or nothing."""


def discover() -> dict[str, ImportSource]:
    """Every import source by its name: the subclasses in the modules `from_...` of this package."""
    package = __name__.rpartition(".")[0]
    names = sorted(
        module.name
        for module in iter_modules([str(Path(__file__).parent)])
        if module.name.startswith("from_")
    )
    found: dict[str, ImportSource] = {}
    for name in names:
        module = import_module(f"{package}.{name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, ImportSource) and _is_own(value, name):
                found[value.name] = value()
    return dict(sorted(found.items()))


def _is_own(source: type[ImportSource], module: str) -> bool:
    return source.__module__.endswith(f".{module}") and hasattr(source, "name")


def finished(item: ImportedItem) -> ImportedItem:
    """The item with its digest: SHA-256 of all that a reader could see, whatever its line.

    Raises Unfit where a text is longer than its field.
    """
    return replace(item, digest=_Digest().of(item, item.line))


class _Digest:
    """Takes digests; that of an update, which stands in many states of a story, once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, value: object, line: int) -> str:
        """The digest of a value, in hex."""
        content = self._members(value, line)
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(written.encode()).hexdigest()

    def _content(self, value: object, line: int) -> object:
        """A value as JSON."""
        if isinstance(value, tuple):
            return [self._content(member, line) for member in value]
        if isinstance(value, ImportedUpdate):
            if id(value) not in self._known:
                self._known[id(value)] = self.of(value, value.line or line)
            return self._known[id(value)]
        if is_dataclass(value):
            return self._members(value, getattr(value, "line", 0) or line)
        return value if isinstance(value, str | int | bool) or value is None else str(value)

    def _members(self, value: object, line: int) -> dict[str, object]:
        """The members that are not empty: so new fields leave the digests of old items alone."""
        content = {}
        for name in _names(type(value)):
            member = getattr(value, name)
            if not member:
                continue
            if isinstance(member, str) and len(member) > LONGEST.get(name, len(member)):
                raise Unfit(line, _too_long(name, member), member)
            content[name] = self._content(member, line)
        return content


def _too_long(name: str, text: str) -> str:
    words = name.replace("_", " ")
    return f"the {words} has {len(text)} characters and may have {LONGEST[name]}; shorten it"


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(f.name for f in fields(kind) if f.name not in _NOT_CONTENT)
    return _NAMES[kind]
