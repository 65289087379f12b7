"""Whether what was taken out of the history was taken out in public."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

REDACTIONS = """
SELECT version.incident_id, version.number, version.position, version.kind,
    redaction.content_id, redaction.category, redaction.shown, redaction.shown_html,
    octet_length(content.salt) = 0, coalesce(announced.canonical, ''),
    ARRAY(SELECT stood.number || ' ' || stood.key FROM incidents_version_piece AS stood
        WHERE stood.content_id = redaction.content_id
        AND stood.incident_id = version.incident_id AND stood.number < version.number)
FROM incidents_redaction AS redaction
JOIN incidents_version AS version ON version.position = redaction.version_id
LEFT JOIN incidents_content AS content ON content.hash = redaction.content_id
LEFT JOIN incidents_version_piece AS piece
    ON piece.version_id = redaction.version_id AND piece.key = 'redaction'
LEFT JOIN incidents_content AS announced ON announced.hash = piece.content_id
WHERE redaction.version_id <= %s
ORDER BY redaction.version_id, redaction.content_id
"""


Text = tuple[int, str]
"""A story, and the hash of a text of it: no other story can take it out."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """That a text was taken out by the version at a position, and what is shown in its place.

    `places` are where it stood in that story before, each the number of a version and a piece.
    """

    incident_id: int
    number: int
    position: int
    kind: str
    content: str
    category: str
    shown: str
    shown_html: str
    blanked: bool
    announced: str
    places: list[str]

    def wrong(self) -> str:
        """Why the row is no lawful redaction; empty where it is one."""
        if self.kind != "redaction":
            return "a redaction is filed under it, and it is of another kind"
        if not self.places:
            return f"it redacts the text {self.content[:12]}, which is no earlier text of its story"
        listed = _listed(self.announced)
        if not all((self.content, place) in listed for place in self.places):
            return f"it redacts the text {self.content[:12]} and does not announce it"
        if not self.blanked:
            return f"the text {self.content[:12]} that it redacts still stands"
        return ""


def every(head: int) -> list[Redacted]:
    """The redactions up to a position, in order."""
    with connection.cursor() as cursor:
        cursor.execute(REDACTIONS, [head])
        return [Redacted(*row) for row in cursor.fetchall()]


def newest(found: Sequence[Redacted]) -> dict[Text, Redacted]:
    """The last redaction of each text: what stands in its place is what this one says."""
    return {(redacted.incident_id, redacted.content): redacted for redacted in found}


def as_written(found: Sequence[Redacted]) -> dict[int, str]:
    """By position, the redactions of a version as they stand in its header."""
    lists: dict[int, list[list[str]]] = defaultdict(list)
    for row in found:
        lists[row.position].append([row.content, row.category, row.shown, row.shown_html])
    return {
        position: f'"redacted":{json.dumps(sorted(texts), separators=(",", ":"))},'
        for position, texts in lists.items()
    }


def unlawful(
    found: Sequence[Redacted], chosen: Sequence[int] | None
) -> Iterator[tuple[int, int, str]]:
    """The redactions that do not hold: story, number of the version, reason."""
    for redacted in found:
        reason = redacted.wrong()
        if reason and (chosen is None or redacted.incident_id in chosen):
            yield redacted.incident_id, redacted.number, reason


def wrongly_shown(redacted: Redacted | None, position: int, key: str, shown: str, html: str) -> str:
    """What is wrong about a text without a salt that a version at a position names."""
    if redacted is None or redacted.position < position:
        return f"the text of its piece “{key}” was taken out without a redaction"
    if (redacted.shown, redacted.shown_html) != (shown, html):
        return f"what stands in place of its redacted piece “{key}” was altered"
    return ""


@lru_cache(maxsize=1)
def _listed(announced: str) -> frozenset[tuple[str, str]]:
    """The hashes that the piece of a redaction lists, each with the place where it stood."""
    try:
        value = json.loads(announced)
    except ValueError:
        return frozenset()
    removed = value.get("removed") if isinstance(value, Mapping) else None
    rows = removed if isinstance(removed, list) else []
    return frozenset(
        (str(row.get("hash")), f"{row.get('version')} {row.get('piece')}")
        for row in rows
        if isinstance(row, Mapping)
    )
