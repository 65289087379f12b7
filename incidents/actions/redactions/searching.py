"""Where words stand: in every text of every table, whether anybody thought of it or not."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.db.models import CharField, Field, JSONField, Model, TextField

from incidents.actions.redactions.masking import words_of
from incidents.actions.redactions.terms import Terms
from incidents.models import (
    Checkpoint,
    Content,
    Editor,
    Event,
    Findable,
    FindableHead,
    Listed,
    Purge,
    Redaction,
    Tally,
    Version,
    VersionPiece,
)

WITHOUT_WORDS = (
    *(Version, VersionPiece, Event, Purge, Checkpoint, Redaction),
    *(Session, Permission, ContentType, Editor),
    *(Listed, Tally),
    *(Findable, FindableHead),
)
"""Tables of numbers, hashes, keys and fixed words; sessions are sealed, accounts asked apart.

Lists are made anew from the rows that were searched, with the versions that say so; what can be
found of a story goes with each such version, by a trigger."""

MACHINE_COLUMNS = frozenset(
    {"hash", "digest", "version_hash", "previous_hash", "time_zone", "language", "password"}
    | {"sender", "piece", "format", "wikidata"}
)
PORTION = 500


class Sought(Protocol):
    """Something that can be looked for in a text."""

    def stand_in(self, text: str) -> bool:
        """Whether it stands in a text."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Several things that are looked for at once."""

    parts: tuple[Sought, ...]

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text."""
        return any(part.stand_in(text) for part in self.parts)


@dataclass(frozen=True, slots=True)
class StoredText:
    """A content of the ledger: in which pieces of which versions of a story it stands."""

    hash: str
    canonical: str
    incident_id: int
    key: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row outside the ledger, with those of its columns that are concerned."""

    model: type[Model]
    pk: Any
    columns: dict[str, Any]

    @property
    def table(self) -> str:
        """What the table holds, in words."""
        return str(self.model._meta.verbose_name_plural)


def texts(sought: Sought, incidents: Sequence[int] | None = None) -> Iterator[StoredText]:
    """The contents of the ledger in which something stands, of these stories or of all."""
    for text in contents(incidents):
        if any(sought.stand_in(word) for word in words_of(json.loads(text.canonical))):
            yield text


def contents(incidents: Sequence[int] | None = None) -> Iterator[StoredText]:
    """Every content of the ledger, read in portions; one shared by versions comes once."""
    pieces = VersionPiece.objects.all()
    if incidents is not None:
        pieces = pieces.filter(incident__in=incidents)
    rows = pieces.order_by("content_id", "incident_id", "key", "number").values_list(
        "content_id", "content__canonical", "incident_id", "key", "number"
    )
    current: StoredText | None = None
    for content, canonical, incident, key, number in rows.iterator(chunk_size=PORTION):
        same = current is not None and (current.hash, current.incident_id, current.key) == (
            (content, incident, key)
        )
        if current is not None and same:
            current = StoredText(content, canonical, incident, key, (*current.numbers, number))
            continue
        if current is not None:
            yield current
        current = StoredText(content, canonical, incident, key, (number,))
    if current is not None:
        yield current


def rows(sought: Sought) -> Iterator[StoredRow]:
    """The rows of every table outside the ledger in which something stands."""
    for model in apps.get_models(include_auto_created=True):
        names = columns(model)
        if not names or model is Content:
            continue
        stored = model._base_manager.order_by("pk").values_list("pk", *names)
        for pk, *values in stored.iterator(chunk_size=PORTION):
            hit = {
                name: value
                for name, value in zip(names, values, strict=True)
                if any(sought.stand_in(word) for word in words_of(value))
            }
            if hit:
                yield StoredRow(model, pk, hit)


def accounts(terms: Terms) -> Iterator[Editor]:
    """The people in whose account a term stands; a name may stand there in two columns."""
    for editor in Editor.objects.order_by("pk"):
        told = (editor.get_full_name(), editor.pseudonym, editor.username, editor.email)
        if any(map(terms.stand_in, told)):
            yield editor


def columns(model: type[Model]) -> list[str]:
    """The columns of a table that may hold words."""
    if model in WITHOUT_WORDS or model._meta.proxy or not model._meta.managed:
        return []
    return [field.attname for field in model._meta.concrete_fields if _holds_words(field)]


def _holds_words(field: Field[Any, Any]) -> bool:
    if field.name in MACHINE_COLUMNS or field.choices or field.remote_field is not None:
        return False
    return isinstance(field, CharField | TextField | JSONField | ArrayField)
