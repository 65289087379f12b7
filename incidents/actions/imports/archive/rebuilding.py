"""The rows that editors work on, made again from what the newest versions say."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.actions.imports.archive import pictures
from incidents.actions.ledger import marking, pieces
from incidents.models import (
    Address,
    Citation,
    House,
    Incident,
    IncidentTopic,
    Link,
    Related,
    Source,
    Topic,
    Update,
    Version,
    VersionPiece,
)
from incidents.record.ledger import Standing, Value, standing
from incidents.record.reading import strings, text, values, whole, whole_numbers
from incidents.text.addresses.stories import within_news
from incidents.text.times import parse_iso, printed, zone_names

Pieces = Mapping[str, Standing]

RETRACTED = "retracted"


def rebuild(incident: Incident, topics: Mapping[str, Topic]) -> None:
    """Give a story the rows behind its newest version; its addresses are there already."""
    now = standing(incident.pk)
    _tell(incident, now)
    incident.save()
    sources = _sources(incident, now)
    _updates(incident, now, sources)
    _topics(incident, now, topics)


def _tell(incident: Incident, now: Pieces) -> None:
    """What the row of the story itself says."""
    newest = Version.objects.filter(incident=incident).order_by("-number")[0]
    first = Version.objects.get(incident=incident, number=1)
    about, lead = _value(now, "about"), _value(now, "lead")
    notice = text(_value(now, "notice"), "text")
    incident.date = dt.date.fromisoformat(text(about, "date"))
    incident.language, incident.time_zone = text(about, "language"), text(about, "time_zone")
    original = text(about, "translation_of")
    incident.translation_of = uuid.UUID(original) if original else None
    incident.headline = text(_value(now, "headline"), "text")
    incident.topic_line = text(_value(now, "topic_line"), "text")
    incident.lead = text(lead, "html")
    incident.lead_marks = [dict(mark) for mark in values(lead, "marks")]
    incident.warning = text(lead, "warning")
    for name in pieces.CREDITS:
        setattr(incident, name, text(_value(now, "credits"), name))
    _tell_summary(incident, _value(now, "summary"))
    incident.captions = list(strings(_value(now, "captions") or {}, "captions"))
    own = notice != House.current().verification_notice
    incident.verification_notice = notice if own else ""
    incident.path = text(_value(now, "slug"), "path")
    incident.version_number, incident.version_hash = newest.number, newest.hash
    incident.version_at, incident.position = newest.at, newest.position
    incident.word_count, incident.source_count = newest.words, newest.sources
    incident.published_at = incident.created_at = first.at
    incident.update_counter = _highest(now, "update-")
    incident.source_counter = _highest(now, "source-")
    pictures.rebuild(incident, now)
    incident.corrected = marking.corrected(values(piece.value, "marks") for piece in now.values())
    _tell_status(incident, now)


def _tell_summary(incident: Incident, said: Value | None) -> None:
    """What is known so far; lines that were withdrawn since have their words in its own version."""
    if said is None:
        return
    number = whole(said, "version")
    written = _value(standing(incident.pk, keys=["summary"], at=number), "summary") or said
    incident.summary = [
        {"words": text(line, "words"), "updates": [*whole_numbers(line, "updates")]}
        for line in values(written, "lines")
    ]
    incident.summary_at, incident.summary_version = parse_iso(text(said, "at")), number
    incident.summary_marks = [dict(mark) for mark in values(said, "marks")]


def _tell_status(incident: Incident, now: Pieces) -> None:
    """Live or ended; of a retracted story, what it was before."""
    said = _value(now, "status")
    if text(said, "status") == RETRACTED:
        since = now["status"].number
        at = Version.objects.get(incident=incident, number=since).at
        incident.retracted_at, incident.retraction_reason = at, text(said, "reason")
        said = _before(incident, "status", since)
    incident.status = text(said, "status") or Incident.Status.LIVE
    incident.status_line = text(said, "line")


def _before(incident: Incident, key: str, number: int) -> Value | None:
    """What a piece said just before a version."""
    return _value(standing(incident.pk, keys=[key], at=number - 1), key)


def _highest(now: Pieces, stem: str) -> int:
    keys = (key.removeprefix(stem) for key in now if key.startswith(stem))
    return max(map(int, keys), default=0)


def _sources(incident: Incident, now: Pieces) -> dict[str, Source]:
    """The numbered sources, by piece; their links are shared between stories."""
    found: dict[str, Source] = {}
    for key, piece in now.items():
        if not key.startswith("source-") or piece.value is None:
            continue
        said, url = piece.value, text(piece.value, "url")
        digest = Link.digest_of(url)
        link = Link.objects.get_or_create(digest=digest, defaults={"url": url})[0] if url else None
        found[key] = Source.objects.create(
            incident=incident,
            serial=int(key.removeprefix("source-")),
            number=whole(said, "number"),
            outlet=text(said, "outlet"),
            title=text(said, "title"),
            link=link,
            via=text(said, "via"),
            quote=text(said, "quote"),
            kind=text(said, "kind"),
            published_at=_moment(text(said, "published_at")),
            retrieved_at=_moment(text(said, "retrieved_at")),
            author=text(said, "author"),
            archived_url=text(said, "archived_url"),
            read_text=text(said, "read_text"),
            read_at=_moment(text(said, "read_at")),
            read_digest=text(said, "read_digest"),
        )
    return found


def _updates(incident: Incident, now: Pieces, sources: Mapping[str, Source]) -> None:
    """The numbered updates and what they cite; of a retracted one, what it said before."""
    rows: list[Update] = []
    cited: list[tuple[Update, Source]] = []
    for key, piece in now.items():
        said = piece.value
        if not key.startswith("update-") or said is None:
            continue
        withdrawn = text(said, "state") == Update.State.RETRACTED
        told = _before_retraction(incident, key, piece.number) if withdrawn else piece
        row = _update(incident, said, told.value if told else None)
        row.pinned = whole(_value(now, "pinned") or {}, "update") == row.number
        events = values(_value(now, "key_events"), "events")
        row.key_event = row.number in {whole(event, "update") for event in events}
        rows.append(row)
        numbering = _numbering(incident, told.number, sources) if withdrawn and told else now
        cited += [(row, source) for source in _cited(told, numbering, sources)]
    Update.objects.bulk_create(rows)
    Citation.objects.bulk_create(Citation(update=row, source=source) for row, source in cited)


def _numbering(incident: Incident, at: int, sources: Mapping[str, Source]) -> Pieces:
    """The sources as they were numbered at a version, of those that still stand."""
    return standing(incident.pk, keys=[*sources], at=at)


def _cited(
    told: Standing | None, numbering: Pieces, sources: Mapping[str, Source]
) -> Iterator[Source]:
    """The sources that a text cites, whatever number each has by now."""
    numbers = whole_numbers(told.value or {}, "sources") if told else ()
    by_number = {
        whole(piece.value, "number"): sources[key]
        for key, piece in numbering.items()
        if key in sources and piece.value is not None
    }
    return (by_number[number] for number in numbers if number in by_number)


def _update(incident: Incident, said: Value, told: Value | None) -> Update:
    """The row of an update that stands as `said`, and whose text is `told`."""
    at, day = parse_iso(text(said, "at")), text(said, "day")
    return Update(
        incident=incident,
        number=whole(said, "number"),
        label=text(said, "label"),
        headline=text(told, "headline"),
        body=text(told, "html"),
        at=at,
        time_zone=_zone(at, text(said, "printed"), incident.time_zone),
        day=dt.date.fromisoformat(day) if day else None,
        state=text(said, "state"),
        retraction_reason=text(said, "reason"),
        marks=[dict(mark) for mark in values(said, "marks")],
        own_reporting=text(told, "reporting") == "own",
        media=[*whole_numbers(told or {}, "media")],
        **{name: text(told, name) for name in pieces.TOLD},
    )


def _before_retraction(incident: Incident, key: str, number: int) -> Standing | None:
    """The newest text of an update that was not a tombstone."""
    rows = VersionPiece.objects.filter(incident=incident, key=key, number__lt=number)
    for earlier in rows.order_by("-number").values_list("number", flat=True):
        piece = standing(incident.pk, keys=[key], at=earlier)[key]
        if text(piece.value, "state") != Update.State.RETRACTED:
            return piece
    return None


def _zone(at: dt.datetime, shown: str, own: str) -> str:
    """The zone that an update's time was printed in; empty where it is the story's own."""
    if not shown or printed(at, own) == shown:
        return ""
    return next((zone for zone in sorted(zone_names()) if printed(at, zone) == shown), "")


def _topics(incident: Incident, now: Pieces, topics: Mapping[str, Topic]) -> None:
    slugs = dict.fromkeys(text(topic, "slug") for topic in values(_value(now, "topics"), "topics"))
    IncidentTopic.objects.bulk_create(
        IncidentTopic(incident=incident, topic=topics[slug], order=order)
        for order, slug in enumerate(slugs)
    )


def relate(incident: Incident) -> None:
    """The related stories that the editor chose; every story has its addresses by now."""
    chosen = values(_value(standing(incident.pk, keys=["related"]), "related"), "related")
    Related.objects.bulk_create(_related(incident, chosen))


def _related(incident: Incident, chosen: Sequence[Value]) -> Iterator[Related]:
    taken = {incident.pk}
    for order, said in enumerate(chosen):
        path = within_news(text(said, "path"))
        held = Address.objects.filter(path=path).first() if path else None
        if held is not None and held.incident_id not in taken:
            taken.add(held.incident_id)
            yield Related(incident=incident, order=order, story_id=held.incident_id)
            continue
        day = text(said, "date")
        yield Related(
            incident=incident,
            order=order,
            title=text(said, "title"),
            address=path,
            url=text(said, "url"),
            date=dt.date.fromisoformat(day) if day else None,
            contexts=list(strings(said, "contexts")),
        )


@dataclass(frozen=True, slots=True)
class Text:
    """What a text piece said at some version; None where it said nothing at all."""

    key: str
    hash: str
    html: str | None
    origin: str
    redacted: bool


def texts_of(incident: Incident) -> Iterator[Text]:
    """Every text of a story, each piece from its oldest version on."""
    rows = VersionPiece.objects.filter(incident=incident).order_by("key", "number")
    for row in rows.select_related("content", "version"):
        if pieces.is_text(row.key):
            value = json.loads(row.content.canonical)
            said = text(value, "html") if value is not None else None
            redacted = not row.content.salt
            yield Text(row.key, row.content_id, said, row.version.origin, redacted)


def _value(now: Pieces, key: str) -> Value | None:
    return now[key].value if key in now else None


def _moment(written: str) -> dt.datetime | None:
    return parse_iso(written) if written else None
