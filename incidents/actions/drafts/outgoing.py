"""A draft becomes public: one version, once, whoever asks and however often."""

from django.db import transaction

from incidents.actions.drafts.keeping import standing
from incidents.actions.drafts.proposal import Proposal, refuse_unready
from incidents.actions.drafts.reviewing import refuse_involved
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.change import Clock, change
from incidents.actions.ledger.touches import Change, Hands
from incidents.actions.parts import headline as headlines, updates as parts
from incidents.actions.refusals import AlreadyDone, NothingWritten
from incidents.actions.stories import editing, lifecycle
from incidents.models import Draft, Editor, Update

State = Draft.State


def publish(draft: Draft, *, by: Editor, emergency: bool = False) -> Draft:
    """Publish a draft now, also one that was to go out later.

    Raises AlreadyDone, with the subject of what it became, where it is published already;
    NotAllowed, SecondPairNeeded, Conflicted, and what posting and editing raise.
    """
    with transaction.atomic():
        row = standing(draft)
        _refuse_repetition(row)
        let_out(row, by=by, emergency=emergency)
    return row


def _refuse_repetition(row: Draft) -> None:
    if row.state == State.PUBLISHED:
        raise AlreadyDone(row.update.piece_key if row.update else "")
    if row.state == State.DISCARDED:
        raise NothingWritten("This draft was thrown away. Save your text as a new one.")


def let_out(row: Draft, *, by: Editor, emergency: bool = False) -> None:
    """Publish a locked draft; its row is settled in the same act."""
    given = refuse_unready(row)
    if row.approved_by is not None:
        refuse_involved(row.incident, row.approved_by)
    with change(
        row.incident,
        _verb(row),
        by=by,
        kind=given.kind,
        note=given.note,
        base=row.base if _rewrites(row) else None,
        request_key=row.key,
        particulars=given.particulars,
    ) as locked:
        locked.hands = Hands(_author(row, by), row.approved_by, emergency)
        row.incident = locked.incident
        _apply(locked, row, given)
        row.state = State.PUBLISHED
        row.release_at = row.released_by = None
        row.settled_at = Clock()
        row.save()


def _author(row: Draft, by: Editor) -> Editor:
    """Who signs: the one who publishes, if they wrote at it, else the one who began it."""
    if row.created_by is None or row.writers.filter(editor=by).exists():
        return by
    return row.created_by


def _rewrites(row: Draft) -> bool:
    return row.update is not None or row.target == Draft.Target.STORY


def _verb(row: Draft) -> str:
    if row.target == Draft.Target.STORY:
        return "incident.edited" if row.incident.is_published else "incident.published"
    return "update.edited" if row.update else "update.posted"


def _apply(locked: Change, row: Draft, given: Proposal) -> None:
    if row.target == Draft.Target.STORY:
        _apply_story(locked, given.story or StoryEdit())
        return
    text = given.update or UpdateText()
    if row.update is not None:
        parts.rewrite(locked, row.update, text)
        return
    update = Update(incident=locked.incident, at=locked.at, created_by=locked.author)
    parts.write(locked.incident, update, text)
    parts.publish(locked, update, text)
    row.update = update
    if given.story is not None and given.story.headline:
        headlines.rewrite(locked, given.story.headline, move=given.story.move)


def _apply_story(locked: Change, edit: StoryEdit) -> None:
    locked.refuse_retracted()
    editing.apply(locked, edit)
    if not locked.public:
        lifecycle.show(locked)
