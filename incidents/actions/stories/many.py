"""The same act on many rows: each is done whole or not at all, and what was refused is told."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import OperationalError, transaction
from django.db.models import Model

from incidents.actions.ledger.change import change
from incidents.actions.parts import relations
from incidents.actions.refusals import Refused, WrongValue
from incidents.actions.stories import lifecycle, updates
from incidents.models import Editor, Incident, Topic, Update

Row = TypeVar("Row", bound=Model)
BUSY = "The database could not do this just now. Nothing of it was done: try this one again."


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Row]):
    """What became of one row: done, where there is no word of a refusal."""

    row: Row
    refused: str = ""


def retract_updates(
    rows: Iterable[Update], *, by: Editor | None, note: str
) -> list[Outcome[Update]]:
    """Withdraw updates for one reason; each makes a version of its own story."""
    return _each(rows, lambda row: updates.retract(row, by=by, note=note))


def retract_stories(
    rows: Iterable[Incident], *, by: Editor | None, note: str
) -> list[Outcome[Incident]]:
    """Withdraw whole stories for one reason; each makes a version."""
    return _each(rows, lambda row: lifecycle.retract(row, by=by, note=note))


def put_topic_on(
    rows: Iterable[Incident], topic: Topic, *, by: Editor | None, note: str
) -> list[Outcome[Incident]]:
    """Give stories one more topic, behind those they have."""

    def put(held: Sequence[Topic]) -> list[Topic]:
        if topic in held:
            raise WrongValue(f"It carries the topic “{topic}” already.")
        return [*held, topic]

    return _each(rows, lambda row: _change_topics(row, "incident.topic_put_on", put, by, note))


def take_topic_off(
    rows: Iterable[Incident], topic: Topic, *, by: Editor | None, note: str
) -> list[Outcome[Incident]]:
    """Take one topic off stories."""

    def take(held: Sequence[Topic]) -> list[Topic]:
        if topic not in held:
            raise WrongValue(f"It does not carry the topic “{topic}”.")
        return [one for one in held if one != topic]

    return _each(rows, lambda row: _change_topics(row, "incident.topic_taken_off", take, by, note))


def _change_topics(
    story: Incident,
    verb: str,
    changed: Callable[[Sequence[Topic]], list[Topic]],
    by: Editor | None,
    note: str,
) -> None:
    """Read the topics under the story's lock, so that nobody's change of them is lost."""
    with change(story, verb, by=by, note=note) as locked:
        locked.refuse_retracted()
        held = Topic.objects.filter(incident_links__incident=locked.incident)
        now = list(held.order_by("incident_links__order", "incident_links__id"))
        relations.set_topics(locked, changed(now))


def _each(rows: Iterable[Row], act: Callable[[Row], object]) -> list[Outcome[Row]]:
    """Carry the act out for each row by itself."""
    return [_one(row, act) for row in rows]


def _one(row: Row, act: Callable[[Row], object]) -> Outcome[Row]:
    try:
        with transaction.atomic():
            act(row)
    except Refused as refused:
        return Outcome(row, str(refused))
    except OperationalError:
        return Outcome(row, BUSY)
    return Outcome(row)
