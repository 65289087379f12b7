"""Every open stream of this process, and what wakes, tells and ends them."""

import asyncio
import random
from collections.abc import Callable
from http import HTTPStatus
from itertools import chain
from urllib.parse import quote

from incidents.live import answers, framing
from incidents.live.beside import REST, Besides
from incidents.live.channel import Around, Channel
from incidents.live.fetching import Fetch
from incidents.live.listening import ANYTHING, UNSEEN, Heard
from incidents.live.reader import NOTHING, Asked, Follows, Reader
from incidents.live.said import GONE, Moved, Unreadable
from incidents.text.addresses.stories import after_path

HEARTBEAT = 15
"""Seconds between two comments on a stream; each second a fifteenth of the readers has its turn."""

STUCK = 2
"""So many comments in a row could not be written: the reader is dropped."""

BACK_A_SECOND = 5000
"""Readers that come back in each second after a stop, so many that a start can take them in."""

LAST_SECONDS = 0.5
"""So long readers may take to receive their last word."""

_EVERYTHING = {ANYTHING, UNSEEN}


class Hub:
    """Streams of changes, one channel for each story that somebody follows.

    `most` is how many readers are taken in; `time` gives the newsroom's time as it is shown;
    `certain` says whether changes are heard of; `second` is how long one takes, `rest` for how
    many of them what stands beside a story is not asked for again.
    """

    def __init__(
        self,
        fetch: Fetch,
        *,
        most: int,
        time: Callable[[], str],
        certain: Callable[[], bool],
        second: float = 1.0,
        rest: float = REST,
    ) -> None:
        self.most = most
        self._around = Around(fetch, time, certain, self._moved, self._refused, self._left)
        self._second = second
        self._besides = Besides(fetch, rest)
        self._channels: dict[str, Channel] = {}
        self._turns: list[set[Reader]] = [set() for _ in range(HEARTBEAT)]
        self._next = 0
        self._ticking: asyncio.TimerHandle | None = None
        self._draining = False
        self._deserted = asyncio.Event()

    @property
    def count(self) -> int:
        """How many readers there are."""
        return sum(map(len, self._turns))

    def open(self, transport: asyncio.Transport, asked: Asked) -> None:
        """Take a reader in, or say why not. What it sent as its request has been read."""
        if self._draining or self.count >= self.most:
            _tell(transport, asked, *_no_room(asked, back=self._draining))
            return
        reader = Reader(transport, self._next, asked.beside)
        self._turns[reader.slot].add(reader)
        self._next = (self._next + 1) % HEARTBEAT
        transport.set_protocol(reader)
        channel = self._channels.get(asked.path)
        if channel is None:
            channel = self._channels[asked.path] = Channel(asked.path, self._around)
        channel.join(reader, asked)
        if asked.beside:
            self._besides.want(channel)
        if self._ticking is None:
            self._tick(0)

    def heard(self, heard: Heard) -> None:
        """Wake whoever shows what has changed; call in the loop that the readers live in."""
        everything = not heard.tags.isdisjoint(_EVERYTHING)
        living = self._living()
        for channel in living:
            if everything or channel.shows(heard.tags):
                channel.look()
        self._besides.heard(living, None if everything else heard.tags)

    async def drain(self) -> None:
        """Let everybody go, not all back at once; nobody is taken in any more, nor left behind."""
        if not self._draining:
            self._dismiss()
        if not self.count:
            return
        try:
            async with asyncio.timeout(LAST_SECONDS):
                await self._deserted.wait()
        except TimeoutError:
            for reader in self._readers():
                reader.transport.abort()
            await self._deserted.wait()

    def _dismiss(self) -> None:
        self._draining = True
        if self._ticking is not None:
            self._ticking.cancel()
        self._besides.close()
        for channel in self._channels.values():
            channel.close()
        latest = max(1000, 1000 * self.count // BACK_A_SECOND)  # milliseconds
        for reader in self._readers():
            if reader.number == NOTHING:
                reader.transport.abort()
            else:
                pause = random.randint(200, 200 + latest)  # noqa: S311 - it hides nothing
                reader.transport.write(framing.event(b"bye", b"{}", retry=pause))
                reader.transport.close()

    def _readers(self) -> tuple[Reader, ...]:
        return tuple(chain.from_iterable(self._turns))

    def _living(self) -> list[Channel]:
        """The channels that somebody follows; the others go."""
        for path, channel in tuple(self._channels.items()):
            if channel.deserted:
                channel.close()
                del self._channels[path]
        return list(self._channels.values())

    def _tick(self, slot: int) -> None:
        """Show a fifteenth of the readers that the connection stands; drop who does not read."""
        self._ticking = asyncio.get_running_loop().call_later(
            self._second, self._tick, (slot + 1) % HEARTBEAT
        )
        self._besides.expire(self._living())
        beats: dict[Follows, bytes] = {}
        for reader in tuple(self._turns[slot]):
            channel = reader.channel
            if channel is None:
                continue
            if reader.full or reader.number == NOTHING:
                reader.stuck += 1
                if reader.stuck >= STUCK:
                    reader.transport.abort()
                continue
            if channel not in beats:
                beats[channel] = channel.heartbeat()
            reader.transport.write(beats[channel])

    def _left(self, reader: Reader) -> None:
        self._turns[reader.slot].discard(reader)
        if self._draining and not self.count:
            self._deserted.set()

    def _moved(self, channel: Channel, path: str) -> bool:
        """A story has another address: new readers are sent there, those who are here stay."""
        if self._channels.get(channel.path) is channel:
            del self._channels[channel.path]
        there = self._channels.setdefault(path, channel)
        if there is channel:
            channel.path = path
            return True
        there.adopt(channel)
        self._besides.want(there)
        return False

    def _refused(self, channel: Channel, refusal: Unreadable | Moved) -> None:
        """There is no such stream: say so to who waits for it."""
        if self._channels.get(channel.path) is channel:
            del self._channels[channel.path]
        for reader, asked in tuple(channel.waiting.items()):
            _tell(reader.transport, asked, *_refusal(refusal, asked))
        for reader in tuple(channel.readers):
            reader.transport.write(framing.event(b"reload", b"{}"))
            reader.transport.close()


def _tell(
    transport: asyncio.Transport, asked: Asked, status: HTTPStatus, words: str, *headers: str
) -> None:
    transport.write(answers.plain(status, words, *headers, body=not asked.head_only))
    transport.close()


def _no_room(asked: Asked, *, back: bool) -> tuple[HTTPStatus, str, str]:
    seconds = random.randint(1, 3) if back else random.randint(10, 30)  # noqa: S311
    words = (
        "No more readers can be told at this moment; "
        f"{after_path(quote(asked.path), asked.after or 0)} says what is new, too."
    )
    return HTTPStatus.SERVICE_UNAVAILABLE, words, f"Retry-After: {seconds}"


def _refusal(refusal: Unreadable | Moved, asked: Asked) -> tuple[HTTPStatus, str, str]:
    """What is answered in place of a stream; the last is a header."""
    if isinstance(refusal, Moved):
        address = f"{quote(refusal.path)}/live" + (f"?{asked.query}" if asked.query else "")
        return HTTPStatus.MOVED_PERMANENTLY, "The story has moved.", f"Location: {address}"
    if refusal.status in GONE:
        return HTTPStatus(refusal.status), "There is no such story.", "X-Robots-Tag: noindex"
    return HTTPStatus.SERVICE_UNAVAILABLE, "This cannot be told just now.", "Retry-After: 5"
