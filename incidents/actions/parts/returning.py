"""Bringing a page back: working rows and pieces are made to say what an earlier version said."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from incidents.actions.inputs import RelatedChoice
from incidents.actions.ledger import marking, pieces
from incidents.actions.ledger.pieces import Value
from incidents.actions.ledger.touches import Change
from incidents.actions.parts import (
    headline,
    highlights,
    relations,
    sources,
    updates as update_parts,
)
from incidents.actions.parts.page import Page
from incidents.actions.parts.showing import come_back, lead_shows, shown_by, update_shows
from incidents.models import House, Incident, Source, Topic, TopicAddress, Update, Version
from incidents.record.reading import strings, text
from incidents.text.times import parse_iso, printed, zone_names

Kind = Version.Kind
RETRACTED = Update.State.RETRACTED
STATES = (Kind.RETRACTION, Kind.RESTORATION)
"""What a mark of these kinds says stays true when a text comes back."""


@dataclass(slots=True)
class Returning:
    """A page brought back under the lock: `now` is what it says, `target` what it shall say.

    Texts come back as they were in `then`, with the marks that they had; `drops` says of a
    version whether the marks that it left speak of words that are taken back. `kept` says in
    sentences what cannot come back.
    """

    locked: Change
    now: Page
    target: Page
    then: Page
    drops: Callable[[int], bool]
    kept: list[str] = field(default_factory=list)

    def carry_out(self) -> None:
        """Change everything that differs: one change, of the kind restoration."""
        self._about()
        self._lines()
        self._lead()
        come_back(self.locked, self.target.fields, self.now.fields)
        lead_shows(self.locked, self.target.listed(shown_by("lead")))
        self._topics()
        self._related()
        self._sources()
        rows = Update.objects.filter(incident=self.locked.incident, number__isnull=False)
        marked = [self.locked.incident.lead_marks]
        for row in rows.order_by("number"):
            self._update(row)
            marked.append(row.marks)  # those of a tombstone stay on the page, too
        self.kept += highlights.bring_back(self.locked, self.now, self.target)
        marked.append(self.locked.incident.summary_marks)
        self.locked.incident.corrected = marking.corrected(marked)
        for touch in self.locked.touches.values():
            touch.implies = Kind.RESTORATION

    def _about(self) -> None:
        given = self.target.fields.get("about")
        if given is None:
            return
        locked = self.locked
        moved = locked.set("time_zone", given["time_zone"])
        moved |= locked.set("date", date.fromisoformat(given["date"]))
        locked.set("language", given["language"])
        self._original(given["translation_of"])
        locked.touch("about", pieces.about(locked.incident))
        if moved:
            locked.tags.add(f"day:{locked.incident.date}")
            update_parts.reprint(locked)

    def _original(self, key: str) -> None:
        """Of which story this one is a translation."""
        wanted = relations.held_key(key)
        if key and wanted is None:
            self.kept.append("The story of which this was a translation is no longer held.")
        relations.link_original(self.locked, wanted)

    def _lines(self) -> None:
        locked, incident = self.locked, self.locked.incident
        if locked.set("headline", self.target.field("headline", "text")):
            locked.touch("headline", {"text": incident.headline})
        if locked.set("topic_line", self.target.field("topic_line", "text")):
            locked.touch("topic_line", {"text": incident.topic_line})
        told = [locked.set(name, self.target.field("credits", name)) for name in pieces.CREDITS]
        if any(told):
            locked.touch("credits", pieces.story_credits(incident))
        said = self.target.field("captions", "captions")
        if locked.set("captions", said.split("\n") if said else []):
            locked.touch("captions", pieces.captions(incident))
        incident.status = self.target.field("status", "status")
        locked.set("status_line", self.target.field("status", "line"))
        locked.touch("status", pieces.status(incident))
        self._notice()
        if path := self.target.field("slug", "path"):
            headline.settle_address(locked, wanted=path)

    def _notice(self) -> None:
        """The story's own notice, or none of its own where it said what the house says now."""
        said, house = self.target.field("notice", "text"), House.current().verification_notice
        if "notice" not in self.target.fields or said == self.now.field("notice", "text"):
            return
        if house and not said:
            self.kept.append("The verification notice stays: the newsroom has one by now.")
            return
        self.locked.set("verification_notice", "" if said == house else said)
        self.locked.touch("notice", {"text": said})

    def _lead(self) -> None:
        incident = self.locked.incident
        before = incident.lead
        told = self.locked.set("warning", self.target.field("lead", "warning"))
        if self.locked.set("lead", self.target.field("lead", "html")):
            marks = self._marks("lead", incident.lead_marks, before, incident.lead)
            self.locked.set("lead_marks", [*marks, self._mark(Kind.RESTORATION)])
            told = True
        if told:
            self.locked.touch("lead", pieces.lead(incident))

    def _topics(self) -> None:
        wanted = self.target.listed("topics")
        former = TopicAddress.objects.filter(slug__in=wanted).select_related("topic")
        held = {row.slug: row.topic for row in former}
        held |= {topic.slug: topic for topic in Topic.objects.filter(slug__in=wanted)}
        if len(held) < len(wanted):
            self.kept.append("A topic that the newsroom no longer has does not come back.")
        relations.set_topics(self.locked, [held[slug] for slug in wanted if slug in held])

    def _related(self) -> None:
        wanted = self.target.listed("related")
        if wanted == self.now.listed("related"):
            return
        choices = [choice for name in wanted if (choice := self._choice(name)) is not None]
        relations.set_related(self.locked, choices)

    def _choice(self, name: str) -> RelatedChoice | None:
        if not name.startswith("story:"):
            entry: Value = json.loads(name)
            told = text(entry, "date")
            return RelatedChoice(
                title=text(entry, "title"),
                address=text(entry, "path"),
                url=text(entry, "url"),
                date=date.fromisoformat(told) if told else None,
                contexts=strings(entry, "contexts"),
            )
        story = Incident.objects.public().filter(pk=name.removeprefix("story:")).first()
        if story is None:
            self.kept.append("A related story that is retracted by now does not come back.")
        return RelatedChoice(story=story) if story is not None else None

    def _sources(self) -> None:
        incident = self.locked.incident
        held = {row.piece_key: row for row in Source.objects.filter(incident=incident)}
        wanted = self.target.listed("sources")
        for key, row in held.items():
            if row.number is not None and key not in wanted:
                _take_off(self.locked, row)
        for number, key in enumerate(wanted, start=1):
            row = held.get(key) or Source(incident=incident, serial=_serial(key))
            row.number = number
            shown = row.read_at, row.read_digest
            _write(row, self.target.fields[key])
            if shown != (row.read_at, row.read_digest):
                sources.settle_release(row, by=self.locked.by)
            self.locked.touch(key, pieces.source(row))

    def _update(self, row: Update) -> None:
        key, was = row.piece_key, row.state
        row.incident = self.locked.incident
        given, cited = self.target.fields[key], self.target.listed(key)
        if given["state"] == RETRACTED:
            self._retracted(row, given)
        else:
            self._published(row, given)
            if was == RETRACTED or cited != self.now.listed(key):
                serials = [_serial(name) for name in cited]
                held = Source.objects.listed().filter(incident=row.incident, serial__in=serials)
                sources.cite(row, list(held))
        update_shows(row, self.target.listed(shown_by(key)))
        numbers = sorted(self.target.listed("sources").index(name) + 1 for name in cited)
        self.locked.touch(key, pieces.update(row, row.incident, numbers))

    def _retracted(self, row: Update, given: dict[str, str]) -> None:
        if row.state == RETRACTED:
            return
        row.state = RETRACTED
        row.pinned = row.key_event = False
        row.retraction_reason = given["reason"] or self.locked.note
        row.marks = [*row.marks, self._mark(Kind.RETRACTION)]
        self.locked.tags.add(f"day:{row.day}")
        row.save()

    def _published(self, row: Update, given: dict[str, str]) -> None:
        was, body = (row.state, row.headline, row.body), row.body
        stood = (was, *_beside_text(row))
        row.state, row.retraction_reason = Update.State.PUBLISHED, ""
        row.body, row.headline, row.label = given["html"], given["headline"], given["label"]
        row.at = parse_iso(given["at"])
        row.time_zone = _zone(row, given["printed"])
        row.own_reporting = given["reporting"] == "own"
        for name in pieces.TOLD:
            setattr(row, name, given[name])
        if was != (row.state, row.headline, row.body):
            marks = self._marks(row.piece_key, row.marks, body, row.body)
            row.marks = [*marks, self._mark(Kind.RESTORATION)]
        stands = (row.state, row.headline, row.body)
        if stood != (stands, *_beside_text(row)):
            self.locked.tags.add(f"day:{row.day}")
            row.day = row.at.astimezone(ZoneInfo(row.zone)).date()
            self.locked.tags.add(f"day:{row.day}")
            row.save()

    def _marks(self, key: str, marks: Sequence[Value], before: str, after: str) -> list[Value]:
        """The marks of a text that comes back: those it had, or those whose words still stand."""
        if after == self.then.field(key, "html"):
            had = self.then.marks.get(key, [])
            known = {made["version"] for made in had}
            later = [made for made in marks if made["version"] not in known]
            return [*had, *(made for made in later if made["kind"] in STATES)]
        left = [made for made in marks if not self._speaks_of_what_goes(made)]
        return [marking.moved(made, before, after) for made in left]

    def _speaks_of_what_goes(self, made: Value) -> bool:
        return made["kind"] not in STATES and self.drops(int(str(made["version"])))

    def _mark(self, kind: str) -> Value:
        incident = self.locked.incident
        return pieces.mark(kind, self.locked.at, incident, incident.version_number + 1)


def _beside_text(row: Update) -> tuple[object, ...]:
    told = (getattr(row, name) for name in pieces.TOLD)
    return (row.label, row.at, row.time_zone, row.own_reporting, *told)


def _write(row: Source, given: dict[str, str]) -> None:
    row.outlet, row.title, row.via = given["outlet"], given["title"], given["via"]
    row.quote, row.kind, row.author = given["quote"], given["kind"], given["author"]
    row.link, row.archived_url = sources.link(given["url"]), given["archived_url"]
    row.read_text, row.read_digest = given["read_text"], given["read_digest"]
    for name in ("published_at", "retrieved_at", "read_at"):
        setattr(row, name, parse_iso(given[name]) if given[name] else None)
    row.save()


def _take_off(locked: Change, row: Source) -> None:
    locked.touch(row.piece_key, None)
    row.delete()


def _serial(key: str) -> int:
    return int(key.partition("-")[2])


def _zone(row: Update, wanted: str) -> str:
    """The update's own zone: the one it has, the story's, or another that prints the same time.

    Pieces keep a time as it was printed, not the name of its zone.
    """
    story = row.incident.time_zone
    for zone in (row.time_zone, "", *sorted(zone_names())):
        if printed(row.at, zone or story) == wanted:
            return zone
    return row.time_zone
