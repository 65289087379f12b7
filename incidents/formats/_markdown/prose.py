"""Bodies in Markdown, with their headings below the headings of the grammar."""

import re

from incidents.text.body.settling import clean_characters
from incidents.text.markdown import from_html

_HEADING = re.compile(r"^(?=#{2,3} )", re.MULTILINE)


def body_lines(html: str) -> list[str]:
    """The blocks of a cleaned body; "##" and "###" are the story's own and become deeper."""
    text = from_html(clean_characters(html)).strip()
    return [_HEADING.sub("##", text)] if text else []
