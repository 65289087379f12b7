"""The trail of acts as files, a row at a time."""

import json
from collections.abc import Iterator

from django.db.models import QuerySet

from incidents.desk.house.audit.words import in_words
from incidents.desk.house.spreadsheets import PORTION
from incidents.models import Event
from incidents.text.times import iso

COLUMNS = (
    *("Number", "Time (UTC)", "Person", "Account", "Act", "In words", "Subject", "Story's number"),
    *("Story", "Version", "Position", "Address", "Session"),
)


def as_rows(found: QuerySet[Event]) -> Iterator[tuple[object, ...]]:
    """Acts as the columns of a table."""
    for row in found.iterator(chunk_size=PORTION):
        yield (
            row.pk,
            iso(row.at),
            row.by or "",
            row.by.username if row.by else "",
            row.verb,
            in_words(row.verb),
            row.subject,
            row.incident_id or "",
            row.incident or "",
            row.version.number if row.version else "",
            row.version_id or "",
            row.address or "",
            row.session,
        )


def as_lines(found: QuerySet[Event]) -> Iterator[str]:
    """Acts as JSON Lines: one object each, absent parts are null."""
    for row in found.iterator(chunk_size=PORTION):
        story = row.incident
        said = {
            "id": row.pk,
            "at": iso(row.at),
            "by": {"name": str(row.by), "account": row.by.username} if row.by else None,
            "act": row.verb,
            "subject": row.subject or None,
            "story": _story(row.incident_id, story.headline if story else None),
            "version": row.version.number if row.version else None,
            "position": row.version_id,
            "address": row.address,
            "session": row.session or None,
        }
        yield json.dumps(said, ensure_ascii=False) + "\n"


def _story(number: int | None, headline: str | None) -> dict[str, object] | None:
    """A story by its number; one that was thrown away as a draft has no headline any more."""
    return None if number is None else {"id": number, "headline": headline}
