"""The canonical value of each piece of a story, built from the editors' working rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from incidents.models import Incident, Medium, Picture, Related, Source, Topic, Update
from incidents.text.addresses.stories import story_path
from incidents.text.hashing.canonical import JSON
from incidents.text.times import iso, printed, printed_date

Value = dict[str, JSON]

MEDIUM_FIELDS = (
    *("alt", "caption", "credit", "place", "provenance", "licence", "warning"),
    *("author", "handle", "platform", "text", "url", "provider", "video"),
)
"""What is public of an image, quoted post or video, as its row has it."""

TEXT_PIECES = ("lead", "update")
"""Stems of the pieces that are prose of the story itself."""

TOLD = ("authors", "agencies", "dateline", "warning")
"""What a text may tell beside its words: by whom, with whom, where; and what to expect."""

CREDITS = TOLD[:3]


def is_text(key: str) -> bool:
    """Whether a piece is prose of the story itself."""
    return key.partition("-")[0] in TEXT_PIECES


def is_worded(key: str) -> bool:
    """Whether the editor says what kind of change it is when a piece changes."""
    return is_text(key) or key == "credits"


def about(incident: Incident) -> Value:
    """Date, language and zone of a story, and the key of the one that it translates."""
    original = incident.translation_of
    return {
        "date": incident.date.isoformat(),
        "language": incident.language,
        "time_zone": incident.time_zone,
        **({"translation_of": str(original)} if original else {}),
    }


def status(incident: Incident) -> Value:
    """Where the story stands; a retracted one says why."""
    if incident.retracted_at is not None:
        return {"status": "retracted", "line": "", "reason": incident.retraction_reason}
    return {"status": incident.status, "line": incident.status_line, "reason": ""}


def lead(incident: Incident) -> Value:
    """The initial report."""
    said: Value = {"html": incident.lead, "marks": list(incident.lead_marks)}
    return said | shown(incident.lead_media) | told_of(incident, ("warning",))


def story_credits(incident: Incident) -> Value | None:
    """Who wrote the story, with which agencies, where; None where none of it is told."""
    return told_of(incident, CREDITS) or None


def told_of(row: Incident | Update, names: Iterable[str]) -> Value:
    """What a text tells beside its words; what it does not tell has no key."""
    return {name: said for name in names if (said := getattr(row, name))}


def medium(row: Medium, zone: str) -> Value:
    """An image, quoted post or video; what is not known of it has no place in it."""
    told: Value = {name: getattr(row, name) for name in MEDIUM_FIELDS if getattr(row, name)}
    told |= {"number": row.number, "kind": row.kind}
    if row.date:
        told["date"] = row.date.isoformat()
    if row.at:
        day = row.at.astimezone(ZoneInfo(zone)).date()
        told |= {"at": iso(row.at), "printed": f"{printed(row.at, zone)}, {printed_date(day)}"}
    if row.picture is not None:
        told |= {"file": _file(row.picture), "redistribute": row.redistribute}
    return told


def _file(picture: Picture) -> Value:
    """The files of a picture, each named by the SHA-256 of its bytes."""
    rows = sorted(picture.renditions.all(), key=lambda row: (row.media_type, row.width))
    return {
        "sha256": picture.digest,
        "renditions": [
            {
                "sha256": row.digest,
                "type": row.media_type,
                "width": row.width,
                "height": row.height,
                "bytes": row.size,
            }
            for row in rows
        ],
    }


def shown(numbers: Iterable[int]) -> Value:
    """The part of a text's value that says what it shows; nothing where it shows nothing."""
    named: list[JSON] = [*numbers]
    return {"media": named} if named else {}


def captions(incident: Incident) -> Value | None:
    """The captions of pictures that are not held; None where there are none."""
    return {"captions": list(incident.captions)} if incident.captions else None


def topics(chosen: Iterable[Topic]) -> Value:
    """The topics of a story, as the public knows them."""
    return {
        "topics": [
            {
                "name": topic.printed_name,
                "qualifier": topic.qualifier,
                "slug": topic.slug,
                "kind": topic.kind,
                **({"wikidata": topic.wikidata} if topic.wikidata else {}),
            }
            for topic in chosen
        ]
    }


def source(row: Source) -> Value:
    """One numbered source; what is not known of its author, archive or text has no key."""
    told = {
        "author": row.author,
        "archived_url": row.archived_url,
        "read_text": row.read_text,
        "read_at": _moment(row.read_at),
        "read_digest": row.read_digest,
    }
    return {
        "number": row.number,
        "outlet": row.outlet,
        "title": row.title,
        "url": row.url,
        "via": row.via,
        "quote": row.quote,
        "kind": row.kind,
        "published_at": _moment(row.published_at),
        "retrieved_at": _moment(row.retrieved_at),
        **{name: said for name, said in told.items() if said},
    }


def related(links: Iterable[Related], contexts: dict[int, list[str]]) -> Value:
    """The related stories the editor chose; `contexts` are the shared topics of ours, by id."""
    return {"related": [_related(link, contexts) for link in links]}


def _related(link: Related, contexts: dict[int, list[str]]) -> JSON:
    if link.story is not None:
        return {
            "title": link.story.printed_headline,
            "path": story_path(link.story.path),
            "url": "",
            "date": link.story.date.isoformat(),
            "contexts": list(contexts.get(link.story.pk, [])),
        }
    return {
        "title": link.title,
        "path": story_path(link.address) if link.address else "",
        "url": link.url,
        "date": link.date.isoformat() if link.date else "",
        "contexts": list(link.contexts),
    }


def update(row: Update, incident: Incident, cited: Sequence[int]) -> Value:
    """One update; a retracted one keeps its number, time, marks and reason only."""
    zone = row.time_zone or incident.time_zone
    retracted = row.state == Update.State.RETRACTED
    own = row.own_reporting and not retracted
    other_day = row.day is not None and row.day != incident.date
    return {
        "number": row.number,
        "label": row.label,
        "at": iso(row.at),
        "printed": printed(row.at, zone),
        "printed_date": printed_date(row.day) if row.day and other_day else "",
        "day": row.day.isoformat() if row.day else "",
        "headline": "" if retracted else row.headline,
        "html": "" if retracted else row.body,
        "sources": [] if retracted else list(cited),
        "state": row.state,
        "reason": row.retraction_reason if retracted else "",
        "marks": list(row.marks),
        **({"reporting": "own"} if own else {}),
        **({} if retracted else shown(row.media)),
        **({} if retracted else told_of(row, TOLD)),
    }


def mark(kind: str, at: datetime, incident: Incident, version: int) -> Value:
    """What a piece carries from a correction on; printed with its date when not the story's."""
    day = at.astimezone(ZoneInfo(incident.time_zone)).date()
    date = "" if day == incident.date else f", {printed_date(day)}"
    clock = printed(at, incident.time_zone)
    return {"kind": kind, "at": iso(at), "printed": f"{clock}{date}", "version": version}


def _moment(at: datetime | None) -> str:
    return iso(at) if at else ""
