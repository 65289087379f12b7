"""Keeping a text while it is written: every few seconds, from any page, without losing a word."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from incidents.actions.drafts import proposal as proposals
from incidents.actions.drafts.meeting import Typed, met
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.ledger.change import Clock, write_event
from incidents.actions.refusals import AlreadyPublished, NothingWritten, Refused, WrongStatus
from incidents.models import Draft, DraftAuthor, DraftText, Editor, Incident, Update

State = Draft.State

APART = timedelta(minutes=1)
"""Between two earlier texts that are kept while one person goes on writing."""

LONGEST = 2_000_000
"""Characters in all the fields of one draft."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs: the `update` that it changes, the version (`base`) it began from.

    An act names the `version` that it undoes or brings back, or the `update` that it restores.
    """

    incident: Incident
    target: str = Draft.Target.UPDATE
    update: Update | None = None
    base: int = 0
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept draft. `merged` says that somebody else had written at it meanwhile.

    `apart` says that both had changed the same sentence: this text is kept as a draft of its own.
    """

    draft: Draft
    merged: bool = False
    apart: bool = False


class Empty(NothingWritten):
    """Nothing has been typed yet, so there is nothing to keep."""


def keep(
    key: uuid.UUID,
    place: Place,
    typed: Typed,
    *,
    by: Editor,
    proposal: Proposal | None = None,
    revision: int | None = None,
    seen: Typed | None = None,
) -> Kept:
    """Keep what stands in the fields of a form; the same key again replaces it.

    `revision` and `seen` are the draft as this page last knew it: where it has moved on since,
    both are merged by sentence, and a text that cannot be is kept under a key of its own. Raises
    AlreadyPublished, WrongStatus, and NothingWritten where the draft was thrown away.
    """
    _check_size(typed)
    with transaction.atomic():
        row = locked(key, place.incident)
        if row is None:
            try:
                with transaction.atomic():
                    return Kept(_begin(key, place, typed, proposal, by=by))
            except IntegrityError:  # the same page began it at this moment by another request
                row = standing(Draft(key=key, incident=place.incident))
        refuse_unwritable(row)
        _refuse_elsewhere(row, place)
        if revision is None or revision == row.revision:
            return Kept(_go_on(row, typed, proposal, by=by))
        found = met(seen or {}, typed, row.typed)
        if found is None:
            apart = _begin(uuid.uuid4(), place, typed, proposal, by=by)
            return Kept(apart, apart=True)
        return Kept(_go_on(row, found, None, by=by), merged=True)


def locked(key: uuid.UUID, incident: Incident) -> Draft | None:
    """The draft under its lock. Drafts are always locked before their story is."""
    row = Draft.objects.select_for_update().filter(key=key).first()
    if row is not None and row.incident_id != incident.pk:
        raise Refused("This draft belongs to another story.")
    return row


def _refuse_elsewhere(row: Draft, place: Place) -> None:
    """Let no text take the place of another one, nor of an act that waits."""
    update = place.update.pk if place.update else None
    if (row.target, row.update_id, row.version) != (place.target, update, place.version):
        raise Refused("This draft is of something else: save your text as a new one.")


def refuse_unwritable(row: Draft) -> None:
    """Let nobody write at what is published, thrown away, or about to go out."""
    if row.state == State.PUBLISHED:
        raise AlreadyPublished("This text is published already: correct it there, and say why.")
    if row.state == State.DISCARDED:
        raise NothingWritten("This draft was thrown away. Save your text as a new one.")
    if row.is_waiting:
        raise WrongStatus("This text is about to go out by itself: stop it first, then write.")


def _begin(
    key: uuid.UUID, place: Place, typed: Typed, proposal: Proposal | None, *, by: Editor
) -> Draft:
    if not any(any(values) for values in typed.values()) and proposal is None:
        raise Empty("Write something first: there is nothing to keep yet.")
    row = Draft.objects.create(
        key=key,
        incident=place.incident,
        target=place.target,
        update=place.update,
        base=min(place.base, place.incident.version_number),
        version=place.version,
        typed=dict(typed),
        proposal=proposals.stored(proposal) if proposal else None,
        revision=1,
        created_by=by,
        created_at=Clock(),
        saved_by=by,
        saved_at=Clock(),
    )
    DraftAuthor.objects.create(draft=row, editor=by)
    write_event("draft.begun", by=by, subject=str(row.key), incident=place.incident)
    row.refresh_from_db()
    return row


def _go_on(row: Draft, typed: Typed, proposal: Proposal | None, *, by: Editor) -> Draft:
    kept = proposals.stored(proposal) if proposal else None
    held = proposals.sealed(row.proposal, "") if row.proposal else row.proposal
    if dict(typed) == row.typed and kept == held:
        return row
    _keep_earlier(row, by)
    if DraftAuthor.objects.get_or_create(draft=row, editor=by)[1]:
        write_event("draft.joined", by=by, subject=str(row.key), incident=row.incident)
    if row.state == State.SUBMITTED:
        write_event("draft.taken_back", by=by, subject=str(row.key), incident=row.incident)
    row.typed, row.proposal = dict(typed), kept
    row.revision += 1
    row.saved_by = by
    row.state = State.SENT_BACK if row.state == State.SENT_BACK else State.DRAFT
    row.approved_by = row.approved_at = None
    row.save()
    Draft.objects.filter(pk=row.pk).update(saved_at=Clock())
    row.refresh_from_db(fields=["saved_at"])
    return row


def _keep_earlier(row: Draft, by: Editor) -> None:
    """Keep what is about to be replaced: each minute, and where somebody else takes over."""
    last = row.earlier_texts.first()
    since = last.at if last else row.created_at
    if row.saved_by_id != by.pk or row.saved_at - since >= APART:
        DraftText.objects.get_or_create(
            draft=row,
            revision=row.revision,
            defaults={"typed": row.typed, "by_id": row.saved_by_id, "at": row.saved_at},
        )


def _check_size(typed: Mapping[str, list[str]]) -> None:
    size = sum(len(value) for values in typed.values() for value in values)
    if size > LONGEST:
        raise Refused(
            f"This text is {size:,} characters long, with its markup; at most {LONGEST:,} are kept."
        )


def discard(draft: Draft, *, by: Editor) -> Draft:
    """Throw a draft away; what it said is kept, so that it can be taken back."""
    with transaction.atomic():
        row = standing(draft)
        refuse_unwritable(row)
        write_event("draft.discarded", by=by, subject=str(row.key), incident=row.incident)
        row.state = State.DISCARDED
        row.approved_by = row.approved_at = None
        row.settled_at = Clock()
        row.save()
    row.refresh_from_db()
    return row


def take_back(draft: Draft, *, by: Editor) -> Draft:
    """Bring a draft back that was thrown away."""
    with transaction.atomic():
        row = standing(draft)
        if row.state != State.DISCARDED:
            raise WrongStatus("This draft was not thrown away.")
        write_event("draft.recovered", by=by, subject=str(row.key), incident=row.incident)
        row.state, row.settled_at = State.DRAFT, None
        row.save()
    return row


def standing(draft: Draft) -> Draft:
    """The draft as it stands, under its lock."""
    row = locked(draft.key, draft.incident)
    if row is None:
        raise NothingWritten("This draft is gone, with its story.")
    return row
