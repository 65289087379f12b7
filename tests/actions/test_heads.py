"""The signed head of the whole history: what it covers, and over what none is signed."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from incidents.actions.house import heads, series
from incidents.actions.house.heads import HistoryBroken
from incidents.models import Checkpoint
from incidents.record.history import transparency
from incidents.text.hashing.checkpoint import Head, opened
from tests import factories
from tests.actions.signing import computed_root, cut_after, signed, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the heads of this test are written."""
    settings.TRANSPARENCY_DIR = tmp_path / "heads"
    return tmp_path / "heads"


def test_a_head_covers_every_version_and_can_be_checked_with_the_public_key() -> None:
    factories.update(factories.story())

    head = signed()

    row = Checkpoint.objects.get()
    assert head == Head(transparency.origin(), 2, computed_root())
    assert (row.size, row.root) == (2, computed_root().hex())
    assert opened(row.note, transparency.key()) == head


def test_the_next_head_goes_on_from_the_last() -> None:
    story = factories.story()
    first = signed()
    for _ in range(4):
        factories.update(story)

    second = signed()

    assert (first.size, second.size) == (1, 5)
    assert second.root == computed_root()


def test_without_a_change_no_head_is_signed() -> None:
    assert heads.sign() is None
    factories.story()
    signed()

    assert heads.sign() is None
    assert heads.sign(whole=True) is None
    assert Checkpoint.objects.count() == 1
    assert len(list(series.kept())) == 1


def test_a_young_head_is_not_followed_at_once() -> None:
    story = factories.story()
    signed()
    factories.update(story)

    assert heads.sign(apart=timedelta(minutes=1)) is None
    assert signed().size == 2


def test_no_head_is_signed_over_a_history_that_lost_its_end() -> None:
    story = factories.story()
    factories.update(story)
    signed()
    cut_after(1)

    with pytest.raises(HistoryBroken, match=r"covers 2 public changes, and the ledger counts 1"):
        heads.sign()

    assert Checkpoint.objects.count() == 1


def test_a_lost_end_shows_outside_when_the_heads_were_cut_too() -> None:
    story = factories.story()
    signed()
    factories.update(story)
    signed()
    cut_after(1)
    tamper("DELETE FROM incidents_checkpoint WHERE size > 1")

    with pytest.raises(HistoryBroken, match="the end of the history is gone"):
        heads.sign()


def test_an_end_that_was_written_anew_shows() -> None:
    story = factories.story()
    factories.update(story)
    signed()
    cut_after(1)
    factories.update(factories.story("It never happened"))

    with pytest.raises(HistoryBroken, match="not what the head at position 2 was signed over"):
        heads.sign()


def test_a_version_that_is_missing_in_the_middle_shows() -> None:
    story = factories.story()
    factories.update(story)
    factories.update(story)
    signed()
    tamper(
        "DELETE FROM incidents_version_piece WHERE version_id = 2",
        "DELETE FROM incidents_event WHERE version_id = 2",
        "DELETE FROM incidents_version WHERE position = 2",
    )
    factories.update(story)

    with pytest.raises(HistoryBroken, match="covers 3 public changes, and 2 are stored"):
        heads.sign()


def test_a_version_that_is_missing_after_the_last_head_shows() -> None:
    story = factories.story()
    signed()
    factories.update(story)
    factories.update(story)
    tamper(
        "DELETE FROM incidents_version_piece WHERE version_id = 2",
        "DELETE FROM incidents_event WHERE version_id = 2",
        "DELETE FROM incidents_version WHERE position = 2",
    )

    with pytest.raises(HistoryBroken, match="The version at position 2 is gone"):
        heads.sign()


def test_an_old_version_that_was_altered_shows_when_all_is_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heads, "LOOKED_AT_AGAIN", 1)
    story = factories.story()
    factories.update(story)
    signed()
    factories.update(story)
    signed()
    tamper(f"UPDATE incidents_version SET hash = '{'ab' * 32}' WHERE position = 1")
    factories.update(story)

    with pytest.raises(HistoryBroken, match="up to position 2 have another root"):
        heads.sign(whole=True)


@pytest.mark.parametrize(
    "alteration",
    [
        "root = repeat('ab', 32)",
        "frontier = '[]'",
        "frontier = '[\"no hash\"]'",
        "note = 'nothing'",
        "note = replace(note, '/history', '/future') || 'x'",
    ],
)
def test_a_head_that_was_altered_in_the_database_shows(alteration: str) -> None:
    story = factories.story()
    signed()
    tamper(f"UPDATE incidents_checkpoint SET {alteration}")
    factories.update(story)

    with pytest.raises(HistoryBroken):
        heads.sign()


def test_a_hash_that_is_none_shows() -> None:
    story = factories.story()
    signed()
    factories.update(story)
    tamper("UPDATE incidents_version SET hash = 'none' WHERE position = 2")

    with pytest.raises(HistoryBroken, match="position 2 has no hash"):
        heads.sign()


@pytest.mark.usefixtures("as_app")
def test_the_rights_of_the_site_are_enough_to_sign() -> None:
    factories.story()

    assert signed().size == 1
