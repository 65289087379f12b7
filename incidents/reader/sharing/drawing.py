"""Drawing the picture that stands beside a shared link: 1200 by 630 pixels, as a PNG."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from incidents.reader.sharing.lettering import fitted, font, shapes

WIDTH, HEIGHT = 1200, 630
EDGE, BAR = 80, 24
LOOK = 1
"""Counted up when the drawing changes, so that caches ask for the new one."""

PAPER, INK = (253, 252, 249), (23, 24, 27)
SHADES = 254
"""From paper to ink; the colour after them is the newsroom's own."""
QUIET = 170
OWN = 255

SIZES, MOST_LINES = (66, 58, 50, 44), 4
LABEL, BETWEEN = 34, 1.22


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn: the site, the words in the middle, and a line at the foot.

    `above` is a smaller line over the words. `colour` is a CSS hex colour.
    """

    site: str
    words: str
    above: str = ""
    foot: str = ""
    colour: str = "#c1121f"
    right_to_left: bool = False


def draw(card: Card) -> bytes:
    """The picture of a card. Takes some 20 ms of a processor."""
    image = Image.new("P", (WIDTH, HEIGHT), 0)
    image.putpalette(_palette(card.colour))
    pen = ImageDraw.Draw(image)
    bar = WIDTH - BAR if card.right_to_left else 0
    pen.rectangle((bar, 0, bar + BAR, HEIGHT), fill=OWN)
    _write(image, card, 56, card.site, (LABEL,), 1, SHADES)
    if card.above:
        _write(image, card, 124, card.above, (LABEL,), 1, QUIET)
    _write(image, card, 190 if card.above else 160, card.words, SIZES, MOST_LINES, SHADES)
    if card.foot:
        _write(image, card, HEIGHT - 100, card.foot, (LABEL,), 1, QUIET)
    out = BytesIO()
    image.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()


def _write(
    image: Image.Image,
    card: Card,
    top: int,
    words: str,
    sizes: tuple[int, ...],
    most: int,
    shade: int,
) -> None:
    """Set words from a height downwards; the letters are laid over the paper in shades."""
    size, lines = fitted(words, sizes, WIDTH - 2 * EDGE, most)
    mask = Image.new("L", (WIDTH, round(size * BETWEEN * len(lines)) + size), 0)
    pen = ImageDraw.Draw(mask)
    x, anchor = (WIDTH - EDGE, "ra") if card.right_to_left else (EDGE, "la")
    runs = "rtl" if card.right_to_left and shapes() else None
    for place, line in enumerate(lines):
        at = (x, round(place * size * BETWEEN))
        pen.text(at, line, fill=shade, font=font(size), anchor=anchor, direction=runs)
    kept = mask.crop(mask.getbbox() or (0, 0, 1, 1))
    left, upper = (mask.getbbox() or (0, 0, 1, 1))[:2]
    image.paste(kept.convert("P"), (left, top + upper))


def _palette(colour: str) -> list[int]:
    """Shades from paper to ink, then the newsroom's own colour."""
    own = ImageColor.getrgb(colour)[:3]
    shades = [
        round(paper + (ink - paper) * shade / SHADES)
        for shade in range(SHADES + 1)
        for paper, ink in zip(PAPER, INK, strict=True)
    ]
    return [*shades, *own]
