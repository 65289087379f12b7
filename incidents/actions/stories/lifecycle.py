"""The life of a story: opened, published, ended, reopened; retracted and restored."""

import uuid
from datetime import datetime

from incidents.actions.inputs import StoryEdit
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import change, record_opening
from incidents.actions.ledger.kinds import check_note
from incidents.actions.ledger.touches import Change, Hands
from incidents.actions.parts import headline, highlights, relations
from incidents.actions.parts.media import show_media
from incidents.actions.refusals import (
    AlreadyPublished,
    AlreadyRetracted,
    NotPublished,
    NotRetracted,
    WrongStatus,
)
from incidents.actions.stories import editing
from incidents.models import Editor, House, Incident, Source, Topic, Version

Kind = Version.Kind
Status = Incident.Status
NEWSROOM = Version.Origin.NEWSROOM


def open_incident(
    edit: StoryEdit, *, by: Editor | None, request_key: uuid.UUID | None = None
) -> Incident:
    """Open a story as a draft: nobody but editors sees it."""
    incident = record_opening(by=by, request_key=request_key)
    with change(incident, "incident.drafted", by=by) as locked:
        editing.apply(locked, edit)
        if not locked.incident.headline:
            headline.rewrite(locked, "")
    return locked.incident


def discard(incident: Incident, *, by: Editor | None) -> None:
    """Throw a draft story away. What was published is never lost: it is retracted instead."""
    with change(incident, "incident.discarded", by=by) as locked:
        if locked.public:
            raise AlreadyPublished("A published story is never deleted: retract it instead.")
        locked.subject = f"incident-{locked.incident.pk}"
        locked.incident.delete()


def publish(
    incident: Incident,
    *,
    by: Editor | None,
    note: str = "",
    at: datetime | None = None,
    origin: str = NEWSROOM,
    address: str = "",
    emergency: bool = False,
) -> Incident:
    """Publish a draft story: its first version. `address` is a path to prefer."""
    with change(incident, "incident.published", by=by, note=note, at=at, origin=origin) as locked:
        locked.hands = Hands(emergency=emergency)
        show(locked, address=address)
    return locked.incident


def show(locked: Change, *, address: str = "") -> None:
    """Show a locked draft story for the first time, with every piece that it has."""
    if locked.public:
        raise AlreadyPublished("This story is published already.")
    locked.opening = True
    locked.incident.status = Status.LIVE
    locked.set("published_at", locked.at)
    headline.settle_address(locked, wanted=address)
    _show_everything(locked)


def _show_everything(locked: Change) -> None:
    incident = locked.incident
    notice = incident.verification_notice or House.current().verification_notice
    topics = Topic.objects.filter(incident_links__incident=incident)
    show_media(locked, incident.lead_media)
    values: dict[str, pieces.Value] = {
        "about": pieces.about(incident),
        "headline": {"text": incident.headline},
        "topic_line": {"text": incident.topic_line},
        "lead": pieces.lead(incident),
        "status": pieces.status(incident),
        "notice": {"text": notice},
        "slug": {"path": incident.path},
        "topics": pieces.topics(topics.order_by("incident_links__order")),
        "related": relations.related_value(incident),
    }
    for source in Source.objects.listed().filter(incident=incident).select_related("link"):
        values[source.piece_key] = pieces.source(source)
    if captions := pieces.captions(incident):
        values["captions"] = captions
    if told := pieces.story_credits(incident):
        values["credits"] = told
    highlights.show_first(locked)
    for key, value in values.items():
        locked.touch(key, value, Kind.FIRST, fresh=True)
    locked.tags |= {f"day:{incident.date}"} | relations.family_tags(incident.translation_of)
    locked.tags |= {f"topic:{topic.pk}" for topic in topics}


def end(
    incident: Incident,
    *,
    by: Editor | None,
    note: str = "",
    status_line: str | None = None,
    at: datetime | None = None,
    origin: str = NEWSROOM,
) -> Incident:
    """Say that the story is over: it is no longer live."""
    with change(incident, "incident.ended", by=by, note=note, at=at, origin=origin) as locked:
        _set_status(locked, Status.ENDED, status_line)
    return locked.incident


def reopen(
    incident: Incident, *, by: Editor | None, note: str = "", status_line: str | None = None
) -> Incident:
    """Say that an ended story is live again."""
    with change(incident, "incident.reopened", by=by, note=note) as locked:
        _set_status(locked, Status.LIVE, status_line)
    return locked.incident


def _set_status(locked: Change, status: str, status_line: str | None) -> None:
    _refuse_draft(locked)
    locked.refuse_retracted()
    if locked.incident.status == status:
        raise WrongStatus(f"The story is {status} already.")
    locked.incident.status = status
    if status_line is not None:
        locked.set("status_line", status_line)
    locked.touch("status", pieces.status(locked.incident), Kind.STATUS)


def retract(
    incident: Incident,
    *,
    by: Editor | None,
    note: str,
    at: datetime | None = None,
    origin: str = NEWSROOM,
) -> Incident:
    """Withdraw a whole story: a tombstone with the reason stays at every address it had."""
    with change(incident, "incident.retracted", by=by, note=note, at=at, origin=origin) as locked:
        _refuse_draft(locked)
        if locked.incident.retracted_at is not None:
            raise AlreadyRetracted("This story is retracted already.")
        check_note(Kind.RETRACTION, locked.note)
        locked.set("retracted_at", locked.at)
        locked.set("retraction_reason", locked.note)
        locked.touch("status", pieces.status(locked.incident), Kind.RETRACTION)
    return locked.incident


def restore(
    incident: Incident, *, by: Editor | None, note: str, emergency: bool = False
) -> Incident:
    """Bring a retracted story back."""
    with change(incident, "incident.restored", by=by, note=note) as locked:
        locked.hands = Hands(emergency=emergency)
        bring_back(locked)
    return locked.incident


def bring_back(locked: Change) -> None:
    """Bring a retracted story back as a part of a change."""
    if locked.incident.retracted_at is None:
        raise NotRetracted("This story is not retracted.")
    check_note(Kind.RESTORATION, locked.note)
    locked.set("retracted_at", None)
    locked.set("retraction_reason", "")
    locked.touch("status", pieces.status(locked.incident), Kind.RESTORATION)
    _catch_up(locked)


def _catch_up(locked: Change) -> None:
    """Show what has been renamed in the whole newsroom while the story was away."""
    incident = locked.incident
    listed = Topic.objects.filter(incident_links__incident=incident)
    topics = pieces.topics(listed.order_by("incident_links__order"))
    locked.touch("topics", topics, Kind.RESTORATION)
    if incident.status == Status.LIVE:
        notice = incident.verification_notice or House.current().verification_notice
        locked.touch("notice", {"text": notice}, Kind.RESTORATION)


def _refuse_draft(locked: Change) -> None:
    if not locked.public:
        raise NotPublished("This story is a draft: nothing of it is public yet.")
