"""What a correction leaves on a text: its mark, its note, and the words it brought."""

from html import escape

from incidents.text.fragments.values import (
    Value,
    items,
    lines,
    moment,
    paragraph,
    raw,
    text,
    values,
)
from incidents.text.fragments.warnings import warned
from incidents.text.lineage import places

MARKS = {
    "correction": "Corrected",
    "clarification": "Clarified",
    "addition": "Added to",
    "retraction": "Retracted",
    "restoration": "Restored",
    "redaction": "Redacted",
}
"""What a mark says, by the kind of change that left it."""

NOTES = {"correction": "Correction", "clarification": "Clarification"}
"""What the note on a text is called, by the kind of change that left it."""


def marks(value: Value) -> str:
    said = (
        f'<span class="mark" data-kind="{text(mark, "kind")}">'
        f"{escape(MARKS.get(raw(mark, 'kind'), raw(mark, 'kind').capitalize()))}"
        f" at {mark_time(mark)}</span>"
        for mark in values(value, "marks")
    )
    return paragraph("marks", " ".join(said))


def with_places(value: Value) -> str:
    """Give the body with the words marked that corrections and clarifications brought."""
    found = {
        int(raw(mark, "version")): [(start, end) for start, end in _places(mark)]
        for mark in values(value, "marks")
        if items(mark, "places")
    }
    body = raw(value, "html")
    return places.marked(body, found) if found else body


def _places(mark: Value) -> list[tuple[int, int]]:
    pairs = (pair for pair in items(mark, "places") if isinstance(pair, list | tuple))
    return [(int(str(pair[0])), int(str(pair[1]))) for pair in pairs]


def notes(value: Value, *, grave: bool) -> str:
    """Say what was put right: above the text where it undermines the story, else below it.

    What is quoted of a text with a warning stands behind that warning as well.
    """
    noted = [mark for mark in values(value, "marks") if raw(mark, "note")]
    return lines(*(_noted(mark, value) for mark in noted if bool(mark.get("grave")) == grave))


def _noted(mark: Value, value: Value) -> str:
    kind = text(mark, "kind")
    label = NOTES.get(raw(mark, "kind"), raw(mark, "kind").capitalize())
    wrong, right = text(mark, "wrong"), text(mark, "right")
    said = f"<strong>{escape(label)}, {mark_time(mark)}:</strong> {text(mark, 'note')}"
    quoted = " ".join(
        f"{words} <q>{quote}</q>"
        for words, quote in (("It said:", wrong), ("It should have said:", right))
        if quote
    )
    if quoted and text(value, "warning"):
        inside = lines(f"<p>{said}</p>", warned(value, f"<p>{quoted}</p>"))
        return lines(f'<div class="correction-note" data-kind="{kind}">', inside, "</div>")
    return f'<p class="correction-note" data-kind="{kind}">{said}{quoted and f" {quoted}"}</p>'


def mark_time(mark: Value) -> str:
    return moment(raw(mark, "at"), text(mark, "printed") or text(mark, "at"))
