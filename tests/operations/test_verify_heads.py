"""verify_history finds heads that are gone, forged or damaged on one side alone."""

from pathlib import Path

import pytest

from incidents.actions.house import heads, series
from incidents.operations.verifying import verify
from tests import factories
from tests.operations.test_verify_history import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed(own_heads: Path) -> Path:
    """Three heads, in the database and in the series outside."""
    story = factories.story()
    for _ in range(3):
        heads.sign()
        factories.update(story)
    return own_heads / "heads.jsonl"


def said() -> str:
    return "\n".join(map(str, verify().faults))


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM incidents_checkpoint WHERE size = 1", "Head at position 1: its row is gone"),
        ("DELETE FROM incidents_checkpoint WHERE size > 1", "Head at position 2: its row is gone"),
        (
            "UPDATE incidents_checkpoint SET at = at - interval '1 year' WHERE size = 2",
            "Head at position 2: its row says another note or time",
        ),
    ],
)
def test_an_altered_or_removed_row_is_found(statement: str, reason: str) -> None:
    assert said() == ""

    tamper(statement)

    assert reason in said()


def test_only_the_newest_head_outside_may_lack_its_row() -> None:
    tamper("DELETE FROM incidents_checkpoint WHERE size = 3")

    assert said() == ""


def test_a_line_that_was_removed_is_found(signed: Path) -> None:
    lines = signed.read_text().splitlines(keepends=True)
    signed.write_text("".join([lines[0], lines[2]]))

    assert "Head at position 2:" in said()
    assert "does not hold it" in said()


def test_a_last_line_that_was_cut_by_hand_is_found(signed: Path) -> None:
    tamper("DELETE FROM incidents_checkpoint WHERE size = 3")
    signed.write_text(signed.read_text().rstrip("\n")[:-3] + "\n")

    assert f"Line 3 of {signed}: it cannot be read" in said()
    assert "does not hold the head that it says" in said()


def test_a_line_that_was_cut_by_hand_without_its_end_is_found_by_the_latest_note(
    signed: Path,
) -> None:
    tamper("DELETE FROM incidents_checkpoint WHERE size = 3")
    signed.write_text(signed.read_text()[:-4])

    assert f"{signed.with_name('checkpoint')}: " in said()


@pytest.mark.parametrize("line", ["nonsense\n", '{"at": "2017", "note": 7}\n'])
def test_a_line_that_no_power_cut_explains_is_found(signed: Path, line: str) -> None:
    signed.write_text(line + signed.read_text())

    assert f"Line 1 of {signed}: it cannot be read" in said()


def test_a_power_cut_is_no_fault_before_and_after_the_next_head(signed: Path) -> None:
    with signed.open("a") as file:
        file.write('{"at": "2017-02-25T')

    assert said() == ""
    heads.sign()
    assert said() == ""
    assert [found.head.size for found in series.kept()] == [1, 2, 3, 4]


def test_a_folder_that_is_new_is_no_fault(signed: Path) -> None:
    signed.unlink()
    signed.with_name("checkpoint").unlink()

    assert said() == ""
