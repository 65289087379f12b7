"""What a page says of itself where a link to it is shown, and the buttons that pass it on."""

from django import template
from django.utils.translation import get_language_info

from incidents.reader.sharing.crumbs import script
from incidents.reader.sharing.told import shared
from incidents.record.pages import Page, StoryPage, UpdatePage

register = template.Library()


@register.filter
def own_name(tag: str) -> str:
    """What a language calls itself, "Deutsch" for "de"; of one that is not known, its tag."""
    try:
        name = str(get_language_info(tag.lower())["name_local"])
    except KeyError:
        return tag
    return name[:1].upper() + name[1:]


@register.simple_tag
def crumbs(page: object) -> str:
    """Where a page stands among the others, as data; empty where nothing is shown of a page."""
    return script(page) if isinstance(page, Page) else ""


@register.inclusion_tag("reader/share/head.html")
def share_head(page: StoryPage | UpdatePage) -> dict[str, object]:
    """Description, social cards and data in the head of a story or an update."""
    return {"shared": shared(page)}
