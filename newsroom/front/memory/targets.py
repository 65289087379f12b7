"""Under which address a page is kept: one for each page, whatever is hung onto it."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

_TRACKING = re.compile(
    rb"(?:utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|"
    rb"mc_cid|mc_eid|li_fat_id|_hsenc|_hsmi|vero_id|wt_mc|at_medium|at_campaign|ref_src|ref_url)"
    rb"(?:=.*)?"
)
"""Parameters by which others follow readers; no page of ours reads them."""

_AS_WRITTEN = "/:@!$&'()*+,;=~"  # what a path holds unescaped (RFC 3986)


_LONGEST = 12_500  # bytes: the longest address of a story, every sign of it written in twelve
_OFTEN = 500  # bytes of an address that is remembered with its key


def key(path: bytes, query: bytes) -> bytes | None:
    """The address that a page may be kept under; None where it is asked for with a real query.

    `path` is percent-encoded or raw.
    """
    size = len(path) + len(query)
    if size > _LONGEST:
        return None
    return _known(path, query) if size <= _OFTEN else _key(path, query)


def _key(path: bytes, query: bytes) -> bytes | None:
    if query and any(not _TRACKING.fullmatch(part) for part in query.split(b"&") if part):
        return None
    if not path.startswith(b"/"):
        return None
    return quote(unquote_to_bytes(path), safe=_AS_WRITTEN).encode()


_known = lru_cache(maxsize=4_096)(_key)


def plain(target: bytes) -> bytes | None:
    """The same of a whole target, as it stands in the first line of a request."""
    path, _, query = target.partition(b"?")
    return key(path, query)
