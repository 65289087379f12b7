"""What changed between two texts: matched by paragraphs, then by words, and shown."""

from incidents.text.difference.comparing import Difference, Row, compare, compare_lines, counts
from incidents.text.difference.excerpts import first_changes
from incidents.text.difference.rendering import columns, html, line_html
from incidents.text.difference.sentences import SentenceCounts, counted, sentence_counts
from incidents.text.difference.spans import Span

__all__ = [
    "Difference",
    "Row",
    "SentenceCounts",
    "Span",
    "columns",
    "compare",
    "compare_lines",
    "counted",
    "counts",
    "first_changes",
    "html",
    "line_html",
    "sentence_counts",
]
