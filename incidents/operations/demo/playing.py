"""Playing a demo story: each act in turn, through the same actions as in any newsroom."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from incidents.actions.inputs import (
    MediumText,
    RelatedChoice,
    SourceText,
    StoryEdit,
    UpdateText,
)
from incidents.actions.stories import editing, highlighting, lifecycle, media, updates
from incidents.actions.stories.pictures import keeping
from incidents.models import Address, Incident, Medium, Source, Update, Version
from incidents.operations.demo.people import author, topic
from incidents.operations.demo.script import (
    Act,
    End,
    Illustrate,
    KeyEvent,
    Pin,
    Post,
    Refer,
    Restore,
    Retract,
    Rewrite,
    Story,
    Summarise,
)

SAMPLE = Version.Origin.SAMPLE


def held(path: str) -> Incident | None:
    """The story that has or had this address."""
    found = Address.objects.filter(path=path).select_related("incident").first()
    return found.incident if found else None


def load(stories: Iterable[Story]) -> list[Incident]:
    """Play the stories that are not held yet, each whole or not at all; those that were played."""
    return [_play(story) for story in stories if held(story.path) is None]


@transaction.atomic
def _play(story: Story) -> Incident:
    incident = _open(story)
    for act in story.acts:
        _do(incident, story, act)
    return Incident.objects.get(pk=incident.pk)


def _open(story: Story) -> Incident:
    by = author(story.opened.by)
    edit = StoryEdit(
        headline=story.headline,
        topic_line=story.topic_line,
        lead=story.lead,
        status_line=story.status_line,
        verification_notice=story.notice,
        authors=story.authors,
        agencies=story.agencies,
        dateline=story.dateline,
        date=story.date,
        time_zone=story.time_zone,
        topics=[topic(name, by=by) for name in story.topics],
        sources=[story.sources[name] for name in story.listed],
    )
    incident = lifecycle.open_incident(edit, by=by)
    return lifecycle.publish(
        incident, by=by, at=story.clock(story.opened), origin=SAMPLE, address=story.path
    )


def _do(incident: Incident, story: Story, act: Act) -> None:
    match act:
        case Post():
            _post(incident, story, act)
        case Rewrite():
            _rewrite(incident, story, act)
        case Refer():
            _refer(incident, story, act)
        case Retract():
            updates.retract(
                _numbered(incident, act.update),
                by=author(act.by),
                note=act.note,
                at=story.clock(act),
                origin=SAMPLE,
            )
        case Restore():
            updates.restore(
                _numbered(incident, act.update),
                by=author(act.by),
                note=act.note,
                at=story.clock(act),
                origin=SAMPLE,
            )
        case Pin() | KeyEvent() | Summarise():
            _highlight(incident, story, act)
        case Illustrate():
            _illustrate(incident, story, act)
        case End():
            lifecycle.end(
                incident,
                by=author(act.by),
                status_line=act.status_line,
                at=story.clock(act),
                origin=SAMPLE,
            )


def _highlight(incident: Incident, story: Story, act: Pin | KeyEvent | Summarise) -> None:
    by, at = author(act.by), story.clock(act)
    match act:
        case Pin():
            highlighting.pin(_numbered(incident, act.update), by=by, at=at, origin=SAMPLE)
        case KeyEvent():
            update = _numbered(incident, act.update)
            highlighting.mark_key_event(update, by=by, at=at, origin=SAMPLE)
        case Summarise():
            highlighting.summarise(incident, act.lines, by=by, at=at, origin=SAMPLE)


def _illustrate(incident: Incident, story: Story, act: Illustrate) -> None:
    """The drawing goes into the initial report; partners may use it, as it is ours."""
    by, at = author(act.by), story.clock(act)
    text = MediumText(
        kind=Medium.Kind.IMAGE,
        picture=keeping.keep(act.draw(), by=by),
        alt=act.alt,
        caption=act.caption,
        credit=act.credit,
        provenance="own drawing",
        redistribute=True,
    )
    shown = media.add(incident, text, by=by)
    edit = StoryEdit(lead_media=[shown.number])
    editing.edit(incident, edit, by=by, note=act.note, at=at, origin=SAMPLE)


def _post(incident: Incident, story: Story, act: Post) -> None:
    listed = _listed(incident)
    cited = [story.sources[name] for name in act.cites]
    text = UpdateText(
        body=act.body,
        headline=act.headline,
        authors=act.authors,
        dateline=act.dateline,
        warning=act.warning,
        at=story.clock(act),
        cites=[listed[_name(source)] for source in cited if _name(source) in listed],
        new_sources=[source for source in cited if _name(source) not in listed],
    )
    updates.post(
        incident,
        text,
        by=author(act.by),
        headline=act.story_headline,
        at=story.clock(act),
        origin=SAMPLE,
    )


def _rewrite(incident: Incident, story: Story, act: Rewrite) -> None:
    update = _numbered(incident, act.update)
    if update.body.count(act.old) != 1:
        raise ValueError(f"{story.path}: “{act.old}” does not stand once in {update}")
    updates.edit(
        update,
        UpdateText(body=update.body.replace(act.old, act.new)),
        by=author(act.by),
        kind=act.kind,
        note=act.note,
        at=story.clock(act),
        origin=SAMPLE,
        particulars=act.particulars,
    )


def _refer(incident: Incident, story: Story, act: Refer) -> None:
    kept = Source.objects.listed().filter(incident=incident).select_related("link")
    edit = StoryEdit(
        sources=[*map(SourceText.of, kept), *(story.sources[name] for name in act.sources)],
        related=_related(act.related, act.elsewhere) or None,
    )
    editing.edit(
        incident, edit, by=author(act.by), note=act.note, at=story.clock(act), origin=SAMPLE
    )


def _related(paths: Sequence[str], elsewhere: Sequence[RelatedChoice]) -> list[RelatedChoice]:
    """Stories of ours, as far as they stand for readers, then those not held."""
    stories = (held(path) for path in paths)
    ours = [RelatedChoice(story=story) for story in stories if story and not story.retracted_at]
    return [*ours, *elsewhere]


def _listed(incident: Incident) -> dict[tuple[str, str], int]:
    rows = Source.objects.listed().filter(incident=incident)
    return {(row.outlet, row.title): row.pk for row in rows}


def _name(source: SourceText) -> tuple[str, str]:
    return source.outlet, source.title


def _numbered(incident: Incident, number: int) -> Update:
    return Update.objects.select_related("incident").get(incident=incident, number=number)
