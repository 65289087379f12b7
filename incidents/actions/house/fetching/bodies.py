"""The bytes of a page: unpacked, and refused where they are more than a page can need."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from incidents.actions.web.refusals import Garbled, TooLarge

ENCODINGS = "gzip, deflate"
"""What is asked for and can be unpacked, in the words of `Accept-Encoding`."""

AT_ONCE = 65_536
LARGEST_RATIO = 200
"""Pages pack to a tenth, at the very best to a fiftieth; a bomb packs to a thousandth."""

SMALL = 500_000
"""Bytes below which nobody asks how well they were packed."""


def whole(chunks: Iterable[bytes], encoding: str, *, most: int) -> bytes:
    """The body, unpacked. Raises TooLarge beyond `most` bytes, packed or unpacked, and Garbled."""
    unpacker = _unpacker(encoding.strip().lower())
    body = bytearray()
    packed = 0
    for chunk in chunks:
        packed += len(chunk)
        for part in unpacker.unpacked(chunk):
            body += part
            if len(body) > min(most, max(SMALL, LARGEST_RATIO * packed)):
                raise TooLarge(most)
        if packed > most:
            raise TooLarge(most)
    if not unpacker.finished:
        raise Garbled
    return bytes(body)


class Unpacker(Protocol):
    """Takes packed bytes and gives them unpacked, a little at a time."""

    @property
    def finished(self) -> bool:
        """Whether the end of what was packed has come."""

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """What more can be told after this chunk."""


class Plain:
    """Bytes that were not packed."""

    finished = True

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """The same bytes."""
        yield chunk


class Inflater:
    """gzip and the two things that go by the name of deflate; nothing after the end is read."""

    def __init__(self, *, gzip: bool) -> None:
        self.gzip = gzip
        self.inflating: zlib._Decompress | None = None

    @property
    def finished(self) -> bool:
        """Nothing at all is a whole body too: some servers say so of an empty one."""
        return self.inflating is None or self.inflating.eof

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """At most 64 KiB at a time, so that a bomb is seen before it has gone off."""
        if not chunk:
            return
        inflating = self.inflating = self.inflating or zlib.decompressobj(self._window(chunk))
        waiting = chunk
        while waiting and not inflating.eof:
            try:
                yield inflating.decompress(waiting, AT_ONCE)
            except zlib.error:
                raise Garbled from None
            waiting = inflating.unconsumed_tail

    def _window(self, start: bytes) -> int:
        if self.gzip:
            return zlib.MAX_WBITS + 16
        wrapped = start[0] & 0x0F == 8 and (len(start) < 2 or (start[0] << 8 | start[1]) % 31 == 0)
        return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS


def _unpacker(encoding: str) -> Unpacker:
    if encoding in {"", "identity"}:
        return Plain()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return Inflater(gzip=encoding != "deflate")
    raise Garbled
