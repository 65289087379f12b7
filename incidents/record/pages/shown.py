"""What a page shows: collected while it is made, so that it is made anew when any of it changes.

Nothing can be forgotten: every statement is looked at. A table that is watched as a whole is a tag
itself; what rests on the ledger, a reading function says exactly (`told`, `shows`), and where none
does the page shows ANYTHING; of a page that asks any other table nothing is known.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache, wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

ANYTHING = "*"
"""Shown by a page of which nobody said what it rests on: any change may be one of it."""

ANY_VERSION = "front"
"""Shown by a page that any version of any story may change."""

DAYS = "days"
"""Shown by a page that says which days have news."""

WATCHED = frozenset(
    f"incidents_{name}"
    for name in (
        *("arrangement", "placement", "house", "campaign", "campaign_stories", "checkpoint"),
        *("picture", "rendition", "sitepage", "topicalias", "topicaddress"),
    )
)
"""Tables of which every change is told, under their names, by triggers of the database."""

LEDGER = frozenset(
    f"incidents_{name}"
    for name in (
        *("version", "version_piece", "content", "redaction", "ledgerhead", "byline", "address"),
        *("incident", "update", "source", "link", "related", "medium", "incidenttopic", "topic"),
        *("keptdifference", "comment", "citation", "listed", "tally"),
    )
)
"""Tables that a page may rest on without all of them: of stories, topics, days or comments."""

_PURE = frozenset({"incidents_outlet_slug"})
"""Functions of the database that look like tables and ask none."""

_TABLE = re.compile(r"\b(?:incidents|account|auth|axes|django|mfa)_[a-z_]+\b")


@dataclass(slots=True)
class Shown:
    """What a page shows, as tags, and until when it is true by itself."""

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    known: bool = True
    exact: int = 0


_page: ContextVar[Shown | None] = ContextVar("shown", default=None)


@contextmanager
def watched() -> Iterator[Shown]:
    """Collect what is shown by what is made inside; where not all of it is `known`, none counts."""
    page = Shown()

    def ask(execute: Callable[..., Any], asked: Any, *given: Any) -> Any:  # noqa: ANN401 - Django's
        _note(page, asked)
        return execute(asked, *given)

    token = _page.set(page)
    try:
        with connection.execute_wrapper(ask):
            yield page
    finally:
        _page.reset(token)


def told(read: Callable[P, R]) -> Callable[P, R]:
    """A reading function that says itself, by `shows`, on what of the ledger it rests: on all."""

    @wraps(read)
    def reading(*given: P.args, **named: P.kwargs) -> R:
        page = _page.get()
        if page is None:
            return read(*given, **named)
        page.exact += 1
        try:
            return read(*given, **named)
        finally:
            page.exact -= 1

    return reading


def shows(*tags: str) -> None:
    """Say that the page being made shows these."""
    page = _page.get()
    if page is not None:
        page.tags.update(tags)


def until(moment: datetime | None) -> None:
    """Say that the page being made is true until a moment at the latest; None for ever."""
    page = _page.get()
    if page is not None and moment is not None:
        page.until = min(moment, page.until) if page.until else moment


def story(key: int) -> str:
    """The tag of a story: of all that its versions say."""
    return f"story:{key}"


def topic(key: int) -> str:
    """The tag of a topic: its names, and which public stories carry it, of which dates."""
    return f"topic:{key}"


def day(of: date) -> str:
    """The tag of a day: which stories stand on it."""
    return f"day:{of}"


def comments(key: int) -> str:
    """The tag of the comments on a story, and of how it takes them."""
    return f"comments:{key}"


def outlet(slug: str) -> str:
    """The tag of an outlet: which stories cite it. Its name, which may have to go, is not in it."""
    return f"outlet:{sha256(slug.encode()).hexdigest()[:16]}"


def translations(original: UUID) -> str:
    """The tag of a story and its translations: which of them there are for readers."""
    return f"translations:{original}"


def _note(page: Shown, asked: object) -> None:
    named = _tables(str(asked))
    page.tags.update(named & WATCHED)
    if named & LEDGER and not page.exact:
        page.tags.add(ANYTHING)
    if named - WATCHED - LEDGER:
        page.known = False


@lru_cache(maxsize=4_096)
def _tables(asked: str) -> frozenset[str]:
    return frozenset(_TABLE.findall(asked)) - _PURE
