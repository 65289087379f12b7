"""Facts about the site that every template may need, error pages without context included."""

from django import template
from django.conf import settings
from django.db import DatabaseError

from incidents.reader import site
from incidents.record.lists import likely
from incidents.record.pages.standing import StandingLink

register = template.Library()


register.simple_tag(site.site_name)
register.simple_tag(site.site_url)
register.simple_tag(site.site_colour)


@register.simple_tag
def site_tagline() -> str:
    """What the newsroom says of itself in a few words; empty where it says nothing."""
    return str(settings.SITE_TAGLINE)


@register.simple_tag
def site_licence() -> dict[str, str]:
    """What the newsroom's texts may be used under; its `name` is empty where it says nothing."""
    return {"name": str(settings.SITE_LICENCE), "url": str(settings.SITE_LICENCE_URL)}


@register.simple_tag
def site_logo() -> object:
    """The logo with its place, width and height; None where the name stands for it."""
    return settings.SITE_LOGO


@register.simple_tag
def site_icon() -> str:
    """The place of the small picture that browsers show on a tab."""
    return str(settings.SITE_ICON.place) if settings.SITE_ICON else "img/icon.svg"


@register.simple_tag
def site_pages(known: tuple[StandingLink, ...] | str = "") -> tuple[StandingLink, ...]:
    """The pages about the newsroom that every page links to, each with `title` and `path`.

    They are not asked for where they are `known`.
    """
    return known if isinstance(known, tuple) else site.site_pages()


@register.inclusion_tag("reader/lists/parts/go_on.html")
def go_on() -> dict[str, object]:
    """Where somebody may go on who came to a page that is none: search, and what is live."""
    try:
        return {"live": likely.live_now()}
    except DatabaseError:
        return {"live": ()}
