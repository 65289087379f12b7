"""Reads from the environment how a site looks, and refuses what cannot be used."""

import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from newsroom import env
from newsroom.static_files import colours

LIGHT: colours.Colour = (0xFD, 0xFC, 0xF9)
"""What is behind the letters of a page in light: `--paper` of the tokens."""

DARK: colours.Colour = (0x13, 0x14, 0x17)
"""The same in dark."""

LARGEST = 100_000
"""Bytes that a logo may have."""

_SUFFIXES = (".svg", ".png", ".webp")
_BOX = re.compile(
    r'<svg\b[^>]*\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture of the site's own: its file, its place among the static files, its size."""

    file: Path
    place: str
    width: int
    height: int


def colour(name: str) -> str:
    """A colour as `#rrggbb`, dark enough for letters on a light page; "" where none is set."""
    found = env.text(name, default="")
    if not found:
        return ""
    read = colours.read(found)
    if read is None:
        raise env.WrongSetting(name, found, f"a colour in hexadecimal, such as {name}=#0b4a63")
    reached = colours.contrast(read, LIGHT)
    if reached < colours.ENOUGH:
        near = colours.written(colours.readable(read, on=LIGHT))
        said = f"a darker colour, such as {name}={near}: letters in it have a contrast of"
        raise env.WrongSetting(name, found, f"{said} {reached:.1f} on the page, and need 4.5")
    return colours.written(read)


def picture(name: str, place: str) -> Kept | None:
    """A picture by the whole path of its file; None where none is set."""
    found = env.text(name, default="")
    if not found:
        return None
    file = Path(found).expanduser()
    wanted = f"the whole path of an SVG, PNG or WebP file, such as {name}=/srv/newsroom/logo.svg"
    if not file.is_absolute() or file.suffix.lower() not in _SUFFIXES or not file.is_file():
        raise env.WrongSetting(name, found, wanted)
    if file.stat().st_size > LARGEST:
        raise env.WrongSetting(name, found, f"a file of at most {LARGEST // 1000} kB")
    size = _size(file)
    if size is None:
        said = "a file that can be read as a picture; an SVG needs a viewBox in its first element"
        raise env.WrongSetting(name, found, said)
    return Kept(file, f"img/{place}{file.suffix.lower()}", *size)


def _size(file: Path) -> tuple[int, int] | None:
    """Width and height in CSS pixels; None where the file does not say."""
    if file.suffix.lower() == ".svg":
        box = _BOX.search(file.read_text(encoding="utf-8", errors="replace"))
        size = (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
    else:
        try:
            with Image.open(file) as opened:
                size = opened.size
        except (UnidentifiedImageError, OSError):
            return None
    return size if min(size) > 0 else None
