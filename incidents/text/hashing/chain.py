"""What the hash of a version covers: enough to show that no row was changed, added or removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from incidents.text.hashing.canonical import JSON, chain_hash
from incidents.text.times import iso

SCHEMA = 3
"""The newest form: since 2 a hash covers the HTML of the pieces and what redactions left, and
names people by commitments; since 3 the article of a version names its initial report."""

SCHEMAS = (1, 2, 3)

Blanking = tuple[str, str, str, str]
"""Of a text taken out: its inner hash, the ground, and the digests of canonical and HTML shown."""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version as its hash sees it.

    `words` and `sources` are (standing, added, removed); `pieces` maps keys to inner hashes, and
    `html` those keys that have HTML to its hash; `story` is a public key; `author` and `approver`
    are commitments, or the keys of people in versions from before there were any, or empty for
    none; `redacted` are the texts that this version takes out.
    """

    previous: str
    story: str
    number: int
    kind: str
    origin: str
    at: datetime
    recorded_at: datetime
    author: str
    held: bool
    words: tuple[int, int, int]
    sources: tuple[int, int, int]
    pieces: Mapping[str, str]
    approver: str = ""
    html: Mapping[str, str] = field(default_factory=dict)
    redacted: Sequence[Blanking] = ()
    schema: int = SCHEMA


def version_hash(facts: VersionFacts) -> str:
    """SHA-256, in hex, over the RFC 8785 form of a version's facts and its pieces' hashes."""
    return chain_hash(header(facts))


def header(facts: VersionFacts) -> dict[str, JSON]:
    """What the hash of a version is taken of.

    Absent facts are left out, so that later ones can be added without touching older hashes.
    """
    value: dict[str, JSON] = {
        "schema": facts.schema,
        "previous": facts.previous,
        "story": facts.story,
        "number": facts.number,
        "kind": facts.kind,
        "origin": facts.origin,
        "at": iso(facts.at),
        "recorded_at": iso(facts.recorded_at),
        "words": list(facts.words),
        "sources": list(facts.sources),
        "pieces": [_piece(facts, key) for key in sorted(facts.pieces)],
    }
    if facts.author:
        value["author"] = facts.author
    if facts.approver:
        value["approver"] = facts.approver
    if not facts.held:
        value["held"] = False
    if facts.redacted:
        value["redacted"] = [list(text) for text in sorted(facts.redacted)]
    return value


def _piece(facts: VersionFacts, key: str) -> list[JSON]:
    """A piece by its hashes; the HTML's is left out where there is none, and was before 2."""
    html = facts.html.get(key, "")
    return [key, facts.pieces[key], html] if html else [key, facts.pieces[key]]
