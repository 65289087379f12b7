"""A redaction takes out texts of the story that announces it, and no other can be forged."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Blanked
from incidents.models import Content, Incident, VersionPiece
from incidents.operations.verifying import verify
from incidents.text import fragments
from incidents.text.hashing import canonical
from incidents.text.hashing.canonical import JSON
from tests import factories
from tests.operations import histories
from tests.operations.test_verify_history import tamper
from tests.operations.test_verify_newsroom import archive, checked, resealed, written

pytestmark = pytest.mark.django_db

FORGED = "<p>The minister took nothing at all.</p>"


def scene() -> tuple[VersionPiece, Incident]:
    """A text worth forging, and a story that nobody reads."""
    told = factories.story("The minister resigns", lead="<p>The minister took a bribe.</p>")
    other = factories.story("Weather of a village")
    return VersionPiece.objects.get(incident=told, key="lead"), Incident.objects.get(pk=other.pk)


def forge(piece: VersionPiece, by: Incident, *, version: int = 1, key: str = "lead") -> None:
    """Replace a text by way of a redaction that a story announces."""
    value = json.loads(piece.content.canonical) | {"html": FORGED}
    shown = canonical.encode(value).decode(), fragments.render("lead", value)
    removed: list[JSON] = [{"version": version, "piece": key, "hash": piece.content_id}]
    told: dict[str, JSON] = {"category": "privacy", "decided_by": "Chief", "removed": removed}
    with change(by, "incident.redacted", by=None, note="By law.") as locked:
        locked.blanked.append(Blanked(piece.content_id, "privacy", *shown))
        locked.touch("redaction", told, "redaction", fresh=True)


def unguarded(piece: VersionPiece, by: Incident, *, version: int = 1, key: str = "lead") -> None:
    """The same by whoever owns the tables and has switched the guard off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE incidents_redaction DISABLE TRIGGER redaction_announced")
        forge(piece, by, version=version, key=key)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE incidents_redaction ENABLE TRIGGER redaction_announced")


def test_the_database_refuses_to_redact_a_text_of_another_story() -> None:
    piece, other = scene()

    with pytest.raises(IntegrityError, match="of its own story"):
        forge(piece, other)


@pytest.mark.parametrize(("version", "key"), [(1, "note"), (2, "lead"), (7, "lead")])
def test_the_database_refuses_a_text_announced_at_another_place(version: int, key: str) -> None:
    piece, _ = scene()

    with pytest.raises(IntegrityError, match="announces it"):
        forge(piece, piece.incident, version=version, key=key)


def test_a_text_announced_where_it_stood_is_taken_out_and_holds() -> None:
    piece, _ = scene()

    forge(piece, piece.incident)
    Incident.objects.filter(pk=piece.incident_id).update(lead=FORGED)  # as a redaction does

    assert not Content.objects.get(pk=piece.content_id).salt
    assert verify().faults == []


def test_a_text_replaced_by_way_of_another_story_is_found(tmp_path: Path) -> None:
    piece, other = scene()

    unguarded(piece, other)

    found = [str(fault) for fault in verify().faults]
    assert any("taken out without a redaction" in fault for fault in found)
    assert any("which is no earlier text of its story" in fault for fault in found)
    code, told = checked(tmp_path, archive())
    assert code == 1
    assert "which is no earlier text of its story" in told


def test_a_redaction_announced_at_another_place_is_found(tmp_path: Path) -> None:
    piece, _ = scene()

    unguarded(piece, piece.incident, key="headline")

    assert "does not announce it" in str(verify().faults[0])
    code, told = checked(tmp_path, archive())
    assert code == 1
    assert "does not announce it" in told


def test_a_text_that_another_story_lists_as_its_own_is_found() -> None:
    piece, other = scene()
    tamper(
        "UPDATE incidents_version_piece"
        f" SET content_id = '{piece.content_id}', html_hash = '{piece.html_hash}'"
        f" WHERE incident_id = {other.pk} AND key = 'lead'"
    )

    unguarded(piece, other)

    found = [str(fault) for fault in verify().faults]
    assert any(
        piece.incident.path in fault and "taken out without a redaction" in fault for fault in found
    )


def test_an_archive_whose_announcement_names_another_piece_is_refused(tmp_path: Path) -> None:
    histories.everything()
    lines = archive()
    at = max(at for at, line in enumerate(lines) if '"redacted":[' in line)
    version = json.loads(lines[at])
    said = next(piece for piece in version["pieces"] if piece["key"] == "redaction")
    value = json.loads(said["canonical"])
    value["removed"] = [row | {"version": row["version"] + 1} for row in value["removed"]]
    said["canonical"] = written(value).rstrip("\n")
    said["hash"] = sha256(bytes.fromhex(said["salt"]) + said["canonical"].encode()).hexdigest()
    pieces = [
        [piece[name] for name in ("key", "hash", "html_hash") if piece.get(name)]
        for piece in version["pieces"]
    ]
    facts = {k: v for k, v in version.items() if k not in ("type", "position", "hash")}
    version["hash"] = sha256(written(facts | {"pieces": pieces})[:-1].encode()).hexdigest()
    lines[at] = written(version)

    code, told = checked(tmp_path, resealed(lines))

    assert code == 1
    assert f"line {at + 1}: it redacts" in told
    assert "does not announce it" in told
