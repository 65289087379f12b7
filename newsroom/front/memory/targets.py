"""Under which address a page is kept: one for each page, whatever is hung onto it."""

from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

from django.conf import settings
from django.urls import Resolver404, resolve

from incidents.reader.views.asked import Asked, name

_AS_WRITTEN = "/:@!$&'()*+,;=~"  # what a path holds unescaped (RFC 3986)


_LONGEST = 12_500  # bytes: the longest address of a story, every sign of it written in twelve
_OFTEN = 500  # bytes of an address that is remembered with its key


def key(path: bytes, query: bytes) -> bytes | None:
    """The address that a page may be kept under; None where its query says something to it.

    `path` is percent-encoded or raw.
    """
    if len(path) > _LONGEST:
        return None
    return _known(path, query) if len(path) + len(query) <= _OFTEN else _key(path, query)


def _key(path: bytes, query: bytes) -> bytes | None:
    if not path.startswith(b"/"):
        return None
    plain = unquote_to_bytes(path)
    if query and _is_asked(plain, query):
        return None
    return quote(plain, safe=_AS_WRITTEN).encode()


_known = lru_cache(maxsize=4_096)(_key)


def plain(target: bytes) -> bytes | None:
    """The same of a whole target, as it stands in the first line of a request."""
    path, _, query = target.partition(b"?")
    return key(path, query)


def _is_asked(path: bytes, query: bytes) -> bool:
    """Whether something of a query means anything to the page at an address."""
    reads = _reads(path) if len(path) > _OFTEN else _often_read(path)
    if not reads:
        return reads is None
    if len(query) > _LONGEST:
        return True
    return any(name(part) in reads for part in query.decode("latin-1").split("&"))


def _reads(path: bytes) -> frozenset[str] | None:
    """The parameters that a page reads; None where that may be any."""
    written = path.decode("utf-8", "replace")
    if written.startswith(settings.STATIC_URL):
        return frozenset()
    try:
        view = resolve(written).func
    except Resolver404:
        return None
    return view.reads if isinstance(view, Asked) else None


_often_read = lru_cache(maxsize=4_096)(_reads)
