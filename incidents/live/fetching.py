"""A public page as the front hands it on inside the process."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer, its body not compressed; header names are lower case.

    `tags` are what the page shows (see Heard); empty where it is not kept in memory. `until` is the
    moment from which on it is true no longer, in seconds since 1970; None where there is none.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    tags: frozenset[str]
    until: float | None = None


Fetch = Callable[[str], Awaitable[Fetched]]
"""Gets the page at an address (path and query), from memory or else from Django."""
