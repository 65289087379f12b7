"""Lanes for what is dear to make, so that it never takes all threads."""

import asyncio
import re

from asgiref.typing import HTTPScope

from newsroom.front.bodies import Body
from newsroom.front.memory import gone
from newsroom.front.memory.answer import Answer
from newsroom.front.memory.pages import Maker

PATIENCE = 5.0
"""Seconds that somebody waits for what is dear; it costs no thread."""

ASK_AGAIN = 5  # seconds
BUSY = "Too many ask for the like just now"

SEARCHES = re.compile(r"/search(?:/|\.[a-z]+)")
FOLLOWING = re.compile(r"/news/(?:[^/]+/){4}changes/after/[0-9]+(?:/[0-9a-f]+)?")
DEAR = re.compile(
    r"/api/v1/.+|/(?:changes|corrections|accountability)[/.].*|"
    r"/news/(?:[^/]+/){4}(?:.*card\.png|(?:changes|provenance|at)[/.].*)"
)
"""What is asked for seldom and takes long to make: a reader can ask for any number of others."""

PART = 4
"""Each lane takes so small a part of the threads, so that some are left for all other pages."""


class Lanes:
    """The bridge, with a lane for searches, one for pages that follow their story, and one for
    whatever else is dear: nobody in one of them waits for who is in another.

    Nor does what this process asks of itself.
    """

    def __init__(self, bridge: Maker, *, threads: int, patience: float = PATIENCE) -> None:
        self.aside = bridge.aside
        self._bridge = bridge
        self._patience = patience
        room = max(1, threads // PART)
        self._lanes = {kind: asyncio.Semaphore(room) for kind in (SEARCHES, FOLLOWING, DEAR)}

    async def __call__(self, scope: HTTPScope, body: Body) -> Answer:
        """Django's answer, or that too many ask for the like just now."""
        lane = self._lane(scope)
        if lane is None:
            return await self._bridge(scope, body)
        try:
            async with asyncio.timeout(self._patience):
                await lane.acquire()
        except TimeoutError:
            machines = gone.is_for_machines(scope["path"])
            return gone.refusal(BUSY, ASK_AGAIN, for_machines=machines)
        try:
            return await self._bridge(scope, body)
        finally:
            lane.release()

    def _lane(self, scope: HTTPScope) -> asyncio.Semaphore | None:
        if scope["client"] is None:
            return None
        path = scope["path"]
        return next((lane for kind, lane in self._lanes.items() if kind.fullmatch(path)), None)
