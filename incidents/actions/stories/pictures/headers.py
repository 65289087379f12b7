"""What the first bytes of a picture say, read without decoding it: its format and its size."""

import struct
from collections.abc import Callable

Size = tuple[int, int]
"""Width and height in pixels."""

_SOF = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG after which its size stands."""

_MOST_SEGMENTS = 2_000
_AVIF_BRANDS = (b"avif", b"avis")


def format_of(data: bytes) -> str:
    """The format that the first bytes name, as Pillow calls it; empty for any other."""
    for name, fits in _MAGIC.items():
        if fits(data):
            return name
    return ""


def is_drawing(data: bytes) -> bool:
    """Whether this is an SVG: a drawing that may hold scripts, and no picture of points."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--")) and b"<svg" in (
        data[:65536].lower()
    )


def size_of(data: bytes, name: str) -> Size | None:
    """The size that the header gives; None where it gives none that can be read."""
    try:
        return _SIZE[name](data)
    except (struct.error, IndexError, ValueError):
        return None


def _png(data: bytes) -> Size | None:
    if data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> Size:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> Size | None:
    place = 2
    for _ in range(_MOST_SEGMENTS):
        while data[place] == 0xFF and data[place + 1] == 0xFF:
            place += 1
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker in _SOF:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    return None


def _webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8X":
        width = 1 + int.from_bytes(data[24:27], "little")
        return width, 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and data[20] == 0x2F:
        packed = int.from_bytes(data[21:25], "little")
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _avif(data: bytes) -> Size | None:
    """The largest size that a box `ispe` of the header names."""
    found: list[Size] = []
    place = data.find(b"ispe")
    while place != -1 and len(found) < 100:
        width, height = struct.unpack(">II", data[place + 8 : place + 16])
        found.append((width, height))
        place = data.find(b"ispe", place + 4)
    return max(found, key=lambda size: size[0] * size[1], default=None)


_MAGIC: dict[str, Callable[[bytes], bool]] = {
    "JPEG": lambda data: data.startswith(b"\xff\xd8\xff"),
    "PNG": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "GIF": lambda data: data.startswith((b"GIF87a", b"GIF89a")),
    "WEBP": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    "AVIF": lambda data: data[4:8] == b"ftyp" and data[8:12] in _AVIF_BRANDS,
}
_SIZE: dict[str, Callable[[bytes], Size | None]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "GIF": _gif,
    "WEBP": _webp,
    "AVIF": _avif,
}
