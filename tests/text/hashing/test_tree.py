"""The Merkle tree: the same root as the standard's own definition."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import Phase, given, settings, strategies as st

from incidents.text.hashing.tree import (
    EMPTY_ROOT,
    Frontier,
)
from tests.building import plan

FEW = settings(
    phases=[Phase.explicit, Phase.generate], max_examples=40, deadline=None, derandomize=True
)
SIZES = st.integers(0, 300)


def leaves(number: int) -> list[bytes]:
    return [sha256(f"version {place}".encode()).digest() for place in range(number)]


def defined_root(given: Sequence[bytes]) -> bytes:
    """The root as RFC 9162, section 2.1.1 defines it, in its own words."""
    if not given:
        return sha256(b"").digest()
    if len(given) == 1:
        return sha256(b"\x00" + given[0]).digest()
    split = largest_power_below(len(given))
    return sha256(b"\x01" + defined_root(given[:split]) + defined_root(given[split:])).digest()


def largest_power_below(number: int) -> int:
    power = 1
    while power * 2 < number:
        power *= 2
    return power


@FEW
@given(SIZES)
def test_the_root_is_that_of_the_definition(size: int) -> None:
    assert Frontier().extended(leaves(size)).root() == defined_root(leaves(size))


@pytest.mark.parametrize("size", range(18))
def test_the_root_is_that_of_the_definition_at_every_small_size(size: int) -> None:
    assert Frontier().extended(leaves(size)).root() == defined_root(leaves(size))


@FEW
@given(st.lists(st.integers(0, 40), max_size=6))
def test_it_does_not_matter_in_how_many_steps_leaves_are_added(steps: list[int]) -> None:
    frontier, all_leaves = Frontier(), leaves(sum(steps))

    for step in steps:
        frontier = frontier.extended(all_leaves[frontier.size : frontier.size + step])

    assert frontier == Frontier().extended(all_leaves)
    assert frontier.root() == defined_root(all_leaves)


def test_a_frontier_is_small() -> None:
    frontier = Frontier().extended(leaves(1000))

    assert (frontier.size, len(frontier.roots)) == (1000, 6)


@FEW
@given(SIZES, st.integers(0, 310))
def test_a_shortened_frontier_lacks_so_many_leaves_and_can_be_extended_again(
    size: int, at_least: int
) -> None:
    all_leaves = leaves(size)
    frontier = Frontier().extended(all_leaves)

    shorter = frontier.without_last(at_least)

    assert shorter == Frontier().extended(all_leaves[: shorter.size])
    assert shorter.size == 0 or frontier.size - shorter.size >= at_least
    assert shorter.extended(all_leaves[shorter.size :]) == frontier


@pytest.mark.parametrize(("size", "subtrees"), [(3, 1), (0, 1), (4, 2), (-1, 1)])
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, subtrees: int) -> None:
    with pytest.raises(ValueError, match="do not make"):
        Frontier(size, (EMPTY_ROOT,) * subtrees)


def test_a_node_cannot_pass_for_a_leaf() -> None:
    first, second, third = (sha256(b"\x00" + leaf).digest() for leaf in leaves(3))
    joined = sha256(b"\x01" + first + second).digest()

    assert Frontier().extended([joined]).root() not in (joined, defined_root(leaves(2)))
    assert defined_root(leaves(3)) == sha256(b"\x01" + joined + third).digest()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 100])
def test_the_twenty_lines_in_the_documentation_compute_the_same_root(size: int) -> None:
    written = (plan.ROOT / "docs/transparency.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}

    (code,) = (part for part in written.split("```python\n")[1:] if "def root(" in part)
    exec(code.split("```")[0], names)

    assert names["root"](leaves(size)) == defined_root(leaves(size))
