"""A history as programs before this one wrote it."""

from incidents.models import Incident, Version, VersionPiece
from incidents.text.hashing.chain import VersionFacts, version_hash
from tests.operations.test_verify_history import tamper


def with_keys(schema: int) -> None:
    """Let every hash name people by their keys, and in schema 1 know nothing of the HTML."""
    for story in Incident.objects.published():
        hashed = ""
        for version in Version.objects.filter(incident=story).order_by("number"):
            hashed = _rewritten(version, hashed, schema)
        tamper(f"UPDATE incidents_incident SET version_hash = '{hashed}' WHERE id = {story.pk}")


def _rewritten(version: Version, previous: str, schema: int) -> str:
    if schema == 1:
        pieces = f"WHERE version_id = {version.position}"
        tamper(f"UPDATE incidents_version_piece SET html_hash = '' {pieces}")
    rows = VersionPiece.objects.filter(version=version)
    found = version_hash(
        VersionFacts(
            previous=previous,
            story=str(version.incident.key),
            number=version.number,
            kind=version.kind,
            origin=version.origin,
            at=version.at,
            recorded_at=version.recorded_at,
            author=str(version.author_key or ""),
            approver=str(version.approver_key or ""),
            held=version.held,
            words=(version.words, version.words_added, version.words_removed),
            sources=(version.sources, version.sources_added, version.sources_removed),
            pieces={row.key: row.content_id for row in rows},
            html={row.key: row.html_hash for row in rows},
            schema=schema,
        )
    )
    tamper(
        "UPDATE incidents_version SET author_nonce = NULL, author_commitment = '',"
        " approver_nonce = NULL, approver_commitment = '',"
        f" schema = {schema}, previous_hash = '{previous}', hash = '{found}'"
        f" WHERE position = {version.position}"
    )
    return found
