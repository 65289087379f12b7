"""Writing the words of stories into the index, only ever of their newest version."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict

from django.db import connection, transaction

from incidents.record.finding.portions import Portion, portions
from incidents.record.finding.texts import findable

LOCK = """
SELECT id, version_number, retracted_at IS NULL FROM incidents_incident
WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
"""
"""Never waits: whoever changes a story makes a version, for which it is looked at once more."""

DROP = """
DELETE FROM incidents_findable AS held
USING unnest(%s::bigint[], %s::int[]) AS given(incident_id, portions)
WHERE held.incident_id = given.incident_id AND held.portion >= given.portions
"""

PUT = """
INSERT INTO incidents_findable AS held (incident_id, portion, version, at, first_day, last_day,
    stemmer, numbers, starts, digest, vector)
SELECT incident, portion, version, at, first_day, last_day, stemmer, numbers, starts, digest, vector
FROM json_to_recordset(%s) AS given(incident bigint, portion int, version int, at timestamptz,
    first_day date, last_day date, stemmer text, numbers int[], starts int[], digest text,
    vector tsvector)
ON CONFLICT (incident_id, portion) DO UPDATE SET version = EXCLUDED.version, at = EXCLUDED.at,
    first_day = EXCLUDED.first_day, last_day = EXCLUDED.last_day, stemmer = EXCLUDED.stemmer,
    numbers = EXCLUDED.numbers, starts = EXCLUDED.starts, digest = EXCLUDED.digest,
    vector = EXCLUDED.vector
WHERE held.digest <> EXCLUDED.digest
"""


def refresh(stories: Collection[int]) -> set[int]:
    """Make stories findable as they stand; those that somebody was just changing are left.

    Texts are read and taken apart before anything is locked, so that a publication that comes in
    between waits for the writing alone.
    """
    public = findable(list(stories))
    made = portions(public)
    seen = {story.incident: story.version for story in public}
    with transaction.atomic():
        free = _locked(stories, seen)
        _drop(free, made)
        _put([portion for portion in made if portion.incident in free])
    return {*stories} - free


def _locked(stories: Collection[int], seen: dict[int, int]) -> set[int]:
    """The stories that are ours until the end, and still as they were read."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [sorted(stories)])
        return {
            story
            for story, version, stands in cursor.fetchall()
            if seen.get(story) == (version if version and stands else None)
        }


def _drop(stories: Collection[int], made: Sequence[Portion]) -> None:
    """Take out the portions that stories have no more; all of those that are not public."""
    counts = dict.fromkeys(stories, 0)
    for portion in made:
        if portion.incident in counts:
            counts[portion.incident] += 1
    with connection.cursor() as cursor:
        cursor.execute(DROP, [list(counts), list(counts.values())])


def _put(made: Sequence[Portion]) -> None:
    rows = [asdict(portion) | {"digest": portion.digest} for portion in made]
    with connection.cursor() as cursor:
        cursor.execute(PUT, [json.dumps(rows, default=str, ensure_ascii=False)])
