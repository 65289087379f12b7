"""A second pair of eyes: asked for, given by who did not write, or refused with a reason."""

from django.db import transaction

from incidents.actions.drafts import proposal as proposals
from incidents.actions.drafts.applying import rehearse
from incidents.actions.drafts.authors import name_authors, refuse_author, refuse_involved
from incidents.actions.drafts.keeping import standing
from incidents.actions.drafts.proposal import refuse_unready
from incidents.actions.ledger.change import Clock, write_event
from incidents.actions.refusals import NoteNeeded, NothingWritten, WrongStatus, refuse_without
from incidents.models import Draft, Editor, Right
from incidents.text.sanitise import line

State = Draft.State

UNSEEN = (
    "This was changed after you opened this page. Nothing is approved: look at it as it stands "
    "now, then approve it."
)


def submit(draft: Draft, *, by: Editor) -> Draft:
    """Ask for a second pair of eyes.

    Raises NothingWritten where the text is not ready, and what publishing it would raise: a kind
    or a note that is missing, or words that others changed too.
    """
    with transaction.atomic():
        row = standing(draft)
        if row.state not in (State.DRAFT, State.SENT_BACK):
            raise WrongStatus("Only a draft can be handed in for a second pair of eyes.")
        if not rehearse(row, by=None).foreseen.pieces:
            raise NothingWritten("Nothing would change: what you wrote stands there already.")
        name_authors(row)
        write_event("draft.submitted", by=by, subject=str(row.key), incident=row.incident)
        row.state, row.remark = State.SUBMITTED, ""
        row.save()
    return row


def sight(draft: Draft) -> str:
    """What stands for a draft as it is looked at now: one word changed, and it is another.

    Raises what publishing it would raise.
    """
    return f"{draft.revision}-{rehearse(draft, by=None).seal}"


def approve(draft: Draft, *, by: Editor, seen: str | None = None) -> Draft:
    """Give the second pair of eyes to this very text; any change of it takes that back.

    `seen` is the `sight` of what the approver looked at. Raises NotAllowed without the right, and
    to everybody who wrote at it; WrongStatus where it was changed since; and what publishing it
    would raise.
    """
    refuse_without(Right.APPROVE, by)
    with transaction.atomic():
        row = standing(draft)
        refuse_settled(row)
        refuse_unready(row)
        name_authors(row)
        refuse_author(row, by)
        refuse_involved(row.incident, by)
        seal = rehearse(row, by=None).seal
        if seen not in (None, f"{row.revision}-{seal}"):
            raise WrongStatus(UNSEEN)
        row.proposal = proposals.sealed(row.proposal or {}, seal)
        write_event("draft.approved", by=by, subject=str(row.key), incident=row.incident)
        row.approved_by, row.approved_at = by, Clock()
        row.remark = ""
        if row.state == State.SENT_BACK:
            row.state = State.SUBMITTED
        row.save()
    row.refresh_from_db(fields=["approved_at"])
    return row


def send_back(draft: Draft, *, by: Editor, remark: str) -> Draft:
    """Give a text back to its authors, saying what is missing."""
    refuse_without(Right.PUBLISH, by)
    said = line(remark)
    if not said:
        raise NoteNeeded("Say what is missing, for those who wrote it.", field="remark")
    with transaction.atomic():
        row = standing(draft)
        refuse_settled(row)
        write_event("draft.sent_back", by=by, subject=str(row.key), incident=row.incident)
        give_back(row, said)
    return row


def give_back(row: Draft, remark: str) -> None:
    """Return a locked draft to its authors: nobody has approved it, and it waits for no time."""
    row.state, row.remark = State.SENT_BACK, remark
    row.approved_by = row.approved_at = None
    row.release_at = row.released_by = None
    row.save()


def refuse_settled(row: Draft) -> None:
    """Let nothing happen to a text that is published or thrown away."""
    if not row.is_open:
        raise WrongStatus(f"This text is not a draft any more: it was {_settled(row)}.")


def _settled(row: Draft) -> str:
    return "published" if row.state == State.PUBLISHED else "thrown away"
