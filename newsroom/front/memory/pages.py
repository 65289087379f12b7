"""Answers what is asked for: from memory, or by Django, once for all who wait for the same."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import ParamSpec, Protocol, TypeVar, cast
from urllib.parse import unquote

from asgiref.typing import HTTPScope

from incidents.live.fetching import Fetched
from newsroom.front.bodies import Body
from newsroom.front.memory import targets
from newsroom.front.memory.answer import Answer
from newsroom.front.memory.entries import Entry, entry, is_held, is_kept, unmarked
from newsroom.front.memory.kept import Kept

_OF_ONE_CLIENT = frozenset(
    (
        *(b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-match"),
        *(b"if-unmodified-since", b"if-range", b"range"),
    )
)
"""What a client says of what it holds and takes: Django makes the page whole and for everybody."""

_PERSONAL = frozenset((b"cookie", b"authorization", b"range"))
"""Who sends one of these is answered by Django where the page is not kept; nothing is kept then."""


P = ParamSpec("P")
R = TypeVar("R")


class Maker(Protocol):
    """Whoever makes pages: Django behind its bridge."""

    async def __call__(self, scope: HTTPScope, body: Body) -> Answer:
        """The answer to one request, whose scope is cleaned and whose body is whole."""

    async def aside(self, work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        """Do something that takes milliseconds, and not on the loop."""


@dataclass(frozen=True)
class Place:
    """Under which scheme and host the site is known, and where its files lie."""

    scheme: str
    host: str
    static: str


@dataclass(slots=True)
class _Making:
    """A page that is being made; None in the end where it is for one reader alone."""

    began: int
    made: asyncio.Future[Entry | Answer | None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Pages:
    """The way to every page: a public one is made once, however many ask for it at a time."""

    def __init__(self, bridge: Maker, kept: Kept, place: Place) -> None:
        self._bridge = bridge
        self._kept = kept
        self._place = place
        self._making: dict[bytes, _Making] = {}

    async def answer(self, request: HTTPScope, body: Body) -> Answer:
        """The answer to a request, whose scope is cleaned and whose body is whole."""
        key = _key(request)
        if key is None:
            return unmarked(await self._bridge(request, body))
        said = dict(request["headers"])
        found = self._kept.find(key)
        if found is None and (request["method"] == "HEAD" or _PERSONAL & said.keys()):
            return unmarked(await self._bridge(request, body))
        if found is None or not _suits(found, said):
            made = await self._shared(key, request, body)
            if isinstance(made, Answer):
                return _conditional(unmarked(made), said)
            if not _suits(made, said):  # it was made for somebody who takes another kind
                return unmarked(await self._bridge(request, body))
            found = made
        accepted, held = said.get(b"accept-encoding", b""), said.get(b"if-none-match", b"")
        return found.answer(accepted, held, head_only=request["method"] == "HEAD")

    async def get(self, path: str) -> Fetched:
        """The page at an address of ours, for use inside the process."""
        written, _, query = path.partition("?")
        request = _request(self._place, written, query)
        key = _key(request)
        found = self._kept.find(key) if key is not None else None
        with Body() as empty:
            if key is None:
                return _fetched(unmarked(await self._bridge(request, empty)))
            made = found or await self._shared(key, request, empty)
        if isinstance(made, Answer):
            return _fetched(unmarked(made))
        form = made.forms[0]
        answer = Answer(made.status, form.headers, form.body)
        return replace(_fetched(answer), tags=made.tags, until=made.until)

    async def _shared(self, key: bytes, request: HTTPScope, body: Body) -> Entry | Answer:
        """The page, made by Django once for all who asked since the newest change was heard.

        While nothing is heard too: who asks then may get what was true when the making began.
        """
        making = self._making.get(key)
        if making is not None and making.began == self._kept.clock:
            made = await asyncio.shield(making.made)
            return made or await self._bridge(request, body)
        making = self._making[key] = _Making(self._kept.clock)
        result: Entry | Answer | None = None
        try:
            result = await self._make(key, request, body, making.began)
            return result
        finally:
            making.made.set_result(result if _is_for_all(result) else None)
            if self._making.get(key) is making:
                del self._making[key]

    async def _make(self, key: bytes, request: HTTPScope, body: Body, began: int) -> Entry | Answer:
        answer = await self._bridge(self._for_everybody(request), body)
        if not is_kept(answer, key, self._place.static.encode()):
            return answer
        made = await self._bridge.aside(entry, key, answer)
        self._kept.keep(made, began)
        return made

    def _for_everybody(self, request: HTTPScope) -> HTTPScope:
        """The request without what differs from client to client."""
        headers = [header for header in request["headers"] if header[0] not in _OF_ONE_CLIENT]
        return {
            **request,
            "scheme": self._place.scheme,
            "query_string": b"",
            "headers": headers,
        }


def _key(request: HTTPScope) -> bytes | None:
    """Under what the page asked for may be kept; None where it may not."""
    if request["method"] not in {"GET", "HEAD"}:
        return None
    if any(name == b"content-length" for name, _ in request["headers"]):
        return None
    raw = request.get("raw_path") or request["path"].encode()
    return targets.key(raw, request["query_string"])


def _is_for_all(made: Entry | Answer | None) -> bool:
    """Whether all who wait get it: a page, or that there is none now, lest each asks again."""
    if isinstance(made, Answer):
        return made.status == HTTPStatus.SERVICE_UNAVAILABLE
    return made is not None


def _suits(found: Entry, said: dict[bytes, bytes]) -> bool:
    """Whether a client takes the kind of answer that is kept."""
    if not found.negotiated:
        return True
    accepted = said.get(b"accept", b"*/*")
    return b"*/*" in accepted or b"application/json" in accepted


def _conditional(answer: Answer, said: dict[bytes, bytes]) -> Answer:
    """An answer that was made whole, as 304 to whoever holds it."""
    etag = answer.header(b"etag")
    if (
        answer.status != HTTPStatus.OK
        or etag is None
        or not is_held(etag, said.get(b"if-none-match", b""))
    ):
        return answer
    return Answer(HTTPStatus.NOT_MODIFIED, answer.without(b"content-length", b"content-type"), b"")


def _request(place: Place, path: str, query: str) -> HTTPScope:
    return cast(
        HTTPScope,
        {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": place.scheme,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", place.host.encode())],
            "client": None,
            "server": None,
            "extensions": {},
        },
    )


def _fetched(answer: Answer) -> Fetched:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in answer.headers}
    return Fetched(answer.status, headers, answer.body, frozenset())
