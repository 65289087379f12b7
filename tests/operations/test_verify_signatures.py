"""verify_history finds other names behind redacted ones, times out of order and self-approval."""

import pytest

from incidents.actions import updates
from incidents.actions.inputs import UpdateText
from incidents.models import Update
from tests import factories
from tests.actions.redactions.scenes import removed
from tests.operations import histories
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
