"""Writing the versions of an archive as they were: same positions, same hashes, same texts."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from incidents.actions.house.topics.names import keep_address
from incidents.actions.imports.archive.checking import ArchivedPiece, ArchivedVersion
from incidents.actions.imports.archive.reading import BrokenLine, Line, as_text
from incidents.actions.ledger import bylines, pieces
from incidents.actions.parts import relations
from incidents.models import (
    Address,
    Byline,
    Content,
    Editor,
    Incident,
    Redaction,
    Topic,
    Version,
    VersionPiece,
)

BATCH = 300


@dataclass(slots=True)
class Written:
    """What has been written so far, by the names that the archive uses."""

    stories: dict[str, Incident] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    bylines: dict[str, int] = field(default_factory=dict)
    people: dict[UUID, int] = field(default_factory=dict)
    standing: dict[str, frozenset[int]] = field(default_factory=dict)
    _waiting: list[ArchivedVersion] = field(default_factory=list)

    @classmethod
    def beginning(cls) -> "Written":
        """Nothing yet, but for the accounts that the newsroom has."""
        return cls(people=dict(Editor.objects.values_list("key", "pk")))

    def topic(self, line: Line) -> None:
        """A topic with what readers know of it."""
        self._topic(line.said)
        row = self.topics[line.text("slug")]
        row.description = line.text("description")
        row.save(update_fields=["description"])
        for former in line.rows("addresses"):
            keep_address(row, as_text(former))

    def story(self, line: Line) -> None:
        """A story, for now without anything that readers see."""
        key = str(UUID(line.text("key")))
        self.stories[key] = row = Incident.objects.create(key=key)
        paths = [as_text(path) for path in line.rows("addresses")]
        if line.text("path") not in paths:
            raise BrokenLine(line.number, "the story's own address is not among its addresses")
        Address.objects.bulk_create(Address(path=path, incident=row) for path in paths)

    def version(self, version: ArchivedVersion) -> None:
        """A version; it is written together with others."""
        self._waiting.append(version)
        if len(self._waiting) == BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits: texts and pieces first, because a version must find its own."""
        waiting, self._waiting = self._waiting, []
        Content.objects.bulk_create(
            (
                Content(hash=row.hash, salt=row.salt, canonical=row.canonical, html=row.html)
                for version in waiting
                for row in version.pieces
            ),
            ignore_conflicts=True,
        )
        VersionPiece.objects.bulk_create(
            VersionPiece(
                version_id=version.position,
                incident=self.stories[version.facts.story],
                number=version.facts.number,
                key=row.key,
                content_id=row.hash,
                html_hash=row.html_hash,
            )
            for version in waiting
            for row in version.pieces
        )
        names = {_signed(version.pieces) for version in waiting} - {""}
        self.bylines = bylines.ids(names, self._held(names))
        Version.objects.bulk_create([self._row(version) for version in waiting])
        Redaction.objects.bulk_create(row for version in waiting for row in _redactions(version))

    def _held(self, names: Iterable[str]) -> dict[str, int]:
        unknown = [name for name in names if name not in self.bylines]
        rows = Byline.objects.filter(name__in=unknown).values_list("name", "pk")
        return self.bylines | dict(rows)

    def _row(self, version: ArchivedVersion) -> Version:
        facts = version.facts
        words, words_added, words_removed = facts.words
        sources, sources_added, sources_removed = facts.sources
        return Version(
            position=version.position,
            incident=self.stories[facts.story],
            number=facts.number,
            kind=facts.kind,
            origin=facts.origin,
            at=facts.at,
            recorded_at=facts.recorded_at,
            author_id=self.people.get(version.author) if version.author else None,
            author_key=version.author,
            author_commitment="" if version.author else facts.author,
            approver_id=self.people.get(version.approver) if version.approver else None,
            approver_key=version.approver,
            approver_commitment="" if version.approver else facts.approver,
            byline_id=self.bylines.get(_signed(version.pieces)),
            held=facts.held,
            has_note="note" in facts.pieces,
            words=words,
            words_added=words_added,
            words_removed=words_removed,
            sources=sources,
            sources_added=sources_added,
            sources_removed=sources_removed,
            touched=sorted(self._tags(version)),
            schema=facts.schema,
            previous_hash=facts.previous,
            hash=version.hash,
        )

    def _tags(self, version: ArchivedVersion) -> set[str]:
        """The pages that the version changed, as this newsroom names them."""
        story = version.facts.story
        tags = {"front", f"story:{self.stories[story].pk}"}
        for row in version.pieces:
            value = json.loads(row.canonical) or {}
            if row.key == "topics":
                topics = frozenset(self._topic(topic) for topic in value["topics"])
                tags |= {f"topic:{key}" for key in topics | self.standing.get(story, frozenset())}
                self.standing[story] = topics
            if row.key == "about":
                tags |= {f"day:{value['date']}"} | relations.family_tags(
                    value.get("translation_of")
                )
            if pieces.is_text(row.key) and value.get("day"):
                tags.add(f"day:{value['day']}")
        return tags

    def _topic(self, said: Mapping[str, object]) -> int:
        """The topic of a slug: the newsroom's own, or a new one named as readers know it."""
        slug, name = str(said["slug"]), str(said["name"])
        if slug not in self.topics:
            held = Topic.objects.filter(slug=slug).first()
            taken = Topic.objects.filter(name=name).exclude(slug=slug).exists()
            self.topics[slug] = held or Topic.objects.create(
                slug=slug,
                name=f"{name} ({slug})"[:200] if taken else name,
                public_name=name if taken else "",
                qualifier=str(said.get("qualifier", "")),
                kind=str(said["kind"]),
                wikidata=str(said.get("wikidata", "")),
            )
        return self.topics[slug].pk


def _signed(rows: Sequence[ArchivedPiece]) -> str:
    """The name that a version is signed with."""
    said = next((row.canonical for row in rows if row.key == "byline"), "null")
    value = json.loads(said) or {}
    return str(value.get("name", ""))


def _redactions(version: ArchivedVersion) -> list[Redaction]:
    return [
        Redaction(
            version_id=version.position,
            content_id=content,
            category=category,
            shown=shown,
            shown_html=html,
            decided_at=version.facts.at,
        )
        for content, category, shown, html in version.facts.redacted
    ]
