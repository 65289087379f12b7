"""Everything that editors do to a public story, one act at a time, as chance has it."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

from incidents.actions.inputs import SourceText, StoryEdit, SummaryLine, UpdateText
from incidents.actions.refusals import Refused
from incidents.actions.stories import editing, highlighting, lifecycle, updates, versions
from incidents.models import Incident, Update

Act = Callable[[Incident, Random], object]


def _some(incident: Incident, chance: Random, state: str = "published") -> Update:
    rows = list(incident.updates.filter(state=state).order_by("number"))
    if not rows:
        raise Refused("There is none.")
    return chance.choice(rows)


def _text(chance: Random) -> str:
    lines = (f"<p>Line {line}: {chance.randint(0, 999)} are counted.</p>" for line in range(4))
    return "".join(lines)


def _post(incident: Incident, chance: Random) -> object:
    text = UpdateText(body=_text(chance), headline=chance.choice(["", "A headline"]))
    return updates.post(incident, text, by=None)


def _edit(incident: Incident, chance: Random) -> object:
    kind = chance.choice(["correction", "clarification", "addition", "typo"])
    row, text = _some(incident, chance), UpdateText(body=_text(chance))
    return updates.edit(row, text, by=None, kind=kind, note="A figure was wrong.")


def _retract(incident: Incident, chance: Random) -> object:
    return updates.retract(_some(incident, chance), by=None, note="It was wrong.")


def _bring_back(incident: Incident, chance: Random) -> object:
    row = _some(incident, chance, "retracted")
    return updates.restore(row, by=None, note="It was right after all.")


def _pin(incident: Incident, chance: Random) -> object:
    return highlighting.pin(_some(incident, chance), by=None)


def _unpin(incident: Incident, chance: Random) -> object:
    return highlighting.unpin(_some(incident, chance), by=None)


def _key_event(incident: Incident, chance: Random) -> object:
    return highlighting.mark_key_event(
        _some(incident, chance), by=None, key_event=chance.random() < 0.7
    )


def _summarise(incident: Incident, chance: Random) -> object:
    number = _some(incident, chance).number or 1
    lines = [SummaryLine(words=f"Known: {chance.randint(0, 99)}.", updates=(number,))]
    return highlighting.summarise(incident, lines, by=None, kind="addition", note="More is known.")


def _of_story(incident: Incident, chance: Random) -> object:
    edit = chance.choice(
        [
            StoryEdit(headline=f"A long night of {chance.randint(0, 99)}"),
            StoryEdit(headline=f"Moved {chance.randint(0, 99)}", move=True),
            StoryEdit(lead=_text(chance)),
            StoryEdit(sources=[SourceText(outlet=f"Agency {chance.randint(0, 99)}")]),
            StoryEdit(status_line=f"Stands at {chance.randint(0, 99)}"),
            StoryEdit(verification_notice="A notice. " * chance.choice([1, 40])),
            StoryEdit(captions=[f"Caption {chance.randint(0, 99)}"]),
            StoryEdit(topic_line=f"Topic {chance.randint(0, 99)}"),
            StoryEdit(authors="Anna Editor; Ben Writer", dateline="BRUSSELS"),
        ]
    )
    return editing.edit(incident, edit, by=None, kind="correction", note="It read otherwise.")


def _end(incident: Incident, _chance: Random) -> object:
    return lifecycle.end(incident, by=None)


def _reopen(incident: Incident, _chance: Random) -> object:
    return lifecycle.reopen(incident, by=None)


def _undo(incident: Incident, chance: Random) -> object:
    number = chance.randint(max(2, incident.version_number - 5), incident.version_number)
    return versions.undo(incident, number, by=None, note="That was a mistake.")


def _restore(incident: Incident, chance: Random) -> object:
    number = chance.randint(2, incident.version_number)
    return versions.restore(incident, number, by=None, note="Back to what stood.")


def _withdraw(incident: Incident, _chance: Random) -> object:
    return lifecycle.retract(incident, by=None, note="The whole story was wrong.")


def _return(incident: Incident, _chance: Random) -> object:
    return lifecycle.restore(incident, by=None, note="It was right.")


LIVE: tuple[Act, ...] = (
    *(_post,) * 4,
    *(_edit,) * 4,
    *(_of_story,) * 3,
    _retract,
    _bring_back,
    _pin,
    _unpin,
    _key_event,
    _summarise,
)
"""What leaves a story live: its streams go on."""

ACTS = (*LIVE, _end, _reopen, _undo, _restore, _withdraw, *(_return,) * 4)


def move(
    incident: Incident, chance: Random, changes: int, acts: tuple[Act, ...] = ACTS
) -> Incident:
    """So many more versions of a story; acts that are refused as things stand are passed over."""
    row = Incident.objects.get(pk=incident.pk)
    goal = row.version_number + changes
    while row.version_number < goal:
        with suppress(Refused):
            chance.choice(acts)(row, chance)
        row = Incident.objects.get(pk=incident.pk)
    return row
