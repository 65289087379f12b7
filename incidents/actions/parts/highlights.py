"""What stands out of a story: the pinned update, the key events, and what is known so far."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from incidents.actions.inputs import SummaryLine
from incidents.actions.ledger import pieces
from incidents.actions.ledger.touches import Change
from incidents.actions.parts.page import Page
from incidents.actions.refusals import TooLong, WrongValue
from incidents.models import Incident, Update, Version
from incidents.text.fragments.credits import first_words, inline, inline_plain
from incidents.text.hashing.canonical import JSON

Kind = Version.Kind
Value = dict[str, JSON]
Line = Value

RETRACTED = Update.State.RETRACTED

MOST_LINES = 20
LONGEST_LINE = 400
"""Characters of words, without markup: a summary is read in a minute."""

CONCERNING = ("correction", "clarification", "retraction", "restoration", "redaction")
"""What happened to an update that makes somebody look again at what rests on it."""


def pinned(row: Update | None) -> Value | None:
    """What the piece of the pinned update says; None where there is none."""
    return {"update": row.number} if row is not None else None


def key_events(rows: Iterable[Update], incident: Incident) -> Value | None:
    """What the list of key events says, newest first; None where there are none."""
    listed: list[JSON] = [_event(row, incident) for row in sorted(rows, key=_newest_first)]
    return {"events": listed} if listed else None


def _newest_first(row: Update) -> int:
    return -row.number


def _event(row: Update, incident: Incident) -> Value:
    """An event's time, and what its update says, unless that has a warning before it."""
    told = pieces.update(row, incident, ())
    beginning = row.headline or ("" if row.warning else first_words(row.body))
    times = {name: told[name] for name in ("at", "printed", "printed_date")}
    return {"update": row.number, **times, "headline": beginning or str(row)}


def summary(incident: Incident, retracted: Collection[int]) -> Value | None:
    """What the summary says; of a line that rests on `retracted` updates alone no word is left."""
    at = incident.summary_at
    if not incident.summary or at is None:
        return None
    when = pieces.mark("", at, incident, incident.summary_version)
    return {
        "lines": [_line(said, retracted) for said in incident.summary],
        **{name: when[name] for name in ("at", "printed", "version")},
        "marks": [*incident.summary_marks],
    }


def _line(said: Line, retracted: Collection[int]) -> Line:
    rests_on = _numbers(said)
    gone: list[JSON] = [number for number in rests_on if number in retracted]
    words = "" if gone and gone == rests_on else said["words"]
    return {"words": words, "updates": [*rests_on], **({"retracted": gone} if gone else {})}


def _numbers(line: Line) -> list[int]:
    """The numbers of the updates that a line rests on."""
    found = line["updates"]
    return (
        [number for number in found if isinstance(number, int)] if isinstance(found, list) else []
    )


def pin(locked: Change, row: Update | None) -> None:
    """Make an update the one that stands on top of its story, or none."""
    if row is None or not row.pinned:
        Update.objects.filter(incident=locked.incident, pinned=True).update(pinned=False)
    if row is not None and not row.pinned:
        row.pinned = True
        row.save(update_fields=["pinned"])
    locked.touch("pinned", pinned(row), Kind.PRESENTATION)


def list_key_events(locked: Change, kind: str = Kind.PRESENTATION) -> None:
    """Show the list of key events as it follows from the updates, whatever an editor began from."""
    locked.merged.add("key_events")
    rows = Update.objects.filter(incident=locked.incident, key_event=True)
    locked.touch("key_events", key_events(rows, locked.incident), kind)


def follow_text(locked: Change, row: Update) -> None:
    """Let the list of key events follow the headline and time of an update."""
    if row.key_event:
        list_key_events(locked)


def take_down(locked: Change, row: Update) -> None:
    """Let nothing stand out that is about to be retracted; `row` is saved by the caller."""
    was_pinned, was_key_event = row.pinned, row.key_event
    row.pinned = row.key_event = False
    Update.objects.filter(pk=row.pk).update(pinned=False, key_event=False)
    if was_pinned:
        locked.touch("pinned", None, Kind.RETRACTION)
    if was_key_event:
        list_key_events(locked, Kind.RETRACTION)


def follow_state(locked: Change, row: Update, kind: str) -> None:
    """Let the summary say that an update it rests on was retracted, or stands again."""
    if any(row.number in _numbers(line) for line in locked.incident.summary):
        show_summary(locked, kind)


def show_summary(locked: Change, kind: str = Kind.PRESENTATION) -> None:
    """Show what is known so far, as it follows from its lines and the updates."""
    gone = _retracted(locked.incident) if locked.incident.summary else ()
    locked.touch("summary", summary(locked.incident, gone), kind)


def follow_times(locked: Change) -> None:
    """Print the times of what stands out anew, after the story's date or zone has changed."""
    if not locked.public:
        return
    list_key_events(locked)
    locked.merged.add("summary")
    show_summary(locked)


def show_first(locked: Change) -> None:
    """Show the summary that a story has when it is published."""
    if locked.incident.summary:
        _settle(locked, locked.incident.summary)
        show_summary(locked, Kind.FIRST)


def summarise(locked: Change, lines: Sequence[SummaryLine]) -> None:
    """Say what is known so far. Left as it is, it was looked over where its updates changed since.

    Raises WrongValue for a line that rests on nothing that stands, TooLong.
    """
    incident = locked.incident
    said: list[Line] = [
        {"words": inline(line.words), "updates": [*sorted({*line.updates})]} for line in lines
    ]
    kept = [line for line in said if line["words"]]
    _refuse_wrong(incident, kept)
    if kept == incident.summary and not concerns(incident):
        return
    _settle(locked, kept)
    show_summary(locked)


def concerns(incident: Incident) -> dict[int, str]:
    """The updates that changed since the summary did, by number, with what happened to them."""
    cited = {number for line in incident.summary for number in _numbers(line)}
    if not cited:
        return {}
    found: dict[int, str] = {}
    rows = Update.objects.filter(incident=incident, number__in=cited)
    for number, marks in rows.order_by("number").values_list("number", "marks"):
        for mark in marks:
            if mark["version"] > incident.summary_version and mark["kind"] in CONCERNING:
                found[number] = mark["kind"]
    return found


def bring_back(locked: Change, now: Page, target: Page) -> Iterator[str]:
    """Make what stands out say what an earlier version said; what cannot come back, in words."""
    rows = {row.piece_key: row for row in Update.objects.filter(incident=locked.incident)}
    standing = {key: row for key, row in rows.items() if row.state != RETRACTED}
    pin(locked, standing.get(f"update-{target.field('pinned', 'update')}"))
    wanted = {standing[key].pk for key in target.listed("key_events") if key in standing}
    own = Update.objects.filter(incident=locked.incident)
    own.filter(pk__in=wanted).update(key_event=True)
    own.exclude(pk__in=wanted).update(key_event=False)
    list_key_events(locked)
    if target.listed("summary") == now.listed("summary"):
        show_summary(locked)
        return
    numbers = {row.number for row in standing.values()}
    lines: list[Line] = [json.loads(line) for line in target.listed("summary")]
    kept = [line for line in lines if line["words"] and _rests(line, numbers)]
    if len(kept) < len(lines):
        yield "A line of the summary rests on retracted updates alone: it does not come back."
    if kept != locked.incident.summary:
        _settle(locked, kept)
    show_summary(locked)


def _settle(locked: Change, lines: Sequence[Line]) -> None:
    """Set the lines, as of the version that is being made."""
    locked.set("summary", [*lines])
    locked.set("summary_at", locked.at if lines else None)
    locked.set("summary_version", locked.incident.version_number + 1)
    if not lines:
        locked.set("summary_marks", [])


def _retracted(incident: Incident) -> set[int]:
    rows = Update.objects.filter(incident=incident, state=RETRACTED)
    return {*rows.values_list("number", flat=True)}


def _rests(line: Line, standing: Collection[int]) -> bool:
    """Whether something that stands is under a line: without updates, the initial report is."""
    numbers = _numbers(line)
    return not numbers or any(number in standing for number in numbers)


def _refuse_wrong(incident: Incident, lines: Sequence[Line]) -> None:
    if len(lines) > MOST_LINES:
        raise TooLong(f"A summary has at most {MOST_LINES} lines. Leave out what matters less.")
    states = dict(Update.objects.filter(incident=incident).values_list("number", "state"))
    standing = {number for number, state in states.items() if state != RETRACTED}
    for place, line in enumerate(lines, start=1):
        if len(inline_plain(str(line["words"]))) > LONGEST_LINE:
            raise TooLong(f"Line {place} is longer than {LONGEST_LINE} characters. Shorten it.")
        numbers = _numbers(line)
        for number in numbers:
            if number not in states:
                raise WrongValue(f"Line {place}: this story has no Update {number}.")
        if not numbers and not incident.lead:
            raise WrongValue(f"Line {place}: say which update it rests on.")
        if not _rests(line, standing):
            named = " and ".join(f"Update {number}" for number in numbers)
            raise WrongValue(
                f"Line {place} rests on {named} alone, which no longer stands. Rest it on another "
                "update, or take it off."
            )
