"""What a reader needs to compute the hash of a version again."""

import json
from dataclasses import replace
from hashlib import sha256

from django.db.models import F

from incidents.models import Incident, Redaction, Version, VersionPiece
from incidents.record.history.differing import wording
from incidents.record.pages import shown
from incidents.record.pages.history import ProofPage, ProvenPiece
from incidents.record.stories import published, warnings
from incidents.text.addresses.stories import proof_path, story_path
from incidents.text.hashing import canonical
from incidents.text.hashing.canonical import JSON
from incidents.text.hashing.chain import Blanking, VersionFacts, header


@shown.told
def proof(path: str, number: int) -> ProofPage | None:
    """The hashed facts of one version of the story at a path, and the pieces behind them."""
    incident = published(path)
    if incident is None:
        return None
    version = Version.objects.filter(incident=incident, number=number).first()
    if version is None:
        return None
    pieces = _pieces(version, warnings.now(incident))
    facts = canonical.encode(_facts(incident, version, pieces)).decode()
    story = story_path(incident.path)
    return ProofPage(
        path=proof_path(story, number),
        story_path=story,
        printed_headline=incident.printed_headline,
        language=incident.language,
        version=number,
        newest=incident.version_number,
        schema=version.schema,
        facts=facts,
        hash=version.hash,
        previous_hash=version.previous_hash,
        pieces=pieces,
        fits=_fits(version, facts, pieces),
    )


def _pieces(version: Version, now: warnings.Warnings) -> tuple[ProvenPiece, ...]:
    written = VersionPiece.objects.filter(version=version).order_by("pk")
    rows = written.annotate(
        salt=F("content__salt"), canonical=F("content__canonical"), html=F("content__html")
    )
    found = (_piece(row, bytes(row.salt), row.canonical, row.html) for row in rows)
    return tuple(replace(piece, warning=_warning(piece, now)) for piece in found)


def _warning(piece: ProvenPiece, now: warnings.Warnings) -> str:
    """What readers are told before a text: in this version, or now."""
    value = json.loads(piece.canonical) if piece.canonical else None
    return warnings.before(piece.key, value, now)


def _piece(row: VersionPiece, salt: bytes, said: str, html: str) -> ProvenPiece:
    """A piece; once it was taken out, what is shown in its place proves nothing and stays away."""
    shown = html if row.html_hash else None
    return ProvenPiece(
        key=row.key,
        name=wording.name(row.key, None),
        hash=row.content_id,
        salt=salt.hex() if salt else None,
        canonical=said if salt else None,
        html=shown if salt else None,
        html_hash=row.html_hash,
    )


def _facts(
    incident: Incident, version: Version, pieces: tuple[ProvenPiece, ...]
) -> dict[str, JSON]:
    """What the hash is taken of."""
    return header(
        VersionFacts(
            previous=version.previous_hash,
            story=str(incident.key),
            number=version.number,
            kind=version.kind,
            origin=version.origin,
            at=version.at,
            recorded_at=version.recorded_at,
            author=version.hashed_author,
            approver=version.hashed_approver,
            held=version.held,
            words=(version.words, version.words_added, version.words_removed),
            sources=(version.sources, version.sources_added, version.sources_removed),
            pieces={piece.key: piece.hash for piece in pieces},
            html={piece.key: piece.html_hash for piece in pieces if piece.html_hash},
            redacted=_redacted(version),
            schema=version.schema,
        )
    )


def _redacted(version: Version) -> list[Blanking]:
    """The texts that the version took out; before schema 2 its hash knew nothing of them."""
    if version.schema < 2:
        return []
    rows = Redaction.objects.filter(version=version)
    taken = rows.values_list("content", "category", "shown", "shown_html")
    return list(taken)


def _fits(version: Version, facts: str, pieces: tuple[ProvenPiece, ...]) -> bool:
    """Whether everything computed again gives what is stored."""
    return sha256(facts.encode()).hexdigest() == version.hash and all(map(piece_fits, pieces))


def piece_fits(piece: ProvenPiece) -> bool:
    """Whether a piece has the hashes it is known by; of a redacted one nothing can be said."""
    if piece.salt is None or piece.canonical is None:
        return True
    salt = bytes.fromhex(piece.salt)
    text = canonical.inner_hash(salt, piece.canonical.encode()) == piece.hash
    return text and (not piece.html or canonical.html_hash(salt, piece.html) == piece.html_hash)
