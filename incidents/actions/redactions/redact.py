"""The act itself: a chief decides, everything is masked at once, and every story says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from incidents.actions.house import purges
from incidents.actions.ledger.change import changes, write_event
from incidents.actions.ledger.touches import Blanked, Change
from incidents.actions.parts.headline import claim
from incidents.actions.redactions import pictures, planning, rows
from incidents.actions.redactions.masking import Mask, Value
from incidents.actions.redactions.planning import Findings, Plan, PlannedText, Removal
from incidents.actions.refusals import (
    WHO_MAY,
    NotAllowed,
    NoteNeeded,
    NothingWritten,
    Refused,
    Unconfirmed,
    WrongValue,
)
from incidents.models import Editor, Incident, Redaction, Right, Topic, Version
from incidents.record.ledger import standing
from incidents.text.hashing.canonical import JSON
from incidents.text.sanitise import line

MANY = 500
"""In how many texts something may go before it has to be said that this is meant."""

ATTEMPTS = 5
VERB = "incident.redacted"
SAYS_IT = "This note says what is to be removed: readers would see it."


class Moving(Refused):
    """Others keep writing the same words into more stories while they are being removed."""


class _Widened(Exception):  # noqa: N818 - what happened, not an error of ours
    """The words stand by now in stories that are not locked; nothing was done."""

    def __init__(self, stories: set[int]) -> None:
        super().__init__()
        self.stories = stories


@dataclass(frozen=True, slots=True)
class Done:
    """What a redaction did: the stories with the version that announces it, and what is left.

    It was looked for afterwards: `words`, where there were any, and so many `sentences` of texts
    that went whole. With neither, nobody looked.
    """

    announced: tuple[Incident, ...]
    texts: int
    rows: int
    addresses: int
    words: bool
    sentences: int
    left: Findings


def redact(
    removal: Removal, *, category: str, note: str, by: Editor | None, confirmed: bool = False
) -> Done:
    """Take out of everything stored what has to go; each story tells it in a version of its own.

    Only a chief may. `category` is one of `Redaction.Category`; `note` tells readers why, without
    saying what. Raises NotAllowed, NoteNeeded, WrongValue, NothingWritten where nothing is found,
    Unconfirmed where more is found than anybody would expect.
    """
    refuse_others(by)
    _check(removal, category, note, by)
    found = planning.find(removal)
    if not found.count:
        raise NothingWritten("This stands nowhere, so that there is nothing to remove.")
    if found.quotations.stand_in(note):
        raise WrongValue(SAYS_IT, field="note")
    if found.count > MANY and not confirmed:
        raise Unconfirmed(
            f"This stands in {found.count:,} texts. Confirm that all of them are meant.", ()
        )
    stories = found.incidents
    for _ in range(ATTEMPTS):
        try:
            return _under_lock(removal, stories, category, note, by)
        except _Widened as widened:
            stories |= widened.stories
    raise Moving("The same words are being written elsewhere right now. Try again in a moment.")


def refuse_others(by: Editor | None) -> None:
    """Let nobody but a chief decide what is removed. Raises NotAllowed."""
    if by is None or not (by.is_active and by.may(Right.REDACT)):
        raise NotAllowed(WHO_MAY[Right.REDACT])


def _check(removal: Removal, category: str, note: str, by: Editor | None) -> None:
    if category not in Redaction.Category.values:
        raise WrongValue("Say on what ground this is removed.", field="category")
    if not line(note):
        raise NoteNeeded("Tell readers why something was removed, without saying what.")
    if removal.terms is not None and removal.terms.stand_in(note):
        raise WrongValue(SAYS_IT, field="note")
    if removal.terms is not None and by is not None and removal.terms.stand_in(by.byline):
        raise WrongValue("Your own byline says it: change the name that readers see first.")


def _under_lock(
    removal: Removal, stories: set[int], category: str, note: str, by: Editor | None
) -> Done:
    """Look again with everybody else kept out of these stories, and do it."""
    involved = list(Incident.objects.filter(pk__in=stories))
    with transaction.atomic():
        with changes(involved, VERB, by=by, note=note) as locked:
            held = {change.incident.pk for change in locked}
            found = planning.find(removal, sorted(held))
            if found.incidents - held:
                raise _Widened(found.incidents - held)
            plan = _carry_out(removal, found, locked, category)
            pictures.take_off(found.pictures)
            if not locked:
                write_event(VERB, by=by)
            purges.ask("front", purges.FROZEN)
        pictures.take_away(found.pictures)
    return Done(
        announced=tuple(change.incident for change in locked if change.blanked),
        texts=len(plan.texts),
        rows=len(plan.rows),
        addresses=len(plan.addresses),
        words=removal.terms is not None,
        sentences=len(found.quotations.long),
        left=planning.left(removal, found.quotations),
    )


def _carry_out(removal: Removal, found: Findings, locked: Sequence[Change], category: str) -> Plan:
    plan = planning.settled(removal, found, _moved(removal, found, locked))
    for change in locked:
        mine = [text for text in plan.texts if text.stored.incident_id == change.incident.pk]
        if mine:
            _announce(change, mine, category)
        _write_story(change, plan)
    rows.write(plan.rows)
    rows.forget_digests([change.incident.pk for change in locked])
    return plan


def _moved(removal: Removal, found: Findings, locked: Iterable[Change]) -> dict[str, str]:
    """Give stories whose address says too much another one; from which to which they moved."""
    mask = Mask(removal.terms, removal.whole)
    gone = planning.addresses(found.rows)
    for change in locked:
        if change.incident.path in gone:
            change.set("path", claim(change.incident, mask.path(change.incident.path)))
    stand = {change.incident.pk: change.incident.path for change in locked}
    return {path: stand[story] for path, story in gone.items()}


def _announce(change: Change, texts: Sequence[PlannedText], category: str) -> None:
    """Blank a story's texts, let masked ones stand where they stood, and list what is gone."""
    stands = standing(change.incident.pk)
    for text in texts:
        stored = text.stored
        change.blanked.append(Blanked(stored.hash, category, text.shown.canonical, text.shown.html))
        if stored.key in stands and stands[stored.key].hash == stored.hash:
            change.touch(stored.key, text.shown.value, Version.Kind.REDACTION)
    change.touch("redaction", _told(change, texts, category), Version.Kind.REDACTION, fresh=True)
    topics = Topic.objects.filter(incident_links__incident=change.incident)
    change.tags |= {f"topic:{topic.pk}" for topic in topics} | {f"day:{change.incident.date}"}


def _told(change: Change, texts: Sequence[PlannedText], category: str) -> Value:
    removed: list[JSON] = [
        {"version": number, "piece": text.stored.key, "hash": text.stored.hash}
        for text in texts
        for number in text.stored.numbers
    ]
    decided_by = change.by.byline if change.by else ""
    return {"category": category, "decided_by": decided_by, "removed": removed}


def _write_story(change: Change, plan: Plan) -> None:
    """The story's own row is saved with its version."""
    for row in plan.rows:
        if row.stored.model is Incident and row.stored.pk == change.incident.pk:
            for name, value in row.values.items():
                change.set(name, value)
