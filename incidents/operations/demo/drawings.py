"""Pictures of the demo, drawn by us: simple maps, so that nothing of anybody else's is shown."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from incidents.actions.stories.pictures.rendering import as_png

SIZE = (1600, 1000)
SCALE = 2
"""Drawn twice as large and made smaller, so that slanting lines are smooth."""

SEA, LAND, EDGE, INK = (214, 226, 236), (236, 229, 212), (164, 150, 122), (40, 44, 52)
STORM = (178, 34, 44)
WEST, EAST, SOUTH, NORTH = -24.0, 6.0, 40.0, 60.0
"""The part of the world that the map shows, in degrees."""

Place = tuple[float, float]
"""Longitude and latitude, in degrees."""

IRELAND: Sequence[Place] = (
    *((-6.0, 52.2), (-6.4, 53.4), (-5.5, 54.5), (-6.2, 55.2), (-7.4, 55.4), (-8.5, 54.6)),
    *((-8.6, 54.3), (-10.0, 54.2), (-9.0, 53.2), (-9.9, 52.3), (-10.3, 51.8), (-8.4, 51.7)),
)
BRITAIN: Sequence[Place] = (
    *((-5.7, 50.1), (-3.6, 50.3), (0.2, 50.8), (1.4, 51.3), (1.7, 52.6), (0.2, 53.0)),
    *((-0.1, 54.0), (-1.6, 55.3), (-3.1, 56.0), (-2.0, 57.4), (-4.0, 57.7), (-3.1, 58.6)),
    *((-5.0, 58.6), (-5.8, 57.2), (-5.6, 55.9), (-4.9, 54.8), (-3.2, 54.9), (-3.1, 53.4)),
    *((-4.5, 53.2), (-4.1, 52.2), (-5.2, 51.8), (-3.0, 51.4), (-4.3, 51.1)),
)
CONTINENT: Sequence[Place] = (
    *((6.0, 53.3), (4.6, 52.8), (3.4, 51.4), (1.6, 50.8), (0.2, 49.6), (-1.9, 49.6)),
    *((-2.2, 48.6), (-4.7, 48.4), (-2.4, 47.3), (-1.2, 46.0), (-1.5, 43.4), (-8.0, 43.7)),
    *((-9.2, 42.9), (-8.8, 40.0), (6.0, 40.0)),
)
TRACK: Sequence[tuple[Place, str]] = (
    ((-20.5, 40.6), ""),
    ((-16.2, 43.4), "15 Oct, noon"),
    ((-13.0, 47.2), "16 Oct, midnight"),
    ((-11.6, 50.2), "06:00"),
    ((-10.2, 52.6), "noon"),
    ((-8.0, 55.4), "18:00"),
    ((-4.4, 58.4), ""),
)
"""Where the storm went, roughly, as forecasters drew it afterwards."""


def storm_map() -> bytes:
    """The way of the storm from the Atlantic over Ireland, as a PNG."""
    image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), SEA)
    draw = ImageDraw.Draw(image)
    for coast in (CONTINENT, BRITAIN, IRELAND):
        points = [_point(place) for place in coast]
        draw.polygon(points, fill=LAND)
        draw.line([*points, points[0]], fill=EDGE, width=4 * SCALE, joint="curve")
    way = [_point(place) for place, _ in TRACK]
    draw.line(way, fill=STORM, width=9 * SCALE, joint="curve")
    font = ImageFont.load_default(size=34 * SCALE)
    for (x, y), (_, label) in zip(way, TRACK, strict=True):
        if label:
            radius = 14 * SCALE
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=STORM)
            draw.text((x - 26 * SCALE, y), label, fill=INK, font=font, anchor="rm")
    for place, name in (((-7.5, 53.1), "Ireland"), ((-1.8, 52.6), "Britain")):
        draw.text(_point(place), name, fill=INK, font=font, anchor="mm")
    return as_png(image.resize(SIZE, Image.Resampling.LANCZOS))


def _point(place: Place) -> tuple[float, float]:
    longitude, latitude = place
    x = (longitude - WEST) / (EAST - WEST)
    y = (NORTH - latitude) / (NORTH - SOUTH)
    return x * SIZE[0] * SCALE, y * SIZE[1] * SCALE
