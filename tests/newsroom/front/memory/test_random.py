"""Pages in memory are true after whatever happens, in whatever order."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_django import Settings

from newsroom.front.memory.answer import Answer
from newsroom.front.memory.entries import Entry
from tests.newsroom.front.memory import chance
from tests.newsroom.front.memory.serving import Reply, Serving, serving

SEED = 20170225
LOOKED_AT = 2  # pages that readers ask for between two changes
COMPARED = 2  # pages compared after each change, those first that were not for longest
ALL_EVERY = 50  # changes after which every page is compared
TOLD = ("location", "content-type", "link", "last-modified", "cache-control")

pytestmark = pytest.mark.django_db(transaction=True)
log = logging.getLogger(__name__)


@pytest.fixture
def newsroom(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Serving]:
    settings.TRANSPARENCY_DIR = tmp_path / "heads"
    with serving() as opened:
        yield opened


@dataclass
class Comparing:
    """Which page in memory was known to be true when, and which are not."""

    newsroom: Serving
    known: dict[bytes, tuple[Entry, int]] = field(default_factory=dict)

    def made(self, turn: int) -> None:
        """Note the pages that were made since the last change: these are true."""
        standing = {entry.key: entry for entry in self.newsroom.kept.entries()}
        for key, entry in standing.items():
            if key not in self.known or self.known[key][0] is not entry:
                self.known[key] = (entry, turn)
        for key in self.known.keys() - standing.keys():
            del self.known[key]

    def wrong(self, turn: int, most: int | None) -> list[str]:
        """Compare pages that outlived a change with what Django says; those that differ."""
        self.made(turn)
        old = sorted((at, key) for key, (_, at) in self.known.items() if at < turn)
        return [found for _, key in old[:most] if (found := self._compared(key, turn))]

    def _compared(self, key: bytes, turn: int) -> str:
        entry, since = self.known[key]
        self.known[key] = (entry, turn)
        path = key.decode()
        fresh = self.newsroom.fresh(path)
        if _said(entry) == _fresh(fresh) or (entry.until and entry.until <= time.time()):
            return ""
        return f"{path}, true at change {since}"


def _said(entry: Entry) -> tuple[object, ...]:
    form = entry.forms[0]
    answer = Answer(entry.status, form.headers, form.body)
    told = [(answer.header(name.encode()) or b"").decode("latin-1") for name in TOLD]
    return (entry.status, *told, form.body)


def _fresh(reply: Reply) -> tuple[object, ...]:
    return (reply.status, *(reply.headers.get(name, "") for name in TOLD), reply.body)


def at_random(newsroom: Serving, changes: int, seed: int) -> Counter[str]:
    """Let so many things happen that readers can see; what happened how often."""
    world, comparing = chance.opened(seed), Comparing(newsroom)
    done: Counter[str] = Counter()
    newsroom.settle()
    while done.total() < changes:
        for path in world.asked(LOOKED_AT):
            newsroom.ask(path)
        comparing.made(world.turn)
        newsroom.heard.clear()
        name = chance.change(world)
        newsroom.settle()
        told = any(not tag.startswith("mark:") for tag in newsroom.heard)
        done[name] += told
        everything = told and done.total() % ALL_EVERY == 0
        wrong = comparing.wrong(world.turn, None if everything else COMPARED)
        if everything:
            log.info("%d changes, %d pages kept", done.total(), len(newsroom.kept))

        assert wrong == [], f"after {name}, turn {world.turn}, seed {seed}"
    return done


def test_after_random_changes_pages_in_memory_are_true(newsroom: Serving) -> None:
    at_random(newsroom, 12, SEED)


@pytest.mark.fuzz
def test_after_thousands_of_random_changes_pages_in_memory_are_true(newsroom: Serving) -> None:
    done = at_random(newsroom, 5_000, SEED)

    assert set(done) == set(chance.ACTS), done
