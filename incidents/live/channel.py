"""The stream of one story: what it said last, and who follows along."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from http import HTTPStatus

from incidents.live import answers, framing
from incidents.live.beside import Beside
from incidents.live.fetching import Fetch
from incidents.live.frames import Frames
from incidents.live.lagging import Lagging
from incidents.live.reader import Asked, Reader
from incidents.live.said import BEYOND, GONE, Moved, Said, Standing, Unreadable, address, read

log = logging.getLogger(__name__)

BATCH = 500
"""Readers that are written to before others in this process get their turn."""

PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds before asking again where there was no answer; the last one repeats."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a channel asks of the hub.

    `time` is the newsroom's, as it is shown; `certain` says whether changes are heard of at this
    moment. `moved` and `refused` are told what became of the channel, `left` who has gone; `moved`
    answers whether the channel goes on under the new path.
    """

    fetch: Fetch
    time: Callable[[], str]
    certain: Callable[[], bool]
    moved: Callable[["Channel", str], bool]
    refused: Callable[["Channel", Unreadable | Moved], None]
    left: Callable[[Reader], None]


class Channel:
    """Asks for what is new when it is woken, and writes it to its readers.

    A wake-up says nothing but "look": what is written is asked for by number, so that nothing is
    left out or written twice, whatever was heard.
    """

    def __init__(self, path: str, around: Around) -> None:
        self.path = path
        self.readers: set[Reader] = set()
        self.waiting: dict[Reader, Asked] = {}
        self.beside = Beside()
        self._tags: frozenset[str] = frozenset()  # of all that is kept here
        self._around = around
        self._standing: Standing | None = None
        self._frames = Frames(0)
        self._older = Frames(0)  # for readers who come from further back
        self._lagging = Lagging()
        self._ahead: set[Reader] = set()
        self._due = False
        self._failing = False
        self._woken = asyncio.Event()
        self._at_work: asyncio.Task[None] | None = None

    @property
    def newest(self) -> int:
        """The last version that is known here."""
        return self._frames.newest

    @property
    def deserted(self) -> bool:
        """Whether nobody is here."""
        return not (self.readers or self.waiting)

    @property
    def certain(self) -> bool:
        """Whether how it stands is surely so at this moment."""
        return not self._failing and self._around.certain()

    def join(self, reader: Reader, asked: Asked) -> None:
        """Take a reader in, as soon as it is known how the story stands."""
        reader.channel = self
        self.waiting[reader] = asked
        if self._standing is None:
            self.look()
        else:
            self._welcome()

    def leave(self, reader: Reader) -> None:
        """Forget a reader who has gone."""
        self.readers.discard(reader)
        self.waiting.pop(reader, None)
        self._lagging.discard(reader)
        self._ahead.discard(reader)
        self._around.left(reader)

    def adopt(self, other: "Channel") -> None:
        """Take over the readers of the address that the story had before."""
        for reader in other.readers:
            reader.channel = self
        self.readers |= other.readers
        self._ahead |= other.readers
        other.readers = set()
        other._lagging.clear()
        self.look()

    def shows(self, tags: frozenset[str]) -> bool:
        """Whether something of this is shown here, or may be in what is being asked for."""
        return self._at_work is not None or not self._tags or not self._tags.isdisjoint(tags)

    def look(self) -> None:
        """Something may be new: ask, once more where something is being asked already."""
        self._due = True
        self._woken.set()
        self._work()

    def feed(self, reader: Reader) -> None:
        """Write what the reader does not have yet, as far as it is ready and can leave."""
        while reader.number < self.newest and not reader.full and reader.channel is self:
            frames = self._frames if self._frames.covers(reader.number) else self._older
            if not frames.covers(reader.number):
                self._lagging.add(reader)
                self._work()
                return
            portion = frames.after(reader.number)
            reader.number += len(portion)
            reader.transport.writelines(portion)
        has_all = reader.number == self.newest and reader.channel is self
        if has_all and not reader.full and self.certain:
            self.beside.tell(reader)

    def how_it_stands(self) -> bytes:
        """The event that says so; with the time of this moment where it is certain."""
        if self._standing is None:
            return b""
        said: dict[str, object] = asdict(self._standing) | {"newest": self.newest}
        if self.certain:
            said["time"] = self._around.time()
        return framing.event(b"state", json.dumps(said).encode())

    def heartbeat(self) -> bytes:
        """A comment with the time, and how it stands where that is certain."""
        said = framing.comment(self._around.time())
        return said + self.how_it_stands() if self.certain else said

    def close(self) -> None:
        """Ask for nothing more."""
        if self._at_work is not None:
            self._at_work.cancel()

    def _work(self) -> None:
        if self._at_work is None:
            self._at_work = asyncio.ensure_future(self._worked())

    async def _worked(self) -> None:
        """Ask until nothing is due; where there is no answer, again, later each time."""
        failures = 0
        try:
            while self._due or self._lagging:
                try:
                    await self._step()
                except Moved as moved:
                    self._hand_on(moved)
                except Unreadable as unreadable:
                    if self._standing is None or unreadable.status in GONE:
                        self._around.refused(self, unreadable)
                        return
                    self._failing = True
                    await self._rest(PAUSES[min(failures, len(PAUSES) - 1)])
                    failures += 1
                else:
                    failures, self._failing = 0, False
        finally:
            self._at_work = None

    async def _step(self) -> None:
        """Do what is due next; whatever goes wrong, it is tried again."""
        try:
            await (self._look() if self._due else self._fill())
        except (Moved, Unreadable):
            raise
        except Exception:
            log.exception("The stream of %s faltered", self.path)
            self._due = True
            raise Unreadable(HTTPStatus.INTERNAL_SERVER_ERROR) from None

    async def _rest(self, seconds: float) -> None:
        self._woken.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    def _hand_on(self, moved: Moved) -> None:
        if self._standing is None:
            self._due = False
            self._around.refused(self, moved)
        else:
            self._due = self._around.moved(self, moved.path)

    async def _ask(self, after: int) -> Said:
        said = read(await self._around.fetch(address(self.path, after)), after)
        self._tags |= said.tags
        return said

    async def _look(self) -> None:
        """Ask for what follows the newest version, and write it."""
        self._due = False
        ahead, self._ahead = self._ahead, set()
        opening = self._standing is None
        try:
            said = await self._ask(BEYOND if opening else self.newest)
        except (Moved, Unreadable):
            self._due, self._ahead = True, ahead | self._ahead
            raise
        stood, self._standing = self._standing, said.standing
        if opening:
            self._frames = Frames(said.newest)
        else:
            ahead |= self._learn(said)
        self._reload(reader for reader in ahead if reader.number > self.newest)
        await self.deliver(b"" if opening or stood == said.standing else self.how_it_stands())
        self._welcome()

    def _learn(self, said: Said) -> set[Reader]:
        """Keep what came; whoever may have more than there is now."""
        if said.rewrites or not said.events:  # what was said before may read otherwise now
            self._frames.forget()
            self._older = Frames(0)
            self._tags = said.tags
        if said.newest < said.after:  # another database than before, with fewer versions
            self._frames = Frames(said.newest)
            return set(self.readers)
        self._frames.add(said.events)
        self._due = self._due or said.last < said.newest
        return set()

    async def deliver(self, then: bytes = b"") -> None:
        """Feed everybody; `then` goes to whoever has nothing left to read."""
        for count, reader in enumerate(tuple(self.readers), start=1):
            self.feed(reader)
            if then and reader.number == self.newest and reader.channel is self:
                reader.transport.write(then)
            if count % BATCH == 0:
                await asyncio.sleep(0)

    async def _fill(self) -> None:
        """Ask for what the reader who waits longest does not have, for all who are as far back."""
        self._lagging.keep(self.newest)
        if not self._lagging:
            return
        begins, first = self._lagging.turn(self.newest)
        for after in dict.fromkeys((begins, first)):  # an answer may be shorter than usual
            said = await self._ask(after)
            self._older = Frames(after, said.events)
            if self._older.covers(first):
                break
        lagging, self._lagging = self._lagging, Lagging()
        if not self._older.covers(first):
            self._reload(lagging)
        for reader in lagging:
            self.feed(reader)

    def _reload(self, readers: Iterable[Reader]) -> None:
        """Tell readers who hold what does not exist here to load the page afresh."""
        newest = self.newest
        data = json.dumps({"newest": newest}).encode()
        event = framing.event(b"reload", data, number=newest)
        for reader in readers:
            reader.number = newest
            if reader.channel is self:
                reader.transport.write(event)

    def _welcome(self) -> None:
        """Begin the stream of everybody who waits for it."""
        waiting, self.waiting = self.waiting, {}
        for reader, asked in waiting.items():
            self._begin(reader, asked)

    def _begin(self, reader: Reader, asked: Asked) -> None:
        if asked.head_only:
            reader.transport.write(answers.stream())
            reader.transport.close()
            return
        reader.transport.write(answers.opening() + self.how_it_stands())
        reader.number = self.newest if asked.after is None else asked.after
        self.readers.add(reader)
        if asked.wrong:
            self._reload([reader])
        elif reader.number > self.newest:
            self._ahead.add(reader)
            self.look()
        else:
            self.feed(reader)
