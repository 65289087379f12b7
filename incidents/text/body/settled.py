"""Telling which paragraphs are plain and canonical already, as most are: they need no reading."""

import re
import unicodedata
from collections.abc import Iterator
from math import inf

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^">])*>')
_VOID = frozenset({"br", "hr"})


def is_paragraph(written: str) -> bool:
    """Whether this is one paragraph of plain text in canonical form, without marks or entities."""
    return written.startswith("<p>") and written.endswith("</p>") and _is_text(written[3:-4])


def one_a_line(text: str) -> str:
    """Part paragraphs that stand straight behind one another by a newline, which means nothing."""
    return text.replace("</p><p>", "</p>\n<p>")


def parted(body: str) -> Iterator[tuple[str, bool]]:
    """Cut a well-nested body between top-level elements; say of each part if it is settled."""
    waiting: list[str] = []
    depth = 0.0
    for line in one_a_line(body).split("\n"):
        if depth == 0 and is_paragraph(line):
            if waiting:
                yield "\n".join(waiting), False
                waiting = []
            yield line, True
        else:
            waiting.append(line)
            depth += _opened(line)
    if waiting:
        yield "\n".join(waiting), False


def _is_text(inner: str) -> bool:
    return (
        inner.isprintable()
        and bool(inner)
        and " " not in (inner[0], inner[-1])
        and not any(sign in inner for sign in ("<", ">", "&", "  ", "\u0338"))
        and (inner.isascii() or unicodedata.is_normalized("NFC", inner))
    )


def _opened(line: str) -> float:
    """Count the elements that a line opens and does not close.

    Where a tag reaches over the end of the line, they are never closed: nothing is cut from there.
    """
    tags = _TAG.findall(line)
    if len(tags) != line.count("<"):
        return inf
    return sum(-1 if closing else 1 for closing, name in tags if name not in _VOID)
