"""How versions reach the database: one statement, whether for one version or for thousands."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakSet

from django.db import connection
from django.db.backends.utils import CursorWrapper

from incidents.actions.ledger import bylines
from incidents.actions.ledger.statement import (
    APPEND,
    COLUMNS,
    HEAD,
    PREPARE,
    SHELVE,
    Rows,
    parameters,
)
from incidents.actions.ledger.touches import Blanked
from incidents.models import Editor, Incident, Origin
from incidents.text import fragments
from incidents.text.hashing import canonical
from incidents.text.hashing.chain import SCHEMA, Blanking, VersionFacts, version_hash
from incidents.text.hashing.commitment import Commitment, commit

CHANNEL = "newsroom"
SALT_BYTES = 16
_PREPARED: WeakSet[object] = WeakSet()
"""The connections that know the statement which writes versions."""

Value = dict[str, canonical.JSON]
People = tuple[Commitment, Commitment]
"""Who wrote a version, and who approved it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A piece as it goes into the content store."""

    hash: str
    salt: bytes
    canonical: str
    html: str
    html_hash: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The first changes from one text to the next, which stand under the hashes of both."""

    old: str
    new: str
    first: Sequence[str]


@dataclass(slots=True)
class Pending:
    """A version about to be written. `pieces` maps keys to what they say from then on.

    `author` signs it, where that is another than the one by whom it is published.
    `blanked` are the texts that it takes out of the history; `kept` the differences that it makes.
    It `moves` the story in the lists of readers, or `adds` updates, which do so on a new day alone.
    """

    incident: Incident
    verb: str
    kind: str
    at: datetime
    by: Editor | None
    pieces: Mapping[str, Written]
    author: Editor | None = None
    byline: str = ""
    approver: Editor | None = None
    subject: str = ""
    origin: str = "newsroom"
    held: bool = True
    words_added: int = 0
    words_removed: int = 0
    sources_added: int = 0
    sources_removed: int = 0
    touched: Sequence[str] = ()
    request_key: str | None = None
    blanked: Sequence[Blanked] = ()
    kept: Sequence[Kept] = ()
    moves: bool = True
    adds: bool = False


def write_down(key: str, value: Value | None) -> Written:
    """Salt, hash and render one piece; None is a piece that was removed.

    Each piece is hashed under its own salt, so that a short text cannot be guessed from its
    hash once a redaction has removed text and salt.
    """
    encoded = canonical.encode(value)
    salt = secrets.token_bytes(SALT_BYTES)
    html = "" if value is None else fragments.render(key, value)
    return Written(
        hash=canonical.inner_hash(salt, encoded),
        salt=salt,
        canonical=encoded.decode(),
        html=html,
        html_hash=canonical.html_hash(salt, html),
    )


def append(pending: Sequence[Pending]) -> None:
    """Give positions, chain and insert versions: the last thing that a transaction does.

    Versions of one story stand in their order. From the head's lock to commit nothing else may
    be locked, so that positions become visible in order. Moves the stories' counters on.
    """
    with connection.cursor() as cursor:
        names = {version.byline for version in pending} - {""}
        adding = [version.incident.pk for version in pending if version.adds]
        cursor.execute(HEAD, [len(pending), list(names), adding])
        last, recorded_at, held, days = cursor.fetchone()
        ids = bylines.ids(names, held or {})
        rows: Rows = {table: [] for table in COLUMNS}
        for position, version in enumerate(pending, start=last - len(pending) + 1):
            _add_rows(rows, version, position, recorded_at, ids.get(version.byline))
        stories = {version.incident.pk: version.incident for version in pending}
        rows["incidents_incident"] = [_story_row(story) for story in stories.values()]
        _prepare(cursor)
        cursor.execute(APPEND, [*parameters(rows), CHANNEL, str(last)])
    shelve({version.incident.pk for version in pending if _is_moved(version, days)})


def shelve(stories: Collection[int]) -> None:
    """Put stories into the lists where they belong; the head of the ledger is held meanwhile.

    Whoever counts is alone then, so that no two count past each other or wait for each other.
    """
    if stories:
        with connection.cursor() as cursor:
            cursor.execute(SHELVE, [list(stories)])


def _is_moved(version: Pending, days: Collection[str]) -> bool:
    """Whether a list may gain or lose the story; `days` are those under which it stands already."""
    new = (tag not in days for tag in version.touched if tag.startswith("day:"))
    return version.moves or (version.adds and any(new))


def _prepare(cursor: CursorWrapper) -> None:
    if connection.connection not in _PREPARED:
        cursor.execute(PREPARE)
        _PREPARED.add(connection.connection)


def _add_rows(
    rows: Rows,
    version: Pending,
    position: int,
    recorded: datetime,
    byline: int | None,
) -> None:
    """Move the story on by one version, and add what that version writes to each table."""
    incident = version.incident
    previous = incident.version_hash
    people = _committed(version.author or version.by), _committed(version.approver)
    _move_on(incident, version, position, recorded, people)
    rows["incidents_version"].append(_version_row(version, previous, recorded, byline, people))
    rows["incidents_event"].append(
        (
            incident.pk,
            version.verb,
            version.subject,
            version.by.pk if version.by else None,
            recorded,
            position,
            version.request_key,
            *(version.by.came_from if version.by else Origin()),
        )
    )
    rows["incidents_keptdifference"] += [(kept.old, kept.new, kept.first) for kept in version.kept]
    for key, piece in version.pieces.items():
        rows["incidents_content"].append((piece.hash, piece.salt, piece.canonical, piece.html))
        rows["incidents_version_piece"].append(
            (position, incident.pk, incident.version_number, key, piece.hash, piece.html_hash)
        )


def _committed(person: Editor | None) -> Commitment:
    return commit(person.key if person else None)


def _move_on(
    incident: Incident, version: Pending, position: int, recorded: datetime, people: People
) -> None:
    previous = incident.version_hash
    author, approver = people
    incident.version_number += 1
    incident.position = position
    incident.version_at = version.at
    incident.word_count += version.words_added - version.words_removed
    incident.source_count += version.sources_added - version.sources_removed
    incident.version_hash = version_hash(
        VersionFacts(
            previous=previous,
            story=str(incident.key),
            number=incident.version_number,
            kind=version.kind,
            origin=version.origin,
            at=version.at,
            recorded_at=recorded,
            author=author.hash,
            approver=approver.hash,
            held=version.held,
            words=(incident.word_count, version.words_added, version.words_removed),
            sources=(incident.source_count, version.sources_added, version.sources_removed),
            pieces={key: piece.hash for key, piece in version.pieces.items()},
            html={key: piece.html_hash for key, piece in version.pieces.items()},
            redacted=[_blanking(text) for text in version.blanked],
        )
    )


def _blanking(text: Blanked) -> Blanking:
    shown, html = canonical.digest(text.canonical), canonical.digest(text.html)
    return text.hash, text.category, shown, html


def _version_row(
    version: Pending, previous: str, recorded: datetime, byline: int | None, people: People
) -> tuple[object, ...]:
    incident = version.incident
    author, approver = people
    signed = version.author or version.by
    return (
        incident.position,
        incident.pk,
        incident.version_number,
        version.kind,
        version.origin,
        version.at,
        recorded,
        signed.pk if signed else None,
        *author,
        version.approver.pk if version.approver else None,
        *approver,
        byline,
        version.held,
        "note" in version.pieces,
        incident.word_count,
        version.words_added,
        version.words_removed,
        incident.source_count,
        version.sources_added,
        version.sources_removed,
        " ".join(version.touched),
        SCHEMA,
        previous,
        incident.version_hash,
    )


def _story_row(story: Incident) -> tuple[object, ...]:
    return tuple(getattr(story, column) for column, _ in COLUMNS["incidents_incident"])
