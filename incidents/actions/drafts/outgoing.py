"""A draft becomes public: one version, once, whoever asks and however often."""

from django.db import transaction

from incidents.actions.drafts.applying import apply, begun, seal
from incidents.actions.drafts.authors import refuse_involved
from incidents.actions.drafts.keeping import standing
from incidents.actions.drafts.proposal import Proposal, refuse_unready
from incidents.actions.inputs import StoryEdit
from incidents.actions.ledger.change import Clock, change
from incidents.actions.ledger.marking import MARKING_KINDS
from incidents.actions.ledger.pieces import CREDITS
from incidents.actions.ledger.touches import Change, Hands, Value
from incidents.actions.readers import reports
from incidents.actions.refusals import (
    AlreadyDone,
    AlreadyPublished,
    NotAllowed,
    NothingWritten,
)
from incidents.actions.stories import editing
from incidents.models import Draft, Editor, Report, Version

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
    hands = Hands(_author(row, by), row.approved_by, emergency)
    with begun(row, by=by, hands=hands) as locked:
        locked.request_key = row.key
        before = locked.incident.version_number
        apply(locked, row)
        _refuse_unseen(locked, row, given)
        _settle(row)
    _close_report(row, given, before, by=by)


def _author(row: Draft, by: Editor) -> Editor:
    """Who signs: the one who publishes, if they wrote at it, else the one who began it."""
    if row.created_by is None or row.writers.filter(editor=by).exists():
        return by
    return row.created_by


def _refuse_unseen(locked: Change, row: Draft, given: Proposal) -> None:
    """Publish no story, and no picture with a text, but the one that was approved."""
    if row.approved_by and given.seal != seal(locked, row):
        is_story = row.target == Draft.Target.OPENING
        changed = "The story" if is_story else "A picture, post or video that this text shows"
        raise NotAllowed(
            f"{changed} was changed after {row.approved_by} approved it: it has to be approved "
            "as it stands now."
        )


def _settle(row: Draft) -> None:
    row.state = State.PUBLISHED
    row.release_at = row.released_by = None
    row.settled_at = Clock()
    row.save()


def _close_report(row: Draft, given: Proposal, before: int, *, by: Editor) -> None:
    """Answer the reader whose report led here, where the text was put right."""
    report = Report.objects.filter(pk=given.report or 0, incident=row.incident).first()
    made = Version.objects.filter(incident=row.incident, number__gt=before).first()
    if report is not None and made is not None and made.kind in MARKING_KINDS:
        reports.accept(report, by=by, correction=made)


def take_over(draft: Draft, *, by: Editor) -> bool:
    """Put the words of a draft into a story that is not public yet; whether they were merged.

    Raises AlreadyDone, Conflicted, and AlreadyPublished where readers see the story by now.
    """
    with transaction.atomic():
        row = standing(draft)
        _refuse_repetition(row)
        given = refuse_unready(row)
        edit = given.story or StoryEdit()
        with change(row.incident, "incident.edited", by=by, request_key=row.key) as locked:
            if locked.public:
                raise AlreadyPublished(
                    "The story was published meanwhile: say what kind of change this is, and save "
                    "it again."
                )
            locked.choices, locked.seen = given.choices, _seen(given)
            editing.apply(locked, edit)
            row.incident = locked.incident
            _settle(row)
    return bool(locked.met)


def _seen(given: Proposal) -> dict[str, Value]:
    """What the story said when the writing began, as pieces."""
    names = {
        "headline": ("headline", "text"),
        "topic_line": ("topic_line", "text"),
        "lead": ("lead", "html"),
        "warning": ("lead", "warning"),
        **{name: ("credits", name) for name in CREDITS},
        "status_line": ("status", "line"),
        "verification_notice": ("notice", "text"),
        "date": ("about", "date"),
        "time_zone": ("about", "time_zone"),
        "language": ("about", "language"),
    }
    found: dict[str, Value] = {}
    for name, said in given.seen.items():
        if name in names:
            key, part = names[name]
            found.setdefault(key, {})[part] = said
    return found
