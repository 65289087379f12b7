"""What a page shows beside its words, as one value, and how it comes back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from incidents.actions.ledger import pieces
from incidents.actions.ledger.pieces import MEDIUM_FIELDS, Value
from incidents.actions.ledger.touches import Change
from incidents.models import Medium, Picture, Update
from incidents.record.reading import text, whole_numbers
from incidents.text.hashing import canonical
from incidents.text.times import parse_iso

STEM = "medium-"
WHOLE = "medium"
"""The one field of an image, quoted post or video: all that it says, as canonical JSON."""

KEPT = (*MEDIUM_FIELDS, "number", "kind", "date", "at", "printed", "file", "redistribute")
"""What such a piece says; a mask adds random signs to it, which say nothing."""

Held = Mapping[str, Value]


def shown_by(key: str) -> str:
    """The name of the list of what a text shows."""
    return f"pictures of {key}"


def fields(held: Held) -> dict[str, dict[str, str]]:
    """What each image, quoted post and video of a page says."""
    return {key: {WHOLE: _whole(value)} for key, value in held.items() if key.startswith(STEM)}


def lists(held: Held) -> dict[str, tuple[str, ...]]:
    """What each text of a page shows, by number."""
    return {
        shown_by(key): tuple(map(str, whole_numbers(value, "media")))
        for key, value in held.items()
        if pieces.is_text(key)
    }


def _whole(value: Value) -> str:
    return canonical.encode({name: value[name] for name in KEPT if name in value}).decode()


def come_back(
    locked: Change, fields: Mapping[str, Mapping[str, str]], stands: Mapping[str, Mapping[str, str]]
) -> None:
    """Let each image, quoted post and video say what it said; those that came later stay."""
    for key, said in fields.items():
        if key.startswith(STEM) and said != stands.get(key):
            row = Medium.objects.get(incident=locked.incident, number=int(key.removeprefix(STEM)))
            _write(row, json.loads(said[WHOLE]))
            row.save()
            locked.touch(key, pieces.medium(row, locked.incident.time_zone))


def _write(row: Medium, said: Value) -> None:
    for name in MEDIUM_FIELDS:
        setattr(row, name, text(said, name))
    row.date = date.fromisoformat(text(said, "date")) if text(said, "date") else None
    row.at = parse_iso(text(said, "at")) if text(said, "at") else None
    row.redistribute = said.get("redistribute") is True
    file = said.get("file")
    digest = text(file, "sha256") if isinstance(file, dict) else ""
    row.picture = Picture.objects.filter(digest=digest).first() if digest else None


def lead_shows(locked: Change, numbers: Sequence[str]) -> None:
    """Let the initial report show what it showed."""
    if locked.set("lead_media", [*map(int, numbers)]):
        locked.touch("lead", pieces.lead(locked.incident))


def update_shows(row: Update, numbers: Sequence[str]) -> None:
    """Let an update show what it showed; a retracted one keeps what would come back with it."""
    wanted = [*map(int, numbers)]
    if row.state != Update.State.RETRACTED and row.media != wanted:
        row.media = wanted
        row.save(update_fields=["media"])
