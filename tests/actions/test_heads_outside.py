"""The series of heads outside the database: complete after every crash, and no false alarm."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from incidents.actions.house import heads, series
from incidents.actions.house.heads import HistoryBroken
from incidents.models import Checkpoint
from incidents.record.history import transparency
from incidents.text.hashing.checkpoint import Head, signed as signed_note
from tests import factories
from tests.actions.signing import signed, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the heads of this test are written."""
    settings.TRANSPARENCY_DIR = tmp_path / "heads"
    return tmp_path / "heads"


def test_every_head_is_written_outside_the_database_too(folder: Path) -> None:
    story = factories.story()
    signed()
    factories.update(story)
    signed()

    lines = [json.loads(line) for line in (folder / "heads.jsonl").read_text().splitlines()]

    rows = list(Checkpoint.objects.order_by("size"))
    assert [line["note"] for line in lines] == [row.note for row in rows]
    assert [found.at for found in series.kept()] == [row.at for row in rows]
    assert (folder / "checkpoint").read_text() == rows[-1].note
    assert sorted(path.name for path in folder.iterdir()) == ["checkpoint", "heads.jsonl"]


def test_a_crash_between_file_and_row_is_made_good(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    story = factories.story()
    signed()
    factories.update(story)
    with monkeypatch.context() as patch:
        patch.setattr(heads, "_keep_row", _crash)
        with pytest.raises(RuntimeError, match="power cut"):
            heads.sign()
    factories.update(story)

    head = signed()

    assert head.size == 3
    notes = Checkpoint.objects.order_by("size").values_list("note", flat=True)
    assert list(notes) == [found.note for found in series.kept()]
    assert len(notes) == 3
    assert "Took over the head at position 2" in caplog.messages[0]


def test_a_crash_before_the_file_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.story()
    with monkeypatch.context() as patch:
        patch.setattr(series, "add", _crash)
        with pytest.raises(RuntimeError, match="power cut"):
            heads.sign()

    assert list(series.kept()) == []
    assert not Checkpoint.objects.exists()
    assert signed().size == 1


def test_a_line_that_was_cut_short_is_no_alarm(folder: Path) -> None:
    story = factories.story()
    signed()
    with (folder / "heads.jsonl").open("a") as file:
        file.write('{"at": "2017-02-25T')
    factories.update(story)

    signed()

    assert [found.head.size for found in series.kept()] == [1, 2]
    assert (folder / "heads.jsonl").read_text().count("\n") == 3


def test_a_new_folder_gets_every_head(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    story = factories.story()
    for _ in range(3):
        signed()
        factories.update(story)
    settings.TRANSPARENCY_DIR = tmp_path / "other"

    signed()

    assert [found.head.size for found in series.kept()] == [1, 2, 3, 4]
    assert "lacked 3 heads" in caplog.messages[0]


def test_a_head_that_does_not_hold_is_not_written_into_a_new_folder(
    settings: Settings, tmp_path: Path
) -> None:
    factories.update(factories.story())
    signed()
    tamper(f"UPDATE incidents_version SET hash = '{'ab' * 32}' WHERE position = 1")
    settings.TRANSPARENCY_DIR = tmp_path / "other"

    with pytest.raises(HistoryBroken, match="up to position 2 have another root"):
        heads.sign()

    assert list(series.kept()) == []


def test_the_folder_of_another_newsroom_is_an_alarm(
    settings: Settings, folder: Path, tmp_path: Path
) -> None:
    settings.TRANSPARENCY_DIR = tmp_path / "other"
    foreign = Head("other.example/history", 1, b"\1" * 32)
    series.add([(factories.MORNING, signed_note(foreign, "other.example", bytes(32)))])
    settings.TRANSPARENCY_DIR = folder
    story = factories.story()
    signed()
    settings.TRANSPARENCY_DIR = tmp_path / "other"
    factories.update(story)

    with pytest.raises(HistoryBroken, match="belongs to another newsroom"):
        heads.sign()


def test_a_head_outside_that_does_not_hold_is_not_taken_over() -> None:
    factories.story()
    false = Head(transparency.origin(), 1, b"\1" * 32)
    series.add([(factories.MORNING, signed_note(false, "any", bytes(32)))])

    with pytest.raises(HistoryBroken, match="was rewritten"):
        heads.sign()

    assert not Checkpoint.objects.exists()


def test_the_last_head_of_a_long_series_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "_LAST_BYTES", 700)
    story = factories.story()
    for _ in range(5):
        signed()
        factories.update(story)

    last = series.last()

    assert last is not None
    assert last.head.size == 5


def _crash(*_given: object) -> None:
    raise RuntimeError("power cut")


def test_a_latest_head_that_is_known_nowhere_else_is_not_signed_over(folder: Path) -> None:
    story = factories.story()
    signed()
    series_before = (folder / "heads.jsonl").read_bytes()
    factories.update(story)
    signed()
    kept = (folder / "checkpoint").read_bytes()
    (folder / "heads.jsonl").write_bytes(series_before)
    tamper("DELETE FROM incidents_checkpoint WHERE size = 2")
    factories.update(story)

    with pytest.raises(HistoryBroken, match="covers 2 public changes, and the last one known"):
        heads.sign()

    assert (folder / "checkpoint").read_bytes() == kept
    assert (folder / "heads.jsonl").read_bytes() == series_before


@pytest.mark.parametrize("size", [1, 2])
def test_a_latest_head_with_another_root_is_not_signed_over(folder: Path, size: int) -> None:
    story = factories.story()
    signed()
    factories.update(story)
    signed()
    head = Head(transparency.origin(), size, b"x" * 32)
    other = signed_note(head, transparency.origin(), b"k" * 32)
    (folder / "checkpoint").write_text(other)
    factories.update(story)

    with pytest.raises(HistoryBroken, match=f"at position {size} is neither in this database"):
        heads.sign()

    assert (folder / "checkpoint").read_text() == other


def test_a_latest_head_that_nobody_can_read_is_not_signed_over(folder: Path) -> None:
    story = factories.story()
    signed()
    (folder / "checkpoint").write_text("nothing")
    factories.update(story)

    with pytest.raises(HistoryBroken, match="holds no head"):
        heads.sign()


def test_a_latest_head_that_a_power_cut_left_behind_is_no_alarm(folder: Path) -> None:
    story = factories.story()
    signed()
    before = (folder / "checkpoint").read_text()
    factories.update(story)
    signed()
    (folder / "checkpoint").write_text(before)
    factories.update(story)

    head = signed()

    assert head.size == 3
