"""An answer as the front passes it on: status, headers and the whole body."""

from dataclasses import dataclass

SHOWS = "X-Page-Shows"
"""The header of Django's answer with the tags of what the page shows, quoted, parted by blanks."""

UNTIL = "X-Page-Until"
"""The one with the moment, in seconds since 1970, from which on the page is true no longer."""

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Header names are lower case."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: bytes) -> bytes | None:
        """The first header of a name; None where there is none."""
        return next((value for given, value in self.headers if given == name), None)

    def without(self, *names: bytes) -> Headers:
        """The headers but for these."""
        return [(name, value) for name, value in self.headers if name not in names]
