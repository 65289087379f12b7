"""Stories that were found, as they are public now, each with the text that is quoted of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from incidents.record.ledger import Value
from incidents.record.pages.search import FoundUpdate
from incidents.record.reading import text, whole
from incidents.text.addresses.stories import story_path
from incidents.text.sanitise import plain

LONGEST_READ = 60_000
"""Signs of a text in which words are marked."""

HEAD = ("about", "headline", "topic_line", "status")
"""The pieces that every hit is shown with."""

LEAD = "lead"

STANDING = """
SELECT incident.id, incident.path, incident.update_counter, incident.corrected,
    sought.key, content.canonical
FROM unnest(%(stories)s::bigint[], %(texts)s::text[]) AS wanted(story, text)
JOIN incidents_incident AS incident ON incident.id = wanted.story
    AND incident.version_number > 0 AND incident.retracted_at IS NULL
CROSS JOIN unnest(array_append(%(head)s::text[], wanted.text)) AS sought(key)
CROSS JOIN LATERAL (
    SELECT content_id FROM incidents_version_piece AS piece
    WHERE piece.incident_id = incident.id AND piece.key = sought.key
        AND piece.number <= incident.version_number
    ORDER BY piece.number DESC LIMIT 1
) AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
"""
"""Of each story the head and one text, all as of one moment."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A public story, and a text of it as plain words; `update` where it is one's."""

    path: str
    headline: str
    topic_line: str
    date: date
    language: str
    time_zone: str
    status: str
    update_count: int
    corrected: bool
    update: FoundUpdate | None
    warning: str
    text: str


@dataclass(slots=True)
class _Standing:
    """What stands of a story among its pieces."""

    path: str
    updates: int
    corrected: bool
    pieces: dict[str, Value] = field(default_factory=dict)

    def shows(self, number: int) -> bool:
        """Whether there is something to quote of an update that was asked for."""
        value = self.pieces.get(_key(number))
        return value is not None and text(value, "state") != "retracted"


def quoted(numbers: Mapping[int, int]) -> dict[int, Quoted]:
    """The public ones of some stories, given the number of the update of each to quote.

    0 is the initial report, in its place the newest update where there is none; -1 is the report
    in any case. Of an update that was retracted the initial report stands in the place.
    """
    found = _standing({story: _key(number) for story, number in numbers.items()})
    instead: dict[int, int] = {}
    for story, one in found.items():
        number = numbers[story]
        if number > 0 and not one.shows(number):
            instead[story] = 0
        elif number == 0 and one.updates and not text(one.pieces.get(LEAD), "html"):
            instead[story] = one.updates
    if instead:
        others = _standing({story: _key(number) for story, number in instead.items()})
        for story, one in others.items():
            found[story].pieces |= one.pieces
    shown = {**numbers, **instead}
    return {story: _quoted(one, shown[story]) for story, one in found.items()}


def _key(number: int) -> str:
    return f"update-{number}" if number > 0 else LEAD


def _standing(texts: Mapping[int, str]) -> dict[int, _Standing]:
    """The pieces of stories that are shown, by what is quoted of each."""
    found: dict[int, _Standing] = {}
    said = list(texts.values())
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"stories": list(texts), "texts": said, "head": list(HEAD)})
        for story, path, updates, corrected, key, canonical in cursor.fetchall():
            one = found.setdefault(story, _Standing(path, updates, corrected))
            if canonical and (value := json.loads(canonical)) is not None:
                one.pieces[key] = value
    return found


def _quoted(one: _Standing, number: int) -> Quoted:
    about = one.pieces.get("about")
    update, warning, words = _text(one, number)
    return Quoted(
        path=story_path(one.path),
        headline=text(one.pieces.get("headline"), "text"),
        topic_line=text(one.pieces.get("topic_line"), "text"),
        date=date.fromisoformat(text(about, "date")),
        language=text(about, "language"),
        time_zone=text(about, "time_zone"),
        status=text(one.pieces.get("status"), "status"),
        update_count=one.updates,
        corrected=one.corrected,
        update=update,
        warning=warning,
        text=words,
    )


def _text(one: _Standing, number: int) -> tuple[FoundUpdate | None, str, str]:
    """The update that is quoted, what it warns of, and its words."""
    if number > 0 and one.shows(number):
        value = one.pieces[_key(number)]
        title = text(value, "headline")
        update = FoundUpdate(whole(value, "number"), text(value, "printed"))
        words = f"{title}: " if title else ""
        return update, text(value, "warning"), words + _running(text(value, "html"))
    lead = one.pieces.get(LEAD)
    return None, text(lead, "warning"), _running(text(lead, "html"))


def _running(html: str) -> str:
    return " ".join(plain(html).split())[:LONGEST_READ]
