"""The rows of a story's history: kind, reason, byline and size of each change, without bodies."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from incidents.models import Byline, Incident, Version
from incidents.models.editor import DESK_BYLINE
from incidents.record.entries import ChangeEntry
from incidents.record.ledger import ASIDES, NEWEST, Standing
from incidents.record.printing import moment_printed, role_name
from incidents.record.reading import Told, take, text
from incidents.text.fragments.memory import Memory
from incidents.text.times import printed

IMPORTED_NOTE = "Imported with its history; the kind of this change was inferred."
IMPORTED_BYLINE = "Imported"
TITLE = "headline"

PIECES = """
SELECT piece.number, piece.key, content.canonical, EXISTS (
    SELECT FROM incidents_redaction AS redaction WHERE redaction.content_id = piece.content_id
)
FROM incidents_version_piece AS piece
LEFT JOIN LATERAL (
    SELECT canonical FROM incidents_content
    WHERE hash = piece.content_id AND piece.key = ANY(%(short)s) LIMIT 1
) AS content ON true
WHERE piece.version_id = ANY(%(positions)s)
ORDER BY piece.number, piece.key
"""
"""No body is looked up: of the pieces that hold one only the key is known here. The lateral join
keeps the planner from reading the whole content store for a long page."""

TITLES = """
SELECT standing.number, content.canonical
FROM (
    SELECT wanted.number, (
        SELECT content_id FROM incidents_version_piece
        WHERE incident_id = %(incident)s AND key = 'headline' AND number <= wanted.number
        ORDER BY number DESC LIMIT 1
    ) AS hash
    FROM unnest(%(numbers)s::int[]) AS wanted(number)
) AS standing
JOIN incidents_content AS content ON content.hash = standing.hash
"""
"""Looked up one by one: what a title costs does not grow with the number of headlines."""

FACTS = (
    *("position", "number", "kind", "origin", "at", "recorded_at", "hash", "held"),
    *("words", "words_added", "words_removed", "sources", "sources_added", "sources_removed"),
)
"""What is known of a version without its pieces."""

NUMBERED = f"""
SELECT {", ".join(f"version.{name}" for name in FACTS)}, byline.slug, following.at
FROM incidents_version AS version
LEFT JOIN incidents_byline AS byline ON byline.id = version.byline_id
LEFT JOIN incidents_version AS following
    ON following.incident_id = version.incident_id AND following.number = version.number + 1
WHERE version.incident_id = %s AND (version.number BETWEEN %s AND %s OR version.number = 1)
ORDER BY version.number
"""  # noqa: S608 - the names above

PRINTED: Memory[str] = Memory(1_000_000)

OF_A_MOMENT = 400
"""Bytes of one that is printed."""

Rows = QuerySet[Version]
Listed = Sequence[tuple[Version, datetime | None]]
"""Versions, oldest first, each with when the next one came."""


def latest(
    incident: Incident, most: int, headline: Standing | None = None, last: int = NEWEST
) -> tuple[ChangeEntry, ...]:
    """The first version and the latest ones, `most` in all at the most, oldest first.

    With the `headline` as it stands, older ones are looked up only where there are any. Versions
    after a `last` one are left out.
    """
    first = incident.version_number - most + 2
    return _entries(incident, _numbered(incident, first, last), headline)


def some(incident: Incident, numbers: Sequence[int]) -> tuple[ChangeEntry, ...]:
    """These versions of a story, oldest first; those that do not exist are left out."""
    return listed(incident, _of(incident).filter(number__in=numbers))


def after(incident: Incident, number: int, most: int) -> tuple[ChangeEntry, ...]:
    """The versions after one, oldest first, `most` at the most."""
    return listed(incident, _of(incident).filter(number__gt=number, number__lte=number + most))


def between(incident: Incident, first: int, last: int) -> tuple[ChangeEntry, ...]:
    """The versions from one number to another, oldest first; before them the very first."""
    return _entries(incident, _numbered(incident, first, last))


def listed(incident: Incident, rows: Rows) -> tuple[ChangeEntry, ...]:
    """Some versions of one story, oldest first: three queries, no bodies."""
    following = Version.objects.filter(incident=incident, number=OuterRef("number") + 1)
    found = rows.select_related("byline").defer("touched")
    numbered = sorted(
        found.annotate(until=Subquery(following.values("at")[:1])), key=lambda row: row.number
    )
    return _entries(incident, [(version, version.until) for version in numbered])


def _numbered(incident: Incident, first: int, last: int) -> Listed:
    """The versions from one number to another and the very first, each with when it ended."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED, [incident.pk, first, last])
        rows = cursor.fetchall()
    return [(_version(row[:-2], row[-2]), row[-1]) for row in rows]


def _version(values: tuple[object, ...], slug: str | None) -> Version:
    version = Version(**dict(zip(FACTS, values, strict=True)))
    version.byline = Byline(slug=slug) if slug else None
    return version


def _entries(
    incident: Incident, rows: Listed, headline: Standing | None = None
) -> tuple[ChangeEntry, ...]:
    versions = [version for version, _ in rows]
    if not versions:
        return ()
    told = _told([version.position for version in versions])
    titles = _titles(incident, [version.number for version in versions], told, headline)
    return tuple(
        entry(
            incident,
            version,
            told.get(version.number, Told()),
            [(version.number, titles.get(version.number, ""))],
            until=until,
        )
        for version, until in rows
    )


def _of(incident: Incident) -> Rows:
    return Version.objects.filter(incident=incident)


def _told(positions: Sequence[int]) -> dict[int, Told]:
    told: dict[int, Told] = {}
    with connection.cursor() as cursor:
        cursor.execute(PIECES, {"positions": list(positions), "short": [TITLE, *ASIDES]})
        for number, key, canonical, removed in cursor.fetchall():
            row = told.setdefault(number, Told())
            if key not in ASIDES:
                row.keys.append(key)
            if removed:
                row.removed.append(key)
            if canonical:
                take(row, key, json.loads(canonical))
    return told


def _titles(
    incident: Incident,
    numbers: Sequence[int],
    told: dict[int, Told],
    headline: Standing | None,
) -> dict[int, str]:
    """The headline under which the story stood at each of these versions."""
    titles = {number: row.headline for number, row in told.items() if row.headline}
    if headline is not None:
        said = text(headline.value, "text")
        titles |= {number: said for number in numbers if number >= headline.number}
    wanted = _unknown(numbers, titles)
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(TITLES, {"incident": incident.pk, "numbers": wanted})
            for number, canonical in cursor.fetchall():
                titles[number] = text(json.loads(canonical), "text")
    title = ""
    for place, number in enumerate(numbers):
        follows = place > 0 and numbers[place - 1] == number - 1
        title = titles.get(number) or (title if follows else "")
        titles[number] = title
    return titles


def _unknown(numbers: Sequence[int], titles: dict[int, str]) -> list[int]:
    """The versions whose title has to be looked up: those that follow on a known one have its."""
    gaps = (
        number
        for place, number in enumerate(numbers)
        if place == 0 or numbers[place - 1] != number - 1
    )
    return [number for number in gaps if number not in titles]


def entry(
    incident: Incident,
    version: Version,
    told: Told,
    titles: list[tuple[int, str]],
    *,
    until: datetime | None = None,
) -> ChangeEntry:
    """The row of a version; `titles` say from which version on the story had which headline."""
    title = next((title for number, title in reversed(titles) if number <= version.number), "")
    imported = version.origin == Version.Origin.IMPORTED
    return replace(
        _row(incident, version, title),
        until=until,
        until_printed=_until_printed(version.at, until, incident.time_zone),
        note=told.note or (IMPORTED_NOTE if imported else ""),
        byline=told.byline or (IMPORTED_BYLINE if imported else DESK_BYLINE),
        byline_slug=_slug(version, told),
        role=role_name(told.role),
        approved_by=told.approved_by,
        emergency=told.emergency,
        undoes=told.undoes,
        restores=told.restores,
        corrections=told.corrections,
        redaction=told.redaction,
        pieces=tuple(told.keys),
        removed=tuple(told.removed),
    )


def _row(incident: Incident, version: Version, title: str) -> ChangeEntry:
    """What is known of a version without its pieces."""
    return ChangeEntry(
        number=version.number,
        position=version.position,
        kind=version.kind,
        kind_label=str(Version.Kind(version.kind).label),
        origin=version.origin,
        title=title,
        at=version.at,
        printed=_printed(version.at, incident.time_zone),
        recorded_at=version.recorded_at,
        note="",
        byline="",
        pieces=(),
        words=version.words,
        words_added=version.words_added,
        words_removed=version.words_removed,
        sources=version.sources,
        sources_added=version.sources_added,
        sources_removed=version.sources_removed,
        hash=version.hash,
        held=version.held,
        first=version.number == 1,
        current=version.number == incident.version_number,
    )


def _slug(version: Version, told: Told) -> str:
    """What a byline is known by in addresses; none where the name was taken out by law."""
    if "byline" in told.removed:
        return ""
    if version.byline is not None:
        return version.byline.slug
    imported = version.origin == Version.Origin.IMPORTED
    return (IMPORTED_BYLINE if imported else DESK_BYLINE).lower()


def _until_printed(at: datetime, until: datetime | None, zone: str) -> str:
    """When the next version came: the clock alone where it was the same day."""
    if until is None:
        return ""
    begun, ended = _printed(at, zone), _printed(until, zone)
    same_day = begun.partition(", ")[2] == ended.partition(", ")[2]
    return printed(until, zone) if same_day else ended


def _printed(at: datetime, zone: str) -> str:
    """A moment with its date; each is shown by many versions of its page, and printed once."""
    key = (at, zone, get_language())
    return PRINTED.get(key) or PRINTED.keep(key, moment_printed(at, zone), OF_A_MOMENT)
