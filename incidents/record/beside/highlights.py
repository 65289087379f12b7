"""What stands out of a story, read from its pieces."""

from collections.abc import Mapping
from dataclasses import replace

from incidents.record.entries import UpdateEntry
from incidents.record.ledger import Standing, Value
from incidents.record.pages.highlights import Highlights, KeyEvent, Summary, SummaryLine
from incidents.record.reading import credits_of, marks, text, values, whole, whole_numbers
from incidents.text.times import parse_iso

Pieces = Mapping[str, Standing]


def highlights(pieces: Pieces) -> Highlights:
    """What stands out of a story whose pieces stand or stood like this."""
    events = pieces.get("key_events")
    return Highlights(
        credits=credits_of(_value(pieces, "credits")),
        warning=text(_value(pieces, "lead"), "warning"),
        pinned=whole(_value(pieces, "pinned") or {}, "update"),
        key_events=tuple(map(_event, values(_value(pieces, "key_events"), "events"))),
        key_events_fragment=events.html if events else "",
        summary=_summary(pieces.get("summary")),
    )


def standing_out(updates: tuple[UpdateEntry, ...], found: Highlights) -> tuple[UpdateEntry, ...]:
    """The updates, each knowing whether it is pinned or a key event."""
    events = {event.number for event in found.key_events}
    return tuple(
        replace(entry, pinned=entry.number == found.pinned, key_event=entry.number in events)
        if entry.number == found.pinned or entry.number in events
        else entry
        for entry in updates
    )


def _event(value: Value) -> KeyEvent:
    return KeyEvent(
        number=whole(value, "update"),
        at=parse_iso(text(value, "at")),
        printed=text(value, "printed"),
        printed_date=text(value, "printed_date"),
        headline=text(value, "headline"),
    )


def _summary(piece: Standing | None) -> Summary | None:
    if piece is None or piece.value is None:
        return None
    said = piece.value
    return Summary(
        lines=tuple(
            SummaryLine(
                html=text(line, "words"),
                updates=whole_numbers(line, "updates"),
                retracted=whole_numbers(line, "retracted"),
            )
            for line in values(said, "lines")
        ),
        at=parse_iso(text(said, "at")),
        printed=text(said, "printed"),
        version=whole(said, "version"),
        marks=marks(said),
        fragment=piece.html,
    )


def _value(pieces: Pieces, key: str) -> Value | None:
    return pieces[key].value if key in pieces else None
