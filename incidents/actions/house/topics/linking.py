"""Links inside a text to the page of a topic, written as a paragraph of their own."""

import html
import re

from django.conf import settings

from incidents.actions.house.topics.names import by_names
from incidents.models import Topic
from incidents.text.sanitise import body, line

LABEL = "Read more on the topic:"

_PARAGRAPH = re.compile(rf"^<p>{LABEL} ?([^<\n]{{1,200}})</p>$", re.MULTILINE)


def address_of(topic: Topic) -> str:
    """The whole address of a topic, as a text that leaves the site needs it.

    It goes on working when the topic is renamed or merged.
    """
    return f"{settings.SITE_URL}{topic.get_absolute_url()}"


def with_topic_links(text: str) -> str:
    """A body whose paragraphs "Read more on the topic: Border" lead to that topic.

    One that names no topic stays as it was typed; so does every other text.
    """
    if LABEL not in text:
        return text
    cleaned = body(text)
    names = [_name(found) for found in _PARAGRAPH.finditer(cleaned)]
    held = by_names(names) if names else {}

    def linked(found: re.Match[str]) -> str:
        topic = held.get(_name(found))
        if topic is None:
            return found[0]
        shown = html.escape(_name(found), quote=False)
        return f'<p>{LABEL} <a href="{html.escape(address_of(topic))}">{shown}</a></p>'

    return _PARAGRAPH.sub(linked, cleaned) if held else text


def _name(found: re.Match[str]) -> str:
    return line(html.unescape(found[1]).rstrip(". "))
