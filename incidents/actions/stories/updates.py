"""What may happen to the updates of a story."""

import uuid
from datetime import datetime

from incidents.actions.inputs import UpdateText
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Particulars
from incidents.actions.parts import headline as headlines, updates as parts
from incidents.actions.refusals import (
    AlreadyPublished,
    AlreadyRetracted,
    NotPublished,
    NotRetracted,
)
from incidents.models import Editor, Incident, Update, Version

State = Update.State
NEWSROOM = Version.Origin.NEWSROOM


def draft(
    incident: Incident,
    text: UpdateText,
    *,
    by: Editor | None,
    request_key: uuid.UUID | None = None,
) -> Update:
    """Keep an update, and the sources it adds, where only editors see them."""
    with change(incident, "update.drafted", by=by, request_key=request_key) as locked:
        update = Update(incident=locked.incident, at=locked.at, created_by=by)
        parts.write(locked.incident, update, text)
        update.save()
        parts.cite(locked, update, text)
        locked.subject = str(update.key)
    return update


def revise(update: Update, text: UpdateText, *, by: Editor | None) -> Update:
    """Rewrite an update that is not published yet."""
    with change(update.incident, "update.revised", by=by) as locked:
        return parts.revise(locked, update, text)


def discard(update: Update, *, by: Editor | None) -> None:
    """Throw a draft away. What was published is never lost: it is retracted instead."""
    with change(update.incident, "update.discarded", by=by) as locked:
        row = parts.standing_row(locked, update)
        if row.state != State.DRAFT:
            raise AlreadyPublished("A published update is never deleted: retract it instead.")
        locked.subject = str(row.key)
        row.delete()


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


def publish(
    update: Update, *, by: Editor | None, note: str = "", request_key: uuid.UUID | None = None
) -> Update:
    """Publish a draft: it is given its number now, and keeps it for ever."""
    with change(
        update.incident, "update.posted", by=by, note=note, request_key=request_key
    ) as locked:
        row = parts.standing_row(locked, update)
        if row.state != State.DRAFT:
            raise AlreadyPublished(f"This is published already, as Update {row.number}.")
        parts.publish(locked, row, UpdateText())
    return row


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
        if row.state == State.DRAFT:
            raise NotPublished("This update is a draft: discard it instead.")
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
) -> Update:
    """Bring a retracted update back under its old number."""
    with change(
        update.incident, "update.restored", by=by, note=note, at=at, origin=origin
    ) as locked:
        row = parts.standing_row(locked, update)
        if row.state != State.RETRACTED:
            raise NotRetracted("This update is not retracted.")
        parts.settle_state(locked, row, State.PUBLISHED, Version.Kind.RESTORATION)
    return row
