"""From canonical values to entries: the one place that knows the keys inside a piece."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from django.utils.translation import get_language

from incidents.models import Source
from incidents.record.entries import (
    CorrectionEntry,
    Mark,
    RedactionEntry,
    RemovedText,
    SourceEntry,
    TextAsRead,
    TopicEntry,
    UpdateEntry,
)
from incidents.record.ledger import Standing, Value
from incidents.record.printing import category_name
from incidents.text.fragments.credits import UNSIGNED, Credits, authors
from incidents.text.hashing.canonical import JSON
from incidents.text.times import parse_iso

UPDATE, SOURCE = "update-", "source-"
"""How the keys of these pieces begin."""

_UPDATE = (
    *("label", "headline", "html", "at", "printed", "printed_date", "day", "state", "reason"),
    *("reporting", "warning"),
)
_SOURCE = ("outlet", "title", "url", "via", "quote", "author", "archived_url")

KINDS = frozenset(Source.Kind.values)


@dataclass(slots=True)
class Told:
    """What the pieces of one version tell about it."""

    keys: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    headline: str = ""
    note: str = ""
    byline: str = ""
    role: str = ""
    approved_by: str = ""
    emergency: bool = False
    undoes: int = 0
    restores: int = 0
    corrections: tuple[CorrectionEntry, ...] = ()
    redaction: RedactionEntry | None = None


def text(value: Value | None, name: str) -> str:
    """A field of a piece as text; empty where the piece or the field is not there."""
    found = value.get(name) if value else None
    return found if isinstance(found, str) else ""


def texts(value: Value, *names: str) -> list[str]:
    """Several fields of a piece as text."""
    return [said if isinstance(said := value.get(name), str) else "" for name in names]


def whole(value: Value, name: str) -> int:
    """A field of a piece as a whole number."""
    found = value.get(name)
    return found if isinstance(found, int) else 0


def values(value: Value | None, name: str) -> list[Value]:
    """A field of a piece as a list of objects."""
    found = value.get(name) if value else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def strings(value: Value, name: str) -> tuple[str, ...]:
    """A field of a piece as a list of words."""
    return tuple(item for item in _list(value, name) if isinstance(item, str))


def whole_numbers(value: Value, name: str) -> tuple[int, ...]:
    """A field of a piece as a list of whole numbers."""
    found = value.get(name)
    if not found or not isinstance(found, list):
        return ()
    return tuple([item for item in found if isinstance(item, int)])


def marks(value: Value | None) -> tuple[Mark, ...]:
    """The public marks that a text piece carries."""
    return tuple(
        Mark(
            kind=text(mark, "kind"),
            at=parse_iso(text(mark, "at")),
            printed=text(mark, "printed"),
            version=whole(mark, "version"),
            note=text(mark, "note"),
            wrong=text(mark, "wrong"),
            right=text(mark, "right"),
            grave=mark.get("grave") is True,
        )
        for mark in (values(value, "marks") if value and value.get("marks") else ())
    )


def corrections(value: Value | None) -> tuple[CorrectionEntry, ...]:
    """The errors that a correction put right."""
    return tuple(
        CorrectionEntry(
            piece=text(error, "piece"),
            wrong=text(error, "wrong"),
            right=text(error, "right"),
            entered=whole(error, "entered"),
            entered_at=parse_iso(text(error, "entered_at")),
            stood=whole(error, "stood"),
            noticed=text(error, "noticed"),
            grave=error.get("grave") is True,
            warning=text(error, "warning"),
        )
        for error in values(value, "corrections")
    )


def redaction(value: Value) -> RedactionEntry:
    """What a redaction removed."""
    return RedactionEntry(
        category=text(value, "category"),
        category_name=category_name(text(value, "category")),
        decided_by=text(value, "decided_by"),
        removed=tuple(
            RemovedText(whole(item, "version"), text(item, "piece"), text(item, "hash"))
            for item in values(value, "removed")
        ),
    )


def take(row: Told, key: str, value: Value) -> None:
    """Take over what one short piece tells about its version."""
    match key:
        case "note":
            row.note = text(value, "text")
        case "byline":
            row.byline, row.role = text(value, "name"), text(value, "role")
        case "approval":
            row.approved_by = text(value, "name")
            row.emergency = value.get("emergency") is True
        case "headline":
            row.headline = text(value, "text")
        case "returns":
            row.undoes, row.restores = whole(value, "undoes"), whole(value, "restores")
        case "correction":
            row.corrections = corrections(value)
        case "redaction":
            row.redaction = redaction(value)


def updates(pieces: Mapping[str, Standing]) -> tuple[UpdateEntry, ...]:
    """The updates of a story, newest first; each is read once of its piece."""
    entries = [
        piece.read.get(UPDATE) or piece.read.setdefault(UPDATE, _update(piece, piece.value))
        for key, piece in pieces.items()
        if piece.value is not None and key.startswith(UPDATE)
    ]
    return tuple(sorted(entries, key=attrgetter("number"), reverse=True))


def sources(pieces: Mapping[str, Standing]) -> tuple[SourceEntry, ...]:
    """The numbered list of sources of a story; each is read once of its piece in a language."""
    read = f"{SOURCE}{get_language()}"
    entries = [
        piece.read.get(read) or piece.read.setdefault(read, _source(key, piece.value, piece.html))
        for key, piece in pieces.items()
        if piece.value is not None and key.startswith(SOURCE)
    ]
    return tuple(sorted(entries, key=attrgetter("number")))


def topics(value: Value | None) -> tuple[TopicEntry, ...]:
    """The topics of a story, as the public knows them."""
    return tuple(
        TopicEntry(
            name=text(topic, "name"),
            qualifier=text(topic, "qualifier"),
            slug=text(topic, "slug"),
            kind=text(topic, "kind"),
            wikidata=text(topic, "wikidata"),
        )
        for topic in values(value, "topics")
    )


def moment(written: str) -> datetime | None:
    """A written moment; None where there is none."""
    return parse_iso(written) if written else None


def day(written: str) -> date | None:
    """A written date; None where there is none."""
    return date.fromisoformat(written) if written else None


def _update(piece: Standing, value: Value) -> UpdateEntry:
    (
        label,
        headline,
        html,
        at,
        printed,
        printed_date,
        said_day,
        state,
        reason,
        reporting,
        warning,
    ) = texts(value, *_UPDATE)
    when = parse_iso(at)
    return UpdateEntry(
        number=whole(value, "number"),
        label=label,
        headline=headline,
        html=html,
        at=when,
        printed=printed,
        printed_date=printed_date,
        day=day(said_day) or when.date(),
        sources=whole_numbers(value, "sources"),
        retracted=state == "retracted",
        reason=reason,
        marks=marks(value),
        fragment=piece.html,
        own_reporting=reporting == "own",
        media=whole_numbers(value, "media"),
        credits=credits_of(value),
        warning=warning,
        version=piece.number,
    )


def _source(key: str, value: Value, html: str) -> SourceEntry:
    kind = text(value, "kind")
    outlet, title, url, via, quote, author, archived_url = texts(value, *_SOURCE)
    return SourceEntry(
        key=key,
        number=whole(value, "number"),
        outlet=outlet,
        title=title,
        url=url,
        via=via,
        quote=quote,
        kind=kind,
        kind_label=str(Source.Kind(kind).label) if kind in KINDS else kind,
        published_at=moment(text(value, "published_at")),
        retrieved_at=moment(text(value, "retrieved_at")),
        fragment=html,
        author=author,
        archived_url=archived_url,
        as_read=_as_read(value),
    )


def credits_of(value: Value | None) -> Credits:
    """Who wrote a text, with which agencies, and where."""
    said = texts(value or {}, "authors", "agencies", "dateline")
    return Credits(authors(said[0]), said[1], said[2]) if any(said) else UNSIGNED


def _as_read(value: Value) -> TextAsRead | None:
    at, said = moment(text(value, "read_at")), text(value, "read_text")
    return TextAsRead(said, at, text(value, "read_digest")) if at and said else None


def _list(value: Value, name: str) -> list[JSON]:
    found = value.get(name)
    return list(found) if isinstance(found, list) else []
