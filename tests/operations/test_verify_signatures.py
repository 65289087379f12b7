"""verify_history finds other names behind redacted ones, times out of order and self-approval."""

import pytest

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Update
from tests import factories
from tests.actions.redactions.scenes import removed
from tests.operations import histories, older
from tests.operations.test_verify_history import tamper
from tests.operations.test_verify_tampering import said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents_byline SET name = 'Anna Liar' WHERE name LIKE 'Name removed%'",
        (
            "UPDATE incidents_version SET byline_id = (SELECT id FROM incidents_byline"
            " WHERE name = 'Anna Editor') WHERE number = 3"
        ),
    ],
)
def test_another_name_behind_a_redacted_signature_is_found(statement: str) -> None:
    story = factories.story()
    update = factories.update(story)
    zed = factories.editor("zed", first_name="Zed", last_name="Roe")
    text = UpdateText(body="<p>The ministry denies it.</p>")
    updates.edit(update, text, by=zed, kind="correction", note="It denied it.")
    again = UpdateText(body="<p>The ministry denies it all.</p>")
    updates.edit(
        Update.objects.get(pk=update.pk), again, by=factories.editor(), kind="correction", note="So"
    )
    removed("Zed Roe")
    assert said() == ""

    tamper(statement)

    assert "version 3: it is signed with another name than its piece “byline” says" in said()


def test_positions_in_each_other_s_place_are_found_by_the_clock() -> None:
    factories.story()
    other = factories.story("Rain all night")

    tamper("UPDATE incidents_version SET recorded_at = now() + interval '1 day' WHERE position = 1")

    assert f"{other.path}, version 1: it was recorded before an earlier position" in said()


def test_who_approved_what_they_wrote_is_found() -> None:
    histories.everything()

    tamper("UPDATE incidents_version SET approver_key = author_key WHERE author_key IS NOT NULL")

    assert "who wrote it approved it as well" in said()


@pytest.mark.parametrize(
    "altered",
    [
        "author_key = gen_random_uuid()",
        "author_key = NULL",
        "author_nonce = 'another nonce...'",
        "author_nonce = NULL",
        "approver_nonce = 'a nonce too many', approver_key = gen_random_uuid()",
    ],
)
def test_keys_that_a_hash_does_not_commit_to_are_found(altered: str) -> None:
    histories.by_one_editor()

    tamper(f"UPDATE incidents_version SET {altered} WHERE number = 2")

    person = altered.partition("_")[0]
    wrong = f"version 2: the key of its {person} is not the one that its hash commits to"
    assert wrong in said()


def test_another_commitment_is_found_also_where_it_can_be_opened() -> None:
    histories.by_one_editor()

    tamper(
        "UPDATE incidents_version SET author_commitment = encode(sha256(author_nonce"
        " || convert_to(author_key::text, 'UTF8')), 'hex'), author_key = author_key"
        " WHERE number = 2",
        "UPDATE incidents_version SET author_nonce = 'another nonce...' WHERE number = 2",
        "UPDATE incidents_version SET author_commitment = encode(sha256(author_nonce"
        " || convert_to(author_key::text, 'UTF8')), 'hex') WHERE number = 2",
    )

    assert "version 2: its facts or its list of pieces were altered" in said()


def test_a_commitment_without_what_opens_it_holds() -> None:
    histories.by_one_editor()

    tamper("UPDATE incidents_version SET author_nonce = NULL, author_key = NULL WHERE number = 2")

    assert said() == ""


@pytest.mark.parametrize("schema", [1, 2])
def test_versions_that_name_people_by_their_keys_hold(schema: int) -> None:
    histories.by_one_editor()
    older.with_keys(schema)
    assert said() == ""

    tamper("UPDATE incidents_version SET author_key = gen_random_uuid() WHERE number = 2")

    assert "version 2: its facts or its list of pieces were altered" in said()
