"""What the hash of a version covers: enough to show that no row was changed, added or removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from incidents.text.hashing.canonical import JSON, chain_hash
from incidents.text.times import iso

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version as its hash sees it.

    `words` and `sources` are (standing, added, removed); `pieces` maps keys to inner hashes;
    `story` and `author` are the public keys of story and author, the latter empty for none.
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


def version_hash(facts: VersionFacts) -> str:
    """SHA-256, in hex, over the RFC 8785 form of a version's facts and its pieces' hashes.

    Absent facts are left out, so that later ones can be added without touching older hashes.
    """
    value: dict[str, JSON] = {
        "schema": SCHEMA,
        "previous": facts.previous,
        "story": facts.story,
        "number": facts.number,
        "kind": facts.kind,
        "origin": facts.origin,
        "at": iso(facts.at),
        "recorded_at": iso(facts.recorded_at),
        "words": list(facts.words),
        "sources": list(facts.sources),
        "pieces": [[key, facts.pieces[key]] for key in sorted(facts.pieces)],
    }
    if facts.author:
        value["author"] = facts.author
    if not facts.held:
        value["held"] = False
    return chain_hash(value)
