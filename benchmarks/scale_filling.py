"""A large newsroom, written straight into the tables: stories as the actions would have left them.

A hundred stories a day, each of a hundred words that are as frequent as words are (Zipf), with two
topics and a source; every fourth has an update. Hashes chain and texts are rendered, so that every
page can be asked for.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from benchmarks.table import progress
from incidents.actions.finding.storing import refresh
from incidents.actions.ledger import pieces
from incidents.actions.ledger.writing import Written, write_down
from incidents.models import Incident, Source, Topic, Update
from incidents.text.hashing.chain import SCHEMA, VersionFacts, version_hash
from incidents.text.hashing.commitment import commit

A_DAY = 100
FIRST_DAY = date(1998, 1, 1)
WORDS = 100
VOCABULARY = 50_000
TOPICS = 2_000
OUTLETS = 200
UPDATED = 4
"""One in so many stories has an update."""

CHUNK = 5_000
"""Stories that are written, listed and made findable in one go."""

LISTED, FOUND = 1_000, 100

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or")]

COLUMNS = {
    "incidents_incident": (
        *("id", "key", "date", "headline", "topic_line", "lead", "lead_marks", "lead_media"),
        *("captions", "authors", "agencies", "dateline", "warning", "summary", "summary_marks"),
        *("summary_version", "status", "status_line", "verification_notice", "language"),
        *("time_zone", "releases_stopped", "comment_mode", "path", "version_number"),
        *("version_hash", "version_at", "position", "update_counter", "source_counter"),
        *("media_counter", "word_count", "source_count", "corrected", "published_at"),
        *("retraction_reason", "created_at"),
    ),
    "incidents_address": ("path", "incident_id"),
    "incidents_incidenttopic": ("incident_id", "topic_id", "order"),
    "incidents_source": (
        *("incident_id", "serial", "number", "outlet", "title", "author", "via", "quote", "kind"),
        *("archived_url", "read_text", "read_digest", "link_failures"),
    ),
    "incidents_update": (
        *("key", "incident_id", "number", "label", "headline", "body", "at", "time_zone", "day"),
        *("state", "authors", "agencies", "dateline", "warning", "pinned", "key_event"),
        *("retraction_reason", "marks", "own_reporting", "media"),
    ),
    "incidents_content": ("hash", "salt", "canonical", "html"),
    "incidents_version": (
        *("position", "incident_id", "number", "kind", "origin", "at", "recorded_at"),
        *("author_commitment", "approver_commitment", "held", "has_note", "words", "words_added"),
        *("words_removed", "sources", "sources_added", "sources_removed", "touched", "schema"),
        *("previous_hash", "hash"),
    ),
    "incidents_version_piece": (
        *("version_id", "incident_id", "number", "key", "content_id", "html_hash"),
    ),
}

SHARED = ("about", "status", "topics", "source-1")
"""Pieces that many stories have in common; each stands once, and is written when it is made."""

Rows = dict[str, list[tuple[Any, ...]]]


WRITTEN = """
SELECT coalesce(max(id), 0) FROM incidents_incident WHERE id BETWEEN %s AND %s
"""

LIST = """
SELECT pg_advisory_lock(1), incidents_shelve(%s), pg_advisory_unlock(1)
"""
"""One process at a time: they count in the same rows."""


def versions(stories: int) -> int:
    """How many versions so many stories have, from the first one on."""
    return stories + stories // UPDATED


def batched(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Portions of so many numbers, and the rest."""
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def vocabulary() -> list[str]:
    """Words that nobody has used, the most frequent first."""
    random = Random(1)
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        made.setdefault("".join(random.choices(SYLLABLES, k=random.randint(2, 4))))
    return list(made)


class Filling:
    """Writes the stories of a newsroom, in parts that several processes may write at once."""

    def __init__(self) -> None:
        self.random = Random(2)
        self.words = vocabulary()
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.topic_weights = list(accumulate(1 / rank for rank in range(1, TOPICS + 1)))
        self.position = 0
        self.shared: dict[str, Written] = {}
        self.topics = list(Topic.objects.order_by("pk")) or _topics()

    def part(self, first: int, last: int) -> None:
        """Write the stories from one number to another, in the lists of readers and findable.

        Goes on where an earlier run was broken off. Nothing is checked by the database: what its
        triggers guard is right by the way the rows are made.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(WRITTEN, [first, last])
            (written,) = cursor.fetchone()
            for numbers in batched(range(max(first, written - CHUNK + 1), last + 1), CHUNK):
                if new := [number for number in numbers if number > written]:
                    self.random, self.position = Random(new[0]), versions(new[0] - 1)
                    self._copy(new)
                if numbers[0] <= first:  # a planner that knows nothing reads whole tables
                    cursor.execute("ANALYZE")
                for some in batched(numbers, LISTED):
                    cursor.execute(LIST, [list(some)])
                for some in batched(numbers, FOUND):
                    refresh(some)
                progress(f"{numbers[-1] - first + 1:,} of {last - first + 1:,} from {first:,} on")

    def _copy(self, numbers: Sequence[int]) -> None:
        rows: Rows = {table: [] for table in COLUMNS}
        for number in numbers:
            self._add(rows, number)
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns in COLUMNS.items():
                names = ", ".join(f'"{name}"' for name in columns)
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in rows[table]:
                        copy.write_row(row)

    def text(self, count: int) -> list[str]:
        """So many words."""
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def _add(self, rows: Rows, number: int) -> None:
        """A story with its first version, and every fourth with a second one."""
        story = self._story(number)
        topics = self._topics()
        source = Source(incident=story, serial=1, number=1, outlet=f"Outlet {number % OUTLETS}")
        said = {
            "headline": write_down("headline", {"text": story.headline}),
            "lead": write_down("lead", pieces.lead(story)),
            "slug": write_down("slug", {"path": story.path}),
            "about": self._shared(rows, "about", pieces.about(story)),
            "status": self._shared(rows, "status", pieces.status(story)),
            "topics": self._shared(rows, "topics", pieces.topics(topics)),
            "source-1": self._shared(rows, "source-1", pieces.source(source)),
        }
        at = story.created_at
        self._version(rows, story, said, "first", at, WORDS)
        if number % UPDATED == 0:
            update = self._update(rows, story, at + timedelta(hours=1))
            key = update.piece_key
            written = {key: write_down(key, pieces.update(update, story, (1,)))}
            self._version(rows, story, written, "update", update.at, WORDS // 2)
        self._keep(rows, story, topics, source)

    def _story(self, number: int) -> Incident:
        day = FIRST_DAY + timedelta(days=(number - 1) // A_DAY)
        title = " ".join(self.text(7)).capitalize()
        at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
            minutes=14 * ((number - 1) % A_DAY)
        )
        return Incident(
            pk=number,
            key=UUID(int=number),
            date=day,
            headline=title,
            lead=f"<p>{' '.join(self.text(WORDS))}</p>",
            status=Incident.Status.LIVE if number % 500 == 0 else Incident.Status.ENDED,
            time_zone="Europe/Brussels",
            path=f"{day:%Y/%m/%d}/story-{number}",
            source_counter=1,
            source_count=1,
            published_at=at,
            created_at=at,
        )

    def _topics(self) -> list[Topic]:
        chosen = self.random.choices(self.topics, cum_weights=self.topic_weights, k=2)
        return list(dict.fromkeys(chosen))

    def _update(self, rows: Rows, story: Incident, at: datetime) -> Update:
        story.update_counter = 1
        body = f"<p>{' '.join(self.text(WORDS // 2))}</p>"
        update = Update(incident=story, number=1, body=body, at=at, day=story.date)
        update.key = UUID(int=2**100 + story.pk)
        rows["incidents_update"].append(_values("incidents_update", update))
        return update

    def _shared(self, rows: Rows, key: str, value: pieces.Value) -> Written:
        """A piece that many stories have in common stands once."""
        said = f"{key} {json.dumps(value, sort_keys=True)}"
        if said not in self.shared:
            self.shared[said] = written = write_down(key, value)
            rows["incidents_content"].append(_content(written))
        return self.shared[said]

    def _version(
        self,
        rows: Rows,
        story: Incident,
        said: dict[str, Written],
        kind: str,
        at: datetime,
        words: int,
    ) -> None:
        """A version at the next position, with its pieces and those texts that it alone has."""
        self.position += 1
        previous = story.version_hash
        story.version_number += 1
        story.word_count += words
        story.version_at, story.position = at, self.position
        story.version_hash = _hash(story, said, kind, words)
        rows["incidents_version"].append(
            (
                *(self.position, story.pk, story.version_number, kind, "newsroom", at, at),
                *("", "", True, False, story.word_count, words, 0, 1, 0, 0),
                *(sorted(said), SCHEMA, previous, story.version_hash),
            )
        )
        for key, piece in said.items():
            if key not in SHARED:
                rows["incidents_content"].append(_content(piece))
            rows["incidents_version_piece"].append(
                (self.position, story.pk, story.version_number, key, piece.hash, piece.html_hash)
            )

    def _keep(self, rows: Rows, story: Incident, topics: list[Topic], source: Source) -> None:
        """The rows that editors work on."""
        rows["incidents_incident"].append(_values("incidents_incident", story))
        rows["incidents_address"].append((story.path, story.pk))
        rows["incidents_incidenttopic"] += [
            (story.pk, topic.pk, place) for place, topic in enumerate(topics)
        ]
        rows["incidents_source"].append(_values("incidents_source", source))


def _topics() -> list[Topic]:
    names = [f"Topic {number}" for number in range(TOPICS)]
    rows = [Topic(name=name, slug=name.lower().replace(" ", "-")) for name in names]
    return Topic.objects.bulk_create(rows)


def _content(piece: Written) -> tuple[object, ...]:
    return piece.hash, piece.salt, piece.canonical, piece.html


def _values(table: str, row: Incident | Update | Source) -> tuple[object, ...]:
    """The values of a row in the order of its columns; lists as JSON."""
    found = (getattr(row, column) for column in COLUMNS[table])
    return tuple(json.dumps(value) if isinstance(value, list) else value for value in found)


def _hash(story: Incident, said: dict[str, Written], kind: str, words: int) -> str:
    """The hash of a story's newest version, after the one that it has."""
    nobody, at = commit(None).hash, story.version_at or story.created_at
    return version_hash(
        VersionFacts(
            previous=story.version_hash,
            story=str(story.key),
            number=story.version_number,
            kind=kind,
            origin="newsroom",
            at=at,
            recorded_at=at,
            author=nobody,
            approver=nobody,
            held=True,
            words=(story.word_count, words, 0),
            sources=(1, 0, 0),
            pieces={key: piece.hash for key, piece in said.items()},
            html={key: piece.html_hash for key, piece in said.items()},
            redacted=[],
        )
    )
