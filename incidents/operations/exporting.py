"""The public archive: the whole history as lines of JSON, from which a newsroom can be rebuilt.

Everything comes from the ledger. Drafts, accounts, private fields and what a redaction took out
are not in it, and neither is what opens the commitments to authors. The same history gives the
same bytes, but for the time in the first line.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Count, Q

from incidents.models import Checkpoint, Rendition, SitePage, Topic, TopicAddress
from incidents.operations.checking.reading import one_moment
from incidents.operations.checking.whole import last_positions
from incidents.record.beside.media import files_shown
from incidents.record.history import transparency
from incidents.text.times import iso

FORMAT = "newsroom-archive"
FORMAT_VERSION = 2
BATCH = 500
"""Versions read at a time: what is held in memory stays small however long the history is."""

Line = dict[str, object]

VERSIONS = """
SELECT position, story.key, number, kind, origin, at, recorded_at,
    coalesce(nullif(author_commitment, ''), author_key::text),
    coalesce(nullif(approver_commitment, ''), approver_key::text), held,
    words, words_added, words_removed, sources, sources_added, sources_removed,
    schema, previous_hash, hash
FROM (
    SELECT * FROM incidents_version WHERE position > %(after)s AND position <= %(head)s
        AND (%(chosen)s::bigint[] IS NULL OR incident_id = ANY(%(chosen)s))
    ORDER BY position LIMIT %(limit)s
) AS version
JOIN (SELECT id, key FROM incidents_incident) AS story ON story.id = version.incident_id
ORDER BY position
"""

PIECES = """
SELECT piece.version_id, piece.key, piece.content_id, piece.html_hash,
    content.salt, content.canonical, content.html
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.version_id = ANY(%s)
ORDER BY piece.version_id, piece.key COLLATE "C"
"""

REDACTIONS = """
SELECT version_id, content_id, category, shown, shown_html FROM incidents_redaction
WHERE version_id = ANY(%s) ORDER BY version_id, content_id COLLATE "C"
"""

STORIES = """
SELECT story.key, story.path, array(
    SELECT path FROM incidents_address WHERE incident_id = story.id ORDER BY path COLLATE "C"
)
FROM incidents_incident AS story
JOIN incidents_version AS first ON first.incident_id = story.id AND first.number = 1
WHERE first.position <= %(head)s
    AND (%(chosen)s::bigint[] IS NULL OR story.id = ANY(%(chosen)s))
ORDER BY first.position
"""


class MissingPicture(Exception):  # noqa: N818 - a name for what is wrong
    """A file of a picture that a version shows is not in the storage; it is named."""


def lines(made_at: datetime, chosen: Sequence[int] | None = None) -> Iterator[str]:
    """The archive of these stories, or of all, line by line, as it stands when reading begins."""
    with one_moment():
        head, _ = last_positions()
        yield _written(_header(head, made_at, chosen))
        digest = sha256()
        versions = 0
        for line in _body(head, chosen):
            versions += line["type"] == "version"
            written = _written(line)
            digest.update(written.encode())
            yield written
        yield _written({"type": "end", "versions": versions, "digest": digest.hexdigest()})


def _written(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _header(head: int, made_at: datetime, chosen: Sequence[int] | None) -> Line:
    return {
        "type": "archive",
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "made_at": iso(made_at),
        "site": {"name": settings.SITE_NAME, "url": settings.SITE_URL},
        "key": str(transparency.key()),
        "position": head,
        "whole": chosen is None,
    }


def _body(head: int, chosen: Sequence[int] | None) -> Iterator[Line]:
    """Pages about the newsroom, topics, stories, pictures, then the versions in order of position,
    each head after the last version that it covers.
    """
    if chosen is None:
        yield from _pages()
    yield from _topics(chosen)
    yield from _stories(head, chosen)
    yield from _pictures(head, chosen)
    heads = _heads() if chosen is None else iter(())
    waiting = next(heads, None)
    for version in _versions(head, chosen):
        yield version
        while waiting is not None and waiting["size"] == version["position"]:
            yield waiting
            waiting = next(heads, None)


def _pages() -> Iterator[Line]:
    """Every wording of the pages about the newsroom, in the order in which they were written."""
    for row in SitePage.objects.order_by("pk").iterator():
        yield {
            "type": "page",
            "slug": row.slug,
            "number": row.number,
            "title": row.title,
            "body": row.body,
            "order": row.order,
            "in_footer": row.in_footer,
            "withdrawn": row.withdrawn,
            "note": row.note,
            "byline": row.byline,
            "at": iso(row.at),
            **({"redacted_at": iso(row.redacted_at)} if row.redacted_at else {}),
        }


def _topics(chosen: Sequence[int] | None) -> Iterator[Line]:
    """The topics that have a page, as readers know them."""
    public = Q(incidents__version_number__gt=0, incidents__retracted_at=None)
    if chosen is not None:
        public &= Q(incidents__in=chosen)
    rows = Topic.objects.annotate(stories=Count("incidents", filter=public)).filter(stories__gt=0)
    former: dict[int, list[str]] = {}
    for key, slug in TopicAddress.objects.values_list("topic_id", "slug"):
        former.setdefault(key, []).append(slug)
    for row in sorted(rows, key=lambda topic: topic.slug):
        yield {
            "type": "topic",
            "slug": row.slug,
            "name": row.printed_name,
            "qualifier": row.qualifier,
            "kind": row.kind,
            "description": row.description,
            **({"wikidata": row.wikidata} if row.wikidata else {}),
            **({"addresses": former[row.pk]} if row.pk in former else {}),
        }


def _stories(head: int, chosen: Sequence[int] | None) -> Iterator[Line]:
    """The published stories with every address that leads to them, in order of publication."""
    given = {"head": head, "chosen": None if chosen is None else list(chosen)}
    with connection.cursor() as cursor:
        cursor.execute(STORIES, given)
        for key, path, addresses in cursor.fetchall():
            yield {"type": "story", "key": str(key), "path": path, "addresses": addresses}


def _pictures(head: int, chosen: Sequence[int] | None) -> Iterator[Line]:
    """The files of the pictures that any version shows, by their hashes. Raises MissingPicture."""
    for digest, file in files_shown(head, chosen).items():
        name = Rendition.name_of(digest, file.media_type)
        if not default_storage.exists(name):
            raise MissingPicture(name)
        with default_storage.open(name) as opened:
            data = base64.b64encode(opened.read()).decode()
        yield {"type": "picture", "sha256": digest, "media_type": file.media_type, "data": data}


def _heads() -> Iterator[Line]:
    rows = Checkpoint.objects.order_by("size").values_list("size", "at", "note")
    for size, at, note in rows.iterator():
        yield {"type": "head", "size": size, "at": iso(at), "note": note}


def _versions(head: int, chosen: Sequence[int] | None) -> Iterator[Line]:
    given: dict[str, Any] = {"head": head, "limit": BATCH, "after": 0}
    given["chosen"] = None if chosen is None else list(chosen)
    while rows := _rows(VERSIONS, given):
        positions = [row[0] for row in rows]
        pieces = _grouped(_rows(PIECES, [positions]))
        redactions = _grouped(_rows(REDACTIONS, [positions]))
        for row in rows:
            yield _version(row, pieces.get(row[0], []), redactions.get(row[0], []))
        given["after"] = positions[-1]


def _rows(query: str, given: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return list(cursor.fetchall())


def _grouped(rows: list[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for first, *rest in rows:
        found.setdefault(first, []).append(tuple(rest))
    return found


def _version(
    row: tuple[Any, ...], pieces: list[tuple[Any, ...]], redactions: list[tuple[Any, ...]]
) -> Line:
    """A version with all that its hash covers, and its pieces as they may be shown."""
    position, story, number, kind, origin, at, recorded_at, author, approver, held, *rest = row
    *counts, schema, previous, version_hash = rest
    line: Line = {
        "type": "version",
        "position": position,
        "story": str(story),
        "number": number,
        "kind": kind,
        "origin": origin,
        "at": iso(at),
        "recorded_at": iso(recorded_at),
        "words": counts[:3],
        "sources": counts[3:],
        "schema": schema,
        "previous": previous,
        "hash": version_hash,
        "pieces": [_piece(piece) for piece in pieces],
    }
    if author:
        line["author"] = author
    if approver:
        line["approver"] = approver
    if not held:
        line["held"] = False
    if redactions:
        line["redacted"] = [list(redaction) for redaction in redactions]
    return line


def _piece(row: tuple[Any, ...]) -> Line:
    key, content, html_hash, salt, canonical, html = row
    piece: Line = {
        "key": key,
        "hash": content,
        "salt": bytes(salt).hex() or None,
        "canonical": canonical,
        "html": html,
    }
    if html_hash:
        piece["html_hash"] = html_hash
    return piece
