"""One edit of a story: any mixture of changes, saved together, makes one version."""

import uuid
from datetime import date, datetime

from incidents.actions.inputs import StoryEdit
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Change, Particulars
from incidents.actions.parts import (
    headline,
    highlights,
    merging,
    relations,
    sources,
    updates as update_parts,
)
from incidents.actions.parts.media import show_with_lead
from incidents.models import Editor, House, Incident, Update, Version
from incidents.text.fragments.credits import settled
from incidents.text.sanitise import line, lines

Kind = Version.Kind


def edit(
    incident: Incident,
    edit: StoryEdit,
    *,
    by: Editor | None,
    kind: str = "",
    note: str = "",
    base: int | None = None,
    at: datetime | None = None,
    origin: str = Version.Origin.NEWSROOM,
    request_key: uuid.UUID | None = None,
    particulars: Particulars | None = None,
) -> Incident:
    """Change a story, draft or published; the story as it stands afterwards.

    Where a touched text changed after version `base`, both are merged by sentence. Raises
    Conflicted where both changed the same one, StaleBase where a list changed, KindNeeded where
    published text changes without a `kind`, NoteNeeded, Unconfirmed, and what the parts refuse.
    """
    with change(
        incident,
        "incident.edited",
        by=by,
        kind=kind,
        note=note,
        base=base,
        at=at,
        origin=origin,
        request_key=request_key,
        particulars=particulars,
    ) as locked:
        locked.refuse_retracted()
        apply(locked, edit)
    return locked.incident


def apply(locked: Change, edit: StoryEdit) -> None:
    """Make all parts of an edit, in an order in which each sees what it rests on."""
    _about(locked, edit)
    if edit.headline is not None:
        headline.rewrite(locked, edit.headline, move=edit.move)
    _texts(locked, edit)
    if edit.lead_media is not None:
        show_with_lead(locked, edit.lead_media)
    if edit.topics is not None:
        relations.set_topics(locked, edit.topics)
    for key, text in edit.updates.items():
        update_parts.rewrite(locked, Update(pk=key), text)
    if edit.sources is not None:
        sources.replace(locked, edit.sources)
    for text in edit.new_updates:
        update_parts.add(locked, text, by=locked.by)
    if edit.related is not None:
        relations.set_related(locked, edit.related)
    if edit.summary is not None:
        highlights.summarise(locked, edit.summary)


def _about(locked: Change, edit: StoryEdit) -> None:
    """Date, language and zone; a changed date is a changed address, and times print anew."""
    moved = False
    if edit.language is not None:
        headline.check_language(edit.language)
        locked.set("language", _met_about(locked, "language", edit.language))
    if edit.time_zone is not None:
        headline.check_time_zone(edit.time_zone)
        moved = locked.set("time_zone", _met_about(locked, "time_zone", edit.time_zone))
    day = None if edit.date is None else _met_about(locked, "date", edit.date.isoformat())
    if day is not None and locked.set("date", date.fromisoformat(day)):
        moved = True
        locked.tags.add(f"day:{day}")
        if locked.public:
            headline.settle_address(locked)
    if moved and locked.public:
        update_parts.reprint(locked)
    locked.touch("about", pieces.about(locked.incident), Kind.PRESENTATION)


def _met_about(locked: Change, name: str, said: str) -> str:
    return merging.met(locked, "about", {name: said})[name]


def _texts(locked: Change, edit: StoryEdit) -> None:
    incident = locked.incident
    if edit.topic_line is not None:
        met = merging.met(locked, "topic_line", {"text": line(edit.topic_line)})
        if locked.set("topic_line", met["text"]):
            locked.touch("topic_line", {"text": incident.topic_line}, Kind.HEADLINE)
    _lead(locked, edit)
    _credits(locked, edit)
    if edit.captions is not None and locked.set("captions", lines(edit.captions)):
        locked.touch("captions", pieces.captions(incident), Kind.MEDIA)
    if edit.status_line is not None:
        said = merging.met(locked, "status", {"line": line(edit.status_line)})["line"]
        if locked.set("status_line", said):
            locked.touch("status", pieces.status(incident), Kind.STATUS)
    if edit.verification_notice is not None:
        _notice(locked, line(edit.verification_notice))


def _lead(locked: Change, edit: StoryEdit) -> None:
    """The initial report, and what is said before it is shown."""
    given: dict[str, str] = {}
    if edit.lead is not None:
        given["html"] = update_parts.clean(edit.lead, field="lead")
    if edit.warning is not None:
        given["warning"] = line(edit.warning)
    met = merging.met(locked, "lead", given) if given else {}
    names = {"html": "lead", "warning": "warning"}
    changed = [locked.set(names[name], said) for name, said in met.items()]
    if any(changed):
        locked.touch("lead", pieces.lead(locked.incident))


def _credits(locked: Change, edit: StoryEdit) -> None:
    """Who wrote the story, with which agencies, where."""
    told = {name: getattr(edit, name) for name in pieces.CREDITS}
    given = {
        name: settled(said) if name == "authors" else line(said)
        for name, said in told.items()
        if said is not None
    }
    met = merging.met(locked, "credits", given) if given else {}
    changed = [locked.set(name, said) for name, said in met.items()]
    if any(changed):
        locked.touch("credits", pieces.story_credits(locked.incident))


def _notice(locked: Change, own: str) -> None:
    """The story's own notice; empty for the newsroom's, which readers then see."""
    shown = own if own or not locked.public else House.current().verification_notice
    if merging.met(locked, "notice", {"text": shown})["text"] != shown:
        return
    if locked.set("verification_notice", own):
        locked.touch("notice", {"text": shown}, Kind.STATUS)
