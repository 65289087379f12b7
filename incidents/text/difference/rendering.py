"""Showing a difference as HTML: in the text itself, or old and new side by side.

Every block carries ``data-diff`` (``equal changed inserted deleted moved``); what went stands in
``<del>``, what came in ``<ins>``. Figures and names that changed are marked ``data-fact``, because
they are what a reader most needs to notice; a change of marks alone has ``data-diff="marks"``.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Literal

from incidents.text.body.nodes import Block, Run
from incidents.text.body.words import WORD
from incidents.text.difference.comparing import Difference, Row
from incidents.text.difference.spans import Span

Side = Literal["both", "old", "new"]

_PART = re.compile(rf"{WORD}|\W|_")
_NUMBER_WORD = re.compile(
    "no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    "|ninety|hundreds?|thousands?|millions?|dozens?|half",
    re.IGNORECASE,
)
_WRAPPED_WHOLE = frozenset({"ul", "ol", "blockquote"})


def html(difference: Difference) -> str:
    """Render the new text with everything that went and came in its place, one block per line."""
    return "\n".join(_block(row, "both") for row in difference.rows)


def line_html(difference: Difference) -> str:
    """Render the difference of two lines as phrasing content."""
    return "".join(_spans(row.spans, "both") or escape(row.block.text) for row in difference.rows)


def columns(difference: Difference) -> str:
    """Render old and new side by side, as the rows of a table body.

    Each row has two cells, old before new; a block that went or came leaves the other cell empty.
    Rows stand in the new order: one that moved says in ``data-from`` the how-manieth block it was.
    Heading cells are the caller's.
    """
    rows = (
        f'<tr data-diff="{row.kind}"{_from(row)}><td>{_block(row, "old")}</td>'
        f"<td>{_block(row, 'new')}</td></tr>"
        for row in difference.rows
    )
    return "\n".join(rows)


def _from(row: Row) -> str:
    if row.kind == "moved" and row.old_index is not None:
        return f' data-from="{row.old_index + 1}"'
    return ""


def _block(row: Row, side: Side) -> str:
    """Render one block as a side shows it: ``old`` without what came, ``new`` without what went."""
    if row.kind in ("inserted", "deleted"):
        hidden = "new" if row.kind == "deleted" else "old"
        return "" if side == hidden else _whole(row)
    was = row.old.tag if row.old else row.block.tag
    tag = was if side == "old" else row.block.tag
    attributes = f' data-diff="{row.kind}"{_from(row)}'
    if was != row.block.tag:
        attributes += f' data-was="{was}"'
    if not row.is_edited:
        return f"<{tag}{attributes}>{_inner(row.block)}</{tag}>"
    children = "".join(_block(child, side) for child in row.rows)
    return f"<{tag}{attributes}>{_spans(row.spans, side)}{children}</{tag}>"


def _whole(row: Row) -> str:
    """Render a block that went or came as a whole; in lists the mark stands inside the item."""
    tag, mark = row.block.tag, "del" if row.kind == "deleted" else "ins"
    if tag in _WRAPPED_WHOLE:
        return f'<{mark} data-diff="{row.kind}">{row.block.html}</{mark}>'
    return f'<{tag} data-diff="{row.kind}"><{mark}>{_inner(row.block)}</{mark}></{tag}>'


def _inner(block: Block) -> str:
    return block.html[len(block.tag) + 2 : -len(block.tag) - 3]


def _spans(spans: Sequence[Span], side: Side) -> str:
    hidden = {"old": "inserted", "new": "deleted", "both": ""}[side]
    written, before = [], ""
    for number, span in enumerate(spans):
        if span.kind == "equal":
            written.append(span.html)
        elif span.kind != hidden:
            written.append(_changed(spans, number, before))
        before = span.text if span.kind != "deleted" else before
    return "".join(written)


def _only_marks(spans: Sequence[Span], number: int) -> bool:
    """Say whether a span went and came with the same words, under other marks."""
    span = spans[number]
    near = number + 1 if span.kind == "deleted" else number - 1
    if not 0 <= near < len(spans) or "equal" in (span.kind, spans[near].kind):
        return False
    return span.text.strip() == spans[near].text.strip()


def _changed(spans: Sequence[Span], number: int, before: str) -> str:
    span = spans[number]
    mark = "del" if span.kind == "deleted" else "ins"
    if _only_marks(spans, number):
        return f'<{mark} data-diff="marks">{span.html}</{mark}>'
    written, said = [], before
    for run in span.runs:
        written.append(_marked(run, said))
        said += run.text
    return f"<{mark}>{''.join(written)}</{mark}>"


def _marked(run: Run, before: str) -> str:
    """Write a run with its figures and names marked; ``before`` is the text it follows."""
    inner = with_facts(run.text, before).replace("\n", "<br>")
    inner = f"<em>{inner}</em>" if run.em else inner
    inner = f"<strong>{inner}</strong>" if run.strong else inner
    return f'<a href="{escape(run.href)}">{inner}</a>' if run.href else inner


def with_facts(text: str, before: str) -> str:
    """Write plain text with its figures and names marked; ``before`` is the text it follows."""
    written, starts = [], not before or before.rstrip()[-1:] in ".!?:\u201c\"'"
    for part in _PART.findall(text):
        fact = _fact(part, starts_sentence=starts)
        written.append(f'<span data-fact="{fact}">{escape(part)}</span>' if fact else escape(part))
        starts = part in ".!?" or (starts and not part.isalnum())
    return "".join(written)


def _fact(word: str, *, starts_sentence: bool) -> str:
    if _NUMBER_WORD.fullmatch(word) or any(sign.isdigit() for sign in word):
        return "number"
    return "name" if word[:1].isupper() and not starts_sentence else ""
