"""What a person with all rights in the database could do with care is found as well."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from incidents.actions.house import heads
from incidents.models import Checkpoint, Incident, Redaction, Version, VersionPiece
from incidents.operations.checking import chains
from incidents.operations.verifying import verify
from incidents.text.hashing.canonical import chain_hash
from incidents.text.hashing.chain import VersionFacts, version_hash
from tests import factories
from tests.operations import histories
from tests.operations.test_verify_history import removing, tamper, verified

pytestmark = pytest.mark.django_db


def said() -> str:
    """What the command complains of; empty where everything holds."""
    code, told = verified()
    return told if code else ""


def test_a_history_with_everything_in_it_holds() -> None:
    histories.everything()
    histories.retracted()
    out = StringIO()

    call_command("verify_history", stdout=out)

    assert "All 3 chains hold (12 versions)" in out.getvalue()
    assert "2 signed heads hold" in out.getvalue()
    assert "texts were redacted, each in a public change" in out.getvalue()


def test_without_a_head_it_is_said_what_cannot_be_seen() -> None:
    factories.story()
    out = StringIO()

    call_command("verify_history", stdout=out)

    assert "No head is signed yet" in out.getvalue()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "UPDATE incidents_content SET html = replace(html, 'Two villages', 'Ten villages')",
            "version 1: the HTML of its piece “lead” was altered",
        ),
        (
            "UPDATE incidents_content SET html = html || ' ' WHERE octet_length(salt) = 0",
            "what stands in place of its redacted piece",
        ),
        (
            "UPDATE incidents_content SET canonical = canonical || ' ' WHERE salt = ''",
            "what stands in place of its redacted piece",
        ),
        (
            "UPDATE incidents_content SET salt = '' WHERE html LIKE '%Two villages%'",
            "version 1: the text of its piece “lead” was taken out without a redaction",
        ),
        (
            "UPDATE incidents_redaction SET category = 'privacy'",
            "its facts or its list of pieces or its redactions were altered",
        ),
        (
            "DELETE FROM incidents_redaction",
            "was taken out without a redaction",
        ),
        (
            "UPDATE incidents_byline SET name = 'Somebody else' WHERE name = 'Anna Editor'",
            "it is signed with another name than its piece “byline” says",
        ),
        (
            "UPDATE incidents_version SET byline_id = NULL WHERE byline_id > 0",
            "it is signed with another name",
        ),
        (
            "UPDATE incidents_version_piece SET html_hash = '' WHERE key = 'lead'",
            "version 1: the HTML of its piece “lead” was altered",
        ),
        (
            "UPDATE incidents_version SET schema = 1 WHERE number = 2",
            "its facts or its list of pieces were altered",
        ),
        (
            "UPDATE incidents_incident SET key = gen_random_uuid()",
            "version 1: its facts or its list of pieces were altered",
        ),
    ],
)
def test_what_was_altered_is_named(statement: str, reason: str) -> None:
    histories.everything()

    tamper(statement)

    assert reason in said()


def test_a_redaction_without_an_announcement_is_found() -> None:
    story = factories.story()
    piece = VersionPiece.objects.get(incident=story, key="lead")
    version = Version.objects.get(incident=story)

    tamper(
        redacting(piece, version),
        f"UPDATE incidents_content SET salt = '', canonical = '{NOTHING}', html = ''"
        f" WHERE hash = '{piece.content_id}'",
    )

    assert "a redaction is filed under it, and it is of another kind" in said()


NOTHING = '{"html":"","marks":[]}'


def redacting(piece: VersionPiece, version: Version) -> str:
    """What files a redaction of a piece under a version."""
    return (
        "INSERT INTO incidents_redaction"
        " (version_id, content_id, shown, shown_html, category, decided_at) VALUES"
        f" ({version.position}, '{piece.content_id}', '{sha256(NOTHING.encode()).hexdigest()}',"
        f" '{sha256(b'').hexdigest()}', 'privacy', now())"
    )


def test_two_texts_in_each_other_s_place_are_found() -> None:
    story = factories.story()
    factories.update(story, "<p>One.</p>")
    factories.update(story, "<p>Two.</p>")
    one, two = VersionPiece.objects.filter(key__startswith="update-").order_by("key")

    tamper(
        f"UPDATE incidents_version_piece SET content_id = CASE content_id "
        f"WHEN '{one.content_id}' THEN '{two.content_id}' ELSE '{one.content_id}' END "
        "WHERE key LIKE 'update-%'"
    )

    assert "version 2: the HTML of its piece “update-1” was altered" in said()


def test_two_versions_in_each_other_s_place_are_found() -> None:
    story = factories.story()
    factories.update(story, "<p>One.</p>")
    factories.update(story, "<p>Two.</p>")

    tamper(
        "UPDATE incidents_version SET number = number + 10 WHERE number > 1",
        "UPDATE incidents_version SET number = 15 - number WHERE number > 10",
        "UPDATE incidents_version_piece SET number = number + 10 WHERE number > 1",
        "UPDATE incidents_version_piece SET number = 15 - number WHERE number > 10",
    )

    assert f"{story.path}, version 3: version 2 is missing before it" in said()


def test_a_version_taken_out_and_the_rest_renumbered_is_found() -> None:
    story = factories.story()
    for place in range(3):
        factories.update(story, f"<p>Report {place}.</p>")

    tamper(
        *removing("number = 2"),
        "UPDATE incidents_version SET number = number - 1 WHERE number > 2",
        "UPDATE incidents_version_piece SET number = number - 1 WHERE number > 2",
        "UPDATE incidents_incident SET version_number = 3",
    )

    assert f"{story.path}, version 2: it does not name the hash of the version before it" in said()


def cut(story: Incident) -> None:
    """Remove the newest version, with every trace of it that is in the database."""
    last = Version.objects.filter(incident=story).order_by("-number")[0]
    before = Version.objects.get(incident=story, number=last.number - 1)
    tamper(
        *removing(f"position = {last.position}"),
        f"UPDATE incidents_incident SET version_number = {before.number}, "
        f"version_hash = '{before.hash}', position = {before.position} WHERE id = {story.pk}",
        f"UPDATE incidents_ledgerhead SET position = {last.position - 1}",
    )


def test_an_end_cut_off_with_all_counters_is_found_by_the_heads() -> None:
    story = factories.story()
    factories.update(story)
    heads.sign()

    cut(story)

    assert "covers 2 public changes, and only 1 are stored" in said()


def test_an_end_cut_off_with_counters_and_heads_is_found_by_the_files(own_heads: Path) -> None:
    story = factories.story()
    factories.update(story)
    heads.sign()

    cut(story)
    tamper("DELETE FROM incidents_checkpoint")

    assert f"Head at position 2 in {own_heads / 'heads.jsonl'}: it covers 2" in said()


def test_a_whole_chain_computed_anew_is_found_by_the_heads() -> None:
    story = factories.story()
    heads.sign()
    version = Version.objects.get(incident=story)
    rewritten(version)

    found = verify()

    assert [str(fault) for fault in found.faults if "Head" not in fault.place] == []
    assert "a version between positions 1 and 1 is not what it was" in str(found.faults[0])


def rewritten(version: Version) -> None:
    """A version with another number of words, and a hash that fits."""
    rows = VersionPiece.objects.filter(version=version)
    facts = VersionFacts(
        previous="",
        story=str(version.incident.key),
        number=1,
        kind=version.kind,
        origin=version.origin,
        at=version.at,
        recorded_at=version.recorded_at,
        author="",
        held=True,
        words=(99, 0, 0),
        sources=(version.sources, version.sources_added, version.sources_removed),
        pieces={row.key: row.content_id for row in rows},
        html={row.key: row.html_hash for row in rows},
    )
    forged = version_hash(facts)
    tamper(
        f"UPDATE incidents_version SET words = 99, words_added = 0, hash = '{forged}'",
        f"UPDATE incidents_incident SET version_hash = '{forged}', word_count = 99",
    )


def test_a_head_signed_by_another_key_is_found(settings: Settings) -> None:
    factories.story()
    heads.sign()
    settings.SIGNING_KEY = b"k" * 32

    assert "the note carries no signature by the key" in said()


def test_a_head_whose_row_was_altered_is_found() -> None:
    factories.story()
    heads.sign()

    tamper("UPDATE incidents_checkpoint SET root = repeat('ab', 32)")

    assert "Head at position 1: its row says something else than its signed note" in said()
    assert Checkpoint.objects.count() == 1


def test_a_forged_name_of_a_piece_is_found() -> None:
    factories.story()

    tamper("UPDATE incidents_version_piece SET key = 'lead\",\"x' WHERE key = 'lead'")

    assert "has a name that no piece can have" in said()


def test_the_header_is_written_as_the_chain_hashes_it() -> None:
    histories.everything()
    stored = list(chains.stored(100, None))

    for version in stored:
        redacted = ""
        rows = Redaction.objects.filter(version_id=int(version.position)).order_by("content_id")
        if rows:
            texts = [[r.content_id, r.category, r.shown, r.shown_html] for r in rows]
            redacted = f'"redacted":{json.dumps(texts, separators=(",", ":"))},'
        header = chains.header(version, redacted)
        assert chain_hash(json.loads(header)) == version.hash
        assert sha256(header.encode()).hexdigest() == version.hash
    assert len(stored) == Version.objects.count()
