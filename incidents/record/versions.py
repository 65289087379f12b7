"""The rows of a story's history: kind, reason, byline and size of each change, without bodies."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from incidents.models import Byline, Incident, Version
from incidents.models.editor import DESK_BYLINE
from incidents.record.entries import ChangeEntry
from incidents.record.ledger import ASIDES, NEWEST, Standing
from incidents.record.printing import moment_shown, role_name, until_printed
from incidents.record.reading import Told, take, text

IMPORTED_NOTE = "Imported with its history; the kind of this change was inferred."
IMPORTED_BYLINE = "Imported"
TITLE = "headline"

TAKEN_OUT = """EXISTS (
    SELECT FROM incidents_redaction AS redaction WHERE redaction.content_id = piece.content_id
)"""

PIECES = f"""
SELECT piece.number, piece.key, content.canonical, {TAKEN_OUT}
FROM incidents_version_piece AS piece
LEFT JOIN LATERAL (
    SELECT canonical FROM incidents_content
    WHERE hash = piece.content_id AND piece.key = ANY(%(short)s) LIMIT 1
) AS content ON true
WHERE piece.version_id = ANY(%(positions)s)
ORDER BY piece.number, piece.key
"""  # noqa: S608 - fixed words
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

_KNOWN = frozenset(
    (
        *("position", "number", "kind", "origin", "at", "recorded_at", "schema", "hash", "held"),
        *("words", "words_added", "words_removed", "sources", "sources_added", "sources_removed"),
    )
)
FACTS = tuple(field.name for field in Version._meta.concrete_fields if field.name in _KNOWN)
"""What is known of a version without its pieces, in the order of its fields."""

NUMBERED = f"""
SELECT {", ".join(f"version.{name}" for name in FACTS)}, byline.slug, following.at
FROM incidents_version AS version
LEFT JOIN incidents_byline AS byline ON byline.id = version.byline_id
LEFT JOIN incidents_version AS following
    ON following.incident_id = version.incident_id AND following.number = version.number + 1
WHERE version.incident_id = %s AND (version.number BETWEEN %s AND %s OR version.number = 1)
ORDER BY version.number
"""  # noqa: S608 - the names above

Rows = QuerySet[Version]
Listed = Sequence[tuple[Version, datetime | None]]
"""Versions, oldest first, each with when the next one came."""

Piece = tuple[int, str, str | None, bool]
"""A piece of a version: number, key, canonical text where it is short, whether it was taken out."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A version with what its pieces tell of it, its story's headline then, and when it ended."""

    version: Version = field(repr=False)
    told: Told
    title: str
    until: datetime | None
    entries: dict[tuple[object, ...], ChangeEntry] = field(
        default_factory=dict, init=False, compare=False
    )
    """Its row in each language, while it is the newest one and after that."""

    def entry(self, incident: Incident) -> ChangeEntry:
        """Its row in the history of its story."""
        current = self.version.number == incident.version_number
        key = (get_language(), incident.time_zone, current)
        if key not in self.entries:
            made = entry(incident, self.version, self.told, self.title, until=self.until)
            self.entries[key] = made
        return self.entries[key]


def latest(incident: Incident, most: int) -> tuple[ChangeEntry, ...]:
    """The first version and the latest ones, `most` in all at the most, oldest first."""
    return tuple(row.entry(incident) for row in happened(incident, most))


def happened(
    incident: Incident, most: int, headline: Standing | None = None, last: int = NEWEST
) -> tuple[Happened, ...]:
    """The same as they were read.

    With the `headline` as it stands, older ones are looked up only where there are any. Versions
    after a `last` one are left out.
    """
    first = incident.version_number - most + 2
    return _happened(incident, _numbered(incident, first, last), headline)


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
    return [(version(row[:-2], row[-2]), row[-1]) for row in rows]


def version(values: tuple[object, ...], slug: str | None) -> Version:
    """A version from its FACTS and the slug of its byline, None where it has none."""
    row = Version.from_db(connection.alias, FACTS, values)
    row.byline = Byline(slug=slug) if slug else None
    return row


def _entries(incident: Incident, rows: Listed) -> tuple[ChangeEntry, ...]:
    return tuple(row.entry(incident) for row in _happened(incident, rows))


def _happened(
    incident: Incident, rows: Listed, headline: Standing | None = None
) -> tuple[Happened, ...]:
    if not rows:
        return ()
    told = _told([row.position for row, _ in rows])
    titles = _titles(incident, [row.number for row, _ in rows], told, headline)
    return tuple(
        Happened(row, told.get(row.number, Told()), titles.get(row.number, ""), until)
        for row, until in rows
    )


def _of(incident: Incident) -> Rows:
    return Version.objects.filter(incident=incident)


def _told(positions: Sequence[int]) -> dict[int, Told]:
    with connection.cursor() as cursor:
        cursor.execute(PIECES, {"positions": list(positions), "short": [TITLE, *ASIDES]})
        return told_of(cursor.fetchall())


def told_of(pieces: Iterable[Piece]) -> dict[int, Told]:
    """What the pieces of some versions tell of each, by its number."""
    told: dict[int, Told] = {}
    for number, key, canonical, removed in pieces:
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
    title: str,
    *,
    until: datetime | None = None,
) -> ChangeEntry:
    """The row of a version; `title` is the headline that its story had then."""
    imported = version.origin == Version.Origin.IMPORTED
    return ChangeEntry(
        **{name: getattr(version, name) for name in FACTS},
        kind_label=str(Version.Kind(version.kind).label),
        title=title,
        printed=moment_shown(version.at, incident.time_zone),
        note=told.note or (IMPORTED_NOTE if imported else ""),
        byline=told.byline or (IMPORTED_BYLINE if imported else DESK_BYLINE),
        pieces=tuple(told.keys),
        first=version.number == 1,
        current=version.number == incident.version_number,
        role=role_name(told.role),
        approved_by=told.approved_by,
        emergency=told.emergency,
        undoes=told.undoes,
        restores=told.restores,
        corrections=told.corrections,
        redaction=told.redaction,
        byline_slug=_slug(version, told),
        until=until,
        until_printed=until_printed(version.at, until, incident.time_zone),
        removed=tuple(told.removed),
    )


def _slug(version: Version, told: Told) -> str:
    """What a byline is known by in addresses; none where the name was taken out by law."""
    if "byline" in told.removed:
        return ""
    if version.byline is not None:
        return version.byline.slug
    imported = version.origin == Version.Origin.IMPORTED
    return (IMPORTED_BYLINE if imported else DESK_BYLINE).lower()
