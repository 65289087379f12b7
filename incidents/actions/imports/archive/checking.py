"""Following the versions of an archive while they are read: nothing is taken on trust."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from incidents.actions.imports.archive.reading import (
    BrokenLine,
    Line,
    as_members,
    as_text,
    as_whole,
)
from incidents.models import Redaction, Version
from incidents.text.hashing.canonical import digest, html_hash, inner_hash
from incidents.text.hashing.chain import SCHEMAS, Blanking, VersionFacts, version_hash
from incidents.text.hashing.tree import Frontier
from incidents.text.times import iso, parse_iso

PIECE_KEY = re.compile(r"[a-z_]+(-[0-9]+)?")
COMMITMENT = re.compile(r"([0-9a-f]{64})?")


@dataclass(frozen=True, slots=True)
class ArchivedPiece:
    """A piece of a version; without a salt its text was redacted."""

    key: str
    hash: str
    html_hash: str
    salt: bytes
    canonical: str
    html: str


@dataclass(frozen=True, slots=True)
class ArchivedVersion:
    """A version whose hash holds, with its place in the site and everything that it says.

    `author` and `approver` are the keys of versions from before there were commitments.
    """

    line: int
    position: int
    facts: VersionFacts
    hash: str
    author: UUID | None
    approver: UUID | None
    pieces: tuple[ArchivedPiece, ...]


@dataclass(slots=True)
class Checker:
    """The chains of all stories as far as they were followed, and what is still owed."""

    newest: dict[str, VersionFacts] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    position: int = 0
    tree: Frontier = field(default_factory=Frontier)
    blanked: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    announced: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    paths: dict[str, tuple[int, str]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)

    def story(self, line: Line) -> None:
        """A story that the versions below may belong to."""
        key = str(UUID(line.text("key")))
        if key in self.hashes:
            raise BrokenLine(line.number, "this story stands in the archive already")
        self.hashes[key] = ""
        self.paths[key] = (line.number, line.text("path"))

    def version(self, line: Line) -> ArchivedVersion:
        """The version of a line; raises BrokenLine where anything about it does not hold."""
        pieces = tuple(_piece(as_members(row)) for row in line.rows("pieces"))
        facts = _facts(line, pieces)
        wrong = self._out_of_place(line, facts) or _wrong(facts, pieces)
        if wrong:
            raise BrokenLine(line.number, wrong)
        found = version_hash(facts)
        if found != line.text("hash"):
            raise BrokenLine(line.number, "its facts or its list of pieces were altered")
        self._owe(line.number, facts, pieces)
        self._locate(facts.story, pieces)
        self.newest[facts.story], self.hashes[facts.story] = facts, found
        self.position += 1
        self.tree = self.tree.extended([bytes.fromhex(found)])
        return ArchivedVersion(
            line=line.number,
            position=self.position,
            facts=facts,
            hash=found,
            author=_key(facts.author),
            approver=_key(facts.approver),
            pieces=pieces,
        )

    def end(self) -> None:
        """What only the whole archive can show."""
        for content, (line, *shown) in self.blanked.items():
            announced, *said = self.announced.get(content, (0, "", ""))
            if announced < line:
                raise BrokenLine(line, "a text is missing that no later version redacts")
            if said != shown:
                raise BrokenLine(line, "what stands in place of a redacted text was altered")
        for content, (line, *_) in self.announced.items():
            if content not in self.blanked:
                raise BrokenLine(line, f"the text {content[:12]} that it redacts still stands")
        for story, (line, path) in self.paths.items():
            if not self.hashes[story]:
                raise BrokenLine(line, f"the story {story} has no version")
            if path != self.slugs.get(story):
                raise BrokenLine(line, "its address is not the one that its newest version says")

    def _out_of_place(self, line: Line, facts: VersionFacts) -> str:
        if line.whole("position") != self.position + 1:
            return f"position {self.position + 1} is missing before it"
        if facts.story not in self.hashes:
            return "it belongs to a story that the archive does not name"
        before = self.newest.get(facts.story)
        number = before.number + 1 if before else 1
        if facts.number != number:
            return f"version {number} is missing before it"
        if facts.previous != self.hashes[facts.story]:
            return "it does not name the hash of the version before it"
        if before and facts.at < before.at:
            return "its time is earlier than that of the version before it"
        return ""

    def _locate(self, story: str, pieces: Sequence[ArchivedPiece]) -> None:
        """Note where a version says that its story stands."""
        for piece in pieces:
            if piece.key == "slug":
                self.slugs[story] = as_text(as_members(json.loads(piece.canonical))["path"])

    def _owe(self, line: int, facts: VersionFacts, pieces: Sequence[ArchivedPiece]) -> None:
        """Note which texts are gone, and which this version says to have taken out."""
        for piece in pieces:
            if piece.salt:
                continue
            said = (digest(piece.canonical), digest(piece.html))
            known = self.blanked.get(piece.hash)
            if known and known[1:] != said:
                raise BrokenLine(line, f"its redacted piece “{piece.key}” is shown in two ways")
            self.blanked[piece.hash] = (line, *said)
        if facts.redacted and facts.kind != Version.Kind.REDACTION:
            raise BrokenLine(line, "it redacts and is not called a redaction")
        for content, category, shown, html in facts.redacted:
            if category not in Redaction.Category.values or content not in _removed(pieces):
                raise BrokenLine(line, f"it redacts {content[:12]} and does not announce it")
            self.announced[content] = (line, shown, html)


def _key(person: str) -> UUID | None:
    """The key that a hash names a person by; none where it names a commitment, or nobody."""
    if COMMITMENT.fullmatch(person):
        return None
    key = UUID(person)
    if str(key) != person:
        raise ValueError(f"{person!r} is not written as archives write the key of a person")
    return key


def _piece(said: object) -> ArchivedPiece:
    row = as_members(said)
    unknown = row.keys() - {"key", "hash", "html_hash", "salt", "canonical", "html"}
    if unknown:
        raise ValueError(f"unknown members: {unknown}")
    return ArchivedPiece(
        key=as_text(row["key"]),
        hash=as_text(row["hash"]),
        html_hash=as_text(row.get("html_hash", "")),
        salt=b"" if row["salt"] is None else bytes.fromhex(as_text(row["salt"])),
        canonical=as_text(row["canonical"]),
        html=as_text(row["html"]),
    )


def _facts(line: Line, pieces: Sequence[ArchivedPiece]) -> VersionFacts:
    return VersionFacts(
        previous=line.text("previous"),
        story=line.text("story"),
        number=line.whole("number"),
        kind=line.text("kind"),
        origin=line.text("origin"),
        at=_moment(line.text("at")),
        recorded_at=_moment(line.text("recorded_at")),
        author=as_text(line.said.get("author", "")),
        approver=as_text(line.said.get("approver", "")),
        held=line.said.get("held", True) is True,
        words=_three(line.rows("words")),
        sources=_three(line.rows("sources")),
        pieces={piece.key: piece.hash for piece in pieces},
        html={piece.key: piece.html_hash for piece in pieces},
        redacted=[_blanking(row) for row in line.rows("redacted")],
        schema=line.whole("schema"),
    )


def _moment(written: str) -> datetime:
    at = parse_iso(written)
    if iso(at) != written:
        raise ValueError(f"{written!r} is not written as archives write a moment")
    return at


def _three(rows: Sequence[object]) -> tuple[int, int, int]:
    standing, added, removed = map(as_whole, rows)
    return standing, added, removed


def _blanking(row: object) -> Blanking:
    if not isinstance(row, list):
        raise TypeError(f"{row!r} is no list")
    content, category, shown, html = map(as_text, row)
    return content, category, shown, html


def _wrong(facts: VersionFacts, pieces: Sequence[ArchivedPiece]) -> str:
    if facts.kind not in Version.Kind.values or facts.origin not in Version.Origin.values:
        return "its kind or its origin is not one there is"
    if facts.schema not in SCHEMAS:
        return f"its schema {facts.schema} is not known"
    keys = [piece.key for piece in pieces]
    if keys != sorted(set(keys)):
        return "its pieces are not in order, or one stands there twice"
    return next(filter(None, (_wrong_piece(piece, facts.schema) for piece in pieces)), "")


def _wrong_piece(piece: ArchivedPiece, schema: int) -> str:
    if not PIECE_KEY.fullmatch(piece.key):
        return f"“{piece.key}” is no name of a piece"
    if not piece.salt:
        return ""
    if inner_hash(piece.salt, piece.canonical.encode()) != piece.hash:
        return f"the text of its piece “{piece.key}” was altered"
    covered = schema > 1 or piece.html_hash
    if covered and html_hash(piece.salt, piece.html) != piece.html_hash:
        return f"the HTML of its piece “{piece.key}” was altered"
    return ""


def _removed(pieces: Sequence[ArchivedPiece]) -> set[str]:
    """The hashes that the announcement among these pieces lists."""
    said = next((piece.canonical for piece in pieces if piece.key == "redaction"), "{}")
    found = as_members(json.loads(said)).get("removed", [])
    rows = found if isinstance(found, list) else []
    return {as_text(as_members(row)["hash"]) for row in rows}
