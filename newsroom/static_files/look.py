"""The site's own face, as the settings give it: tokens that override those of the sheets, files."""

from django.conf import settings

from newsroom.static_files import colours
from newsroom.static_files.own import DARK, LIGHT, Kept


def tokens() -> str:
    """What stands at the end of each sheet; empty where the site keeps the colours it came with.

    Whoever asks for more contrast, and paper, keeps black and white.
    """
    colour = colours.read(settings.SITE_COLOUR)
    if colour is None:
        return ""
    light, dark = (colours.written(colours.readable(colour, on=on)) for on in (LIGHT, DARK))
    asked = "screen and (prefers-contrast:no-preference)"
    return (
        f"@media {asked}{{:root{{--brand:{colours.written(colour)};--accent:{light}}}}}\n"
        f"@media {asked} and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n"
    )


def files() -> list[Kept]:
    """The pictures that the site brings along."""
    return [kept for kept in (settings.SITE_LOGO, settings.SITE_ICON) if kept is not None]
