"""Following every chain from its first version: numbers, times, positions and hashes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from incidents.models import Version
from incidents.operations.checking.heads import Roots
from incidents.operations.checking.reading import rows
from incidents.text.hashing.chain import SCHEMAS

KINDS = frozenset(Version.Kind.values)
ORIGINS = frozenset(Version.Origin.values)
KNOWN_SCHEMAS = frozenset(map(str, SCHEMAS))

VERSIONS = """
SELECT version.incident_id, version.number, version.position, coalesce(story.key::text, ''),
    version.kind, version.origin,
    to_char(version.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(version.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    coalesce(nullif(version.author_commitment, ''), version.author_key::text, ''),
    coalesce(nullif(version.approver_commitment, ''), version.approver_key::text, ''),
    CASE WHEN version.author_key = version.approver_key THEN 'alone'
        WHEN {author} THEN 'author' WHEN {approver} THEN 'approver' ELSE '' END,
    version.held, version.has_note, version.byline_id IS NOT NULL,
    version.words, version.words_added, version.words_removed,
    version.sources, version.sources_added, version.sources_removed,
    version.schema, version.previous_hash, version.hash,
    coalesce(piece.listed, ''), coalesce(piece.misfiled, ''),
    coalesce(piece.incident_id <> version.incident_id OR piece.number <> version.number
        OR piece.incidents + piece.numbers > 0, false)
FROM incidents_version AS version
LEFT JOIN incidents_incident AS story ON story.id = version.incident_id
LEFT JOIN (
    SELECT version_id, min(incident_id) AS incident_id, min(number) AS number,
        max(incident_id) - min(incident_id) AS incidents, max(number) - min(number) AS numbers,
        string_agg('["' || key || '","' || content_id
            || CASE WHEN html_hash = '' THEN '"]' ELSE '","' || html_hash || '"]' END,
            ',' ORDER BY key COLLATE "C") AS listed,
        min(key) FILTER (WHERE strpos(key || content_id || html_hash, '"') > 0) AS misfiled
    FROM incidents_version_piece {pieces} GROUP BY version_id
) AS piece ON piece.version_id = version.position
WHERE version.position <= %(head)s {versions}
ORDER BY version.position
"""
"""The list of pieces comes as it stands in the header; a quotation mark could forge one."""

UNOPENED = """(version.{0}_nonce IS NOT NULL
            OR version.{0}_commitment <> '' AND version.{0}_key IS NOT NULL)
            AND version.{0}_commitment IS DISTINCT FROM encode(sha256(
                version.{0}_nonce || convert_to(version.{0}_key::text, 'UTF8')), 'hex')"""
"""That nonce and key do not open the commitment. Both are missing after an import, by right."""

EVERY = {"pieces": "", "versions": ""}
SOME = {
    "pieces": "WHERE incident_id = ANY(%(chosen)s)",
    "versions": "AND version.incident_id = ANY(%(chosen)s)",
}


PEOPLE = {
    "alone": "who wrote it approved it as well",
    "author": "the key of its author is not the one that its hash commits to",
    "approver": "the key of its approver is not the one that its hash commits to",
}


class Stored(NamedTuple):
    """A version as stored, every value as text; `pieces` as its header writes them.

    `people` names what is wrong with the keys of those whom the hash commits to.
    """

    incident_id: str
    number: str
    position: str
    story: str
    kind: str
    origin: str
    at: str
    recorded_at: str
    author: str
    approver: str
    people: str
    held: str
    has_note: str
    signed: str
    words: str
    words_added: str
    words_removed: str
    sources: str
    sources_added: str
    sources_removed: str
    schema: str
    previous: str
    hash: str
    pieces: str
    forged: str
    misfiled: str


@dataclass(slots=True)
class Chain:
    """One story's versions as far as they were followed; at a fault its number and reason."""

    versions: int = 0
    number: int = 0
    at: str = ""
    hash: str = ""
    fault: tuple[int, str] | None = None

    def follow(self, version: Stored, redacted: str) -> None:
        """Take the next version; after the first fault nothing more is said of this chain."""
        number = int(version.number)
        if self.fault is None:
            wrong = self._out_of_place(version, number) or _wrong(version, redacted)
            if wrong:
                self.fault = (number, wrong)
        self.versions += 1
        self.number, self.at, self.hash = number, version.at, version.hash

    def _out_of_place(self, version: Stored, number: int) -> str:
        if number != self.number + 1:
            return f"version {self.number + 1} is missing before it"
        if version.previous != self.hash:
            return "it does not name the hash of the version before it"
        if version.at < self.at:
            return "its time is earlier than that of the version before it"
        return ""


@dataclass(slots=True)
class Followed:
    """Every chain by its story, and how many versions have the first schema."""

    chains: dict[int, Chain] = field(default_factory=dict)
    bare: int = 0


def stored(head: int, chosen: Sequence[int] | None) -> Iterator[Stored]:
    """The versions up to a position, in its order."""
    given = {"head": head, "chosen": None if chosen is None else list(chosen)}
    people = {person: UNOPENED.format(person) for person in ("author", "approver")}
    query = VERSIONS.format(**people, **(EVERY if chosen is None else SOME))
    return map(Stored._make, rows(query, given))


def follow(
    head: int,
    chosen: Sequence[int] | None,
    redacted: Mapping[int, str],
    roots: Roots,
) -> Followed:
    """Follow every chain up to a position; `redacted` are the texts that versions take out.

    The versions come in order of position, which is how they lie on the disk: what is kept in
    memory is one short row for each story. `roots` gets the hashes on their way by.
    """
    found = Followed()
    recorded = ""
    for version in stored(head, chosen):
        story = int(version.incident_id)
        chain = found.chains.get(story)
        if chain is None:
            chain = found.chains[story] = Chain()
        chain.follow(version, redacted.get(int(version.position), "") if redacted else "")
        if version.recorded_at < recorded and chain.fault is None:
            chain.fault = (int(version.number), "it was recorded before an earlier position")
        recorded = version.recorded_at
        found.bare += version.schema == "1"
        roots.add(version.hash)
    return found


def header(version: Stored, redacted: str = "") -> str:
    """The canonical JSON of a stored version's facts: the same text as `chain` hashes.

    Written out because this is done for every version there is, where a general writer takes
    four times as long. What is put in unescaped is checked to hold nothing to escape.
    """
    approver = f'"approver":"{version.approver}",' if version.approver else ""
    author = f'"author":"{version.author}",' if version.author else ""
    held = "" if version.held == "t" else '"held":false,'
    return (
        f'{{{approver}"at":"{moment(version.at)}",{author}{held}"kind":"{version.kind}",'
        f'"number":{version.number},"origin":"{version.origin}","pieces":[{version.pieces}],'
        f'"previous":"{version.previous}","recorded_at":"{moment(version.recorded_at)}",'
        f'{redacted}"schema":{version.schema},'
        f'"sources":[{version.sources},{version.sources_added},{version.sources_removed}],'
        f'"story":"{version.story}",'
        f'"words":[{version.words},{version.words_added},{version.words_removed}]}}'
    )


def moment(at: str) -> str:
    """A moment as the chain writes it: microseconds only where there are any."""
    return f"{at.removesuffix('.000000')}Z"


def _wrong(version: Stored, redacted: str) -> str:
    """What does not hold about a version by itself; empty where all does."""
    return _wrong_facts(version) or _wrong_pieces(version) or _wrong_hash(version, redacted)


def _wrong_facts(version: Stored) -> str:
    if not version.story:
        return "its story is missing"
    if version.schema not in KNOWN_SCHEMAS:
        return f"its schema {version.schema} is not known"
    if version.people:
        return PEOPLE[version.people]
    if version.kind not in KINDS or version.origin not in ORIGINS:
        return "its kind or its origin is not one there is"
    return ""


def _wrong_pieces(version: Stored) -> str:
    if version.misfiled != "f":
        return "a piece of it is filed under another version"
    if version.forged:
        return f"its piece “{version.forged}” has a name that no piece can have"
    if (version.has_note == "t") != ('["note",' in version.pieces):
        return "it has a note and says that it has none, or the other way round"
    if version.signed == "t" and '["byline",' not in version.pieces:
        return "it is signed with a name, and the piece that says so is missing"
    return ""


def _wrong_hash(version: Stored, redacted: str) -> str:
    computed = sha256(header(version, redacted).encode()).hexdigest()
    if computed == version.hash:
        return ""
    also = " or its redactions" if redacted else ""
    return f"its facts or its list of pieces{also} were altered"
