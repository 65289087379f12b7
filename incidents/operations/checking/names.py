"""Whether the addresses of names, under which their changes are listed, are made of those names."""

import re
from collections.abc import Iterator

from django.db import connection

from incidents.models.editor import DESK_BYLINE
from incidents.operations.checking.findings import Fault
from incidents.text.addresses.slugs import slug

BYLINES = """
SELECT name, slug FROM incidents_byline WHERE id NOT IN (
    SELECT version.byline_id FROM incidents_redaction AS redaction
    JOIN incidents_version_piece AS piece
        ON piece.content_id = redaction.content_id AND piece.key = 'byline'
    JOIN incidents_version AS version ON version.position = piece.version_id
    WHERE version.byline_id IS NOT NULL
) ORDER BY name
"""
"""The names that no redaction masked: it masks their addresses in a way of its own."""

LIMIT = 80
"""So many characters of a name go into its address."""


def wrong_slugs() -> Iterator[Fault]:
    """The names that stand under the address of another; of one slug each has its own number."""
    with connection.cursor() as cursor:
        cursor.execute(BYLINES)
        for name, found in cursor.fetchall():
            stem = DESK_BYLINE.lower() if name == DESK_BYLINE else slug(name, limit=LIMIT)
            if not re.fullmatch(f"{re.escape(stem)}(-[0-9]+)?", found):
                yield Fault("Site", f"the name “{name}” has the address of another, “{found}”")
