"""The rows of a story's history: kind, reason, byline and size of each change, without bodies."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from incidents.models import Incident, Version
from incidents.models.editor import DESK_BYLINE
from incidents.record.entries import ChangeEntry, CorrectionEntry, RedactionEntry
from incidents.record.ledger import ASIDES, Value
from incidents.record.printing import moment_printed, role_name
from incidents.record.reading import corrections, redaction, text, whole

IMPORTED_NOTE = "Imported with its history; the kind of this change was inferred."
IMPORTED_BYLINE = "Imported"
SHORT_PIECES = ("headline", *ASIDES)

PIECES = """
SELECT piece.number, piece.key, content.canonical
FROM incidents_version_piece AS piece
LEFT JOIN incidents_content AS content
    ON content.hash = piece.content_id AND piece.key = ANY(%(short)s)
WHERE piece.incident_id = %(incident)s
    AND (piece.number >= %(oldest)s OR piece.number = 1 OR piece.key = 'headline')
ORDER BY piece.number, piece.key
"""


@dataclass(slots=True)
class Told:
    """What the pieces of one version tell about it."""

    keys: list[str] = field(default_factory=list)
    headline: str = ""
    note: str = ""
    byline: str = ""
    role: str = ""
    approved_by: str = ""
    undoes: int = 0
    restores: int = 0
    corrections: tuple[CorrectionEntry, ...] = ()
    redaction: RedactionEntry | None = None


def every(incident: Incident) -> tuple[ChangeEntry, ...]:
    """The whole history of a story, oldest first: two queries, no bodies."""
    return _entries(incident, Version.objects.filter(incident=incident), oldest=1)


def latest(incident: Incident, most: int) -> tuple[ChangeEntry, ...]:
    """The first version and the latest ones, `most` in all at the most, oldest first."""
    oldest = max(1, incident.version_number - most + 2)
    rows = Version.objects.filter(Q(number__gte=oldest) | Q(number=1), incident=incident)
    return _entries(incident, rows, oldest=oldest)


def some(incident: Incident, numbers: Sequence[int]) -> tuple[ChangeEntry, ...]:
    """These versions of a story, oldest first; those that do not exist are left out."""
    rows = Version.objects.filter(incident=incident, number__in=numbers)
    return _entries(incident, rows, oldest=min(numbers, default=1))


def after(incident: Incident, number: int, most: int) -> tuple[ChangeEntry, ...]:
    """The versions after one, oldest first, `most` at the most."""
    rows = Version.objects.filter(incident=incident, number__gt=number, number__lte=number + most)
    return _entries(incident, rows, oldest=number + 1)


def _entries(
    incident: Incident, rows: Iterable[Version], *, oldest: int
) -> tuple[ChangeEntry, ...]:
    told = _told(incident.pk, oldest)
    versions = sorted(rows, key=lambda version: version.number)
    titles = _titles(told)
    return tuple(entry(incident, version, told[version.number], titles) for version in versions)


def _told(incident_id: int, oldest: int) -> dict[int, Told]:
    told: dict[int, Told] = defaultdict(Told)
    with connection.cursor() as cursor:
        cursor.execute(
            PIECES, {"incident": incident_id, "oldest": oldest, "short": list(SHORT_PIECES)}
        )
        for number, key, canonical in cursor.fetchall():
            row = told[number]
            if key not in ASIDES:
                row.keys.append(key)
            if canonical:
                take(row, key, json.loads(canonical))
    return told


def take(row: Told, key: str, value: Value) -> None:
    """Take over what one short piece tells about its version."""
    match key:
        case "note":
            row.note = text(value, "text")
        case "byline":
            row.byline, row.role = text(value, "name"), text(value, "role")
        case "approval":
            row.approved_by = text(value, "name")
        case "headline":
            row.headline = text(value, "text")
        case "returns":
            row.undoes, row.restores = whole(value, "undoes"), whole(value, "restores")
        case "correction":
            row.corrections = corrections(value)
        case "redaction":
            row.redaction = redaction(value)


def _titles(told: dict[int, Told]) -> list[tuple[int, str]]:
    """From which version on the story had which headline, oldest first."""
    return [(number, row.headline) for number, row in sorted(told.items()) if row.headline]


def entry(
    incident: Incident, version: Version, told: Told, titles: list[tuple[int, str]]
) -> ChangeEntry:
    title = next((title for number, title in reversed(titles) if number <= version.number), "")
    imported = version.origin == Version.Origin.IMPORTED
    return ChangeEntry(
        number=version.number,
        position=version.position,
        kind=version.kind,
        kind_label=str(Version.Kind(version.kind).label),
        origin=version.origin,
        title=title,
        at=version.at,
        printed=moment_printed(version.at, incident.time_zone),
        recorded_at=version.recorded_at,
        note=told.note or (IMPORTED_NOTE if imported else ""),
        byline=told.byline or (IMPORTED_BYLINE if imported else DESK_BYLINE),
        role=role_name(told.role),
        approved_by=told.approved_by,
        undoes=told.undoes,
        restores=told.restores,
        corrections=told.corrections,
        redaction=told.redaction,
        pieces=tuple(told.keys),
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
