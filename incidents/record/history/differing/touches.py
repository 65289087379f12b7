"""Which pieces some versions touched, with their texts, and which texts show a picture."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from incidents.record.beside.media import STEM
from incidents.record.ledger import ASIDES, FACTS, Outline, Outlined, Standing
from incidents.record.reading import whole, whole_numbers

TOUCHED = """
SELECT piece.key, piece.number, content.hash, {facts},
    content.canonical, content.html, octet_length(content.salt) = 0
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.incident_id = %(incident)s AND piece.number > %(after)s AND piece.number <= %(last)s
    AND piece.key <> ALL(%(asides)s)
ORDER BY piece.number, piece.key
"""

SHOWING = """
SELECT hash FROM incidents_content
WHERE hash = ANY(%(hashes)s) AND canonical::jsonb @> ANY(%(shown)s::jsonb[])
"""


@dataclass(frozen=True, slots=True)
class Touch:
    """A piece as a version left it."""

    line: Outlined
    piece: Standing

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def number(self) -> int:
        """The version."""
        return self.line.number

    @property
    def needs(self) -> Iterable[str]:
        """The keys of what is shown with it: a pinned update, the pictures of a text."""
        value = self.piece.value or {}
        if self.key == "pinned":
            yield f"update-{whole(value, 'update')}"
        yield from (f"{STEM}{number}" for number in whole_numbers(value, "media"))


def between(incident_id: int, after: int, last: int) -> list[Touch]:
    """What the versions after one touched, up to a last one, in their order."""
    given = {"incident": incident_id, "after": after, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED.format(facts=FACTS), {**given, "asides": list(ASIDES)})
        rows = cursor.fetchall()
    return [Touch(Outlined(*row[:5]), _standing(*row[:3], *row[5:])) for row in rows]


def showing(lines: Outline, keys: Collection[str]) -> list[str]:
    """The updates that show one of these pictures, posts or videos; without any, no query."""
    numbers = [int(key.removeprefix(STEM)) for key in keys if key.startswith(STEM)]
    texts = {line.hash: key for key, line in lines.items() if key.startswith("update-")}
    if not (numbers and texts):
        return []
    shown = [json.dumps({"media": [number]}) for number in numbers]
    with connection.cursor() as cursor:
        cursor.execute(SHOWING, {"hashes": [*texts], "shown": shown})
        return [texts[row[0]] for row in cursor.fetchall()]


def _standing(
    key: str,
    number: int,
    digest: str,
    canonical: str,
    html: str,
    redacted: bool,  # noqa: FBT001
) -> Standing:
    return Standing(key, number, digest, json.loads(canonical), html, redacted)
