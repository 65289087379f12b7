"""What the answer about a story's changes says, as the stream needs it."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypedDict
from urllib.parse import quote, unquote, urlsplit

from incidents.live import framing
from incidents.live.fetching import Fetched
from incidents.text.addresses.stories import after_path

BEYOND = 999_999_999
"""After this version nothing comes: whoever asks so learns only how things stand."""

REWRITES = {"redaction", "retraction", "restoration"}
"""Kinds of change after which earlier versions may be told otherwise."""


GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}

NOTHING_HELD = "0" * 8
"""The mark of a page that shows nothing beside its story."""


class Unreadable(Exception):  # noqa: N818 - what happened, not an error of ours
    """The answer is none that a stream can be made of; its status may say more."""

    def __init__(self, status: int) -> None:
        super().__init__(f"The changes of a story were answered with status {status}.")
        self.status = status


class Moved(Exception):  # noqa: N818 - what happened, not an error of ours
    """The story has another address now: its path, not percent-encoded."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class _Entry(TypedDict):
    version: int
    kind: str


class _Answer(TypedDict):
    next: int
    newest: int
    interval: int
    state: str
    changes: list[_Entry]


class _Beside(TypedDict):
    mark: str
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a story stands: live, ended or retracted, and after how many seconds to ask again."""

    state: str
    interval: int


@dataclass(frozen=True, slots=True)
class Said:
    """The versions after `after`, as events, as many as were answered at once.

    `tags` are what they show: this story, and others that one of them names.
    """

    after: int
    newest: int
    standing: Standing
    events: tuple[bytes, ...]
    rewrites: bool
    tags: frozenset[str]

    @property
    def last(self) -> int:
        """The last version that is here; `after` where none is."""
        return self.after + len(self.events)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside a story, as HTML by part; without a mark where nothing may be told.

    `until` is the moment until which it is so by itself, in seconds since 1970.
    """

    mark: str
    parts: dict[str, str]
    tags: frozenset[str]
    until: float | None


def address(path: str, after: int) -> str:
    """Where the changes after a version are answered for."""
    return after_path(quote(path), after)


def address_beside(path: str) -> str:
    """Where all is answered that stands beside a story, and none of its versions."""
    return f"{address(path, BEYOND)}/{NOTHING_HELD}"


def read_beside(fetched: Fetched) -> Surroundings:
    """Take the answer to `address_beside` apart. Raises Unreadable."""
    if fetched.status != HTTPStatus.OK:
        raise Unreadable(fetched.status)
    try:
        told: _Beside = json.loads(fetched.body).get("beside", {"mark": "", "parts": {}})
        return Surroundings(told["mark"], told["parts"], fetched.tags, fetched.until)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Unreadable(fetched.status) from None


def read(fetched: Fetched, after: int) -> Said:
    """Take the answer to `address` apart. Raises Moved and Unreadable."""
    if fetched.status in {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}:
        raise _moved(fetched, after)
    if fetched.status != HTTPStatus.OK:
        raise Unreadable(fetched.status)
    try:
        return _said(json.loads(fetched.body), after, fetched.tags)
    except (KeyError, TypeError, ValueError):
        raise Unreadable(fetched.status) from None


def _said(answer: _Answer, after: int, tags: frozenset[str]) -> Said:
    """The answer as events; a version of which nothing may be told any more is an empty one."""
    told = {entry["version"]: _event(entry) for entry in answer["changes"]}
    versions = range(after + 1, answer["next"] + 1)
    if not told.keys() <= set(versions):
        raise ValueError("A version stands in the wrong place")
    return Said(
        after=after,
        newest=answer["newest"],
        standing=Standing(answer["state"], answer["interval"]),
        events=tuple(told.get(version, b"") for version in versions),
        rewrites=any(entry["kind"] in REWRITES for entry in answer["changes"]),
        tags=tags,
    )


def _event(entry: _Entry) -> bytes:
    """One version; its data is what the answer holds of it, in one line."""
    data = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return framing.event(b"update", data, number=entry["version"])


def _moved(fetched: Fetched, after: int) -> Exception:
    found = unquote(urlsplit(fetched.headers.get("location", "")).path)
    path = found.removesuffix(after_path("", after))
    return Unreadable(fetched.status) if path == found else Moved(path)
