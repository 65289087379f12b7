"""Who wrote a version stays with the newsroom, which can say it of one version alone."""

import pytest
from django.utils import timezone

from incidents.actions.ledger.writing import Pending, append, write_down
from incidents.models import Editor, Incident, Version
from incidents.text.hashing.commitment import commitment
from tests import factories

pytestmark = pytest.mark.django_db


def noticed(story: Incident, by: Editor | None, approver: Editor | None = None) -> Version:
    """A change of the status line that is signed "Desk"."""
    said = {"status": "live", "line": "", "reason": ""}
    pending = Pending(
        incident=story,
        verb="story.noticed",
        kind="status",
        at=timezone.now(),
        by=by,
        byline="Desk",
        approver=approver,
        pieces={"status": write_down("status", dict(said))},
    )
    append([pending])
    return Version.objects.latest("position")


def opened(nonce: object, person: Editor) -> str:
    """What a reader computes who was told nonce and key."""
    assert isinstance(nonce, bytes)
    return commitment(nonce, person.key)


def test_two_changes_by_one_person_cannot_be_told_to_be() -> None:
    anna = factories.editor()
    story = factories.story()

    first, second = noticed(story, anna), noticed(story, anna)

    assert first.author_commitment != second.author_commitment
    assert first.author_nonce != second.author_nonce
    assert str(anna.key) not in first.hashed_author + second.hashed_author


def test_one_version_is_opened_with_what_the_newsroom_keeps() -> None:
    anna = factories.editor()

    version = noticed(factories.story(), anna)

    assert opened(version.author_nonce, anna) == version.hashed_author


def test_author_and_approver_are_opened_apart() -> None:
    anna, boris = factories.editor(), factories.editor("boris")

    version = noticed(factories.story(), anna, boris)

    assert version.author_nonce != version.approver_nonce
    assert opened(version.approver_nonce, boris) == version.hashed_approver
    assert opened(version.author_nonce, boris) != version.hashed_approver


def test_where_nobody_is_named_nothing_is_committed_to() -> None:
    version = noticed(factories.story(), None)

    assert (version.hashed_author, version.author_nonce, version.author_key) == ("", None, None)
