"""What the pieces of a story say at its newest version, kept from one version to the next.

The hash of a version chains all that the story ever said, redactions included, for each of those is
a version of its own story. So what was read under a hash is true for as long as the story has it,
and of a story that went on only what the versions since then touched has to be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from incidents.models import Incident, Version
from incidents.record import versions
from incidents.record.beside import media
from incidents.record.ledger import Outline, Standing, opened, outline
from incidents.record.stories.since import since
from incidents.record.stories.texts import APART, Overall, pinned
from incidents.record.versions import Happened
from incidents.text.fragments import memory
from incidents.text.fragments.memory import Memory

MOST = 16_000_000
"""Bytes: some twenty stories with all of two hundred updates; a night has a few of them."""

OF_A_LINE, OF_A_TEXT = 400, 2_000
"""Bytes that a piece takes beside its words, without its text and with it."""

CHANGES_BELOW_STORY = 6
"""Of a story's HTML page: the first version and the newest."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A story at a version: all of its pieces in `lines`, and of some of them the texts.

    `versions` are the first one and the newest.
    """

    number: int
    hash: str
    lines: Outline
    pieces: Mapping[str, Standing]
    overall: Overall
    versions: tuple[Happened, ...]

    def some(self, texts: Iterable[str]) -> dict[str, Standing]:
        """The pieces that a page with these texts shows."""
        apart = tuple(f"{stem}-" for stem in APART)
        found = {key: piece for key, piece in self.pieces.items() if not key.startswith(apart)}
        found |= self._of((*texts, pinned(found)))
        return found | self._of(f"{media.STEM}{number}" for number in media.named(found))

    def _of(self, keys: Iterable[str]) -> dict[str, Standing]:
        return {key: self.pieces[key] for key in keys if key in self.pieces}


KEPT: Memory[Stand] = Memory(MOST)

EMPTIED: set[str] = set()
"""The hashes of the redactions for which the memories were emptied; there are few."""


def stand(incident: Incident, texts: Iterable[str]) -> Stand:
    """What a story says at the version that its row names, with these texts read."""
    known = KEPT.get(incident.pk)
    here = known if known is None or known.hash == incident.version_hash else _on(known, incident)
    found = _with(here, texts) if here else _anew(incident, list(texts))
    return found if found is known else KEPT.keep(incident.pk, found, _size(found))


def read(known: Stand, incident: Incident, texts: Iterable[str]) -> Stand:
    """The same with more texts read."""
    found = _with(known, texts)
    return found if found is known else KEPT.keep(incident.pk, found, _size(found))


def _anew(incident: Incident, texts: Sequence[str]) -> Stand:
    number = incident.version_number
    lines, pieces = outline(incident.pk, texts, apart=APART, at=number)
    rows = versions.happened(incident, CHANGES_BELOW_STORY, pieces["headline"], number)
    _forget_what_was_taken_out(rows)
    whole = Stand(number, incident.version_hash, lines, pieces, Overall.of(lines), rows)
    return _with(whole, texts)


def _forget_what_was_taken_out(rows: Iterable[Happened]) -> None:
    """Empty every memory for a redaction among some versions of a story, once for each."""
    found = {row.version.hash for row in rows if row.version.kind == Version.Kind.REDACTION}
    if found - EMPTIED:
        EMPTIED.update(found)
        memory.forget()


def _with(known: Stand, texts: Iterable[str]) -> Stand:
    """With these texts, the update on top, and the pictures of all of them; none is read twice."""
    lines, pieces = known.lines, known.pieces
    missing = [key for key in (*texts, pinned(pieces)) if key in lines and key not in pieces]
    if missing:
        pieces = {**pieces, **opened(lines[key] for key in missing)}
    pictures = {f"{media.STEM}{number}" for number in media.named(pieces)} & lines.keys()
    if pictures - pieces.keys():
        pieces = {**pieces, **opened(lines[key] for key in pictures - pieces.keys())}
    return known if pieces is known.pieces else replace(known, pieces=pieces)


def _on(known: Stand, incident: Incident) -> Stand | None:
    """What was kept, moved on to the newest version; None where it does not lead there."""
    then = since(incident, known.number)
    if then.redacted:
        memory.forget()
        return None
    if not then.leads(known.hash, incident.version_hash):
        return None
    lines = {**known.lines, **then.lines()}
    return Stand(
        number=incident.version_number,
        hash=incident.version_hash,
        lines=lines,
        pieces={**known.pieces, **then.pieces()},
        overall=Overall.of(lines),
        versions=then.versions(known.versions, CHANGES_BELOW_STORY),
    )


def _size(found: Stand) -> int:
    signs = sum([len(piece.html) for piece in found.pieces.values()])
    return OF_A_LINE * len(found.lines) + OF_A_TEXT * len(found.pieces) + 4 * signs
