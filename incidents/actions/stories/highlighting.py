"""What may be made to stand out of a story: one pinned update, key events, what is known so far."""

from collections.abc import Sequence
from datetime import datetime

from incidents.actions.inputs import SummaryLine
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Hands, Particulars
from incidents.actions.parts import highlights
from incidents.actions.parts.updates import standing_row
from incidents.actions.refusals import AlreadyRetracted
from incidents.models import Editor, Incident, Update, Version

NEWSROOM = Version.Origin.NEWSROOM


def pin(
    update: Update, *, by: Editor | None, at: datetime | None = None, origin: str = NEWSROOM
) -> Update:
    """Let an update stand on top of its story, instead of the one that stood there."""
    with change(update.incident, "update.pinned", by=by, at=at, origin=origin) as locked:
        locked.refuse_retracted()
        row = _standing(standing_row(locked, update))
        highlights.pin(locked, row)
        locked.subject = row.piece_key
    return row


def unpin(update: Update, *, by: Editor | None) -> Update:
    """Let an update stand in its place alone again; nothing happens to one that is not pinned."""
    with change(update.incident, "update.unpinned", by=by) as locked:
        locked.refuse_retracted()
        row = standing_row(locked, update)
        if row.pinned:
            highlights.pin(locked, None)
            row.pinned = False
        locked.subject = row.piece_key
    return row


def mark_key_event(
    update: Update,
    *,
    by: Editor | None,
    key_event: bool = True,
    at: datetime | None = None,
    origin: str = NEWSROOM,
) -> Update:
    """List an update among the key events of its story, or take it off that list."""
    verb = "update.key_event" if key_event else "update.no_key_event"
    with change(update.incident, verb, by=by, at=at, origin=origin) as locked:
        locked.refuse_retracted()
        row = standing_row(locked, update)
        row = _standing(row) if key_event else row
        row.key_event = key_event
        row.save(update_fields=["key_event"])
        highlights.list_key_events(locked)
        locked.subject = row.piece_key
    return row


def summarise(
    incident: Incident,
    lines: Sequence[SummaryLine],
    *,
    by: Editor | None,
    kind: str = "",
    note: str = "",
    base: int | None = None,
    particulars: Particulars | None = None,
    emergency: bool = False,
    at: datetime | None = None,
    origin: str = NEWSROOM,
) -> Incident:
    """Say what is known so far; without a `kind` it is a change of presentation.

    An error that is put right is a correction, with a note. Raises StaleBase where the summary
    changed after version `base`, WrongValue, TooLong, NoteNeeded, SecondPairNeeded, Unconfirmed.
    """
    with change(
        incident,
        "incident.summarised",
        by=by,
        kind=kind,
        note=note,
        base=base,
        at=at,
        origin=origin,
        particulars=particulars,
    ) as locked:
        locked.refuse_retracted()
        locked.hands = Hands(emergency=emergency and locked.needs_second)
        highlights.summarise(locked, lines)
    return locked.incident


def _standing(row: Update) -> Update:
    if row.state == Update.State.RETRACTED:
        raise AlreadyRetracted(f"{row} is retracted: restore it before it can stand out.")
    return row
