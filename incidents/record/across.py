"""Parts of many stories at once, for outlets that list them: as public as a page, and bounded."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from incidents.models import Incident, Medium, Source, Update, Version
from incidents.record import reading, versions as history
from incidents.record.beside.highlights import highlights, standing_out
from incidents.record.beside.media import entry
from incidents.record.entries import ChangeEntry, SourceEntry, UpdateEntry
from incidents.record.ledger import ASIDES, Standing
from incidents.record.pages import StoryPage
from incidents.record.pages.media import MediumEntry
from incidents.record.printing import moment_printed, status_label
from incidents.record.reading import text
from incidents.record.stories import warnings
from incidents.text.addresses.stories import story_path
from incidents.text.fragments.credits import UNSIGNED

OUT = ("pinned", "key_events")
"""The pieces that tell which updates stand out."""

HEAD = ("about", "headline", "topic_line", "lead", "status", "notice", "topics", "credits", *OUT)
"""The pieces that a story is known by in a list."""

Place = tuple[int, str, int]
"""A piece of a story at one of its versions: (incident, key, version number)."""

LOOK_UP = """
SELECT wanted.incident, wanted.key, wanted.at, piece.number, content.hash, {said}
FROM unnest(%(incidents)s::bigint[], %(keys)s::text[], %(at)s::int[]) AS wanted(incident, key, at)
CROSS JOIN LATERAL (
    SELECT number, content_id FROM incidents_version_piece AS piece
    WHERE piece.incident_id = wanted.incident AND piece.key = wanted.key
        AND piece.number <= wanted.at
    ORDER BY piece.number DESC LIMIT 1
) AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
"""

WHOLE = "content.canonical"

TITLE_OR_WARNING = """CASE wanted.key WHEN 'headline' THEN content.canonical
    ELSE json_build_object('warning', nullif(content.canonical, '')::json -> 'warning')::text END"""
"""Of texts only what readers are told before them is read: a list needs no bodies."""

TOLD = """
SELECT piece.version_id, piece.key, content.canonical, EXISTS (
    SELECT FROM incidents_redaction AS redaction WHERE redaction.content_id = piece.content_id
)
FROM incidents_version_piece AS piece
LEFT JOIN incidents_content AS content
    ON content.hash = piece.content_id AND piece.key = ANY(%(asides)s)
WHERE piece.version_id = ANY(%(positions)s)
ORDER BY piece.version_id, piece.key
"""


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story without its long parts, with what only its latest ledger row knows."""

    page: StoryPage
    recorded_at: datetime
    source_count: int


def stories(
    rows: Sequence[Incident], *, with_updates: bool = False, with_sources: bool = False
) -> tuple[ListedStory, ...]:
    """Published stories in their order: two queries; of retracted ones only the tombstone."""
    keys = {row.pk: _keys(row, with_updates, with_sources) for row in rows}
    found = _look_up((row.pk, key, row.version_number) for row in rows for key in keys[row.pk])
    latest = Version.objects.in_bulk([row.position for row in rows])
    return tuple(
        _listed(row, _pieces_of(row, keys[row.pk], found), latest[row.position]) for row in rows
    )


def updates(rows: Sequence[Update]) -> tuple[UpdateEntry | None, ...]:
    """Numbered updates of any stories, in their order; `rows` come with their story.

    One of a retracted story is a tombstone with the story's reason; None is not public.
    """
    found = _look_up(
        (row.incident_id, key, row.incident.version_number)
        for row in rows
        for key in (row.piece_key, *OUT)
    )
    return tuple(_update(row, found) for row in rows)


def sources(rows: Sequence[Source]) -> tuple[SourceEntry | None, ...]:
    """Numbered sources of any stories, in their order; None is not public (any more)."""
    found = _look_up(
        (row.incident_id, row.piece_key, row.incident.version_number) for row in rows if row.number
    )
    return tuple(_source(row, found) for row in rows)


def media(rows: Sequence[Medium]) -> tuple[MediumEntry | None, ...]:
    """Images, quoted posts and videos of any stories, in their order; None is not public."""
    places = [(row.incident_id, row.piece_key, row.incident.version_number) for row in rows]
    found = _look_up(places)
    pieces = (found.get(place) for place in places)
    return tuple(entry(piece) if piece and piece.value else None for piece in pieces)


def changes(rows: Sequence[Version]) -> tuple[ChangeEntry, ...]:
    """Versions of any stories, in their order; `rows` come with their story.

    Of a retracted story the headline and the reason for the retraction are told, no more.
    """
    told: dict[int, reading.Told] = defaultdict(reading.Told)
    with connection.cursor() as cursor:
        positions = [row.position for row in rows]
        cursor.execute(TOLD, {"positions": positions, "asides": list(ASIDES)})
        for position, key, canonical, removed in cursor.fetchall():
            if key not in ASIDES:
                told[position].keys.append(key)
            if removed:
                told[position].removed.append(key)
            if canonical:
                reading.take(told[position], key, json.loads(canonical))
    places = [place for row in rows for place in _shown_with(row, told[row.position])]
    found = _look_up(places, TITLE_OR_WARNING)
    return tuple(_change(row, told[row.position], found) for row in rows)


def _shown_with(row: Version, told: reading.Told) -> Iterator[Place]:
    """The headline of a version, and the texts that it corrected as they stand now."""
    yield row.incident_id, "headline", row.number
    for error in told.corrections:
        yield row.incident_id, error.piece, row.incident.version_number


def _look_up(places: Iterable[Place], said: str = WHOLE) -> dict[Place, Standing]:
    wanted = list(places)
    if not wanted:
        return {}
    incidents, keys, at = zip(*wanted, strict=True)
    with connection.cursor() as cursor:
        statement = LOOK_UP.format(said=said)
        cursor.execute(
            statement, {"incidents": list(incidents), "keys": list(keys), "at": list(at)}
        )
        return {
            (row[0], row[1], row[2]): Standing(
                key=row[1],
                number=row[3],
                hash=row[4],
                value=json.loads(row[5]) if row[5] else None,
                html="",
            )
            for row in cursor.fetchall()
        }


def _keys(row: Incident, with_updates: bool, with_sources: bool) -> list[str]:  # noqa: FBT001
    """The pieces that a story may have; those that were never public are simply not found."""
    if row.retracted_at is not None:
        return [key for key in HEAD if key not in ("lead", "topics", "credits", *OUT)]
    updates = row.update_counter if with_updates else 0
    sources = row.source_counter if with_sources else 0
    return [
        *HEAD,
        *(f"update-{number}" for number in range(1, updates + 1)),
        *(f"source-{serial}" for serial in range(1, sources + 1)),
    ]


def _pieces_of(
    row: Incident, keys: Sequence[str], found: dict[Place, Standing]
) -> dict[str, Standing]:
    places = ((row.pk, key, row.version_number) for key in keys)
    return {place[1]: found[place] for place in places if place in found}


def _listed(row: Incident, pieces: dict[str, Standing], latest: Version) -> ListedStory:
    retracted = row.retracted_at is not None
    value = {key: piece.value for key, piece in pieces.items()}
    about, status, lead = (value.get(key) for key in ("about", "status", "lead"))
    zone, source_count = text(about, "time_zone"), 0 if retracted else latest.sources
    page = StoryPage(
        key=str(row.key),
        path=story_path(row.path),
        version=row.version_number,
        position=row.position,
        hash=latest.hash,
        headline=text(value.get("headline"), "text"),
        topic_line=text(value.get("topic_line"), "text"),
        lead_html=text(lead, "html"),
        lead_fragment="",
        lead_marks=reading.marks(lead),
        captions=(),
        status=text(status, "status"),
        status_label=status_label(text(status, "status")),
        status_line=text(status, "line"),
        notice=text(value.get("notice"), "text"),
        date=date.fromisoformat(text(about, "date")),
        language=text(about, "language"),
        time_zone=zone,
        update_count=row.update_counter,
        topics=reading.topics(value.get("topics")),
        updates=reading.updates(pieces),
        sources=reading.sources(pieces),
        changes=(),
        related=(),
        published_at=row.published_at or latest.at,
        changed_at=latest.at,
        changed_printed=moment_printed(latest.at, zone),
        held=latest.held,
        retracted=retracted,
        retraction_reason=text(status, "reason"),
        article="",
        newest_version=row.version_number,
    )
    return ListedStory(_with_highlights(page, pieces), latest.recorded_at, source_count)


def _with_highlights(page: StoryPage, pieces: dict[str, Standing]) -> StoryPage:
    out = highlights(pieces)
    return replace(page, highlights=out, updates=standing_out(page.updates, out))


def _update(row: Update, found: dict[Place, Standing]) -> UpdateEntry | None:
    pieces = _pieces_of(row.incident, (row.piece_key, *OUT), found)
    piece = pieces.get(row.piece_key)
    if piece is None or piece.value is None:
        return None
    entry = standing_out(reading.updates({piece.key: piece}), highlights(pieces))[0]
    if row.incident.retracted_at is None:
        return entry
    reason = row.incident.retraction_reason
    bare = replace(entry, headline="", html="", sources=(), marks=(), credits=UNSIGNED, warning="")
    bare = replace(bare, media=(), own_reporting=False, pinned=False, key_event=False)
    return replace(bare, retracted=True, reason=reason)


def _source(row: Source, found: dict[Place, Standing]) -> SourceEntry | None:
    piece = found.get((row.incident_id, row.piece_key, row.incident.version_number))
    if piece is None or piece.value is None or row.incident.retracted_at is not None:
        return None
    return reading.sources({piece.key: piece})[0]


def _change(row: Version, told: reading.Told, found: dict[Place, Standing]) -> ChangeEntry:
    incident = row.incident
    headline = found.get((row.incident_id, "headline", row.number))
    title = text(headline.value, "text") if headline else ""
    entry = history.entry(incident, row, told, title)
    if incident.retracted_at is None:
        keys = [error.piece for error in entry.corrections]
        texts = _pieces_of(incident, keys, found)
        now = {key: text(piece.value, "warning") for key, piece in texts.items()}
        return replace(entry, corrections=warnings.warned(entry.corrections, now))
    withdrawn = entry.current and entry.kind == Version.Kind.RETRACTION
    note = entry.note if withdrawn else ""
    return replace(entry, title=incident.headline, note=note, corrections=())
