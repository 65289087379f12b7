"""The one connection of a process on which the database tells what has changed."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

import psycopg

from incidents.live import asides
from incidents.live.asides import ANYTHING, Moment

__all__ = ["ANYTHING", "ASIDE", "NAME", "UNSEEN", "VERSIONS", "Heard", "Listener"]

log = logging.getLogger(__name__)

VERSIONS = "newsroom"
"""The channel that says how far the ledger goes."""

ASIDE = "newsroom_aside"
"""The channel for what readers see and is no version: what changed of it stands in rows, too."""

UNSEEN = "unseen"
"""The tag that is told when listening goes on; what changed meanwhile is told beside it."""

NAME = "newsroom listener"
"""Under which the connection shows in pg_stat_activity."""

HEARTBEAT = 5.0  # seconds after which a silent connection is tried
PATIENCE = 5.0  # seconds that an answer of the database may take
PAUSES = (0.1, 0.25, 0.5, 1.0, 2.0)  # seconds before connecting again; the last one repeats
MOST_ROWS = 5_000  # versions that are read at once; of more nothing is said but ANYTHING

HEAD = "SELECT coalesce(max(position), 0) FROM incidents_version"

SINCE = """
SELECT position, incident_id, number, touched FROM incidents_version
WHERE position > %s ORDER BY position LIMIT %s
"""

NEWEST = """
SELECT incident_id, max(number) FROM incidents_version WHERE position > %s GROUP BY incident_id
"""

NOTHING: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Heard:
    """What has changed since the last time something was heard.

    `position` is how far into the ledger this speaks; `tags` name what was touched: `story:12`,
    `topic:7`, `day:2017-02-25`, `front`, or ANYTHING; `stories` gives the newest version number
    of each changed story.
    """

    position: int
    tags: frozenset[str]
    stories: Mapping[int, int] = field(default_factory=lambda: NOTHING)


Follower = Callable[[Heard], None]


class Listener:
    """Hears what changes, in order, and tells it on; connects again by itself.

    The rows of the ledger, and those beside it, are the truth: a notification only wakes.
    `certain` is False while something may have changed that was not heard of; then `lost_at` says
    since when, by the clock of time.monotonic.
    """

    def __init__(self, conninfo: str) -> None:
        self.certain = False
        self.lost_at = time.monotonic()
        self.position = 0
        self._conninfo = conninfo
        self._followers: list[Follower] = []
        self._seen: Moment | None = None

    def follow(self, follower: Follower) -> None:
        """Tell a follower from now on whatever is heard, after those that came before it."""
        self._followers.append(follower)

    async def run(self) -> None:
        """Listen until cancelled."""
        attempt = 0
        while True:
            begun = False
            try:
                async with asyncio.timeout(PATIENCE):
                    connection = await psycopg.AsyncConnection.connect(
                        self._conninfo, autocommit=True, application_name=NAME
                    )
                async with connection:
                    await self._begin(connection)
                    attempt, begun = 0, True
                    while True:
                        await self._listen(connection)
            except (OSError, TimeoutError, psycopg.Error) as lost:
                if begun:
                    log.warning("The listener lost the database: %s", str(lost) or "it is silent")
            except Exception:
                log.exception("The listener failed, and begins anew")
            finally:
                self._lose()
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1

    def _lose(self) -> None:
        if self.certain:
            self.certain, self.lost_at = False, time.monotonic()

    @asynccontextmanager
    async def _promptly(self) -> AsyncIterator[None]:
        """Ask within PATIENCE; then nothing is certain, though giving a query up takes longer."""
        late = asyncio.get_running_loop().call_later(PATIENCE, self._lose)
        try:
            async with asyncio.timeout(PATIENCE):
                yield
        finally:
            late.cancel()

    async def _begin(self, connection: psycopg.AsyncConnection) -> None:
        """Listen first, then ask what was missed: nothing can fall between the two."""
        async with self._promptly():
            await connection.execute(f"LISTEN {VERSIONS}")
            await connection.execute(f"LISTEN {ASIDE}")
            row = await (await connection.execute(HEAD)).fetchone()
            seen, tags = await asides.read(connection, self._seen)
        head = row[0] if row else 0
        if ANYTHING in tags or head < self.position:  # the first time, or another database
            self._tell({ANYTHING}, Heard(head, frozenset()))
        else:
            heard = await self._since(connection)
            self._tell({UNSEEN, *tags, *heard.tags}, heard)
        self._seen = seen
        self.certain = True

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        """Wait for notifications, or the next heartbeat, and tell what they stand for."""
        channels: set[str] = set()
        async with aclosing(connection.notifies(timeout=HEARTBEAT, stop_after=1)) as told:
            async for said in told:
                channels.add(said.channel)
        seen, tags = self._seen, frozenset[str]()
        if channels != {VERSIONS}:
            async with self._promptly():
                seen, tags = await asides.read(connection, self._seen)
        heard = await self._since(connection)
        if tags or heard.tags:
            self._tell(heard.tags | tags, heard)
        self._seen = seen
        self.certain = True

    async def _since(self, connection: psycopg.AsyncConnection) -> Heard:
        """What the ledger holds after the last position; this asks the database in any case."""
        async with self._promptly():
            found = await connection.execute(SINCE, [self.position, MOST_ROWS + 1])
            rows = await found.fetchall()
            if len(rows) <= MOST_ROWS:
                return _heard(rows, self.position)
            return await self._much(connection)

    async def _much(self, connection: psycopg.AsyncConnection) -> Heard:
        async with connection.transaction():
            await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            head = await (await connection.execute(HEAD)).fetchone()
            newest = await (await connection.execute(NEWEST, [self.position])).fetchall()
        return Heard(head[0] if head else 0, frozenset({ANYTHING}), dict(newest))

    def _tell(self, tags: Iterable[str], heard: Heard) -> None:
        self.position = heard.position
        told = Heard(heard.position, frozenset(tags), heard.stories)
        for follower in self._followers:
            try:
                follower(told)
            except Exception:
                log.exception("A follower of the ledger failed")


def _heard(rows: Sequence[tuple[int, int, int, Sequence[str]]], position: int) -> Heard:
    """Rows of the ledger as one message."""
    return Heard(
        position=rows[-1][0] if rows else position,
        tags=frozenset(tag for row in rows for tag in row[3]),
        stories={story: number for _, story, number, _ in rows} or NOTHING,
    )
