"""What of public stories can be found: their texts as they stand, and what they are sorted by."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection

from incidents.models import Incident, Listed, Shelf
from incidents.record.ledger import ASIDES, Value
from incidents.record.reading import (
    credits_of,
    strings,
    text,
    topics,
    values,
    whole,
    whole_numbers,
)
from incidents.text.sanitise import plain
from incidents.text.times import parse_iso

UNREAD = (*ASIDES, "slug", "related", "notice", "pinned", "key_events")
"""Pieces without words of the story."""

SAID_OF_MEDIA = ("alt", "caption", "text", "author")

SHOWING = ("lead", "update")
"""Stems of the pieces that show media."""

FILTERED = (Shelf.TOPIC, Shelf.OUTLET)
"""The lists by which a search can be narrowed."""

STANDING = """
SELECT piece.incident_id, piece.key, content.canonical
FROM (
    SELECT DISTINCT ON (incident_id, key) incident_id, key, content_id
    FROM incidents_version_piece
    WHERE incident_id = ANY(%(stories)s) AND key <> ALL(%(unread)s) AND key NOT LIKE 'source-%%'
    ORDER BY incident_id, key, number DESC
) AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
"""


@dataclass(frozen=True, slots=True)
class FindableText:
    """An update, or the initial report under the number 0."""

    number: int
    title: str
    words: str
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class FindableStory:
    """A public story as it stands at a version; `facets` is what it is filtered by."""

    incident: int
    version: int
    language: str
    headline: str
    names: tuple[str, ...]
    beside: tuple[str, ...]
    texts: tuple[FindableText, ...]
    facets: tuple[str, ...]


def findable(stories: Sequence[int]) -> tuple[FindableStory, ...]:
    """What can be found in stories, by their keys; those that are not public are left out."""
    rows = Incident.objects.public().filter(pk__in=stories).order_by("pk")
    public = list(rows.only("pk", "version_number", "published_at", "version_at", "corrected"))
    keys = [row.pk for row in public]
    pieces: dict[int, dict[str, Value]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"stories": keys, "unread": list(UNREAD)})
        for incident, key, canonical in cursor.fetchall():
            if (value := json.loads(canonical)) is not None:
                pieces[incident][key] = value
    lists: dict[int, list[str]] = defaultdict(list)
    listed = Listed.objects.filter(incident__in=keys, shelf__in=FILTERED)
    subjects = listed.order_by("shelf", "subject").values_list("incident", "shelf", "subject")
    for incident, shelf, subject in subjects.distinct():
        lists[incident].append(f"{shelf}:{subject}")
    return tuple(_story(row, pieces[row.pk], lists[row.pk]) for row in public if pieces[row.pk])


def _story(row: Incident, pieces: Mapping[str, Value], lists: Sequence[str]) -> FindableStory:
    about, topic_line = pieces.get("about"), text(pieces.get("topic_line"), "text")
    named = (entry.name for entry in topics(pieces.get("topics")))
    language = text(about, "language")
    return FindableStory(
        incident=row.pk,
        version=row.version_number,
        language=language,
        headline=text(pieces.get("headline"), "text"),
        names=tuple(filter(None, (topic_line, *named))),
        beside=tuple(filter(None, _beside(pieces))),
        texts=tuple(_texts(row, pieces, date.fromisoformat(text(about, "date")))),
        facets=(*_kinds(row, pieces), *lists, f"language:{language.partition('-')[0].lower()}"),
    )


def _texts(row: Incident, pieces: Mapping[str, Value], day: date) -> Iterator[FindableText]:
    """The texts of a story, oldest first; nothing of retracted ones."""
    yield FindableText(0, "", plain(text(pieces.get("lead"), "html")), _begun(row, day), day)
    updates = (value for key, value in pieces.items() if key.startswith("update-"))
    for value in sorted(updates, key=lambda value: whole(value, "number")):
        if text(value, "state") == "retracted":
            continue
        at, said = parse_iso(text(value, "at")), text(value, "day")
        yield FindableText(
            number=whole(value, "number"),
            title=text(value, "headline"),
            words=f"{plain(text(value, 'html'))}\n{_signed(value)}",
            at=at,
            day=date.fromisoformat(said) if said else at.date(),
        )


def _begun(row: Incident, day: date) -> datetime:
    """When a story was published; one that was entered days later counts as of its own day."""
    noon = datetime.combine(day, time(12), UTC)
    at = row.published_at or row.version_at or noon
    return at if abs(at - noon) < timedelta(days=2) else noon


def _beside(pieces: Mapping[str, Value]) -> Iterator[str]:
    """Words that stand beside the texts: bylines, captions, pictures, posts, the summary."""
    yield _signed(pieces.get("credits"))
    yield from strings(pieces.get("captions") or {}, "captions")
    for value in _media(pieces):
        yield from (text(value, name) for name in SAID_OF_MEDIA)
    for line in values(pieces.get("summary"), "lines"):
        yield plain(text(line, "words"))


def _signed(value: Value | None) -> str:
    """The names, agencies and the place that a text is signed with."""
    told = credits_of(value)
    return " ".join((*told.authors, told.agencies, told.dateline))


def _kinds(row: Incident, pieces: Mapping[str, Value]) -> Iterator[str]:
    """What can be asked of a story: whether it is live, was corrected, has pictures ..."""
    yield f"kind:{text(pieces.get('status'), 'status')}"
    if row.corrected:
        yield "kind:corrected"
    if any(text(value, "state") == "retracted" for value in pieces.values()):
        yield "kind:retracted"
    if _media(pieces):
        yield "kind:media"


def _media(pieces: Mapping[str, Value]) -> list[Value]:
    """The pictures, posts and videos that a text shows: others are not on the page."""
    showing = (value for key, value in pieces.items() if key.partition("-")[0] in SHOWING)
    shown = {f"medium-{number}" for value in showing for number in whole_numbers(value, "media")}
    return [value for key, value in pieces.items() if key in shown]
