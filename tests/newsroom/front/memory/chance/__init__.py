"""Whatever people do in a newsroom, at random, one thing after the other."""

from collections.abc import Callable

from incidents.actions.refusals import Refused
from tests.newsroom.front.memory.chance.house_acts import HOUSE_ACTS
from tests.newsroom.front.memory.chance.story_acts import STORY_ACTS
from tests.newsroom.front.memory.chance.world import Unsuited, World, opened

ACTS: dict[str, Callable[[World], object]] = STORY_ACTS | HOUSE_ACTS

__all__ = ["ACTS", "World", "change", "opened"]


def change(world: World) -> str:
    """Let something happen that can happen now; what it was."""
    world.turn += 1
    if world.is_told_out:
        world.another_story()
        return "another story"
    while True:
        name = world.choose.choice(list(ACTS))
        try:
            ACTS[name](world)
        except (Unsuited, Refused):
            continue
        return name
