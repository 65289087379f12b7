"""The authority on what text may contain: every body and every one-line field passes through.

nh3 (HTML5 parsing in Rust) takes out all that can do harm; what is left is read into the schema
of ``incidents.text.body`` and written in its canonical form, so that equal text is equal bytes.
"""

import html
import re
import unicodedata
from collections.abc import Iterable

import nh3

from incidents.text.body.nodes import Block, block_of, write
from incidents.text.body.reading import RENAMED_TAGS, read
from incidents.text.body.settled import is_paragraph, one_a_line, parted
from incidents.text.body.settling import clean_characters
from incidents.text.body.words import words

__all__ = [
    "Block",
    "blocks",
    "body",
    "body_from_text",
    "changes",
    "line",
    "lines",
    "plain",
    "words",
]

ALLOWED_TAGS = frozenset(
    {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "footer", "a", "strong", "em", "br"}
)
"""The tags a stored body may hold; ``footer`` stands in ``blockquote`` alone, as attribution."""

ALLOWED_ATTRIBUTES = {"a": frozenset({"href"})}
"""The attributes a stored body may hold: no class, no id, no style."""

URL_SCHEMES = frozenset({"http", "https", "mailto"})
"""The schemes a link may have; an address without one is no address."""

BOUNDARY_TAGS = frozenset(
    {"div", "section", "article", "main", "header", "aside", "nav", "address", "figure"}
    | {"figcaption", "pre", "hr", "dl", "dt", "dd", "details", "summary", "center", "form"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "fieldset"}
)
"""Tags that do not stay, but part the text before from the text after."""

DROPPED_WITH_CONTENT = frozenset(
    {"script", "style", "template", "title", "noscript", "noembed", "noframes", "iframe"}
    | {"object", "svg", "math", "textarea", "select", "audio", "video", "canvas"}
)
"""Tags whose content is not prose and goes with them."""

_BLOCK_TAGS = ALLOWED_TAGS - {"a", "strong", "em", "br"} | BOUNDARY_TAGS | {"h1", "h4", "h5", "h6"}
_HAS_BLOCK = re.compile(rf"<(?:{'|'.join(sorted(_BLOCK_TAGS))})\b")
_MANY_TAGS = 2_000
_DEEPEST = 100
_NESTING_TAG = re.compile(
    rf"<(/?)(?:ul|ol|blockquote|{'|'.join(sorted(BOUNDARY_TAGS - {'hr', 'dt', 'dd'}))})\b[^>]*>?",
    re.IGNORECASE,
)
_BLOCK_TAG_RUNS = re.compile(r"(?:</?(?:p|h2|h3|ul|ol|li|blockquote|footer)>)+")
_ANY_TAG = re.compile(r"<[^>]*>")
_LEAF = re.compile(
    r"<(?P<tag>p|h2|h3)>(?P<inner>(?:[^<&]++|&(?:amp|lt|gt);|</?(?:a|strong|em)\b[^>]*>|<br>)+)</\1>"
)
_CHANGES = nh3.Cleaner(
    tags={"del", "ins", "span", "a", "strong", "em", "br"},
    attributes={"a": {"href"}, "span": {"data-fact"}, "ins": {"data-diff"}, "del": {"data-diff"}},
    url_schemes=set(URL_SCHEMES),
    link_rel=None,
)
_PARSER = nh3.Cleaner(
    tags=set(ALLOWED_TAGS | BOUNDARY_TAGS | RENAMED_TAGS.keys()),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
    url_schemes=set(URL_SCHEMES),
    url_relative="deny",
    link_rel=None,
)


def body(text: str) -> str:
    """Clean the HTML of a body, from whatever door it came.

    Text without any block tag is taken as plain paragraphs: blank lines part them, single
    newlines become ``<br>``. The result holds one block per line and is empty when nothing
    visible is left. ``body(body(x)) == body(x)``.
    """
    lined = one_a_line(text)
    if all(map(is_paragraph, lined.split("\n"))):
        return lined
    text = clean_characters(text)
    cleaned = _PARSER.clean(_shallow(text) if text.count("<") > _MANY_TAGS else text)
    if not _HAS_BLOCK.search(cleaned):
        cleaned = re.sub(r"(?:<br>[ \t]*|(?<![ \t])[ \t]*)\n", "<br>", cleaned)
        return write(read(cleaned))
    settled = (part if is_settled else write(read(part)) for part, is_settled in parted(cleaned))
    return "\n".join(filter(None, settled))


def body_from_text(text: str) -> str:
    """Make a body of plain text, in which ``<`` and ``&`` are nothing but characters."""
    return body(html.escape(text, quote=False))


def blocks(text: str) -> list[Block]:
    """Split a cleaned body into its top-level blocks; their ``html``, one per line, is the body.

    Paragraphs and headings in canonical form, which most blocks are, need no parser.
    """
    return [block for line in text.split("\n") if line for block in _blocks_of_line(line)]


def changes(text: str) -> str:
    """Clean a changed sentence: marks of what went and came, and the marks of the text itself."""
    return _CHANGES.clean(text)


def plain(text: str) -> str:
    """Give the text of a cleaned body: blocks parted by a blank line, list items by a newline.

    Reads the canonical form alone, which needs no parser.
    """
    return "\n\n".join(filter(None, map(_plain_block, text.split("\n"))))


def line(text: str) -> str:
    """Clean a one-line field (headline, outlet, name): plain text, not HTML.

    White space is collapsed to single spaces (a lone no-break space stays), the ends are
    stripped, control characters go, the rest is NFC.
    """
    text = re.sub(r"[^\S\u00a0\u202f]|\s{2,}", " ", clean_characters(text))
    return unicodedata.normalize("NFC", re.sub(" {2,}", " ", text).strip())


def lines(texts: Iterable[str]) -> list[str]:
    """Clean a list of one-line fields; those that say nothing are left out."""
    return [cleaned for cleaned in map(line, texts) if cleaned]


def _blocks_of_line(written: str) -> list[Block]:
    inner = written[3:-4]
    if inner and written.startswith("<p>") and "<" not in inner and "&" not in inner:
        return [Block("p", inner, written)]
    leaf = _LEAF.fullmatch(written)
    if leaf is None:
        return [block_of(node) for node in read(written)]
    text = leaf["inner"]
    if "<" in text or "&" in text:
        text = html.unescape(_ANY_TAG.sub("", text.replace("<br>", "\n")))
    return [Block(leaf["tag"], text, written)]


def _plain_block(written: str) -> str:
    lines = _BLOCK_TAG_RUNS.sub("\n", written).replace("<br>", "\n").strip("\n")
    return html.unescape(_ANY_TAG.sub("", lines))


def _shallow(text: str) -> str:
    """Take out tags nested deeper than any prose: HTML parsing takes the square of the depth."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        depth = max(0, depth + (-1 if tag[1] else 1))
        return tag[0] if depth <= _DEEPEST else " "

    return _NESTING_TAG.sub(kept, text)
