"""Whether every stored text and its HTML are those that their hashes name.

PostgreSQL hands out the texts with their salts, in the binary form of COPY. The hashes are computed
here, because its own SHA-256 makes no use, in some builds, of what processors have for it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from struct import Struct

from incidents.actions.ledger.writing import SALT_BYTES
from incidents.operations.checking.reading import binary_rows, rows
from incidents.operations.checking.redactions import Redacted, Text, wrongly_shown

STANDING = """
SELECT content.hash || ' ' || piece.html_hash
        || CASE WHEN octet_length(content.salt) = 0 THEN ' gone' ELSE '' END
        || CASE WHEN version.position IS NOT NULL AND NOT starts_with(content.canonical,
            coalesce(byline.beginning, '{{"name":""')) THEN ' odd' ELSE '' END,
    content.salt || convert_to(content.canonical, 'UTF8'),
    CASE WHEN content.html <> '' AND NOT (
        piece.html_hash = '' AND octet_length(content.salt) > 0 AND EXISTS (
            SELECT FROM incidents_version WHERE position = piece.version_id AND schema = 1)
    ) THEN content.salt || convert_to(content.html, 'UTF8') END,
    piece.incident_id || ' ' || piece.number || ' ' || piece.version_id || ' ' || piece.key
        || coalesce(' ' || byline.name, '')
FROM incidents_content AS content
JOIN incidents_version_piece AS piece ON piece.content_id = content.hash
LEFT JOIN incidents_version AS version
    ON piece.key = 'byline' AND version.position = piece.version_id
LEFT JOIN (
    SELECT id, name, '{{"name":' || to_json(name)::text AS beginning FROM incidents_byline
) AS byline ON byline.id = version.byline_id
WHERE piece.version_id <= %(head)s {chosen}
"""
"""The hashes with what is unusual, what they are taken of, and the place with the signed name.

Versions of schema 1 have HTML that no hash covers. What a byline's piece begins with shows its name
without reading JSON, but in the odd case.
"""

MISSING = """
SELECT piece.incident_id, piece.number, piece.key FROM incidents_version_piece AS piece
WHERE piece.version_id <= %(head)s {chosen}
    AND NOT EXISTS (SELECT FROM incidents_content WHERE hash = piece.content_id)
"""

LENGTH = Struct("!i").unpack_from

Wrong = tuple[int, int, str, str]
"""A story, the number of its version, the key of a piece, and what is wrong there."""


@dataclass(slots=True)
class Judged:
    """Of each story the first text that does not hold, and which texts were redacted."""

    first: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    redacted: set[str] = field(default_factory=set)

    def take(self, found: Iterator[Wrong]) -> None:
        """Keep what stands earlier in its story than what is known of it."""
        for story, number, key, reason in found:
            if story not in self.first or (number, key) < self.first[story][:2]:
                self.first[story] = number, key, reason


def judge(head: int, chosen: Sequence[int] | None, redacted: Mapping[Text, Redacted]) -> Judged:
    """Look at every text up to a position; `redacted` are the texts that were taken out."""
    given = {"head": head, "chosen": None if chosen is None else list(chosen)}
    part = "" if chosen is None else "AND piece.incident_id = ANY(%(chosen)s)"
    judged = Judged()
    judged.take(_missing(rows(MISSING.format(chosen=part), given)))
    standing = binary_rows(STANDING.format(chosen=part), given)
    judged.take(_standing(standing, redacted, judged.redacted))
    return judged


def _missing(found: Iterator[list[str]]) -> Iterator[Wrong]:
    for incident, number, key in found:
        yield int(incident), int(number), key, f"the text of its piece “{key}” is missing"


def _standing(
    found: Iterator[bytes], redacted: Mapping[Text, Redacted], counted: set[str]
) -> Iterator[Wrong]:
    """The texts that do not hold; `counted` gets those that were taken out."""
    for row in found:
        said, text, html, place = _columns(row)
        hashes = f"{sha256(text).hexdigest()} {sha256(html).hexdigest() if html else ''}"
        if hashes.encode() == said:
            continue
        piece = _unusual(said, text, html, place)
        if piece.gone:
            counted.add(piece.hash)
        reason = piece.wrong(redacted)
        if reason:
            yield piece.incident_id, piece.number, piece.key, reason


def _columns(row: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """The four columns of a row, unrolled because there is one for every text; NULL is empty."""
    one = 6 + LENGTH(row, 2)[0]
    two = one + 4 + LENGTH(row, one)[0]
    three = two + 4 + max(LENGTH(row, two)[0], 0)
    return row[6:one], row[one + 4 : two], row[two + 4 : three], row[three + 4 :]


def _unusual(said: bytes, text: bytes, html: bytes, place: bytes) -> "Unusual":
    hashed, html_hash, *marks = said.decode().split(" ")
    incident, number, position, key, *name = place.decode().split(" ", 4)
    return Unusual(
        incident_id=int(incident),
        number=int(number),
        position=int(position),
        key=key,
        hash=hashed,
        html_hash=html_hash,
        text=text,
        html=html,
        gone="gone" in marks,
        odd="odd" in marks,
        signed="".join(name),
    )


@dataclass(frozen=True, slots=True)
class Unusual:
    """A piece that has to be looked at closely: redacted, altered, or signed in another way.

    `text` and `html` are what the two hashes are taken of.
    """

    incident_id: int
    number: int
    position: int
    key: str
    hash: str
    html_hash: str
    text: bytes
    html: bytes
    gone: bool
    odd: bool
    signed: str

    def wrong(self, redacted: Mapping[Text, Redacted]) -> str:
        """What does not hold about it; empty where all does."""
        if self.gone:
            by = redacted.get((self.incident_id, self.hash))
            shown, html = sha256(self.text).hexdigest(), sha256(self.html).hexdigest()
            return wrongly_shown(by, self.position, self.key, shown, html) or self._misnamed()
        if sha256(self.text).hexdigest() != self.hash:
            return f"the text of its piece “{self.key}” was altered"
        if (sha256(self.html).hexdigest() if self.html else "") != self.html_hash:
            return f"the HTML of its piece “{self.key}” was altered"
        return self._misnamed()

    def _misnamed(self) -> str:
        """Whether a version is signed with another name than its piece says.

        The number behind a masked name, which tells it from others of its kind, is no other name.
        """
        if not self.odd:
            return ""
        said, signed = self._name(), self.signed
        if self.gone:
            said, signed = (re.sub("-[0-9]+$", "", name) for name in (said, signed))
        if said == signed:
            return ""
        return f"it is signed with another name than its piece “{self.key}” says"

    def _name(self) -> str:
        """The name in a piece that is a byline; without a salt its text is all of it."""
        try:
            return str(json.loads(self.text[0 if self.gone else SALT_BYTES :])["name"])
        except (ValueError, KeyError, TypeError):
            return ""
