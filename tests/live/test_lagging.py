"""Readers who come from far back: they share what is asked for, and nobody waits for newcomers."""

from collections.abc import Iterator

import pytest

from incidents.live.lagging import AT_A_TIME, NEAR
from tests.live.following import all_of, read_all, wait_until
from tests.live.paper import STORY, Paper, Running, running

VERSIONS = 5 * AT_A_TIME


@pytest.fixture
def newsroom() -> Iterator[Running]:
    """A story with very many versions, and its stream."""
    paper = Paper()
    paper.story.grow(VERSIONS)
    with running(paper) as started:
        yield started


def asked(newsroom: Running) -> list[int]:
    """After which versions was asked, without the first question, which asks for none."""
    return [int(address.rpartition("/")[2]) for address in newsroom.paper.asked[1:]]


def test_readers_from_anywhere_cause_no_more_questions_than_there_are_stretches(
    newsroom: Running,
) -> None:
    places = range(0, 3 * AT_A_TIME, 7)
    readers = [newsroom.follow(query=f"?after={after}") for after in places]

    with all_of(readers):
        seen = read_all(readers, VERSIONS)

    assert seen == [list(range(after + 1, VERSIONS + 1)) for after in places]
    assert {after % AT_A_TIME for after in asked(newsroom)} == {0}


def test_whoever_lacks_little_is_given_no_more_than_that(newsroom: Running) -> None:
    reader = newsroom.follow(query=f"?after={VERSIONS - NEAR}")

    numbers = reader.numbers(NEAR)

    assert numbers[-1] == VERSIONS
    assert asked(newsroom) == [VERSIONS - NEAR]
    reader.close()


def test_who_waits_longest_comes_first_however_many_come_from_the_beginning(
    newsroom: Running,
) -> None:
    first = newsroom.follow()
    first.until("state")
    newsroom.hold()
    newsroom.wake()  # what is asked now is held, so that all others wait
    wait_until(lambda: len(newsroom.paper.asked) == 2)
    patient = newsroom.follow(query=f"?after={3 * AT_A_TIME}")
    others = [newsroom.follow(query="?after=0") for _ in range(5)]

    newsroom.let_go()
    patient.numbers(2 * AT_A_TIME)

    assert asked(newsroom)[1] == 3 * AT_A_TIME
    for reader in (first, patient, *others):
        reader.close()


def test_an_answer_that_is_shorter_than_usual_is_asked_for_again_from_where_it_ends(
    newsroom: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.live.paper.AT_ONCE", AT_A_TIME // 4)
    reader = newsroom.follow(STORY, f"Last-Event-ID: {AT_A_TIME + AT_A_TIME // 2}")

    numbers = reader.numbers(AT_A_TIME)

    assert numbers == list(range(numbers[0], numbers[0] + AT_A_TIME))
    assert numbers[0] == AT_A_TIME + AT_A_TIME // 2 + 1
    reader.close()
