"""What a change leaves on the text itself: marks of corrections, and where the new words stand."""

from collections.abc import Iterable, Mapping

from incidents.actions.ledger import pieces
from incidents.actions.ledger.touches import Change, Touch, Value
from incidents.models import Version
from incidents.text.fragments.credits import inline_plain
from incidents.text.lineage import places

SUMMARY = "summary"

MARKING_KINDS = (Version.Kind.CORRECTION, Version.Kind.CLARIFICATION)

Pairs = dict[str, tuple[Value | None, Touch]]


def mark(change: Change, kind: str, altered: Pairs) -> None:
    """Mark texts that a correction or clarification rewrote; move older marks with their words."""
    _mark_summary(change, kind, altered)
    for key, (old, touch) in altered.items():
        if not pieces.is_text(key) or old is None or touch.value is None or touch.implies:
            continue
        before, after = str(old["html"]), str(touch.value["html"])
        marks = [moved(made, before, after) for made in _marks(touch.value)]
        if kind in MARKING_KINDS:
            placed = [[*place] for place in places.changed(before, after)]
            marks.append(_new(change, kind) | {"places": placed})
            change.incident.corrected = change.incident.corrected or corrected([marks])
        if marks != touch.value["marks"]:
            _keep(change, touch, marks)
            altered[key] = (old, Touch({**touch.value, "marks": marks}, touch.implies))


def _mark_summary(change: Change, kind: str, altered: Pairs) -> None:
    """Mark a summary that a correction or clarification rewrote."""
    old, touch = altered.get(SUMMARY, (None, None))
    if kind not in MARKING_KINDS or old is None or touch is None or touch.value is None:
        return
    if summary_words(old) == summary_words(touch.value):
        return
    marks = [*_marks(touch.value), _new(change, kind)]
    change.incident.corrected = change.incident.corrected or corrected([marks])
    change.set("summary_marks", marks)
    altered[SUMMARY] = (old, Touch({**touch.value, "marks": [*marks]}, touch.implies))


def summary_words(value: Value | None) -> tuple[str, ...]:
    """The lines of a summary as plain text; of one that was withdrawn nothing is said."""
    found = value.get("lines") if value else None
    lines = found if isinstance(found, list) else []
    said = (str(line["words"]) for line in lines if isinstance(line, Mapping))
    return tuple(filter(None, map(inline_plain, said)))


def corrected(marked: Iterable[Iterable[Value]]) -> bool:
    """Whether the marks of any of these texts tell of a correction or a clarification."""
    return any(made["kind"] in MARKING_KINDS for marks in marked for made in marks)


def moved(made: Value, before: str, after: str) -> Value:
    """A mark whose words have moved, or are gone, with the text around them."""
    stood = made.get("places")
    if not isinstance(stood, list):
        return made
    pairs = [(int(start), int(end)) for start, end in stood]
    return {**made, "places": [[*place] for place in places.carried(pairs, before, after)]}


def _marks(value: Value) -> list[Value]:
    found = value["marks"]
    listed = found if isinstance(found, list) else []
    return [dict(made) for made in listed if isinstance(made, Mapping)]


def _new(change: Change, kind: str) -> Value:
    incident = change.incident
    made = pieces.mark(kind, change.at, incident, incident.version_number + 1)
    made["note"] = change.note
    said = change.particulars
    if kind == Version.Kind.CORRECTION and said is not None:
        made |= {"grave": said.grave} if said.grave else {}
        made |= {"wrong": said.wrong, "right": said.right} if said.wrong or said.right else {}
    return made


def _keep(change: Change, touch: Touch, marks: list[Value]) -> None:
    """Write the marks into the working row behind the text."""
    if touch.update is not None:
        touch.update.marks = marks
        touch.update.save(update_fields=["marks"])
    else:
        change.incident.lead_marks = marks
        change.dirty.add("lead_marks")
