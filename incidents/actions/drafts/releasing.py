"""Texts that go out by themselves: at a set time or after a delay, by the database's clock alone.

Never early: the clock that is asked is the database's. Never twice: a text is let out under its
lock, and whoever comes second finds it published.
"""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Q

from incidents.actions.drafts.applying import rehearse
from incidents.actions.drafts.keeping import standing
from incidents.actions.drafts.outgoing import let_out
from incidents.actions.drafts.proposal import refuse_unready
from incidents.actions.drafts.reviewing import give_back, refuse_settled
from incidents.actions.house.rules import LONGEST_DELAY
from incidents.actions.ledger.change import Clock, write_event
from incidents.actions.refusals import Refused, WrongStatus, WrongValue, refuse_without
from incidents.models import Draft, Editor, Incident, Right

State = Draft.State


def schedule(draft: Draft, at: dt.datetime, *, by: Editor) -> Draft:
    """Let a text go out at a time. Raises WrongValue for a time that has passed."""
    with transaction.atomic():
        row = _sendable(draft, by)
        if at <= now():
            raise WrongValue(
                "This time has passed. Choose a later one, or publish now.", field="release"
            )
        write_event("draft.scheduled", by=by, subject=str(row.key), incident=row.incident)
        row.state, row.release_at, row.released_by = State.SCHEDULED, at, by
        row.save()
    return row


def hold(draft: Draft, seconds: int, *, by: Editor) -> Draft:
    """Let a text go out after some seconds in which anybody at the desk can stop it."""
    if not 1 <= seconds <= LONGEST_DELAY:
        raise WrongValue(f"A text can be held for 1 to {LONGEST_DELAY:,} seconds.", field="release")
    with transaction.atomic():
        row = _sendable(draft, by)
        write_event("draft.held", by=by, subject=str(row.key), incident=row.incident)
        row.state, row.released_by = State.HELD, by
        row.release_at = now() + dt.timedelta(seconds=seconds)
        row.save()
    return row


def _sendable(draft: Draft, by: Editor) -> Draft:
    """The locked draft, if this person may send it out and nothing is missing."""
    refuse_without(Right.PUBLISH, by)
    row = standing(draft)
    refuse_settled(row)
    refuse_unready(row)
    row.incident.refresh_from_db()
    if row.incident.releases_stopped:
        raise WrongStatus("Everything of this story is stopped: let it go on first.")
    rehearse(row, by=by)
    return row


def stop(draft: Draft, *, by: Editor) -> Draft:
    """Stop a text that was to go out by itself: it is a draft again, with its approval."""
    refuse_without(Right.WRITE, by)
    with transaction.atomic():
        row = standing(draft)
        if not row.is_waiting:
            refuse_settled(row)
            raise WrongStatus("This text does not wait for a time.")
        write_event("draft.stopped", by=by, subject=str(row.key), incident=row.incident)
        row.state, row.release_at, row.released_by = State.DRAFT, None, None
        row.save()
    return row


def stop_everything(incident: Incident, *, by: Editor) -> Incident:
    """Let nothing of this story go out by itself, whatever its time, until it is let go on."""
    refuse_without(Right.PUBLISH, by)
    return _switch(incident, "incident.releases_stopped", by, stopped=True)


def go_on(incident: Incident, *, by: Editor) -> Incident:
    """Let the story's waiting texts go out again: those whose time has passed are given back."""
    refuse_without(Right.PUBLISH, by)
    with transaction.atomic():
        late = Draft.objects.waiting().filter(incident=incident, release_at__lte=Clock())
        for row in late.order_by("id").select_for_update():
            give_back(row, "Its time passed while everything of the story was stopped.")
        return _switch(incident, "incident.releases_resumed", by, stopped=False)


def _switch(incident: Incident, verb: str, by: Editor, *, stopped: bool) -> Incident:
    with transaction.atomic():
        row = Incident.objects.select_for_update().get(pk=incident.pk)
        if row.releases_stopped != stopped:
            write_event(verb, by=by, incident=row)
            row.releases_stopped = stopped
            row.save(update_fields=["releases_stopped"])
    return row


def release(draft: Draft, *, by: Editor) -> bool:
    """Let a text out whose time has come; whether it went out now. Asked by an open page."""
    refuse_without(Right.WRITE, by)
    return _release(Q(pk=draft.pk)) is not None


def release_due() -> list[Draft]:
    """Let out everything whose time has come, each in a transaction of its own."""
    done = []
    while (row := _release(Q())) is not None:
        done.append(row)
    return done


def _release(which: Q) -> Draft | None:
    """One text whose time has come and that nobody else is letting out, if there is one."""
    with transaction.atomic():
        due = Draft.objects.waiting().filter(
            which, release_at__lte=Clock(), incident__releases_stopped=False
        )
        row = (
            due.select_for_update(skip_locked=True, of=("self",))
            .select_related("released_by", "approved_by")
            .order_by("release_at", "id")
            .first()
        )
        if row is None or row.released_by is None:
            return None
        try:
            with transaction.atomic():
                let_out(row, by=row.released_by)
        except Refused as refused:
            row = Draft.objects.get(pk=row.pk)
            write_event("draft.not_released", by=None, subject=str(row.key), incident=row.incident)
            give_back(row, f"It could not go out at its time. {refused}")
    return row


def now() -> dt.datetime:
    """The database's clock at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
    return moment
