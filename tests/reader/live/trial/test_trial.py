"""Two pages stay open while everything happens to the newsroom, and end as fresh ones begin."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from random import Random

import pytest
from playwright.sync_api import Browser

from newsroom.database import address
from tests.newsroom.clones import Clone, copied
from tests.reader.live.trial import interruptions
from tests.reader.live.trial.desk import Desk
from tests.reader.live.trial.fresh import all_shown, assert_fresh, reached
from tests.reader.live.trial.interruptions import Interruption, Reader, Scene

SIZES = ((360, 640), (1280, 800))
AFTER_ALL = "00:35:00"
"""Within so long a page that is looked at compares itself with the newsroom's."""


@pytest.fixture
def clone() -> Iterator[Clone]:
    """A newsroom of its own, which nobody has started yet."""
    folder = address.PLACES.var / f"test-{os.getpid()}" / "trial"
    yield copied(folder / "newsroom")
    shutil.rmtree(folder)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(3))
def test_after_a_hundred_changes_and_every_interruption_pages_are_as_fresh(
    clone: Clone, browser: Browser, seed: int
) -> None:
    chance = Random(seed)
    happening = chance.sample(interruptions.ALL, len(interruptions.ALL))

    tried(clone, browser, seed, [*happening, interruptions.nothing], changes=10)


def tried(
    clone: Clone, browser: Browser, seed: int, happening: Sequence[Interruption], changes: int
) -> None:
    """So many changes during each of the interruptions; then all is compared."""
    with (
        clone.open() as (launcher, _),
        closing(Desk(clone, seed)) as desk,
        closing(interruptions.kept_whole(browser)) as keeping,
    ):
        opened = clone.site + desk.standing.path
        readers = [Reader.of(keeping, opened, *size) for size in SIZES]
        scene = Scene(clone, launcher, desk, readers)
        for interruption in happening:
            with interruption(scene):
                desk.move(changes)
            for reader in readers:
                reached(reader.page, desk.standing.version)
        desk.bring_back()
        for reader in readers:
            reached(reader.page, desk.standing.version)
            all_shown(reader.page)
            reader.page.clock.fast_forward(AFTER_ALL)
            assert_fresh(reader.page, keeping, clone.site + desk.standing.path, gathered=True)
