"""What may happen to the updates of a story."""

import uuid
from datetime import datetime

from incidents.actions.inputs import UpdateText
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Change, Hands, Particulars
from incidents.actions.parts import headline as headlines, updates as parts
from incidents.actions.refusals import (
    AlreadyRetracted,
    NotRetracted,
)
from incidents.models import Editor, Incident, Update, Version

State = Update.State
NEWSROOM = Version.Origin.NEWSROOM


def post(
    incident: Incident,
    text: UpdateText,
    *,
    by: Editor | None,
    headline: str = "",
    move: bool = False,
    note: str = "",
    at: datetime | None = None,
    origin: str = NEWSROOM,
    request_key: uuid.UUID | None = None,
) -> Update:
    """Write and publish an update in one act; a new headline for the story may come with it.

    Raises NotPublished on a draft story, NothingWritten, UnknownSource, AlreadyDone.
    """
    with change(
        incident, "update.posted", by=by, note=note, at=at, origin=origin, request_key=request_key
    ) as locked:
        update = Update(incident=locked.incident, at=locked.at, created_by=by)
        parts.write(locked.incident, update, text)
        parts.publish(locked, update, text)
        if headline:
            headlines.rewrite(locked, headline, move=move)
    return update


def edit(
    update: Update,
    text: UpdateText,
    *,
    by: Editor | None,
    kind: str = "",
    note: str = "",
    base: int | None = None,
    at: datetime | None = None,
    origin: str = NEWSROOM,
    particulars: Particulars | None = None,
) -> Update:
    """Change a published update, saying what kind of change it is and why.

    Where it changed after version `base`, both are merged by sentence. Raises Conflicted where
    both changed the same one, KindNeeded, NoteNeeded, Unconfirmed.
    """
    with change(
        update.incident,
        "update.edited",
        by=by,
        kind=kind,
        note=note,
        base=base,
        at=at,
        origin=origin,
        particulars=particulars,
    ) as locked:
        return parts.rewrite(locked, update, text)


def retract(
    update: Update,
    *,
    by: Editor | None,
    note: str,
    at: datetime | None = None,
    origin: str = NEWSROOM,
) -> Update:
    """Withdraw an update: its number stays, with the reason in its place."""
    with change(
        update.incident, "update.retracted", by=by, note=note, at=at, origin=origin
    ) as locked:
        row = parts.standing_row(locked, update)
        if row.state == State.RETRACTED:
            raise AlreadyRetracted(f"Update {row.number} is retracted already.")
        parts.settle_state(locked, row, State.RETRACTED, Version.Kind.RETRACTION)
    return row


def restore(
    update: Update,
    *,
    by: Editor | None,
    note: str,
    at: datetime | None = None,
    origin: str = NEWSROOM,
    emergency: bool = False,
) -> Update:
    """Bring a retracted update back under its old number."""
    with change(
        update.incident, "update.restored", by=by, note=note, at=at, origin=origin
    ) as locked:
        locked.hands = Hands(emergency=emergency)
        return bring_back(locked, update)


def bring_back(locked: Change, update: Update) -> Update:
    """Bring a retracted update back as a part of a change."""
    row = parts.standing_row(locked, update)
    if row.state != State.RETRACTED:
        raise NotRetracted("This update is not retracted.")
    parts.settle_state(locked, row, State.PUBLISHED, Version.Kind.RESTORATION)
    return row
