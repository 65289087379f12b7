"""How many readers a process takes in: as many as it may have files open for."""

import resource

import pytest

from newsroom.front.streams.taking import FILES_BESIDE, readers_at_most


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the process may have open, now and at the most, as it stands and is set."""
    held = [1024, 4096]
    monkeypatch.setattr(resource, "getrlimit", lambda _what: tuple(held))
    monkeypatch.setattr(
        resource, "setrlimit", lambda _what, given: held.__setitem__(slice(2), given)
    )
    return held


def test_the_process_may_open_as_many_files_as_the_system_lets_it(limits: list[int]) -> None:
    most = readers_at_most(10_000)

    assert (limits, most) == ([4096, 4096], 4096 - FILES_BESIDE)


def test_fewer_readers_than_that_are_no_more_than_wanted(limits: list[int]) -> None:
    assert readers_at_most(100) == 100


def test_where_there_is_no_limit_there_are_as_many_as_wanted(limits: list[int]) -> None:
    limits[:] = [resource.RLIM_INFINITY, resource.RLIM_INFINITY]

    assert readers_at_most(10_000) == 10_000


def test_a_process_that_may_open_next_to_nothing_takes_in_one(limits: list[int]) -> None:
    limits[:] = [64, 64]

    assert readers_at_most(10_000) == 1
