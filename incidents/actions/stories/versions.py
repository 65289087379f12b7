"""Undoing one version and restoring an earlier one: both are public changes themselves."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from incidents.actions.ledger.change import change
from incidents.actions.ledger.kinds import check_note
from incidents.actions.ledger.touches import Change, Hands, Value
from incidents.actions.parts.page import LISTS, Page, read
from incidents.actions.parts.returning import Returning
from incidents.actions.parts.undoing import PUBLISHED, RETRACTED, Choices, Undoing
from incidents.actions.refusals import NotPublished, Refused
from incidents.models import Editor, Incident, Version
from incidents.record.ledger import standing
from incidents.text.lineage.merging import Merge

Kind = Version.Kind
REHEARSED = "(your note)"
"""Stands for the reason, where what would change is only worked out."""


class NoSuchVersion(Refused):
    """The story has no version of this number."""


class NotHeld(Refused):
    """Of this version only title, time and address are known."""


class NothingToReturn(Refused):
    """What would come back stands already."""


class WasRedacted(Refused):
    """What would come back had to be taken out of the history."""


class WholeStory(Refused):
    """The version published, retracted or restored the whole story."""


class ChangedMeanwhile(Refused):
    """Someone changed what the editor was asked to confirm."""


class Undecided(Refused):
    """What the version changed was changed again later: a person has to choose.

    `conflicts` are merges by "piece.field", in which "yours" takes the version back and "theirs"
    is what stands.
    """

    def __init__(self, conflicts: Mapping[str, Merge]) -> None:
        super().__init__(
            "What this version changed was changed again later. Choose below what shall stand."
        )
        self.conflicts = dict(conflicts)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would change: pieces with what they say and what they would say; None is nothing.

    `kept` says in sentences what would stay although the editor may not expect it; `conflicts`
    are those that are not settled yet; `base` is the version that this was worked out against.
    """

    base: int
    pieces: Mapping[str, tuple[Value | None, Value | None]]
    kept: tuple[str, ...]
    conflicts: Mapping[str, Merge]


def undo(
    incident: Incident,
    number: int,
    *,
    by: Editor | None,
    note: str,
    choices: Choices | None = None,
    base: int | None = None,
    request_key: uuid.UUID | None = None,
    emergency: bool = False,
) -> Incident:
    """Take back what one version changed and keep what came later; the story afterwards.

    Updates that it posted are retracted. Raises Undecided where what it changed was changed again
    and `choices` do not settle it, ChangedMeanwhile where that happened after version `base`, and
    a refusal with a name where it cannot be taken back.
    """
    with change(incident, "version.undone", by=by, note=note, request_key=request_key) as locked:
        locked.hands = Hands(emergency=emergency)
        undo_on(locked, number, choices or {}, base)
    return locked.incident


def undo_on(locked: Change, number: int, choices: Choices, base: int | None) -> None:
    """Take a version back as a part of a change. Raises what undoing raises."""
    undoing = _undo(locked, number, choices)
    if undoing.open:
        raise Undecided(undoing.open)
    _refuse_overtaken(locked, base, every=False)


def restore(
    incident: Incident,
    number: int,
    *,
    by: Editor | None,
    note: str,
    base: int | None = None,
    request_key: uuid.UUID | None = None,
    emergency: bool = False,
) -> Incident:
    """Bring back the whole page as it stood at a version; the story afterwards.

    Updates posted later become tombstones with the note as their reason. Raises ChangedMeanwhile
    where anything changed after version `base`, and a refusal with a name where it cannot be.
    """
    with change(incident, "version.restored", by=by, note=note, request_key=request_key) as locked:
        locked.hands = Hands(emergency=emergency)
        restore_on(locked, number, base)
    return locked.incident


def restore_on(locked: Change, number: int, base: int | None) -> None:
    """Bring a version back as a part of a change. Raises what restoring raises."""
    _restore(locked, number)
    _refuse_overtaken(locked, base, every=True)


def foresee_undo(
    incident: Incident, number: int, *, by: Editor | None, choices: Choices | None = None
) -> Foreseen:
    """What undoing a version would change, worked out without changing anything."""
    try:
        with change(incident, "version.undone", by=by, note=REHEARSED) as locked:
            undoing = _undo(locked, number, choices or {})
            raise _Rehearsed(_foreseen(locked, undoing.kept, undoing.open))
    except _Rehearsed as rehearsed:
        return rehearsed.foreseen


def foresee_restore(incident: Incident, number: int, *, by: Editor | None) -> Foreseen:
    """What restoring a version would change, worked out without changing anything."""
    try:
        with change(incident, "version.restored", by=by, note=REHEARSED) as locked:
            kept = _restore(locked, number)
            raise _Rehearsed(_foreseen(locked, kept, {}))
    except _Rehearsed as rehearsed:
        return rehearsed.foreseen


class _Rehearsed(Exception):  # noqa: N818 - takes everything back, and carries what was seen
    def __init__(self, foreseen: Foreseen) -> None:
        super().__init__()
        self.foreseen = foreseen


def _undo(locked: Change, number: int, choices: Choices) -> Undoing:
    """Take a version back on the locked story, as far as no conflict is open."""
    _prepare(locked, number)
    if number == 1:
        raise WholeStory("Version 1 published the story. To take that back, retract the story.")
    if _held(locked, number).kind == Kind.REDACTION:
        raise WasRedacted(
            f"Version {number} took text out of the history. What was removed is gone for good."
        )
    _held(locked, number - 1)
    before, after = (read(locked.incident, at=at) for at in (number - 1, number))
    undoing = Undoing(before, after, read(locked.incident), choices)
    _refuse_whole_story(number, before, after)
    target = undoing.page()
    _refuse_redacted(before, target, undoing.now)
    _refuse_redacted(after, target, undoing.now)
    returning = Returning(locked, undoing.now, target, before, lambda left: left == number)
    returning.carry_out()
    undoing.kept += returning.kept
    if not undoing.open:
        _refuse_nothing(locked, undoing.kept)
    locked.asides["returns"] = {"undoes": number}
    return undoing


def _restore(locked: Change, number: int) -> list[str]:
    """Bring a version back on the locked story; what cannot come back, in sentences."""
    _prepare(locked, number)
    then, now = read(locked.incident, at=number), read(locked.incident)
    _refuse_whole_story(number, then)
    target = _restored(then, now)
    _refuse_redacted(then, target, now)
    returning = Returning(locked, now, target, then, lambda left: left > number)
    returning.carry_out()
    _refuse_nothing(locked, returning.kept)
    locked.asides["returns"] = {"restores": number}
    return returning.kept


def _restored(then: Page, now: Page) -> Page:
    """The page as it stood; updates of which it knew nothing are retracted."""
    fields = {**now.fields, "topic_line": {"text": ""}, **then.fields}
    for key in now.keys("update"):
        if key not in then.fields:
            fields[key] = {**now.fields[key], "state": RETRACTED}
        elif {then.fields[key]["state"], now.fields[key]["state"]} == {RETRACTED}:
            fields[key] = now.fields[key]
    lists = {**now.lists, **then.lists}
    for key, said in fields.items():
        if said.get("state", PUBLISHED) != PUBLISHED:
            lists[key] = ()
    return Page(fields, lists, then.marks, then.redacted)


def _prepare(locked: Change, number: int) -> None:
    if not locked.public:
        raise NotPublished("This story is a draft: it has no versions yet.")
    locked.refuse_retracted()
    check_note(Kind.RESTORATION, locked.note)
    locked.subject = f"version-{number}"
    _held(locked, number)


def _held(locked: Change, number: int) -> Version:
    row = Version.objects.filter(incident=locked.incident, number=number).first()
    if row is None:
        raise NoSuchVersion(f"This story has no version {number}.")
    if not row.held:
        raise NotHeld(
            f"The text of version {number} is not held: only its title, time and address are "
            "known, so nothing can come back from it."
        )
    return row


def _refuse_whole_story(number: int, *pages: Page) -> None:
    if any(page.field("status", "status") == RETRACTED for page in pages):
        raise WholeStory(
            f"At version {number} the whole story was retracted. Retract or restore the story "
            "itself instead."
        )


def _refuse_redacted(then: Page, target: Page, now: Page) -> None:
    """Refuse to bring back a mask, or what stood beside the removed text."""
    for key in then.redacted:
        listed = key in LISTS and target.listed(key) != now.listed(key)
        if listed or target.fields.get(key) != now.fields.get(key):
            raise WasRedacted(
                "A part of what would come back had to be removed from the history. It cannot "
                "be brought back; write what may be said instead."
            )


def _refuse_nothing(locked: Change, kept: list[str]) -> None:
    pieces = altered(locked)
    if not pieces:
        words = " ".join(dict.fromkeys(kept))
        raise NothingToReturn(f"Nothing would change: all of this stands already. {words}".strip())


def altered(locked: Change) -> dict[str, tuple[Value | None, Value | None]]:
    """The touched pieces that say something new, with what they say now."""
    now = standing(locked.incident.pk, keys=list(locked.touches))
    values = {key: now[key].value if key in now else None for key in locked.touches}
    return {
        key: (values[key], touch.value)
        for key, touch in locked.touches.items()
        if values[key] != touch.value
    }


def _refuse_overtaken(locked: Change, base: int | None, *, every: bool) -> None:
    """Refuse where what the editor confirmed is not what would happen now."""
    newest = locked.incident.version_number
    if base is None or base == newest:
        return
    now = standing(locked.incident.pk, keys=list(altered(locked)))
    if every or any(piece.number > base for piece in now.values()):
        raise ChangedMeanwhile(
            f"The story was changed meanwhile: it stands at version {newest}, and you were "
            f"looking at version {base}. Look at what would change now."
        )


def _foreseen(locked: Change, kept: list[str], conflicts: Mapping[str, Merge]) -> Foreseen:
    words = tuple(dict.fromkeys(kept))
    return Foreseen(locked.incident.version_number, altered(locked), words, dict(conflicts))
