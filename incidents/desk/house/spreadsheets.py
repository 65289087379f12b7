"""Tables that leave the desk as files: sent row by row, and with no cell that is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils import timezone

PORTION = 500
"""How many rows are held at a time."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it some programs read UTF-8 as if it were something older."""

_BEFORE = "\\s\"'\u2018\u2019\u201c\u201d\u200b-\u200f\u2060\ufeff"
_FORMULA = re.compile(f"[{_BEFORE}]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""What a program may take for a formula, also behind spaces and quotation marks."""

_CONTROL = ("\t", "\r", "\n")


def cell(value: object) -> str:
    """A value as text that no program computes: an apostrophe stands before what looks like it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_CONTROL) or _FORMULA.match(text) else text


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table as CSV (RFC 4180), line by line: every cell in quotation marks, lines end in CRLF."""
    yield BYTE_ORDER_MARK + _line(heads)
    for row in rows:
        yield _line(row)


def _line(values: Sequence[object]) -> str:
    held = io.StringIO()
    csv.writer(held, quoting=csv.QUOTE_ALL).writerow([cell(value) for value in values])
    return held.getvalue()


def as_file(parts: Iterable[str], name: str, media_type: str) -> StreamingHttpResponse:
    """Text as a file of this name with today's date: "updates-2017-02-25.csv"."""
    stem, _, suffix = name.rpartition(".")
    response = StreamingHttpResponse(
        (part.encode(errors="replace") for part in parts), content_type=media_type
    )
    named = f"{stem}-{timezone.localdate():%Y-%m-%d}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{named}"'
    return response


def as_csv(
    heads: Sequence[str], rows: Iterable[Sequence[object]], name: str
) -> StreamingHttpResponse:
    """A table that a spreadsheet program opens without computing anything in it."""
    return as_file(table(heads, rows), f"{name}.csv", "text/csv; charset=utf-8; header=present")
