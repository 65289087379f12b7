"""Everything that editors do to a public story, one act at a time, as chance has it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from random import Random

from incidents.actions.house import topics
from incidents.actions.inputs import (
    MediumText,
    RelatedChoice,
    SourceText,
    StoryEdit,
    SummaryLine,
    UpdateText,
)
from incidents.actions.refusals import Refused
from incidents.actions.stories import (
    editing,
    highlighting,
    lifecycle,
    media,
    updates,
    versions,
)
from incidents.models import Incident, Medium, Update
from tests import factories, media_texts

Act = Callable[[Incident, Random], object]
MEDIA: dict[str, Callable[..., MediumText]] = {
    "image": media_texts.image,
    "post": media_texts.post,
    "video": media_texts.video,
}


def _some(incident: Incident, chance: Random, state: str = "published") -> Update:
    rows = list(incident.updates.filter(state=state).order_by("number"))
    if not rows:
        raise Refused("There is none.")
    return chance.choice(rows)


def _text(chance: Random) -> str:
    lines = (f"<p>Line {line}: {chance.randint(0, 999)} are counted.</p>" for line in range(4))
    return "".join(lines)


def _numbers(incident: Incident, chance: Random) -> list[int]:
    """Some of the pictures, posts and videos of a story; often none."""
    held = list(Medium.objects.filter(incident=incident).values_list("number", flat=True))
    return chance.sample(held, min(len(held), chance.choice([0, 0, 1, 2])))


def _post(incident: Incident, chance: Random) -> object:
    text = UpdateText(
        body=_text(chance),
        headline=chance.choice(["", "A headline"]),
        at=chance.choice([None, factories.MORNING + timedelta(hours=chance.randint(0, 40))]),
        media=_numbers(incident, chance),
        warning=chance.choice(["", "", "Shows the dead."]),
        new_sources=chance.choice([(), (SourceText(outlet=f"Paper {chance.randint(0, 9)}"),)]),
    )
    return updates.post(incident, text, by=None)


def _edit(incident: Incident, chance: Random) -> object:
    kind = chance.choice(["correction", "clarification", "addition", "typo"])
    text = chance.choice(
        [
            UpdateText(body=_text(chance)),
            UpdateText(body=_text(chance), headline=f"Headline {chance.randint(0, 9)}"),
            UpdateText(media=_numbers(incident, chance)),
            UpdateText(at=factories.MORNING + timedelta(minutes=chance.randint(0, 3000))),
            UpdateText(label="Bulletin", authors="Anna Editor", warning="Shows the dead."),
            UpdateText(own_reporting=chance.random() < 0.5, agencies="AFP"),
        ]
    )
    row = _some(incident, chance)
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


def _add_medium(incident: Incident, chance: Random) -> object:
    row = media.add(incident, MEDIA[chance.choice([*MEDIA])](), by=None)
    if chance.random() < 0.5:
        return media.show_with_report(incident, [row.number], by=None, note="A picture came.")
    text = UpdateText(body=_text(chance), media=[row.number])
    return updates.post(Incident.objects.get(pk=incident.pk), text, by=None)


def _edit_medium(incident: Incident, chance: Random) -> object:
    rows = list(Medium.objects.filter(incident=incident).order_by("number"))
    if not rows:
        raise Refused("There is none.")
    row, words = chance.choice(rows), f"Seen at {chance.randint(0, 99)}"
    return media.edit(row, MEDIA[row.kind](caption=words), by=None, note="It says more.")


def _illustrate(incident: Incident, chance: Random) -> object:
    return media.show_with_report(
        incident, _numbers(incident, chance), by=None, note="Others are better."
    )


def _related(incident: Incident, chance: Random) -> RelatedChoice:
    others = list(Incident.objects.exclude(pk=incident.pk).order_by("pk"))
    if others and chance.random() < 0.7:
        return RelatedChoice(story=chance.choice(others), contexts=("Before",))
    return RelatedChoice(title="A book", url="https://books.example/1")


def _of_story(incident: Incident, chance: Random) -> object:
    names = chance.sample(["Border", "Ministry", "Village", "River"], chance.randint(0, 3))
    edit = chance.choice(
        [
            StoryEdit(topics=topics.named(names, by=None)),
            StoryEdit(related=[_related(incident, chance)]),
            StoryEdit(date=factories.FEBRUARY + timedelta(days=chance.randint(0, 2))),
            StoryEdit(time_zone=chance.choice(["Europe/Brussels", "Asia/Tokyo"])),
            StoryEdit(
                lead=chance.choice(["", _text(chance)]),
                headline=f"All at once {chance.randint(0, 99)}",
                new_updates=[UpdateText(body=_text(chance)), UpdateText(body=_text(chance))],
            ),
            StoryEdit(warning=chance.choice(["", "Shows the dead."])),
            StoryEdit(sources=[]),
            StoryEdit(captions=[]),
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
    *(_of_story,) * 4,
    *(_add_medium,) * 2,
    _edit_medium,
    _illustrate,
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
    for _ in moving(incident, chance, changes, acts):
        pass
    return Incident.objects.get(pk=incident.pk)


def moving(
    incident: Incident, chance: Random, changes: int, acts: tuple[Act, ...]
) -> Iterator[str]:
    """The same, act by act: the name of each that was done."""
    row = Incident.objects.get(pk=incident.pk)
    goal = row.version_number + changes
    while row.version_number < goal:
        act = chance.choice(acts)
        with suppress(Refused):
            act(row, chance)
            yield act.__name__.strip("_")
        row = Incident.objects.get(pk=incident.pk)
