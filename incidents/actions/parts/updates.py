"""The text, number and state of an update, changed as a part of a change."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from incidents.actions.inputs import UpdateText
from incidents.actions.ledger import pieces
from incidents.actions.ledger.kinds import check_note
from incidents.actions.ledger.touches import Change
from incidents.actions.parts import highlights, merging, sources
from incidents.actions.parts.headline import check_time_zone
from incidents.actions.parts.media import follow_zone, settle_shown
from incidents.actions.refusals import (
    AlreadyRetracted,
    NothingWritten,
    NotPublished,
    TooLong,
    refuse_overlong,
)
from incidents.models import Editor, Incident, Update, Version
from incidents.text.fragments.credits import settled
from incidents.text.lineage.merging import merge_lines
from incidents.text.sanitise import body as clean_body, line
from incidents.text.times import parse_iso, printed

LONGEST_BODY = 250_000
"""Characters with markup: some 35,000 words. Cleaning hostile markup costs the square of this."""

Kind = Version.Kind

ROW = "SELECT * FROM incidents_update WHERE id = %s AND incident_id = %s"
"""Written out: the same from the ORM takes three times as long to put together."""

WRITTEN = ("body", "headline", "label", "time_zone", "at", "day", "own_reporting", *pieces.TOLD)
"""The fields that an editor's text goes into."""


def standing_row(locked: Change, update: Update) -> Update:
    """The update as it stands under the lock, sharing the locked story."""
    row = next(iter(Update.objects.raw(ROW, [update.pk, locked.incident.pk])), None)
    if row is None:
        raise NothingWritten("This update is not on the story.")
    row.incident = locked.incident
    return row


def clean(html: str, *, field: str) -> str:
    """A body as it is stored; one of the length of a book is refused before it is read."""
    if len(html) > LONGEST_BODY:
        raise TooLong(
            f"This text is {len(html):,} characters long, with its markup; at most "
            f"{LONGEST_BODY:,} fit. Split it into several updates.",
            field=field,
        )
    return clean_body(html)


def write(incident: Incident, update: Update, text: UpdateText) -> None:
    """Take over what the editor gave, cleaned; None leaves a field as it is."""
    if text.body is not None:
        update.body = clean(text.body, field="body")
    if text.headline is not None:
        update.headline = line(text.headline)
    if text.label is not None:
        update.label = line(text.label)
    if text.time_zone is not None:
        update.time_zone = text.time_zone
    if text.at is not None:
        update.at = text.at
    if text.own_reporting is not None:
        update.own_reporting = text.own_reporting
    for name, said in _told(text).items():
        setattr(update, name, said)
    if not update.body:
        raise NothingWritten("Write something first: an update cannot be empty.", field="body")
    refuse_overlong(update)
    check_time_zone(update.time_zone or incident.time_zone)
    update.day = _day(update, incident)


def _told(text: UpdateText) -> dict[str, str]:
    """What the editor gave beside the words, cleaned."""
    given = {name: getattr(text, name) for name in pieces.TOLD}
    return {
        name: settled(said) if name == "authors" else line(said)
        for name, said in given.items()
        if said is not None
    }


def _day(update: Update, incident: Incident) -> date:
    """The day on which an update stands: that of its printed time."""
    return update.at.astimezone(ZoneInfo(update.time_zone or incident.time_zone)).date()


def reprint(locked: Change) -> None:
    """Show the updates again after the story's date or zone has changed: their times follow."""
    incident = locked.incident
    for update in Update.objects.filter(incident=incident):
        update.day = _day(update, incident)
        update.save(update_fields=["day"])
        locked.tags.add(f"day:{update.day}")
        cited = sources.cited_numbers(update) if update.state == Update.State.PUBLISHED else []
        value = pieces.update(update, incident, cited)
        locked.merged.add(update.piece_key)
        locked.touch(update.piece_key, value, Version.Kind.PRESENTATION)
    highlights.follow_times(locked)
    follow_zone(locked)


def cite(locked: Change, update: Update, text: UpdateText) -> list[int]:
    """Settle what the update cites; the numbers of those sources."""
    if not _names_sources(text):
        return sources.cited_numbers(update)
    cites = text.cites
    if cites is None:
        cites = list(update.citations.values_list("source_id", flat=True))
    chosen = sources.chosen(locked, cites, text.new_sources)
    sources.cite(update, chosen)
    return sorted(source.number for source in chosen if source.number is not None)


def _names_sources(text: UpdateText) -> bool:
    return text.cites is not None or bool(text.new_sources)


def publish(locked: Change, update: Update, text: UpdateText) -> None:
    """Give an update the next number of its story, which it keeps for ever, and show it."""
    incident = locked.incident
    if not incident.is_published:
        raise NotPublished("The story is a draft: publish it first, then its updates.")
    locked.refuse_retracted()
    incident.update_counter += 1
    update.number = incident.update_counter
    update.state = Update.State.PUBLISHED
    settle_shown(locked, update, text.media)
    update.save()
    numbers = cite(locked, update, text) if _names_sources(text) else []
    value = pieces.update(update, incident, numbers)
    locked.touch(update.piece_key, value, Version.Kind.UPDATE, fresh=True)
    locked.tags.add(f"day:{update.day}")
    locked.subject = update.piece_key


def add(locked: Change, text: UpdateText, *, by: Editor | None) -> None:
    """Add an update to the story and publish it."""
    row = Update(incident=locked.incident, at=locked.at, created_by=by)
    write(locked.incident, row, text)
    publish(locked, row, text)


def rewrite(locked: Change, update: Update, text: UpdateText) -> Update:
    """Give a published update its new text."""
    locked.refuse_retracted()
    row = standing_row(locked, update)
    if row.state == Update.State.RETRACTED:
        raise AlreadyRetracted("This update is retracted: restore it before changing it.")
    before = _text(row)
    text = _met(locked, row, text)
    write(locked.incident, row, text)
    row.save(update_fields=WRITTEN)
    numbers = cite(locked, row, text)
    lesser = Kind.MEDIA if settle_shown(locked, row, text.media) else Kind.SOURCES
    implied = lesser if _text(row) == before else ""
    locked.touch(row.piece_key, pieces.update(row, locked.incident, numbers), implied, update=row)
    highlights.follow_text(locked, row)
    locked.subject = row.piece_key
    return row


def _met(locked: Change, row: Update, text: UpdateText) -> UpdateText:
    """The text merged with what others wrote since the editor's base, where they did."""
    key = row.piece_key
    if merging.overtaken(locked, key) is None:
        return text
    text = _met_time(locked, row, text)
    given = {
        "html": None if text.body is None else clean(text.body, field="body"),
        "headline": None if text.headline is None else line(text.headline),
        "label": None if text.label is None else line(text.label),
    }
    given |= _told(text)
    merged = merging.met(locked, key, {k: v for k, v in given.items() if v is not None})
    cites = None if text.cites is None else merging.met_citations(locked, key, text.cites)
    return replace(
        text,
        body=merged.get("html"),
        headline=merged.get("headline"),
        label=merged.get("label"),
        cites=cites,
        authors=merged.get("authors"),
        agencies=merged.get("agencies"),
        dateline=merged.get("dateline"),
        warning=merged.get("warning"),
    )


def _met_time(locked: Change, row: Update, text: UpdateText) -> UpdateText:
    """The text with time and zone as they should stand: both belong to one side."""
    before = merging.at_version(locked, row.piece_key, locked.base or 0)
    now = merging.at_version(locked, row.piece_key, locked.incident.version_number)
    if (text.at is None and text.time_zone is None) or before is None or now is None:
        return text
    zone = row.zone if text.time_zone is None else text.time_zone or locked.incident.time_zone
    check_time_zone(zone)
    at = text.at or parse_iso(str(before["at"]))
    mine = _clock(at, row.zone, printed(at, zone))
    sides = [
        _clock(parse_iso(str(value["at"])), row.zone, str(value["printed"]))
        for value in (before, now)
    ]
    place = f"{row.piece_key}.at"
    stands = merging.settled(locked, place, sides[0], mine, sides[1], merge_lines)
    return text if stands == mine else replace(text, at=None, time_zone=None)


def _clock(at: datetime, zone: str, shown: str) -> str:
    """A time as the desk writes it, and as readers see it."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M} ({shown})"


def settle_state(locked: Change, update: Update, state: str, kind: str) -> None:
    """Retract or restore a published update: marked, saved and shown as it stands now."""
    check_note(kind, locked.note)
    locked.refuse_retracted()
    incident = locked.incident
    if state == Update.State.RETRACTED:
        highlights.take_down(locked, update)
    update.state = state
    update.retraction_reason = locked.note if state == Update.State.RETRACTED else ""
    made = pieces.mark(kind, locked.at, incident, incident.version_number + 1)
    update.marks = [*update.marks, made]
    update.save()
    value = pieces.update(update, incident, sources.cited_numbers(update))
    locked.touch(update.piece_key, value, kind)
    highlights.follow_state(locked, update, kind)
    locked.subject = update.piece_key


def _text(update: Update) -> tuple[object, ...]:
    told = (getattr(update, name) for name in pieces.TOLD)
    return (update.headline, update.body, update.at, update.label, update.time_zone, *told)
