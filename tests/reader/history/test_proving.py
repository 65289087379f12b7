"""The proof of a version: what anyone needs to compute its hash again."""

import json
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.models import Incident, Version
from tests import factories
from tests.operations import histories
from tests.reader.history.scenes import address, flood

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    return flood()


def proof(client: Client, story: Incident, number: int) -> dict[str, object]:
    document: dict[str, object] = client.get(f"{address(story)}/changes/{number}/proof.json").json()
    return document


def digest(salt: str, text: str) -> str:
    return sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def test_every_hash_can_be_computed_again_from_the_proofs_alone(
    client: Client, story: Incident
) -> None:
    before = None
    for version in Version.objects.filter(incident=story).order_by("number"):
        found = client.get(f"{address(story)}/changes/{version.number}/proof.json").json()

        facts = json.loads(found["facts"])
        assert sha256(found["facts"].encode()).hexdigest() == version.hash == found["hash"]
        assert facts["previous"] == (found["previous_hash"] or "") == (before or "")
        assert found["fits"] is True
        pieces = {piece["piece"]: piece for piece in found["pieces"]}
        assert [key for key, *_ in facts["pieces"]] == sorted(pieces)
        for key, *hashes in facts["pieces"]:
            piece = pieces[key]
            computed = [digest(piece["salt"], piece["canonical"])]
            if piece["html_hash"]:
                computed.append(digest(piece["salt"], piece["html"]))
            assert computed == hashes, key
        before = version.hash


def test_two_proofs_do_not_tell_that_one_person_wrote_both(client: Client) -> None:
    story = histories.by_one_editor()

    proofs = [client.get(f"{address(story)}/changes/{n}/proof.json").content for n in (1, 2)]

    named = [json.loads(json.loads(said)["facts"])["author"] for said in proofs]
    assert len(set(named)) == 2
    secrets = histories.openings()
    assert len(secrets) == 3
    assert not [secret for secret in secrets if secret.encode() in b"".join(proofs)]


def test_a_redacted_text_keeps_its_hash_and_loses_all_else(client: Client, story: Incident) -> None:
    whole = proof(client, story, 6)
    chief = factories.editor("chief", role="chief")

    redact(Removal(Terms(["old bridge"])), category="privacy", note="Privacy.", by=chief)

    found = proof(client, story, 6)
    announced = proof(client, story, 8)
    assert (found["facts"], found["hash"]) == (whole["facts"], whole["hash"])
    assert _piece(found, "update-1")["hash"] == _piece(whole, "update-1")["hash"]
    assert [_piece(found, "update-1")[name] for name in ("salt", "canonical", "html")] == [None] * 3
    assert found["fits"] is True
    assert announced["fits"] is True
    assert "redacted" in json.loads(str(announced["facts"]))


def test_a_text_that_was_altered_does_not_fit(client: Client, story: Incident) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE incidents_content DISABLE TRIGGER USER")
        cursor.execute("UPDATE incidents_content SET canonical = replace(canonical, '3.2', '9.9')")
        cursor.execute("ALTER TABLE incidents_content ENABLE TRIGGER USER")

    assert proof(client, story, 3)["fits"] is True
    assert proof(client, story, 4)["fits"] is False


def test_a_proof_says_that_something_does_not_fit(client: Client, story: Incident) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE incidents_version DISABLE TRIGGER USER")
        cursor.execute("UPDATE incidents_version SET words = words + 1 WHERE number = 4")
        cursor.execute("ALTER TABLE incidents_version ENABLE TRIGGER USER")

    page = client.get(f"{address(story)}/changes/4/proof/")

    assert "Something does not fit" in page.content.decode()


def test_a_proof_is_there_for_people_and_in_every_form(client: Client, story: Incident) -> None:
    for form in ("/", ".json", ".xml", ".md"):
        response = client.get(f"{address(story)}/changes/4/proof{form}")

        assert response.status_code == 200
        assert Version.objects.get(number=4).hash[:8] in response.content.decode()
        assert response["X-Robots-Tag"] == "noindex"
    assert client.get(f"{address(story)}/changes/8/proof/").status_code == 404


def _piece(found: dict[str, object], key: str) -> dict[str, object]:
    pieces = found["pieces"]
    assert isinstance(pieces, list)
    return next(piece for piece in pieces if piece["piece"] == key)
