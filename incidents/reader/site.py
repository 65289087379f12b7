"""The newsroom as its settings name it, and how its languages are written."""

from django.conf import settings
from django.db import DatabaseError

from incidents.formats import Site
from incidents.record.lists import standing
from incidents.record.pages.standing import StandingLink

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def site_name() -> str:
    """The name of the newsroom."""
    return str(settings.SITE_NAME)


def newsroom() -> Site:
    """What every document says of the newsroom."""
    return Site(
        name=settings.SITE_NAME,
        url=settings.SITE_URL,
        licence=settings.SITE_LICENCE,
        licence_url=settings.SITE_LICENCE_URL,
    )


def site_pages() -> tuple[StandingLink, ...]:
    """The pages about the newsroom that every page links to; an error page has them without it."""
    try:
        return standing.site_pages()
    except DatabaseError:
        return standing.first_links()


def site_url(path: str = "") -> str:
    """An absolute address on the public site: `site_url("/topics/")`."""
    return f"{str(settings.SITE_URL).rstrip('/')}{path}"


def site_colour() -> str:
    """The colour of the band on top, for what surrounds the page in a browser."""
    return str(settings.SITE_COLOUR) or "#0b3d52"


def direction(language: str) -> str:
    """The writing direction of a language tag: "ar-EG" is "rtl"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"
