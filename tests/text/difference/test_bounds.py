"""What a comparison may spend is bounded; what it leaves out counts as gone and come."""

import pytest

from incidents.text.difference import compare
from incidents.text.difference.matching import Effort
from incidents.text.sanitise import Block, blocks

ITEMS = 3_000


def listed(items: list[str]) -> list[Block]:
    return blocks(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")


def test_a_long_list_without_marks_is_looked_into_without_being_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = [f"Village {number} is dark." for number in range(ITEMS)]
    old, new = listed(items), listed([*items[:-1], "Village is cold."])
    monkeypatch.delattr("incidents.text.difference.items.read")

    difference = compare(old, new)

    assert [row.kind for row in difference.rows] == ["changed"]
    assert [row.kind for row in difference.rows[0].rows].count("equal") == ITEMS - 1
    assert difference.apply(old) == new


def test_a_list_that_takes_too_much_reading_counts_as_gone_and_come() -> None:
    items = [f"Village <em>{number}</em> is dark." for number in range(ITEMS)]
    old, new = listed(items), listed([*items[:-1], "Village is cold."])

    difference = compare(old, new)

    assert {row.kind for row in difference.rows} == {"deleted", "inserted"}
    assert difference.apply(old) == new


def test_no_more_blocks_are_weighed_against_others_than_the_effort_allows() -> None:
    number = Effort().texts // 2 + 10
    old = blocks("\n".join(f"<p>Report a{place}</p>" for place in range(number)))
    new = blocks("\n".join(f"<p>Report b{place}</p>" for place in range(number)))

    difference = compare(old, new)

    kinds = [row.kind for row in difference.rows]
    assert kinds.count("changed") <= Effort().pairs
    assert kinds.count("deleted") == kinds.count("inserted") >= number - Effort().pairs
    assert difference.apply(old) == new
