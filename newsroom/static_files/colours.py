"""How well letters of one colour can be read on another, as the WCAG reckon it."""

import re

ENOUGH = 4.5
"""The least contrast of letters with what is behind them (WCAG 2.2, level AA)."""

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""


def read(written: str) -> Colour | None:
    """The colour that `#0b4a63` or `#fa0` says; None where it says none."""
    found = re.fullmatch(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})", written)
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def written(colour: Colour) -> str:
    """The same as a style sheet writes it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Colour, *, on: Colour) -> Colour:
    """The colour itself where it can be read there, else moved to white or black until it can."""
    white, black = (255, 255, 255), (0, 0, 0)
    towards = white if contrast(white, on) > contrast(black, on) else black
    for part in range(101):
        mixed = _mixed(colour, towards, part)
        if contrast(mixed, on) >= ENOUGH:
            return mixed
    return towards


def _mixed(one: Colour, other: Colour, part: int) -> Colour:
    red, green, blue = (
        round(first + (second - first) * part / 100)
        for first, second in zip(one, other, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
