"""What stands beside the stories that are followed: asked for when it changes, told to all at once.

Other stories, comments and appeals change without a version of the story, so they have no number:
what a page shows of them is known by a mark.
"""

import asyncio
import json
import logging
import time
from collections.abc import Collection, Iterable
from typing import Protocol

from incidents.live import framing
from incidents.live.fetching import Fetch
from incidents.live.reader import Reader
from incidents.live.said import Surroundings, Unreadable, address_beside, read_beside

log = logging.getLogger(__name__)

REST = 5.0
"""Seconds between two questions about a story in the long run, however often something changes."""

AT_ONCE = 4
"""Questions about a story that are asked without a rest, when it has had as many before."""

AGAIN = 1.0
"""Seconds before asking again where there was no answer."""


class Beside:
    """What stands beside one story, as the events that tell it.

    While it is being asked for, nothing of it is kept but a number for each part: words that were
    withdrawn are not told any more.
    """

    def __init__(self) -> None:
        self.wanted = False  # whether somebody shows such things
        self.mark = ""  # none while it is not known
        self.until: float | None = None
        self.spent = 0.0  # up to when it has had its questions, by the clock of the loop
        self._tags: frozenset[str] = frozenset()
        self._known = self._before = ""
        self._parts: dict[str, int] = {}
        self._whole = self._step = b""

    def shows(self, tags: Collection[str]) -> bool:
        """Whether something of this is shown here, or may be in what is being asked for."""
        return not self._tags or not self._tags.isdisjoint(tags)

    def forget(self) -> None:
        """It may be otherwise now: tell nobody until that is known."""
        self.mark, self.until = "", None
        self._whole = self._step = b""

    def learn(self, said: Surroundings) -> None:
        """Keep what was answered."""
        parts, before = said.parts, self._parts
        numbers = {name: hash(html) for name, html in parts.items()}
        changed = {name: parts[name] for name in parts if numbers[name] != before.get(name)}
        self._whole, self._step = _event(said.mark, parts), _event(said.mark, changed)
        self._before, self._known, self.mark = self._known, said.mark, said.mark
        self._parts, self._tags, self.until = numbers, said.tags, said.until

    def tell(self, reader: Reader) -> None:
        """Write what the reader's page shows otherwise, if it shows such things at all."""
        if not reader.beside or not self.mark or reader.beside == self.mark:
            return
        event = self._step if reader.beside == self._before else self._whole
        reader.beside = self.mark
        reader.transport.write(event)


class Followed(Protocol):
    """The channel of a story, as far as this is concerned."""

    path: str
    beside: Beside

    @property
    def deserted(self) -> bool:
        """Whether nobody follows it."""

    async def deliver(self) -> None:
        """Give everybody what they do not have."""


class Besides:
    """Asks about one story after the other: however many one change touches, pages go before."""

    def __init__(self, fetch: Fetch, rest: float = REST) -> None:
        self._fetch = fetch
        self._rest = rest
        self._due: dict[Followed, float] = {}
        self._woken = asyncio.Event()
        self._at_work: asyncio.Task[None] | None = None

    def want(self, channel: Followed) -> None:
        """Somebody follows who shows what stands beside the story."""
        if not channel.beside.wanted:
            channel.beside.wanted = True
            self.changed(channel)

    def heard(self, channels: Iterable[Followed], tags: Collection[str] | None) -> None:
        """Ask about those that show something of what changed; None stands for anything."""
        for channel in channels:
            if channel.beside.wanted and (tags is None or channel.beside.shows(tags)):
                self.changed(channel)

    def expire(self, channels: Iterable[Followed]) -> None:
        """Ask about those of which more was true until now, such as that an appeal runs."""
        now = time.time()
        for channel in channels:
            if channel.beside.until is not None and channel.beside.until <= now:
                self.changed(channel)

    def changed(self, channel: Followed) -> None:
        """Ask about a story, at once if it has rested."""
        channel.beside.forget()
        self._due.setdefault(channel, channel.beside.spent - (AT_ONCE - 1) * self._rest)
        self._woken.set()
        if self._at_work is None:
            self._at_work = asyncio.ensure_future(self._worked())

    def close(self) -> None:
        """Ask for nothing more."""
        if self._at_work is not None:
            self._at_work.cancel()

    async def _worked(self) -> None:
        try:
            while self._due:
                channel = min(self._due, key=lambda each: self._due[each])
                wait = self._due[channel] - asyncio.get_running_loop().time()
                if wait > 0:
                    await self._pause(wait)
                    continue
                del self._due[channel]
                begun = time.monotonic()
                await self._ask(channel)
                await asyncio.sleep(time.monotonic() - begun)  # half of the time is for others
        finally:
            self._at_work = None

    async def _pause(self, seconds: float) -> None:
        self._woken.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _ask(self, channel: Followed) -> None:
        """Ask about one story, and tell its readers; where there is no answer, again later."""
        now = asyncio.get_running_loop().time()
        channel.beside.spent = max(channel.beside.spent, now) + self._rest
        try:
            said = read_beside(await self._fetch(address_beside(channel.path)))
        except Exception as failure:
            if not isinstance(failure, Unreadable):
                log.exception("What stands beside %s could not be told", channel.path)
            channel.beside.wanted = not channel.deserted
            if channel.beside.wanted:
                self._due[channel] = now + AGAIN
            return
        if channel not in self._due:  # else it has changed since it was asked for
            channel.beside.learn(said)
            await channel.deliver()


def _event(mark: str, parts: object) -> bytes:
    said = json.dumps({"mark": mark, "parts": parts}, ensure_ascii=False, separators=(",", ":"))
    return framing.event(b"beside", said.encode())
