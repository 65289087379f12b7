"""While the database does not answer, nobody waits for it without end."""

import asyncio
import time

from asgiref.typing import HTTPScope

from newsroom.front.bodies import Body
from newsroom.front.memory import gone
from newsroom.front.memory.answer import Answer
from newsroom.front.memory.kept import Hearing
from newsroom.front.memory.pages import Maker

PATIENCE = 5.0
"""Seconds that the database may be silent, or an answer take while it is, before that is said."""


class Patience:
    """Makes pages by another maker, of which so many work at a time (`threads`).

    A database can hang without refusing anything; then every thread waits for it, and whoever asks
    would wait behind them. What is read is answered with a refusal instead; what somebody sent is
    waited for, since it may be done yet.
    """

    def __init__(
        self, maker: Maker, hearing: Hearing, *, threads: int, patience: float = PATIENCE
    ) -> None:
        self.aside = maker.aside
        self._maker = maker
        self._hearing = hearing
        self._threads = threads
        self._patience = patience
        self._hanging: set[asyncio.Future[Answer]] = set()

    async def __call__(self, scope: HTTPScope, body: Body) -> Answer:
        """The answer, or that the database gives none."""
        if scope["method"] not in {"GET", "HEAD"}:
            return await self._maker(scope, body)
        if len(self._hanging) >= self._threads and self._is_silent():
            return _refusal(scope)  # else who gave up long ago is answered first when it is back
        working = asyncio.ensure_future(self._maker(scope, body))
        while not working.done():
            await asyncio.wait({working}, timeout=self._patience)
            if not working.done() and self._is_silent():
                self._hanging.add(working)
                working.add_done_callback(self._forget)
                return _refusal(scope)
        return working.result()

    def _is_silent(self) -> bool:
        hearing = self._hearing
        return not hearing.certain and time.monotonic() - hearing.lost_at >= self._patience

    def _forget(self, working: asyncio.Future[Answer]) -> None:
        self._hanging.discard(working)
        if not working.cancelled():
            working.exception()  # nobody is there any more to be told


def _refusal(scope: HTTPScope) -> Answer:
    machines = gone.is_for_machines(scope["path"])
    return gone.refusal(gone.SILENT, gone.ASK_AGAIN, for_machines=machines)
