"""Setting words in a picture: which of them the font can show, and where lines break."""

from functools import cache
from pathlib import Path

from PIL import ImageFont, features
from PIL.ImageFont import FreeTypeFont

FILE = Path(__file__).parent / "fonts/DejaVuSans-Bold.ttf"
UNKNOWN = "\U0010fffe"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
BASIC, RAQM = ImageFont.Layout.BASIC, ImageFont.Layout.RAQM

JOINED = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))
"""Hebrew, Arabic and their neighbours: they run from right to left, and their letters join."""


@cache
def font(size: int) -> FreeTypeFont:
    """The one font of our pictures, at a height in pixels."""
    return ImageFont.truetype(FILE, size, layout_engine=RAQM if shapes() else BASIC)


@cache
def shapes() -> bool:
    """Whether this machine can join letters and run them from right to left."""
    return features.check_feature("raqm") is True


def can_show(words: str) -> bool:
    """Whether words look as they should: every sign is in the font, and letters join that must."""
    joins = any(first <= ord(sign) <= last for sign in words for first, last in JOINED)
    return (shapes() or not joins) and all(map(_known, set(words)))


@cache
def _known(sign: str) -> bool:
    """Whether the font has a sign; what it does not have it shows as one and the same box."""
    if sign.isspace():
        return True
    shown = font(32).getmask(sign)
    box = font(32).getmask(UNKNOWN)
    return bytes(shown) != bytes(box) if shown.size == box.size else True


def lines(words: str, size: int, width: int) -> list[str]:
    """Words in lines of at most a width in pixels; a word longer than a line is broken."""
    found = [""]
    for word in words.split():
        for part in _parts(word, size, width):
            longer = f"{found[-1]} {part}".strip()
            if font(size).getlength(longer) <= width:
                found[-1] = longer
            else:
                found.append(part)
    return [line for line in found if line]


def _parts(word: str, size: int, width: int) -> list[str]:
    parts = [""]
    for sign in word:
        if font(size).getlength(parts[-1] + sign) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def fitted(words: str, sizes: tuple[int, ...], width: int, most: int) -> tuple[int, list[str]]:
    """The largest size at which words fit, with their lines; else the smallest, cut short."""
    for size in sizes:
        found = lines(words, size, width)
        if len(found) <= most:
            return size, found
    kept = found[:most]
    while font(size).getlength(kept[-1] + ELLIPSIS) > width:
        kept[-1] = kept[-1].rpartition(" ")[0] or kept[-1][:-1]
    kept[-1] += ELLIPSIS
    return size, kept
