"""Notes on other pages of the desk."""

import re

from django import template
from django.utils.html import escape, urlize
from django.utils.safestring import SafeString, mark_safe

from incidents.desk.shown import notes
from incidents.models import Editor, Mention

register = template.Library()

_NAMED = re.compile(r"(?<![\w.@+-])@[\w.@+-]*\w")


@register.filter
def note_text(text: str) -> SafeString:
    """The text of a note as HTML: its lines, its addresses as links, the names in it marked."""
    parts = []
    at = 0
    for found in _NAMED.finditer(text):
        parts += [urlize(text[at : found.start()], autoescape=True)]
        parts += [f'<strong class="mention">{escape(found[0])}</strong>']
        at = found.end()
    parts.append(urlize(text[at:], autoescape=True))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308 - every part is escaped


@register.simple_tag
def unseen_mentions(editor: Editor) -> list[Mention]:
    """Notes that name this person, who has not seen them yet."""
    return notes.mentions(editor)
