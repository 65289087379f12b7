"""What the hash of a version covers: enough to show that no row was changed, added or removed."""

from collections.abc import Mapping
from datetime import datetime

from incidents.text.canonical import JSON, chain_hash
from incidents.text.times import iso

SCHEMA = 1


def version_hash(
    *,
    previous: str,
    story: str,
    number: int,
    kind: str,
    origin: str,
    at: datetime,
    recorded_at: datetime,
    author: str,
    held: bool,
    words: tuple[int, int, int],
    sources: tuple[int, int, int],
    pieces: Mapping[str, str],
) -> str:
    """SHA-256, in hex, over the RFC 8785 form of a version's facts and its pieces' hashes.

    `words` and `sources` are (standing, added, removed); `pieces` maps keys to inner hashes.
    Absent facts are left out, so that later ones can be added without touching older hashes.
    """
    value: dict[str, JSON] = {
        "schema": SCHEMA,
        "previous": previous,
        "story": story,
        "number": number,
        "kind": kind,
        "origin": origin,
        "at": iso(at),
        "recorded_at": iso(recorded_at),
        "words": list(words),
        "sources": list(sources),
        "pieces": [[key, pieces[key]] for key in sorted(pieces)],
    }
    if author:
        value["author"] = author
    if not held:
        value["held"] = False
    return chain_hash(value)
