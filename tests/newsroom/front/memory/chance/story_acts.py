"""What may happen to a story and its updates."""

from collections.abc import Callable
from datetime import timedelta

from incidents.actions.house.fetching import keeping as fetching, links
from incidents.actions.inputs import (
    MediumText,
    RelatedChoice,
    SourceText,
    StoryEdit,
    SummaryLine,
    UpdateText,
)
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import (
    editing,
    highlighting,
    lifecycle,
    media,
    translating,
    updates,
    versions,
)
from incidents.actions.stories.pictures import keeping as pictures
from incidents.models import Fetched, Incident, Medium, Source, Topic, Update
from tests import factories
from tests.media_texts import post, video
from tests.newsroom.front.memory.chance.world import OUTLETS, Unsuited, World

MOST_UPDATES = 8


def _edit(world: World, **given: object) -> None:
    edit = StoryEdit(**given)  # type: ignore[arg-type]
    kind = world.choose.choice(["correction", "clarification", "addition"])
    editing.edit(world.story(), edit, by=None, kind=kind, note=f"Wrong, {world.turn}.")


def _update(world: World) -> None:
    story = world.story()
    if Update.objects.filter(incident=story).count() >= MOST_UPDATES:
        raise Unsuited
    listed = list(Source.objects.listed().filter(incident=story).values_list("pk", flat=True))
    shown = list(Medium.objects.filter(incident=story).values_list("number", flat=True))
    text = UpdateText(
        body=f"<p>Of {world.words()}. It is <b>quiet</b>.</p>",
        at=factories.MORNING + timedelta(minutes=world.choose.randrange(4000)),
        headline=world.choose.choice(["", f"Said of {world.words()}"]),
        cites=world.some_of(listed),
        new_sources=[SourceText(outlet=name) for name in world.some_of(OUTLETS, 1)],
        media=world.some_of(shown, 1),
        dateline=world.choose.choice(["", "VILLAGE"]),
        warning=world.choose.choice(["", "", "It shows a wound."]),
    )
    updates.post(story, text, by=None)


def _corrected(world: World) -> None:
    text = UpdateText(body=f"<p>Rather of {world.words()}.</p>")
    kind = world.choose.choice(["correction", "clarification"])
    updates.edit(world.update(), text, by=None, kind=kind, note="Not so.")


def _related(world: World) -> None:
    story, other = world.story(), world.story()
    if story.pk == other.pk:
        raise Unsuited
    elsewhere = RelatedChoice(title=f"On {world.words()}", url="https://paper.example/a")
    chosen = world.some_of([RelatedChoice(story=other), elsewhere], 2)
    editing.edit(story, StoryEdit(related=chosen), by=None, note="Related.")


def _sources(world: World) -> None:
    story = world.story()
    listed = Source.objects.listed().filter(incident=story)
    held = [SourceText(id=row.pk, outlet=row.outlet) for row in listed]
    more = SourceText(
        outlet=world.choose.choice(OUTLETS),
        title=f"On {world.words()}",
        url=f"https://paper.example/{world.turn}",
        quote=world.choose.choice(["", "It was quiet."]),
    )
    edit = StoryEdit(sources=[*held[-3:], more])
    editing.edit(story, edit, by=None, kind="correction", note="Sources.")


def _summary(world: World) -> None:
    story = world.story()
    shown = Update.objects.filter(incident=story, state="published")
    numbers = list(shown.values_list("number", flat=True))
    lines = [SummaryLine(f"Known of {world.words()}.", tuple(world.some_of(numbers)))]
    highlighting.summarise(story, lines, by=None, kind="correction", note="Known.")


def _key_event(world: World) -> None:
    row = world.update()
    highlighting.mark_key_event(row, by=None, key_event=not row.key_event)


def _undone(world: World) -> None:
    story = world.story()
    number = world.choose.randint(max(1, story.version_number - 3), story.version_number)
    versions.undo(story, number, by=None, note="Not so.")


def _brought_back(world: World) -> None:
    story = world.story()
    number = world.choose.randint(1, story.version_number)
    versions.restore(story, number, by=None, note="It was right.")


def _translation(world: World) -> None:
    story, other = world.story(), world.story()
    original = None if story.translation_of or story.pk == other.pk else other
    if original is not None and story.language == other.language:
        edit = StoryEdit(language="fr" if other.language != "fr" else "de")
        editing.edit(story, edit, by=None, kind="correction", note="Its language.")
        story = Incident.objects.get(pk=story.pk)
    translating.set_original(story, original, by=None, note="So it is.")


def _medium(world: World) -> None:
    story = world.story()
    if Medium.objects.filter(incident=story).count() > 4:
        raise Unsuited
    given = world.choose.choice([_image, _post, _video])
    added = media.add(story, given(world), by=None)
    numbers = [added.number, *world.some_of(_numbers(story, but=added), 2)]
    media.show_with_report(story, numbers, by=None, note="A picture.")


def _numbers(story: Incident, but: Medium) -> list[int]:
    rows = Medium.objects.filter(incident=story).exclude(pk=but.pk)
    return list(rows.values_list("number", flat=True))


def _image(world: World) -> MediumText:
    row = pictures.keep(world.choose.choice(world.pictures), by=None)
    return MediumText(Medium.Kind.IMAGE, picture=row, alt="A ridge.", caption=world.words())


def _post(world: World) -> MediumText:
    return post(text=f"Said of {world.words()}")


def _video(_world: World) -> MediumText:
    return video()


def _medium_changed(world: World) -> None:
    rows = Medium.objects.filter(incident__in=world.stories, incident__retracted_at=None)
    row = world.one_of([*rows.filter(kind=Medium.Kind.IMAGE).select_related("incident")])
    text = MediumText(row.kind, alt=f"A ridge, {world.turn}.", caption=world.words())
    media.edit(row, text, by=None, note="What it shows.")


def _released(world: World) -> None:
    source = world.source()
    kept = Fetched.objects.filter(source=source).last()
    if kept is None:
        kept = factories.fetched(source, f"Heard of {world.words()}.", by=world.chief)
    if kept.released_at is None:
        fetching.release(kept, by=world.chief, note="To be read.")
    else:
        fetching.withdraw(kept, by=world.chief, note="Not to be read.")


def _archived(world: World) -> None:
    url = f"https://archive.example/{world.turn}"
    links.note_archived(world.source(), url=url, by=None, note="A copy.")


def _redaction(world: World) -> None:
    said = f"Mr {world.turn} of Mill Street"
    story = world.story()
    editing.edit(
        story, StoryEdit(lead=f"<p>It was {said}.</p>"), by=None, kind="correction", note="He."
    )
    removal = Removal(Terms([said]), whole=world.choose.random() < 0.3)
    redact(removal, category="privacy", note="A person asked.", by=world.chief)


STORY_ACTS: dict[str, Callable[[World], object]] = {
    "another story": lambda world: world.another_story(),
    "update": _update,
    "corrected update": _corrected,
    "withdrawn update": lambda world: updates.retract(world.update(), by=None, note="False."),
    "update brought back": lambda world: updates.restore(
        world.update(state="retracted"), by=None, note="True."
    ),
    "pin": lambda world: highlighting.pin(world.update(), by=None),
    "pin taken off": lambda world: highlighting.unpin(world.update(pinned=True), by=None),
    "key event": _key_event,
    "summary": _summary,
    "headline": lambda world: _edit(world, headline=f"Now of {world.words()}"),
    "address": lambda world: _edit(world, headline=f"At last {world.words()}", move=True),
    "lead": lambda world: _edit(world, lead=f"<p>It is of {world.words()}.</p>"),
    "credits": lambda world: _edit(world, authors="Ani; Bert", agencies=f"A{world.turn}"),
    "warning": lambda world: _edit(world, warning=f"Beware of {world.words()}."),
    "captions": lambda world: _edit(world, captions=[f"Seen: {world.words()}"]),
    "status line": lambda world: _edit(world, status_line=f"Still {world.words()}"),
    "notice of its own": lambda world: _edit(
        world, verification_notice=world.choose.choice(["", f"Unsure of {world.words()}."])
    ),
    "date": lambda world: _edit(
        world, date=factories.FEBRUARY + timedelta(days=world.choose.randrange(3))
    ),
    "sources": _sources,
    "archived copy": _archived,
    "released text": _released,
    "related": _related,
    "topics": lambda world: _edit(world, topics=world.some_of(list(Topic.objects.all()))),
    "end": lambda world: lifecycle.end(world.story(status="live"), by=None),
    "opened again": lambda world: lifecycle.reopen(world.story(status="ended"), by=None),
    "withdrawn story": lambda world: lifecycle.retract(
        world.story(), by=None, note=f"False, {world.turn}."
    ),
    "story brought back": lambda world: lifecycle.restore(
        world.withdrawn(), by=None, note="True after all."
    ),
    "undone version": _undone,
    "version brought back": _brought_back,
    "translation": _translation,
    "medium": _medium,
    "medium changed": _medium_changed,
    "redaction": _redaction,
}
