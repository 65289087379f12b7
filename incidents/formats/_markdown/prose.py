"""Bodies in Markdown, with their headings below the headings of the grammar."""

import re
from functools import lru_cache

from incidents.text.body.settling import clean_characters
from incidents.text.markdown import from_html

_HEADING = re.compile(r"^(?=#{2,3} )", re.MULTILINE)


def body_lines(html: str) -> list[str]:
    """The blocks of a cleaned body; "##" and "###" are the story's own and become deeper."""
    text = _written(html)
    return [text] if text else []


@lru_cache(maxsize=256)
def _written(html: str) -> str:
    """Kept, because a story is asked for many times and few of its bodies change between."""
    return _HEADING.sub("##", from_html(clean_characters(html)).strip())
