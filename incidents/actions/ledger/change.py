"""The one way in: lock, alter, and write the version, the event and the notification."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, Func

from incidents.actions.ledger.blanking import blank
from incidents.actions.ledger.settling import settle
from incidents.actions.ledger.touches import Change, Particulars
from incidents.actions.ledger.writing import Pending, append
from incidents.actions.refusals import AlreadyDone, Conflicted, NothingWritten, refuse_without
from incidents.models import Editor, Event, Incident, Origin, Purge, Right, Version
from incidents.record.ledger import standing
from incidents.text.lineage.choices import sides
from incidents.text.sanitise import line


class Clock(Func):
    """The database's clock at this moment, not at the start of the transaction."""

    function = "clock_timestamp"
    output_field = DateTimeField()


LOCK = """
SELECT *, clock_timestamp() AS clock, COALESCE(
    second_pair, (SELECT second_pair FROM incidents_house WHERE id = 1), false
) AS needs_second FROM incidents_incident
WHERE id = ANY(%s) ORDER BY id FOR UPDATE
"""
"""In one order for everybody. Written out: the same from the ORM took a third of a publication."""


@contextmanager
def change(
    incident: Incident,
    verb: str,
    *,
    by: Editor | None,
    kind: str = "",
    note: str = "",
    base: int | None = None,
    at: datetime | None = None,
    origin: str = Version.Origin.NEWSROOM,
    request_key: uuid.UUID | None = None,
    particulars: Particulars | None = None,
) -> Iterator[Change]:
    """Change one story: everything done inside is one act and, if readers see it, one version.

    `base` is the version that the editor was looking at; `request_key` makes a repeated request
    harmless. `at` overrides the shown time, for what happened elsewhere. Whoever else had a hand
    in it is said inside (`hands`). Raises what the verbs raise, and StaleBase, AlreadyDone,
    KindNeeded, NoteNeeded, SecondPairNeeded, Unconfirmed.
    """
    with changes([incident], verb, by=by, kind=kind, note=note, at=at, origin=origin) as locked:
        only = locked[0]
        only.base = base
        only.request_key = request_key
        only.particulars = particulars
        _refuse_repetition(request_key)
        yield only


@contextmanager
def changes(
    incidents: Sequence[Incident],
    verb: str,
    *,
    by: Editor | None,
    kind: str = "",
    note: str = "",
    at: datetime | None = None,
    origin: str = Version.Origin.NEWSROOM,
) -> Iterator[list[Change]]:
    """Change several stories at once: locked in the order of their ids, one version each."""
    with transaction.atomic():
        locked = [
            Change(
                incident=story,
                verb=verb,
                by=by,
                at=max(filter(None, (story.version_at, at or clock))),
                kind=kind,
                note=line(note),
                origin=origin,
                needs_second=needs_second,
            )
            for story, clock, needs_second in _lock(incidents)
        ]
        yield locked
        _close(locked)


def _lock(incidents: Sequence[Incident]) -> list[tuple[Incident, datetime, bool]]:
    keys = [incident.pk for incident in incidents]
    rows = list(Incident.objects.raw(LOCK, [keys]))
    if len(rows) < len(set(keys)):
        raise NothingWritten("This story no longer exists: it was a draft that was discarded.")
    return [(row, vars(row)["clock"], vars(row)["needs_second"]) for row in rows]


def _refuse_repetition(request_key: uuid.UUID | None) -> None:
    if request_key is None:
        return
    done = Event.objects.filter(request_key=request_key).first()
    if done is not None:
        raise AlreadyDone(done.subject)


def _close(locked: Sequence[Change]) -> None:
    """Save the stories and write their versions; what readers do not see leaves its event only."""
    pending = []
    for done in locked:
        refuse_open(done)
        version = settle(done) if done.public else None
        if done.dirty:
            done.incident.save(update_fields=done.dirty)
        if version is not None:
            refuse_without(Right.PUBLISH, done.by)
            pending.append(version)
        else:
            write_event(
                done.verb,
                by=done.by,
                subject=done.subject,
                incident=done.incident if done.incident.pk else None,
                request_key=done.request_key,
            )
    if pending:
        append(pending)
        if settings.CACHE_PURGE_URL:
            purge(pending)
    for done in locked:
        blank(done)


def refuse_open(change: Change) -> None:
    """Refuse what others changed too, where nobody has chosen between both. Raises Conflicted."""
    names = [
        place
        for place, found in change.met.items()
        if sides(place, found.merged, change.choices) is None
    ]
    if not names:
        return
    key = names[0].rpartition(".")[0]
    newest = change.incident.version_number
    held = standing(change.incident.pk, keys=[key]) if change.public else {}
    raise Conflicted(key, change.base or 0, held[key].number if key in held else newest, change.met)


def purge(pending: Sequence[Pending]) -> None:
    """Have caches forget the frozen pages of these stories: their banners name the newest version.

    A story's first version has no page before it that could be held.
    """
    later = {made.incident.pk for made in pending if made.kind != Version.Kind.FIRST}
    if later:
        Purge.objects.create(tags=[f"story:{key}" for key in sorted(later)])


def write_event(
    verb: str,
    *,
    by: Editor | None,
    subject: str = "",
    incident: Incident | None = None,
    request_key: uuid.UUID | None = None,
    needs: Right | None = Right.WRITE,
    address: str | None = None,
) -> None:
    """Write down an act that makes no version. Raises NotAllowed without the right it needs."""
    if needs is not None:
        refuse_without(needs, by)
    came_from = by.came_from if by is not None else Origin()
    Event.objects.create(
        incident=incident,
        verb=verb,
        subject=subject,
        by=by,
        at=Clock(),
        request_key=request_key,
        address=address or came_from.address,
        session=came_from.session,
    )


def record_opening(*, by: Editor | None, request_key: uuid.UUID | None) -> Incident:
    """Make the row of a new draft story, once for each request."""
    _refuse_repetition(request_key)
    incident = Incident.objects.create(created_by=by)
    write_event("incident.opened", by=by, incident=incident, request_key=request_key)
    return incident
