"""What is kept, for how long, and what makes room."""

import time
from dataclasses import dataclass

import pytest

from incidents.live.listening import Heard
from newsroom.front.memory.answer import SHOWS, UNTIL, Answer
from newsroom.front.memory.asking import Asked
from newsroom.front.memory.entries import Entry, entry
from newsroom.front.memory.kept import Kept
from newsroom.front.memory.ready import Ready


@dataclass
class Hearing:
    certain: bool = True
    lost_at: float = 0.0


def page(
    key: str, *tags: str, size: int = 100, until: float | None = None, freshness: bytes = b""
) -> Entry:
    headers = [
        (SHOWS.lower().encode(), " ".join(tags).encode()),
        (b"content-type", b"image/webp"),
        (b"cache-control", freshness),
    ]
    if until is not None:
        headers.append((UNTIL.lower().encode(), str(until).encode()))
    return entry(key.encode(), Answer(200, headers, b"x" * size))


def kept(*, budget: int = 1_000_000, alone: float = 600, hearing: Hearing | None = None) -> Kept:
    return Kept(hearing or Hearing(), budget=budget, alone=alone)


def heard(*tags: str) -> Heard:
    return Heard(1, frozenset(tags))


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    memory = kept(budget=100_000)
    for name in ("/a", "/b", "/c", "/d"):
        memory.keep(page(name, "front", size=10_000), memory.clock)
    memory.find(b"/a")

    for number in range(5):
        memory.keep(page(f"/{number}", "front", size=10_000), memory.clock)

    assert memory.size <= 100_000
    assert memory.find(b"/a") is not None
    assert memory.find(b"/b") is None


def test_no_page_takes_most_of_the_memory() -> None:
    memory = kept(budget=100_000)

    assert not memory.keep(page("/large", "front", size=50_000), memory.clock)
    assert memory.size == 0


def test_the_same_page_again_takes_the_place_of_the_one_before() -> None:
    memory = kept()

    memory.keep(page("/a", "story:1", size=1_000), memory.clock)
    memory.keep(page("/a", "story:2", size=10), memory.clock)
    memory.heard(heard("story:1"))

    assert len(memory) == 1
    assert memory.size < 3_000


def test_what_is_heard_drops_what_shows_it_and_nothing_else() -> None:
    memory = kept()
    memory.keep(page("/a", "story:1", "topic:2"), memory.clock)
    memory.keep(page("/b", "story:3"), memory.clock)
    memory.keep(page("/any", "*"), memory.clock)
    memory.keep(page("/file"), memory.clock)

    memory.heard(heard("topic:2"))

    assert [found.key for found in memory.entries()] == [b"/b", b"/file"]


def test_when_anything_may_have_changed_only_files_stay() -> None:
    memory = kept()
    memory.keep(page("/a", "story:1"), memory.clock)
    memory.keep(page("/file"), memory.clock)

    memory.heard(heard("*"))

    assert [found.key for found in memory.entries()] == [b"/file"]


@pytest.mark.parametrize("change", ["story:1", "*"])
def test_what_changed_while_a_page_was_made_is_not_kept(change: str) -> None:
    memory = kept()
    began = memory.clock
    memory.heard(heard(change))

    assert not memory.keep(page("/a", "story:1"), began)
    assert memory.keep(page("/a", "story:1"), memory.clock)


def test_what_another_change_touched_meanwhile_is_kept() -> None:
    memory = kept()
    began = memory.clock
    memory.heard(heard("story:2"))

    assert memory.keep(page("/a", "story:1"), began)


def test_it_is_remembered_what_was_touched_however_much_was() -> None:
    memory = kept()
    began = memory.clock
    memory.heard(heard("story:1"))
    memory.heard(heard(*(f"topic:{number}" for number in range(60_000))))

    assert not memory.keep(page("/a", "story:1"), began)
    assert memory.keep(page("/a", "story:1"), memory.clock)


def test_that_listening_goes_on_costs_no_page() -> None:
    memory = kept()
    memory.keep(page("/frozen", "story:1"), memory.clock)
    memory.keep(page("/story", "story:1", "comments:1"), memory.clock)
    memory.keep(page("/changed", "story:2", "front"), memory.clock)

    memory.heard(heard("unseen", "story:2"))

    assert [found.key for found in memory.entries()] == [b"/frozen", b"/story"]


def test_an_answer_is_known_by_the_bytes_that_asked_as_long_as_its_page_is_true() -> None:
    hearing = Hearing()
    memory = kept(hearing=hearing)
    memory.keep(page("/a", "story:1", until=time.time() + 60), memory.clock)
    found = memory.find(b"/a")
    assert found is not None
    answer = Ready(found, Asked(b"/a", 0, b"", head_only=False, closing=False))
    memory.remember(b"GET /a", answer)

    assert memory.ready(b"GET /a") is answer
    assert memory.ready(b"GET /b") is None

    hearing.certain = False
    assert memory.ready(b"GET /a") is None

    hearing.certain, found.until = True, time.time() - 1
    assert memory.ready(b"GET /a") is None

    found.until = None
    memory.heard(heard("story:1"))
    assert memory.ready(b"GET /a") is None


def test_answers_are_remembered_for_a_few_thousand_heads_at_most() -> None:
    memory = kept()
    memory.keep(page("/a", "story:1"), memory.clock)
    found = memory.find(b"/a")
    assert found is not None
    answer = Ready(found, Asked(b"/a", 0, b"", head_only=False, closing=False))

    for number in range(10_000):
        memory.remember(b"%d" % number, answer)

    assert memory.ready(b"9999") is answer
    assert memory.ready(b"0") is None


def test_a_page_goes_at_its_time() -> None:
    memory = kept()
    memory.keep(page("/soon", "story:1", until=time.time() + 60), memory.clock)
    memory.keep(page("/over", "story:1", until=time.time() - 1), memory.clock)

    assert memory.find(b"/soon") is not None
    assert memory.find(b"/over") is None
    assert len(memory) == 1


def test_a_page_that_says_how_long_it_may_be_old_serves_no_longer_while_nothing_is_heard() -> None:
    hearing = Hearing()
    memory = kept(alone=600, hearing=hearing)
    memory.keep(page("/a", "story:1", freshness=b"max-age=1, stale-if-error=5"), memory.clock)

    hearing.certain, hearing.lost_at = False, time.monotonic() - 4

    assert memory.find(b"/a") is not None

    hearing.lost_at = time.monotonic() - 6

    assert memory.find(b"/a") is None


def test_while_nothing_is_heard_nothing_is_stored_and_what_is_there_serves_for_a_while() -> None:
    hearing = Hearing()
    memory = kept(alone=600, hearing=hearing)
    memory.keep(page("/a", "story:1"), memory.clock)

    hearing.certain, hearing.lost_at = False, time.monotonic() - 599

    assert memory.find(b"/a") is not None
    assert not memory.keep(page("/b", "story:1"), memory.clock)

    hearing.lost_at = time.monotonic() - 601

    assert memory.find(b"/a") is None

    hearing.certain = True

    assert memory.find(b"/a") is not None
