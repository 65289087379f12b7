"""A page that is kept: its bytes in every form, ready to be sent."""

import math
import re
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import unquote

from newsroom.front.memory import encodings
from newsroom.front.memory.answer import SHOWS, UNTIL, Answer, Headers

_SHOWS, _UNTIL = SHOWS.lower().encode(), UNTIL.lower().encode()
_OF_A_FORM = (b"content-length", b"content-encoding", b"etag", b"vary", _SHOWS, _UNTIL)
_TOLD_AGAIN = frozenset(
    (b"cache-control", b"cache-tag", b"surrogate-key", b"content-location", b"link")
)
"""Headers that whoever holds the page is told once more with a 304."""

_BESIDE = 2_000  # bytes: roughly what a page takes beside its bodies
FOREVER = b"immutable"
_ALONE = re.compile(rb"stale-if-error=([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Form:
    """A page in one encoding: heads end before the date, which comes last."""

    etag: bytes
    head: bytes
    body: bytes
    headers: Headers
    unchanged_head: bytes
    unchanged_headers: Headers


@dataclass(slots=True)
class Entry:
    """A page in memory; it shows what its tags name, and is true until a moment (seconds).

    `alone` is for how many seconds it says that it may be shown while nobody can look whether it
    is still true.
    """

    key: bytes
    status: int
    tags: frozenset[str]
    until: float | None
    alone: float
    negotiated: bool
    forms: tuple[Form, ...]
    size: int

    def form(self, accepted: bytes) -> Form:
        """The form for who sends this in Accept-Encoding."""
        forms = self.forms
        return forms[0] if len(forms) == 1 else forms[encodings.chosen(accepted)]

    def answer(self, accepted: bytes, held: bytes, *, head_only: bool) -> Answer:
        """The answer to a client; `held` is what it sends in If-None-Match."""
        form = self.form(accepted)
        if is_held(form.etag, held) and self.status == HTTPStatus.OK:
            return Answer(HTTPStatus.NOT_MODIFIED, form.unchanged_headers, b"")
        return Answer(self.status, form.headers, b"" if head_only else form.body)


def is_held(etag: bytes, held: bytes) -> bool:
    """Whether a client that names these tags holds the one; weak ones count as well."""
    return bool(held) and (etag in held or held.strip() == b"*")


def is_kept(answer: Answer, path: bytes, static: bytes) -> bool:
    """Whether an answer of Django may be kept: it says what it shows, or it never changes."""
    return answer.header(_SHOWS) is not None or is_file(answer, path, static)


def is_file(answer: Answer, path: bytes, static: bytes) -> bool:
    """Whether it is a file whose name changes with what it holds."""
    freshness = answer.header(b"cache-control") or b""
    return answer.status == HTTPStatus.OK and path.startswith(static) and FOREVER in freshness


def entry(key: bytes, answer: Answer) -> Entry:
    """The page of a marked answer, compressed: takes milliseconds, so never call it on the loop."""
    shows, until = answer.header(_SHOWS), answer.header(_UNTIL)
    kind = answer.header(b"content-type") or b""
    bodies = encodings.forms(answer.body, kind, for_ever=shows is None)
    headers = answer.without(*_OF_A_FORM)
    plain = (answer.header(b"etag") or b"").removeprefix(b"W/")
    tag = plain.strip(b'"') or sha256(answer.body).hexdigest().encode()
    vary = [(b"vary", _vary(answer))] if len(bodies) > 1 else []
    forms = tuple(
        _form(answer.status, [*headers, *vary], tag, encodings.NAMES[place], body)
        for place, body in enumerate(bodies)
    )
    return Entry(
        key=key,
        status=answer.status,
        tags=frozenset(map(unquote, (shows or b"").decode("latin-1").split())),
        until=float(until) if until else None,
        alone=_alone(answer),
        negotiated=b"accept" in _named(answer.header(b"vary")),
        forms=forms,
        size=_BESIDE + len(key) + sum(len(form.head) * 2 + len(form.body) for form in forms),
    )


def _alone(answer: Answer) -> float:
    found = _ALONE.search(answer.header(b"cache-control") or b"")
    return float(found[1]) if found else math.inf


def unmarked(answer: Answer) -> Answer:
    """What leaves the house: without what is said to the front alone."""
    return Answer(answer.status, answer.without(_SHOWS, _UNTIL), answer.body)


def _form(status: int, headers: Headers, tag: bytes, encoding: bytes, body: bytes) -> Form:
    etag = b'"%b-%b"' % (tag, encoding) if encoding else b'"%b"' % tag
    about = [(b"etag", etag)]
    said = [*headers, *about, (b"content-length", str(len(body)).encode())]
    if encoding:
        said.append((b"content-encoding", encoding))
    again = [*about, *((name, value) for name, value in headers if name in _TOLD_AGAIN)]
    again += [(name, value) for name, value in headers if name == b"vary"]
    return Form(
        etag=etag,
        head=_head(status, said),
        body=body,
        headers=said,
        unchanged_head=_head(HTTPStatus.NOT_MODIFIED, again),
        unchanged_headers=again,
    )


def _head(status: int, headers: Headers) -> bytes:
    phrase = HTTPStatus(status).phrase.encode()
    lines = b"".join(b"%b: %b\r\n" % header for header in headers)
    return b"HTTP/1.1 %d %b\r\n%b" % (status, phrase, lines)


def _vary(answer: Answer) -> bytes:
    named = _named(answer.header(b"vary")) | {b"accept-encoding"}
    return b", ".join(sorted(named))


def _named(vary: bytes | None) -> set[bytes]:
    return {name.strip().lower() for name in (vary or b"").split(b",")} - {b""}
