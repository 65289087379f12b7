"""Links from one part of a story to an update, which may stand on another page of it."""

import re
from html import escape

from incidents.formats.addresses import html_address
from incidents.record.pages import StoryPage
from incidents.record.pages.stretches import block, newest
from incidents.text.addresses.stories import updates_path

_TO_UPDATE = re.compile(r'href="#update-(\d+)"')


def to_update(page: StoryPage, number: int) -> str:
    """Where an update is found from the first page of its story: on it, or on an older one."""
    if newest(page.update_count).holds(number) or number == page.highlights.pinned:
        return f"#update-{number}"
    stretch = block(number)
    return f"{html_address(updates_path(page.path, stretch.name))}#update-{number}"


def resolved(page: StoryPage, fragment: str) -> str:
    """A stored fragment whose links to updates lead to where these stand now."""
    return _TO_UPDATE.sub(lambda link: f'href="{escape(to_update(page, int(link[1])))}"', fragment)
