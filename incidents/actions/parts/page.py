"""A story's page as one value: what it says or said, in terms that outlive its numbering."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.actions.ledger.pieces import CREDITS, TOLD, Value
from incidents.actions.parts import showing
from incidents.models import Address, Incident
from incidents.record.ledger import Standing, standing
from incidents.record.reading import strings, text, values, whole, whole_numbers
from incidents.text.addresses.stories import within_news
from incidents.text.hashing import canonical

FIELDS = {
    "about": ("date", "language", "time_zone", "translation_of"),
    "headline": ("text",),
    "topic_line": ("text",),
    "lead": ("html", "warning"),
    "credits": CREDITS,
    "status": ("status", "line"),
    "notice": ("text",),
    "slug": ("path",),
    "update": (
        *("html", "headline", "label", "at", "printed", "state", "reason", "reporting"),
        *TOLD,
    ),
    "source": (
        *("outlet", "title", "url", "via", "quote", "kind"),
        *("published_at", "retrieved_at", "author", "archived_url"),
        *("read_text", "read_at", "read_digest"),
    ),
}
"""What each piece says in lines and bodies, by the stem of its key."""

LISTS = ("topics", "related", "key_events", "summary")
"""Pieces that are lists, whole: each is compared and brought back by what it names."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a story says at one version.

    `fields` are lines and bodies by piece; `lists` are the names of what stands in order: topics
    by slug, related stories, sources by piece key, key events by that of their updates, the lines
    of the summary, and for each update the sources that it cites.
    `marks` are those on texts; `redacted` are the pieces of which only a mask is left.
    """

    fields: dict[str, dict[str, str]]
    lists: dict[str, tuple[str, ...]]
    marks: dict[str, list[Value]]
    redacted: frozenset[str]

    def field(self, key: str, name: str) -> str:
        """One field of a piece; empty where there is none."""
        return self.fields.get(key, {}).get(name, "")

    def listed(self, key: str) -> tuple[str, ...]:
        """One list; empty where there is none."""
        return self.lists.get(key, ())

    def keys(self, stem: str) -> list[str]:
        """The keys of the updates or of the sources."""
        return [key for key in self.fields if key.startswith(f"{stem}-")]


def read(incident: Incident, *, at: int | None = None) -> Page:
    """The page of a published story as it stands, or as it stood at a version."""
    pieces = standing(incident.pk, at=at)
    held = {key: piece.value for key, piece in pieces.items() if piece.value is not None}
    sources = sorted(
        (int(str(value["number"])), key) for key, value in held.items() if _stem(key) == "source"
    )
    by_number = dict(sources)
    fields = {key: _fields(key, value) for key, value in held.items() if _stem(key) in FIELDS}
    fields["captions"] = {"captions": "\n".join(strings(held.get("captions") or {}, "captions"))}
    fields["credits"] = _fields("credits", held.get("credits") or {})
    fields["pinned"] = {"update": str((held.get("pinned") or {}).get("update", ""))}
    lists = {
        "key_events": _event_names(held.get("key_events")),
        "summary": _summary_names(held.get("summary")),
        "topics": tuple(text(topic, "slug") for topic in values(held.get("topics"), "topics")),
        "related": _related_names(values(held.get("related"), "related")),
        "sources": tuple(key for _, key in sources),
    }
    for key, value in held.items():
        if _stem(key) == "update":
            cited = whole_numbers(value, "sources")
            lists[key] = tuple(by_number[number] for number in cited if number in by_number)
    fields |= showing.fields(held)
    lists |= showing.lists(held)
    marks = {key: values(value, "marks") for key, value in held.items() if "marks" in value}
    return Page(fields, lists, marks, _redacted(pieces.values()))


def _stem(key: str) -> str:
    return key.partition("-")[0]


def _fields(key: str, value: Value) -> dict[str, str]:
    return {name: text(value, name) for name in FIELDS[_stem(key)]}


def _redacted(pieces: Iterable[Standing]) -> frozenset[str]:
    return frozenset(piece.key for piece in pieces if piece.redacted)


def _event_names(value: Value | None) -> tuple[str, ...]:
    numbers = sorted(whole(event, "update") for event in values(value, "events"))
    return tuple(f"update-{number}" for number in numbers)


def _summary_names(value: Value | None) -> tuple[str, ...]:
    """The lines as an editor gives them; of one that is withdrawn no word is known."""
    lines = (
        {"words": line["words"], "updates": line["updates"]} for line in values(value, "lines")
    )
    return tuple(canonical.encode(line).decode() for line in lines)


def _related_names(entries: Sequence[Mapping[str, canonical.JSON]]) -> tuple[str, ...]:
    """What tells related stories apart: ours by their id, wherever they stand; others whole."""
    paths = {within_news(text(dict(entry), "path")) for entry in entries} - {""}
    ours = dict(
        Address.objects.filter(path__in=paths, incident__version_number__gt=0).values_list(
            "path", "incident_id"
        )
    )
    return tuple(_related_name(dict(entry), ours) for entry in entries)


def _related_name(entry: Value, ours: Mapping[str, int]) -> str:
    path = within_news(text(entry, "path"))
    return f"story:{ours[path]}" if path in ours else canonical.encode(entry).decode()
