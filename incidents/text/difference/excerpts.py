"""The first changes of a difference, short enough to stand in a list of versions."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import NamedTuple

from incidents.text.difference.comparing import Difference, Row
from incidents.text.difference.rendering import with_facts
from incidents.text.difference.spans import Span, SpanKind
from incidents.text.sentences import split

LONGEST = 300
"""Characters shown of one change; of a longer sentence only the part around what changed."""

_BEFORE = 100


class _Piece(NamedTuple):
    """Text that stayed, went or came; ``restyled`` if only its links or emphasis changed."""

    kind: SpanKind
    text: str
    restyled: bool = False


def first_changes(difference: Difference, most: int = 3) -> tuple[str, ...]:
    """Give the first changed sentences as phrasing content with ``<del>`` and ``<ins>``.

    Links and emphasis are left out; text that changed in these alone stands once, in
    ``<ins data-diff="marks">``. Paragraphs that only moved are not among them. Each has at most
    about ``LONGEST`` characters of text.
    """
    return tuple(islice(_changes(difference.rows), most))


def _changes(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if row.old is None or row.new is None:
            kind: SpanKind = "inserted" if row.old is None else "deleted"
            for line in row.block.text.split("\n"):
                yield from _sentences([_Piece(kind, line)])
        elif row.is_edited:
            yield from _sentences(_pieces(row.spans))
            yield from _changes(row.rows)


def _pieces(spans: Sequence[Span]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for number, span in enumerate(spans):
        following = spans[number + 1 : number + 2]
        if span.kind == "deleted" and any(one.text == span.text for one in following):
            continue
        before = spans[number - 1] if number else None
        restyled = (
            span.kind == "inserted"
            and before is not None
            and (before.kind, before.text) == ("deleted", span.text)
        )
        pieces.append(_Piece(span.kind, span.text.replace("\n", " "), restyled))
    return pieces


def _sentences(pieces: Sequence[_Piece]) -> Iterator[str]:
    """Give the sentences in which something changed."""
    start = 0
    for sentence in split("".join(piece.text for piece in pieces)):
        parts = list(_cut(pieces, start, start + len(sentence.rstrip())))
        start += len(sentence)
        if any(part.kind != "equal" and part.text.strip() for part in parts):
            yield _shown(parts)


def _cut(pieces: Iterable[_Piece], start: int, end: int) -> Iterator[_Piece]:
    at = 0
    for piece in pieces:
        text = piece.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield piece._replace(text=text)
        at += len(piece.text)


def _shown(parts: Sequence[_Piece]) -> str:
    text = "".join(part.text for part in parts)
    start, end = _window(text, parts)
    written, before = [], text[:start]
    for part in _cut(parts, start, end):
        said = with_facts(part.text, before)
        mark = {"equal": "", "deleted": "del", "inserted": "ins"}[part.kind]
        attribute = ' data-diff="marks"' if part.restyled else ""
        written.append(f"<{mark}{attribute}>{said}</{mark}>" if mark else escape(part.text))
        before = part.text if part.kind != "deleted" else before
    return f"{'…' if start else ''}{''.join(written)}{'…' if end < len(text) else ''}"


def _window(text: str, parts: Iterable[_Piece]) -> tuple[int, int]:
    """Give the part of a sentence that is shown: around the first change, between words."""
    if len(text) <= LONGEST:
        return 0, len(text)
    change = 0
    for part in parts:
        if part.kind != "equal" and part.text.strip():
            break
        change += len(part.text)
    start = change - _BEFORE
    start = text.find(" ", start, change) + 1 or start if start > 0 else 0
    end = start + LONGEST
    if end < len(text):
        end = max(text.rfind(" ", change + 1, end), 0) or end
    return start, min(end, len(text))
