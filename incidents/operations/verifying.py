"""Checking the history: every hash computed again, every chain followed from its first version."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from incidents.models import Address, LedgerHead
from incidents.operations import stored
from incidents.operations.stored import StoredPiece, StoredStory, StoredVersion
from incidents.text.hashing.canonical import html_hash, inner_hash
from incidents.text.hashing.chain import SCHEMAS, VersionFacts, version_hash

BATCH = 500
"""Versions read at a time: what is held in memory stays small however long the history is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row of a chain that does not hold, and why."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(slots=True)
class Findings:
    """What a check of the history has found."""

    chains: int = 0
    versions: int = 0
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Chain:
    """One story's versions, as far as they have been followed."""

    story: StoredStory
    before: StoredVersion | None = None
    fault: Fault | None = None

    def follow(self, version: StoredVersion, pieces: Sequence[StoredPiece]) -> None:
        """Take the next version; after the first fault nothing more is said of this chain."""
        if self.fault is None:
            wrong = _wrong(self.story, self.before, version, pieces)
            if wrong:
                self.fault = Fault(f"{self.story.path}, version {version.number}", wrong)
        self.before = version

    def end(self, head: int) -> None:
        """Compare the newest version with what the story's own row says, unless it moved on."""
        if self.fault is not None or self.before is None or self.story.position > head:
            return
        newest = (self.before.number, self.before.hash, self.before.position)
        if newest != (self.story.version_number, self.story.version_hash, self.story.position):
            self.fault = Fault(
                self.story.path,
                f"the story counts {self.story.version_number} versions and names another hash "
                f"or position than its newest stored version, {self.before.number}",
            )


def stories_at(slug: str) -> list[int]:
    """The stories that have, or had, an address of this slug or path."""
    path = slug.strip("/").removeprefix("news/")
    named = Address.objects.filter(path=path) | Address.objects.filter(path__endswith=f"/{path}")
    return sorted(set(named.values_list("incident_id", flat=True)))


def verify(incidents: Sequence[int] | None = None) -> Findings:
    """Check the chains of these stories, or of all; what is published meanwhile is left out.

    All positions up to the one read first are committed, so that nothing has to be locked.
    """
    head = LedgerHead.objects.values_list("position", flat=True).first() or 0
    found = Findings()
    for chain, versions in _chains(head, incidents):
        found.chains += 1
        found.versions += versions
        chain.end(head)
        if chain.fault is not None:
            found.faults.append(chain.fault)
    found.faults.extend(
        Fault(path, "the story is published, and its versions are missing")
        for path in stored.without_versions(head, incidents)
    )
    if incidents is None:
        found.faults.extend(Fault("Site", wrong) for wrong in _wrong_positions(head))
    return found


def _chains(head: int, incidents: Sequence[int] | None) -> Iterator[tuple[_Chain, int]]:
    """Each chain followed to its end, with the number of its versions."""
    rows = _with_pieces(head, incidents)
    for _, group in groupby(rows, key=lambda row: row[0].incident_id):
        versions = 0
        chain: _Chain | None = None
        for version, story, pieces in group:
            chain = chain or _Chain(story)
            chain.follow(version, pieces)
            versions += 1
        if chain is not None:
            yield chain, versions


def _with_pieces(
    head: int, incidents: Sequence[int] | None
) -> Iterator[tuple[StoredVersion, StoredStory, Sequence[StoredPiece]]]:
    """Every version up to a position with its story and pieces, story by story, in order."""
    for batch in _batches(head, incidents):
        stories = stored.stories({version.incident_id for version in batch})
        pieces = stored.pieces([version.position for version in batch])
        for version in batch:
            yield version, stories[version.incident_id], pieces.get(version.position, ())


def _batches(head: int, incidents: Sequence[int] | None) -> Iterator[list[StoredVersion]]:
    after = (0, 0)
    while batch := stored.versions(head, after, BATCH, incidents):
        yield batch
        after = (batch[-1].incident_id, batch[-1].number)


def _wrong(
    story: StoredStory,
    before: StoredVersion | None,
    version: StoredVersion,
    pieces: Sequence[StoredPiece],
) -> str:
    """What does not hold about a version; empty where all does."""
    expected = before.number + 1 if before else 1
    if version.number != expected:
        return f"version {expected} is missing before it"
    if version.previous_hash != (before.hash if before else ""):
        return "it does not name the hash of the version before it"
    if before and version.position <= before.position:
        return f"its position {version.position} is not after the one before it"
    if before and version.at < before.at:
        return "its time is earlier than that of the version before it"
    if version.schema not in SCHEMAS:
        return f"its schema {version.schema} is not known"
    return _wrong_pieces(version, pieces) or _wrong_hash(story, version, pieces)


def _wrong_pieces(version: StoredVersion, pieces: Iterable[StoredPiece]) -> str:
    for piece in pieces:
        if (piece.incident_id, piece.number) != (version.incident_id, version.number):
            return f"its piece “{piece.key}” is filed under another version"
        if piece.salt is None or piece.canonical is None:
            return f"the text of its piece “{piece.key}” is missing"
        if inner_hash(piece.salt, piece.canonical.encode()) != piece.hash:
            return f"the text of its piece “{piece.key}” was altered"
        if piece.html_hash != html_hash(piece.salt, piece.html or "") and version.schema > 1:
            return f"the HTML of its piece “{piece.key}” was altered"
    return ""


def _wrong_hash(story: StoredStory, version: StoredVersion, pieces: Sequence[StoredPiece]) -> str:
    hashes = {piece.key: piece.hash for piece in pieces}
    if version.has_note != ("note" in hashes):
        return "it has a note and says that it has none, or the other way round"
    computed = version_hash(
        VersionFacts(
            previous=version.previous_hash,
            story=str(story.key),
            number=version.number,
            kind=version.kind,
            origin=version.origin,
            at=version.at,
            recorded_at=version.recorded_at,
            author=str(version.author_key) if version.author_key else "",
            held=version.held,
            words=(version.words, version.words_added, version.words_removed),
            sources=(version.sources, version.sources_added, version.sources_removed),
            pieces=hashes,
            approver=str(version.approver_key) if version.approver_key else "",
            html={piece.key: piece.html_hash for piece in pieces},
            schema=version.schema,
        )
    )
    return "" if computed == version.hash else "its facts or its list of pieces were altered"


def _wrong_positions(head: int) -> Iterator[str]:
    missing = stored.first_missing_position(head)
    if missing is not None:
        yield f"position {missing} is missing: the version that stood there is gone"
    beyond = stored.newest_position()
    if beyond > head and LedgerHead.objects.filter(position__lt=beyond).exists():
        yield f"a version stands at position {beyond}, beyond the last one that was given"
